"""The marks of one node over all channels."""

from __future__ import annotations

from collections.abc import Mapping

from redprop.engine.blend import ChannelResult
from redprop.exact import Flags, Ratios
from redprop.rubric.plan import Plan


def node_marks(channels: Mapping[str, ChannelResult], name: str, plan: Plan, size: int) -> tuple[Ratios, Flags]:
    """A node's marks over all channels, and where there are any: its full marks times the weighted mean of the shares
    of the channels that assessed it, by their weights in force.

    In a rubric that is not scaled there is one channel, and marks are what the node earned; of a node that is taken
    off they are its cost.
    """
    earned, weights, full = (Ratios.constant(0, size) for _ in range(3))
    for result in channels.values():
        scored = result.leaves.get(name)
        grown = result.grown.get(name)
        marks = scored.marks if scored is not None else grown.handed_on if grown is not None else None
        if marks is None:
            continue
        saw = result.present & marks.assessed
        if not plan.scaled:
            return marks.earned, saw
        weight = result.weight.where(saw, 0)
        earned, weights = earned + marks.share * weight, weights + weight
        full = marks.full.where(saw & (marks.full >= full), full)
    return earned.over(weights) * full, weights > 0
