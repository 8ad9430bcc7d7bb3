"""`lowest`: the worst child decides. 木桶原则."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redprop.combine.base import Child, Marks
from redprop.combine.mean import over_assessed
from redprop.exact import Ratios, Whole


def lowest(children: Sequence[Child], full: Ratios) -> Marks:
    """`full x` the least share of the children that were assessed; weights do not matter.

    With none assessed nothing is possible; with one assessed, or all equal, that is the share.
    """
    zero = full * 0
    share = zero
    decides = deciding(children, len(full))
    for index, child in enumerate(children):
        share = child.marks.share.where(decides == index, share)
    return over_assessed(children, full, share)


def deciding(children: Sequence[Child], size: int) -> Whole:
    """The child that decides for each subject: of equals the first in the file; -1 where none was assessed."""
    found = np.full(size, -1, dtype=np.int64)
    least = Ratios.constant(0, size)
    for index, child in enumerate(children):
        share = child.marks.share
        lower = child.marks.assessed & ((found < 0) | (share < least))
        found[lower] = index
        least = share.where(lower, least)
    return found
