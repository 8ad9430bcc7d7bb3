"""What each criterion in each channel contributes to the score: whole numbers that add up to it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Literal, NamedTuple

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.blend import Blended, ChannelResult
from redprop.engine.perfect import perfect_channel
from redprop.engine.tree import Grown, weights_down
from redprop.exact import Ratios, Whole
from redprop.exact.arrays import plus, times, whole
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Branch, Leaf, Plan

FINER = 4
"""A part has so many places more than the score."""
Kind = Literal["criterion", "whole", "start", "bounds", "bonus", "penalty"]
"""A criterion; a geometric mean as a whole; a start; what a cap or floor changed; a block beside the tree."""


class Contribution(NamedTuple):
    """What one part contributes to the score, and the marks that it really counts, exact."""

    kind: Kind
    channel: str
    node: str
    exact: Ratios
    in_force: Ratios


@dataclass(frozen=True, eq=False)
class Parts:
    """Parts in whole units of 10^-`places`, one entry a subject: of each contribution, of each limit that changed the
    score, and what rounding leaves over. They add up to the score.

    `units` stands in the order of `contributions`; `in_force` are the marks that a part really counts for a subject.
    """

    places: int
    contributions: tuple[Contribution, ...]
    units: tuple[Whole, ...]
    limits: Mapping[str, Whole]
    rounding: Whole

    @cached_property
    def criteria(self) -> Mapping[tuple[str, str], Whole]:
        """The parts of criteria, and of geometric means as a whole, by channel and node."""
        return {
            (part.channel, part.node): units
            for part, units in zip(self.contributions, self.units, strict=True)
            if part.kind in ("criterion", "whole")
        }

    @cached_property
    def others(self) -> Mapping[tuple[Kind, str], Whole]:
        """The parts of starts, bounds, bonus and penalty, by kind and node."""
        found: dict[tuple[Kind, str], Whole] = {}
        for part, units in zip(self.contributions, self.units, strict=True):
            if part.kind not in ("criterion", "whole"):
                at = part.kind, part.node
                found[at] = plus(found[at], units) if at in found else units
        return found


def contributions(
    plan: Plan, channels: Mapping[str, ChannelResult], blended: Blended, amounts: Amounts
) -> Iterator[Contribution]:
    """Every part of the score but those of limits and rounding.

    A channel that is absent and counts nothing keeps its marks in force: they are what its absence loses.
    """
    if blended.grown is not None and blended.marks is not None and blended.leaves is not None:
        yield from _by_criterion(plan, channels, blended, amounts)
    else:
        yield from _by_channel(plan, channels, amounts)
    zero = amounts.constant(0)
    for name, added in blended.blocks.items():
        yield Contribution(name, WHOLE, name, added, zero)


def _by_channel(plan: Plan, channels: Mapping[str, ChannelResult], amounts: Amounts) -> Iterator[Contribution]:
    weights = reduce(Ratios.__add__, (c.weight for c in channels.values()), amounts.constant(0))
    for channel in plan.channels:
        result = channels[channel.id]
        share = result.weight.over(weights) * (plan.full if plan.scaled else 1)
        top = share.over(result.grown[WHOLE].handed_on.possible) if plan.scaled else share
        missed = channel.absent == "zero" and not result.present.all() and plan.scaled
        lost: dict[str, Ratios] = {}
        if missed:
            perfect = perfect_channel(plan, channel, ~result.present, amounts)
            gone = share.over(perfect.grown[WHOLE].handed_on.possible).where(~result.present, 0)
            for node, worth in weights_down(plan.root, perfect.grown, perfect.marks, gone, amounts):
                lost[node.id] = _possible(node, perfect) * worth
        for part in _parts_of(plan.root, result, top.where(result.present, 0), amounts):
            more = lost.get(part.node)
            yield part if more is None else part._replace(in_force=part.in_force + more)


def _possible(node: Branch | Leaf, result: ChannelResult) -> Ratios:
    """The marks that a part of a scaled rubric had possible; of a section with bounds, what these changed of them."""
    if isinstance(node, Leaf):
        return result.leaves[node.id].marks.possible
    grown = result.grown[node.id]
    if grown.bounded is None or node.combine == "geometric_mean":
        return grown.own.possible
    return grown.bounded.possible


def _parts_of(root: Branch, result: ChannelResult, top: Ratios, amounts: Amounts) -> Iterator[Contribution]:
    """The parts of one channel, where one mark of the whole is worth `top`."""
    for node, worth in weights_down(root, result.grown, result.marks, top, amounts):
        if isinstance(node, Branch):
            yield from _of_branch(node, result.grown[node.id], result.id, worth, amounts)
            continue
        marks = result.leaves[node.id].marks
        yield Contribution("criterion", result.id, node.id, marks.earned * worth, _at_best(marks.possible, worth))


def _at_best(possible: Ratios, worth: Ratios) -> Ratios:
    """The marks that a part really counts; none of what is taken off, which costs nothing at best."""
    return possible * worth.where(worth > 0, 0)


def _of_branch(node: Branch, grown: Grown, channel: str, worth: Ratios, amounts: Amounts) -> Iterator[Contribution]:
    """What a branch contributes beside its children: a mean as a whole, or its start and what its bounds changed."""
    own = grown.own
    if node.combine == "geometric_mean":
        yield Contribution("whole", channel, node.id, own.earned * worth, _at_best(own.possible, worth))
        return
    if node.edge.start is not None:
        begun = amounts.constant(node.edge.start).where(own.assessed, 0) * worth
        yield Contribution("start", channel, node.id, begun, begun)
    if grown.bounded is not None:
        changed = grown.bounded
        yield Contribution("bounds", channel, node.id, changed.earned * worth, _at_best(changed.possible, worth))


def _by_criterion(
    plan: Plan, channels: Mapping[str, ChannelResult], blended: Blended, amounts: Amounts
) -> Iterator[Contribution]:
    """The same where criteria were blended before they were put together."""
    grown, leaves, shares = blended.grown or {}, blended.marks or {}, blended.leaves or {}
    top = amounts.constant(plan.full).over(grown[WHOLE].handed_on.possible)
    for node, worth in weights_down(plan.root, grown, leaves, top, amounts):
        if isinstance(node, Branch):
            yield from _of_branch(node, grown[node.id], WHOLE, worth, amounts)
            continue
        for name in node.channels:
            in_force = worth * shares[name][node.id] * amounts.most(node)
            marks = channels[name].leaves[node.id].marks
            earned = (in_force * marks.share).where(channels[name].present, 0)
            yield Contribution("criterion", name, node.id, earned, in_force)


def take_apart(
    plan: Plan,
    channels: Mapping[str, ChannelResult],
    blended: Blended,
    score: Whole,
    lowered: Mapping[str, Whole],
    amounts: Amounts,
) -> Parts:
    """The parts of the scores (in the score's last place, after limits)."""
    places = plan.places + FINER
    found = tuple(contributions(plan, channels, blended, amounts))
    units = tuple(part.exact.units(places, plan.rubric.rounding.mode) for part in found)
    finer = whole([10**FINER])
    limits = {name: times(down, finer) for name, down in lowered.items() if down.any()}
    total = reduce(plus, [*units, *limits.values()], np.zeros(len(score), dtype=np.int64))
    return Parts(places, found, units, limits, plus(times(score, finer), -total))
