"""The marks of criteria put together, from the leaves to the whole; and taken apart again, from the whole down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from redprop.combine import COMBINE, Child, Marks, deciding
from redprop.engine.amounts import Amounts
from redprop.exact import Ratios
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Branch, Edge, Leaf


class Bounded(NamedTuple):
    """What a cap or floor changed, before rounding: of what was earned, and of what was possible."""

    earned: Ratios
    possible: Ratios


class Grown(NamedTuple):
    """A branch's marks as its children give them (`own`), and as it hands them on.

    `bounded` is what its cap or floor changed; None where it has neither.
    """

    own: Marks
    handed_on: Marks
    bounded: Bounded | None = None


def grow(branch: Branch, leaves: Mapping[str, Marks], rubric: Rubric, amounts: Amounts) -> dict[str, Grown]:
    """Every branch's marks by id; criteria that `leaves` does not hold take no part."""
    grown: dict[str, Grown] = {}

    def marks_of(node: Branch | Leaf) -> Marks | None:
        if isinstance(node, Leaf):
            return leaves.get(node.id)
        children = [
            Child(marks, amounts.weight(child), child.edge.takes_off)
            for child in node.children
            if (marks := marks_of(child)) is not None
        ]
        own = COMBINE[node.combine](children, amounts.constant(node.marks or 0))
        if node.edge.start is not None:
            begun = amounts.constant(node.edge.start).where(own.assessed, 0)
            own = Marks(own.earned + begun, own.possible, own.full, own.looked_at, own.applies)
        loose, own = own, bounded(own, node.edge)
        changed = None if own is loose else Bounded(own.earned - loose.earned, own.possible - loose.possible)
        places = rubric.rounding.section if node is not branch else None
        own = rounded(own, places, rubric)
        handed_on = own.rescaled() if node.rescaled else own
        grown[node.id] = Grown(own, handed_on, changed)
        return handed_on

    marks_of(branch)
    return grown


def rounded(marks: Marks, places: int | None, rubric: Rubric) -> Marks:
    """What was earned, rounded to so many places; None leaves it exact."""
    if places is None:
        return marks
    earned = marks.earned.rounded(places, rubric.rounding.mode)
    return Marks(earned, marks.possible, marks.full, marks.looked_at, marks.applies)


def bounded(marks: Marks, edge: Edge) -> Marks:
    """What was earned between a node's floor and its cap, where anything was assessed; full marks are under the cap.

    So much of the cap is looked at as was of the full marks before; a cap at or below nothing is no full marks.
    """
    if edge.cap is None and edge.floor is None:
        return marks
    earned, possible, full, looked_at, applies = (
        marks.earned,
        marks.possible,
        marks.full,
        marks.looked_at,
        marks.applies,
    )
    if edge.floor is not None:
        earned = earned.where((earned >= edge.floor) | ~marks.assessed, edge.floor)
    if edge.cap is not None:
        over = full > edge.cap
        if edge.cap > 0 and over.any():
            looked_at, applies = ((one * edge.cap).over(full).where(over, one) for one in (looked_at, applies))
        earned, possible, full = (one.where(one <= edge.cap, edge.cap) for one in (earned, possible, full))
    return Marks(earned, possible, full, looked_at, applies)


class Share(NamedTuple):
    """A node that has a part of its own at the top: what one mark of it is worth there."""

    node: Branch | Leaf
    worth: Ratios


def weights_down(
    branch: Branch, grown: Mapping[str, Grown], leaves: Mapping[str, Marks], worth: Ratios, amounts: Amounts
) -> Iterator[Share]:
    """What one mark of each criterion is worth at the top, where one mark of the whole is worth `worth`.

    A criterion's contribution is its earned marks times that. A geometric mean has its part as a whole: nothing in it
    has one of its own. Branches with a start or bounds come too, for these are parts beside their criteria's.
    """
    marks = grown[branch.id]
    if branch.rescaled:
        worth = worth * marks.own.full.over(marks.own.possible)
    if branch.combine == "geometric_mean":
        yield Share(branch, worth)
        return
    if branch.edge.start is not None or marks.bounded is not None:
        yield Share(branch, worth)
    present = [child for child in branch.children if _marks(child, grown, leaves) is not None]
    children = [Child(_of(child, grown, leaves), amounts.weight(child)) for child in present]
    for child, here in zip(present, _worths(branch, children, worth, amounts), strict=True):
        below = -here if child.edge.takes_off else here
        if isinstance(child, Leaf):
            yield Share(child, below)
        else:
            yield from weights_down(child, grown, leaves, below, amounts)


def _worths(branch: Branch, children: list[Child], worth: Ratios, amounts: Amounts) -> list[Ratios]:
    """What one mark of each child is worth: as much as one of the whole in a sum, by its share elsewhere."""
    if branch.combine == "sum":
        return [worth] * len(children)
    whole = worth * (branch.marks or 0)
    if branch.combine == "lowest":
        decides = deciding(children, len(amounts))
        return [
            whole.where(np.asarray(decides == index), 0).over(child.marks.possible)
            for index, child in enumerate(children)
        ]
    assessed = amounts.constant(0)
    for child in children:
        assessed = assessed + (amounts.constant(1) * child.weight).where(child.marks.assessed, 0)
    return [(whole * child.weight).over(assessed * child.marks.possible) for child in children]


def _marks(node: Branch | Leaf, grown: Mapping[str, Grown], leaves: Mapping[str, Marks]) -> Marks | None:
    if isinstance(node, Leaf):
        return leaves.get(node.id)
    return grown[node.id].handed_on if node.id in grown else None


def _of(node: Branch | Leaf, grown: Mapping[str, Grown], leaves: Mapping[str, Marks]) -> Marks:
    marks = _marks(node, grown, leaves)
    assert marks is not None  # noqa: S101  # callers ask only for children that are present
    return marks
