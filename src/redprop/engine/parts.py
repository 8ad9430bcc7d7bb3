"""What each criterion in each channel contributes to the score: whole numbers that add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from redprop.engine.blend import Blended, ChannelResult
from redprop.engine.perfect import perfect_channel
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
) -> Iterator[tuple[str, Leaf, Ratios, Ratios]]:
    """Each channel and criterion with what it contributes to the score and the marks that it really counts, exact.

    A channel that is absent and counts nothing keeps its marks in force: they are what its absence loses.
    """
    if blended.grown is not None and blended.marks is not None and blended.leaves is not None:
        yield from _by_criterion(plan, channels, blended, size)
        return
    weights = reduce(Ratios.__add__, (c.weight for c in channels.values()), Ratios.constant(0, size))
    for channel in plan.channels:
        result = channels[channel.id]
        share = result.weight.over(weights) * plan.full
        top = share.over(result.grown[WHOLE].handed_on.possible).where(result.present, 0)
        missed = channel.absent == "zero" and not result.present.all()
        perfect = perfect_channel(plan, channel, ~result.present) if missed else result
        lost = share.over(perfect.grown[WHOLE].handed_on.possible).where(~result.present, 0)
        unearned = {leaf.id: worth for leaf, worth in weights_down(plan.root, perfect.grown, perfect.marks, lost)}
        for leaf, worth in weights_down(plan.root, result.grown, result.marks, top):
            marks = result.leaves[leaf.id].marks
            in_force = marks.possible * worth
            if missed:
                in_force = in_force + perfect.leaves[leaf.id].marks.possible * unearned[leaf.id]
            yield channel.id, leaf, marks.earned * worth, in_force


def _by_criterion(
    plan: Plan, channels: Mapping[str, ChannelResult], blended: Blended, size: int
) -> Iterator[tuple[str, Leaf, Ratios, Ratios]]:
    """The same where criteria were blended before they were put together."""
    grown, leaves, shares = blended.grown or {}, blended.marks or {}, blended.leaves or {}
    top = Ratios.constant(plan.full, size).over(grown[WHOLE].handed_on.possible)
    for leaf, worth in weights_down(plan.root, grown, leaves, top):
        for name in leaf.channels:
            in_force = worth * shares[name][leaf.id] * leaf.marks
            marks = channels[name].leaves[leaf.id].marks
            yield name, leaf, (in_force * marks.share).where(channels[name].present, 0), in_force


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
    for name, leaf, contributed, counted in contributions(plan, channels, blended, size):
        exact[name, leaf.id], in_force[name, leaf.id] = contributed, counted
    criteria = {at: part.units(places, plan.rubric.rounding.mode) for at, part in exact.items()}
    finer = whole([10**FINER])
    limits = {name: times(down, finer) for name, down in lowered.items() if down.any()}
    total = reduce(plus, [*criteria.values(), *limits.values()], np.zeros(size, dtype=np.int64))
    left = plus(times(score, finer), -total)
    return Parts(places, criteria, exact, in_force, limits, left)
