"""`sum`: marks are added up, from a start if there is one, costs taken off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from redprop.combine.base import Child, Marks
from redprop.exact import Ratios


def add_up(children: Sequence[Child], full: Ratios) -> Marks:
    """Adds earned, possible and full of the children; `full` stands for the size only.

    What a child takes off lowers what is earned and is nobody's full marks. Nothing assessed leaves nothing possible;
    what is possible is never scaled on the way up. A start is the node's own and added after this.
    """
    zero = full * 0
    parts = [child.marks for child in children]
    adds = [child.marks for child in children if not child.takes_off]
    earned = reduce(Ratios.__add__, (part.earned for part in adds), zero)
    for child in children:
        if child.takes_off:
            earned = earned - child.marks.earned
    possible = reduce(Ratios.__add__, (part.possible for part in adds), zero)
    whole = reduce(Ratios.__add__, (part.full for part in adds), zero)
    if len(adds) == len(parts) and all(p.looked_at is p.possible and p.applies is p.full for p in parts):
        return Marks(earned, possible, whole, possible, whole)  # the common case, and half the work
    looked_at = reduce(Ratios.__add__, (part.looked_at for part in parts), zero)
    return Marks(earned, possible, whole, looked_at, reduce(Ratios.__add__, (part.applies for part in parts), zero))
