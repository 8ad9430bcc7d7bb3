"""The marks of criteria put together, from the leaves to the whole; and taken apart again, from the whole down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from redprop.combine import COMBINE, Child, Marks
from redprop.exact import Ratios
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Branch, Leaf


class Grown(NamedTuple):
    """A branch's marks as its children give them (`own`), and as it hands them on."""

    own: Marks
    handed_on: Marks


def grow(branch: Branch, leaves: Mapping[str, Marks], rubric: Rubric, size: int) -> dict[str, Grown]:
    """Every branch's marks by id; criteria that `leaves` does not hold take no part."""
    grown: dict[str, Grown] = {}

    def marks_of(node: Branch | Leaf) -> Marks | None:
        if isinstance(node, Leaf):
            return leaves.get(node.id)
        children = [Child(marks, child.weight) for child in node.children if (marks := marks_of(child)) is not None]
        full = Ratios.constant(node.marks or 0, size)
        own = COMBINE[node.combine](children, full)
        places = rubric.rounding.section if node is not branch else None
        if places is not None:
            own = Marks(own.earned.rounded(places, rubric.rounding.mode), own.possible, own.full, own.looked_at)
        handed_on = own.rescaled() if node.rescaled else own
        grown[node.id] = Grown(own, handed_on)
        return handed_on

    marks_of(branch)
    return grown


def weights_down(
    branch: Branch, grown: Mapping[str, Grown], leaves: Mapping[str, Marks], worth: Ratios
) -> Iterator[tuple[Leaf, Ratios]]:
    """What one mark of each criterion is worth at the top, where one mark of the whole is worth `worth`.

    A criterion's contribution is its earned marks times that.
    """
    marks = grown[branch.id]
    if branch.rescaled:
        worth = worth * marks.own.full.over(marks.own.possible)
    present = [child for child in branch.children if _marks(child, grown, leaves) is not None]
    assessed = sum(
        ((Ratios.constant(c.weight, len(worth)) * 1).where(_of(c, grown, leaves).assessed, 0) for c in present),
        Ratios.constant(0, len(worth)),
    )
    for child in present:
        here = worth
        if branch.combine == "mean":
            possible = _of(child, grown, leaves).possible
            here = (worth * (branch.marks or 0) * child.weight).over(assessed * possible)
        if isinstance(child, Leaf):
            yield child, here
        else:
            yield from weights_down(child, grown, leaves, here)


def _marks(node: Branch | Leaf, grown: Mapping[str, Grown], leaves: Mapping[str, Marks]) -> Marks | None:
    if isinstance(node, Leaf):
        return leaves.get(node.id)
    return grown[node.id].handed_on if node.id in grown else None


def _of(node: Branch | Leaf, grown: Mapping[str, Grown], leaves: Mapping[str, Marks]) -> Marks:
    marks = _marks(node, grown, leaves)
    assert marks is not None  # noqa: S101  # callers ask only for children that are present
    return marks
