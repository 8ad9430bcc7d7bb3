"""A channel that found nothing wrong: what marks would have been, had everything been earned."""

from __future__ import annotations

import numpy as np

from redprop.combine import Marks
from redprop.engine.amounts import Amounts
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.tree import bounded, grow
from redprop.exact import Flags
from redprop.outcome import Outcome
from redprop.rubric.plan import Leaf, Plan, PlanChannel


def perfect_channel(plan: Plan, channel: PlanChannel, came: Flags, amounts: Amounts) -> ChannelResult:
    """A channel of a scaled rubric that looked at everything and found nothing wrong, where it came."""
    leaves = {leaf.id: _full_marks(leaf, came, amounts) for leaf in plan.leaves if channel.id in leaf.channels}
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, amounts)
    outcome = np.where(came & bool(leaves), Outcome.SCORED.code, Outcome.ABSENT.code)
    mark = amounts.constant(plan.full).where(came, 0)
    return ChannelResult(channel.id, mark, outcome, amounts.channel(channel), leaves, grown)


def _full_marks(leaf: Leaf, came: Flags, amounts: Amounts) -> Scored:
    marks = amounts.marks(leaf).where(came, 0)
    scored = bounded(Marks(marks, marks, marks, marks, marks), leaf.edge)
    return Scored(scored, np.full(len(came), Outcome.SCORED.code))
