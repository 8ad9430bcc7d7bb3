"""The marks in force: what each criterion really counts once channels are blended.

They are the parts of a subject that earns everything: the engine itself is asked, nothing is worked out twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.combine import Marks
from redprop.engine.blend import ChannelResult, blend, weights_in_force
from redprop.engine.leaves import Scored
from redprop.engine.parts import contributions
from redprop.engine.tree import grow
from redprop.exact import Ratios
from redprop.outcome import Outcome
from redprop.rubric.plan import Leaf, Plan, PlanChannel


@dataclass(frozen=True)
class Force:
    """Marks in force by criterion with everybody there, by channel and criterion, and with each channel absent.

    `absent` holds only the cases that still give a score.
    """

    printed: Mapping[str, Fraction]
    all_there: Mapping[str, Fraction]
    by_channel: Mapping[tuple[str, str], Fraction]
    absent: Mapping[str, Mapping[str, Fraction]]


def marks_in_force(plan: Plan) -> Force:
    """The marks in force of a rubric, exact."""
    everyone = frozenset(channel.id for channel in plan.channels)
    by_channel = _with(plan, everyone)
    cases = {
        channel.id: _by_leaf(plan, _with(plan, everyone - {channel.id}))
        for channel in plan.channels
        if len(everyone) > 1 and channel.absent != "not_rated"
    }
    printed = {leaf.id: leaf.marks for leaf in plan.leaves}
    return Force(printed, _by_leaf(plan, by_channel), by_channel, cases)


def _by_leaf(plan: Plan, by_channel: Mapping[tuple[str, str], Fraction]) -> dict[str, Fraction]:
    total = {leaf.id: Fraction(0) for leaf in plan.leaves}
    for (_, leaf), marks in by_channel.items():
        total[leaf] += marks
    return total


def _with(plan: Plan, there: frozenset[str]) -> dict[tuple[str, str], Fraction]:
    """Each channel and criterion's part of a perfect score, where only some channels came."""
    channels = {channel.id: _perfect(plan, channel, channel.id in there) for channel in plan.channels}
    weights = weights_in_force(plan, channels)
    weighed = {
        name: ChannelResult(c.id, c.mark, c.outcome, weights[name], c.leaves, c.grown) for name, c in channels.items()
    }
    blended = blend(plan, weighed, 1)
    return {
        (name, leaf.id): (marks.possible * worth).fractions()[0]
        for name, leaf, marks, worth in contributions(plan, weighed, blended, 1)
    }


def _perfect(plan: Plan, channel: PlanChannel, came: bool) -> ChannelResult:
    """A channel that found nothing wrong, or did not come."""
    leaves = {leaf.id: _full(leaf, came) for leaf in plan.leaves if channel.id in leaf.channels}
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, 1)
    outcome = np.asarray([(Outcome.SCORED if came and leaves else Outcome.ABSENT).code])
    mark = Ratios.constant(plan.full if came else 0, 1)
    return ChannelResult(channel.id, mark, outcome, Ratios.constant(channel.weight, 1), leaves, grown)


def _full(leaf: Leaf, came: bool) -> Scored:
    marks = Ratios.constant(leaf.marks if came else 0, 1)
    return Scored(Marks(marks, marks, marks, marks), np.asarray([Outcome.SCORED.code]))
