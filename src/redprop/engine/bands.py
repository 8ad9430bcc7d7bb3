"""Scores to grades: bands from the top, and shares of a league."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from redprop.conditions import Comparison, holds
from redprop.exact import Flags, Mode, Ratios, Whole, ranks
from redprop.rubric.grading import Grades, Quota

SEATS: dict[str, Mode] = {"floor": "down", "ceil": "up", "half_up": "half_up"}
Asker = Callable[[str, Comparison], tuple[Flags, Flags]]
"""Where a named value is as a comparison asks, and where it is there at all."""


def condition_holds(condition: list[dict[str, Comparison]], if_missing: str | None, asked: Asker) -> Flags:
    """Where a condition holds; where it is undecided, as `if_missing` says."""
    held, known = holds(condition, asked)
    return held & known | (~known & (if_missing == "holds"))


def band(grades: Grades, value: Ratios, asked: Asker, *, lower: bool) -> Whole:
    """The band of each value, counted from the best: the first from the top whose cut is reached and `when` holds.

    A value exactly on a cut reaches it. Where less is better a cut is reached from below.
    """
    found = np.full(len(value), grades.order.index(grades.otherwise.grade), dtype=np.int64)
    for one in reversed(grades.bands):
        cut = Fraction(one.cut)
        reached = value <= cut if lower else value >= cut
        if one.when is not None:
            reached = reached & condition_holds(one.when, one.if_missing, asked)
        found = np.where(reached, grades.order.index(one.grade), found)
    return found


def with_quotas(grades: Grades, grade: Whole, leagues: Sequence[Whole], among: Flags, key: Whole) -> Whole:
    """The grades with those that a share of each league has; nobody has two.

    Shares from the top come first, the best grade first; then shares from the bottom, the worst grade first: the last
    twentieth is part of the last fifth. `among` are those who count (rated, scored, neither vetoed nor ineligible),
    `key` is greater for the better. A league of none has no seats; where all are equal they have the grade together
    or, `ties: out`, not at all.
    """
    taken = np.zeros(len(grade), dtype=bool)
    for quota in _from_both_ends(grades):
        for league in leagues:
            members = league[among[league]]
            if not len(members) or len(members) < quota.smallest:
                continue
            own = key[members] if quota.top_share is not None else -key[members]
            winners = members[_seated(own, quota)]
            winners = winners[~taken[winners]]
            grade[winners] = grades.order.index(quota.grade)
            taken[winners] = True
    return grade


def _from_both_ends(grades: Grades) -> list[Quota]:
    """The quotas in the order in which they give: from the top the best grade first, from the bottom the worst."""
    best_first = sorted(grades.quotas, key=lambda quota: grades.order.index(quota.grade))
    top = [quota for quota in best_first if quota.top_share is not None]
    return top + [quota for quota in reversed(best_first) if quota.top_share is None]


def _seated(key: Whole, quota: Quota) -> Flags:
    """Who of a league has a seat: by competition rank, ties in or out as the quota says."""
    seats = int(Ratios.of([Fraction(quota.share) * len(key)]).units(0, SEATS[quota.seats])[0])
    first = ranks([key], "competition") // 2
    if quota.ties == "in":
        return np.asarray(first <= seats)
    last = len(key) + 1 - ranks([-key], "competition") // 2
    return np.asarray(last <= seats)
