"""`sum`: marks are added up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from redprop.combine.base import Child, Marks
from redprop.exact import Ratios


def add_up(children: Sequence[Child], full: Ratios) -> Marks:
    """Adds earned, possible and full of the children; `full` stands for the size only.

    Nothing assessed leaves nothing possible; what is possible is never scaled on the way up.
    """
    zero = full * 0
    parts = [child.marks for child in children]
    return Marks(
        reduce(Ratios.__add__, (part.earned for part in parts), zero),
        reduce(Ratios.__add__, (part.possible for part in parts), zero),
        reduce(Ratios.__add__, (part.full for part in parts), zero),
        reduce(Ratios.__add__, (part.looked_at for part in parts), zero),
    )
