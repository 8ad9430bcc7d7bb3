"""A channel that counts nothing where a condition holds, such as a self-assessment that was found false."""

from __future__ import annotations

from dataclasses import replace

from redprop.combine import Marks
from redprop.engine.amounts import Amounts
from redprop.engine.bands import Asker, condition_holds
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.tree import grow
from redprop.rubric.plan import Plan, PlanChannel


def zeroed(plan: Plan, channel: PlanChannel, found: ChannelResult, asked: Asker, amounts: Amounts) -> ChannelResult:
    """The channel's result with nothing earned where its `zero_when` holds; what was possible stays, and is lost.

    A condition that is undecided does not hold. A channel without such a condition stays as it is.
    """
    if channel.zero_when is None:
        return found
    left = ~condition_holds(channel.zero_when, "ignored", asked)
    leaves = {}
    for name, scored in found.leaves.items():
        marks = scored.marks
        earned = marks.earned.where(left, 0)
        kept = Marks(earned, marks.possible, marks.full, marks.looked_at, marks.applies)
        leaves[name] = Scored(kept, scored.outcome)
    grown = grow(plan.root, {name: scored.marks for name, scored in leaves.items()}, plan.rubric, amounts)
    return replace(found, mark=found.mark.where(left, 0), leaves=leaves, grown=grown)
