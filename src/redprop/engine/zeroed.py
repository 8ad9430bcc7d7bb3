"""A channel that counts nothing where a condition holds, such as a self-assessment that was found false."""

from __future__ import annotations

from dataclasses import replace

from redprop.combine import Marks
from redprop.engine.bands import Asker, condition_holds
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.tree import Bounded, Grown
from redprop.exact import Flags
from redprop.rubric.plan import PlanChannel


def zeroed(channel: PlanChannel, found: ChannelResult, asked: Asker) -> ChannelResult:
    """The channel's result with nothing earned where its `zero_when` holds; what was possible stays, and is lost.

    A condition that is undecided does not hold. A channel without such a condition stays as it is.
    """
    if channel.zero_when is None:
        return found
    return emptied(found, condition_holds(channel.zero_when, "ignored", asked))


def emptied(found: ChannelResult, here: Flags) -> ChannelResult:
    """A channel's result with nothing earned in some places."""
    left = ~here
    leaves = {name: Scored(_only(one.marks, left), one.outcome) for name, one in found.leaves.items()}
    grown = {name: _branch(one, left) for name, one in found.grown.items()}
    counted = {visit: done & left for visit, done in found.counted.items()}
    mark = found.mark.where(left, 0)
    return replace(found, mark=mark, leaves=leaves, grown=grown, counted=counted, zeroed=here)


def _branch(grown: Grown, left: Flags) -> Grown:
    """A section with nothing earned but where it is left, whatever its floor or its start."""
    changed = grown.bounded and Bounded(grown.bounded.earned.where(left, 0), grown.bounded.possible)
    return Grown(_only(grown.own, left), _only(grown.handed_on, left), changed)


def _only(marks: Marks, left: Flags) -> Marks:
    earned = marks.earned.where(left, 0)
    return Marks(earned, marks.possible, marks.full, marks.looked_at, marks.applies)
