"""What each criterion in each channel contributes to the score: whole numbers that add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from redprop.combine import Marks
from redprop.engine.blend import Blended, ChannelResult
from redprop.engine.tree import weights_down
from redprop.exact import Ratios, Whole
from redprop.exact.arrays import plus, times, whole
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf, Plan

FINER = 4
"""A part has so many places more than the score."""


@dataclass(frozen=True, eq=False)
class Parts:
    """Parts in whole units of 10^-`places`, one entry a subject: of each channel and criterion, of each limit that
    took the score down, and what rounding leaves over. They add up to the score.

    `in_force` are the marks that each criterion really counts for a subject, exact.
    """

    places: int
    criteria: Mapping[tuple[str, str], Whole]
    exact: Mapping[tuple[str, str], Ratios]
    in_force: Mapping[tuple[str, str], Ratios]
    limits: Mapping[str, Whole]
    rounding: Whole


def contributions(
    plan: Plan, channels: Mapping[str, ChannelResult], blended: Blended, size: int
) -> Iterator[tuple[str, Leaf, Marks, Ratios]]:
    """Each channel and criterion with its marks and what one of its marks is worth in the score."""
    if blended.grown is not None and blended.marks is not None and blended.leaves is not None:
        whole = blended.grown[WHOLE].handed_on
        top = Ratios.constant(plan.full, size).over(whole.possible)
        for leaf, worth in weights_down(plan.root, blended.grown, blended.marks, top):
            for name in leaf.channels:
                result = channels[name]
                marks = result.leaves[leaf.id].marks
                share = blended.leaves[name][leaf.id] * leaf.marks
                yield name, leaf, marks, (worth * share.over(marks.possible)).where(result.present, 0)
        return
    weights = reduce(Ratios.__add__, (c.weight for c in channels.values()), Ratios.constant(0, size))
    for name, result in channels.items():
        whole = result.grown[WHOLE].handed_on
        top = (result.weight.over(weights) * plan.full).over(whole.possible).where(result.present, 0)
        for leaf, worth in weights_down(plan.root, result.grown, result.marks, top):
            yield name, leaf, result.leaves[leaf.id].marks, worth


def take_apart(
    plan: Plan,
    channels: Mapping[str, ChannelResult],
    blended: Blended,
    score: Whole,
    lowered: Mapping[str, Whole],
) -> Parts:
    """The parts of the scores (in the score's last place, after limits)."""
    size = len(score)
    places = plan.places + FINER
    exact: dict[tuple[str, str], Ratios] = {}
    in_force: dict[tuple[str, str], Ratios] = {}
    for name, leaf, marks, worth in contributions(plan, channels, blended, size):
        exact[name, leaf.id] = marks.earned * worth
        in_force[name, leaf.id] = marks.possible * worth
    criteria = {at: part.units(places, plan.rubric.rounding.mode) for at, part in exact.items()}
    finer = whole([10**FINER])
    limits = {name: times(down, finer) for name, down in lowered.items() if down.any()}
    total = reduce(plus, [*criteria.values(), *limits.values()], np.zeros(size, dtype=np.int64))
    left = plus(times(score, finer), -total)
    return Parts(places, criteria, exact, in_force, limits, left)
