"""Ranks within leagues, by the score or by one part of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redprop.exact import Flags, Ratios, Ties, Whole, ranks


def leagues(categories: Sequence[str], order: Sequence[str], within: str) -> list[Whole]:
    """The subjects of each league by their places: by category in the rubric's order, or all together."""
    if within == "all" or not order:
        return [np.arange(len(categories))]
    column = np.asarray(categories, dtype=object)
    return [np.flatnonzero(column == category) for category in order]


def key_of(value: Ratios, there: Flags) -> Whole:
    """Whole numbers that sort as the values do, with those that are absent below all that are there."""
    order = value.order()
    places = np.unique(order, return_inverse=True)[1] + 1
    return np.where(there, places, 0)


def rank_within(members: Sequence[Whole], takes_part: Flags, keys: Sequence[Whole], ties: Ties) -> Whole:
    """Twice each subject's place in its league; 0 for those who take no part. A league of none ranks nobody."""
    placed = np.zeros(len(takes_part), dtype=np.int64)
    for league in members:
        here = league[takes_part[league]]
        if len(here):
            placed[here] = ranks([key[here] for key in keys], ties)
    return placed
