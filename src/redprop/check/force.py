"""The marks in force: what each criterion really counts once channels are blended.

They are the parts of a subject that earns everything: the engine itself is asked, nothing is worked out twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from redprop.combine import Marks
from redprop.engine.blend import ChannelResult, blend, weights_in_force
from redprop.engine.leaves import Scored
from redprop.engine.parts import contributions
from redprop.engine.tree import grow
from redprop.exact import Flags, Ratios
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
    """The marks in force of a rubric, exact.

    Every case is a subject of its own, all scored together: everybody there, then each channel absent in turn.
    """
    cases = [c.id for c in plan.channels if len(plan.channels) > 1 and c.absent != "not_rated"]
    size = 1 + len(cases)
    came = {c.id: np.asarray([True, *(c.id != absent for absent in cases)]) for c in plan.channels}
    channels = {c.id: _perfect(plan, c, came[c.id]) for c in plan.channels}
    weights = weights_in_force(plan, channels)
    weighed = {name: replace(found, weight=weights[name]) for name, found in channels.items()}
    by_channel = {
        (name, leaf.id): (marks.possible * worth).fractions()
        for name, leaf, marks, worth in contributions(plan, weighed, blend(plan, weighed, size), size)
    }
    by_leaf = [{leaf.id: Fraction(0) for leaf in plan.leaves} for _ in range(size)]
    for (_, leaf), found in by_channel.items():
        for case, marks in enumerate(found):
            by_leaf[case][leaf] += marks
    return Force(
        printed={leaf.id: leaf.marks for leaf in plan.leaves},
        all_there=by_leaf[0],
        by_channel={at: found[0] for at, found in by_channel.items()},
        absent=dict(zip(cases, by_leaf[1:], strict=True)),
    )


def _perfect(plan: Plan, channel: PlanChannel, came: Flags) -> ChannelResult:
    """A channel that found nothing wrong, where it came."""
    leaves = {leaf.id: _full(leaf, came) for leaf in plan.leaves if channel.id in leaf.channels}
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, len(came))
    outcome = np.where(came & bool(leaves), Outcome.SCORED.code, Outcome.ABSENT.code)
    mark = Ratios.constant(plan.full, len(came)).where(came, 0)
    return ChannelResult(channel.id, mark, outcome, Ratios.constant(channel.weight, len(came)), leaves, grown)


def _full(leaf: Leaf, came: Flags) -> Scored:
    marks = Ratios.constant(leaf.marks, len(came)).where(came, 0)
    return Scored(Marks(marks, marks, marks, marks), np.full(len(came), Outcome.SCORED.code))
