"""How a channel is written in files."""

from __future__ import annotations

from redprop.rubric.plan import Plan
from redprop.rubric.writings import folded


def channel_writings(plan: Plan) -> dict[str, str]:
    """Every way to write a channel, folded, with its id."""
    listed = plan.rubric.channels.listed if plan.rubric.channels else {}
    return {
        folded(text): name
        for name, channel in listed.items()
        for text in (name, *(channel.title or {}).values(), *channel.aliases)
    }
