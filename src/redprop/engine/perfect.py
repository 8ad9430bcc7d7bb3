"""A channel that found nothing wrong: what marks would have been, had everything been earned."""

from __future__ import annotations

import numpy as np

from redprop.combine import Marks
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.tree import grow
from redprop.exact import Flags, Ratios
from redprop.outcome import Outcome
from redprop.rubric.plan import Leaf, Plan, PlanChannel


def perfect_channel(plan: Plan, channel: PlanChannel, came: Flags) -> ChannelResult:
    """A channel that looked at everything and found nothing wrong, where it came."""
    leaves = {leaf.id: _full_marks(leaf, came) for leaf in plan.leaves if channel.id in leaf.channels}
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, len(came))
    outcome = np.where(came & bool(leaves), Outcome.SCORED.code, Outcome.ABSENT.code)
    mark = Ratios.constant(plan.full, len(came)).where(came, 0)
    return ChannelResult(channel.id, mark, outcome, Ratios.constant(channel.weight, len(came)), leaves, grown)


def _full_marks(leaf: Leaf, came: Flags) -> Scored:
    marks = Ratios.constant(leaf.marks, len(came)).where(came, 0)
    return Scored(Marks(marks, marks, marks, marks), np.full(len(came), Outcome.SCORED.code))
