"""`mean`: the weighted mean of the children's shares."""

from __future__ import annotations

from collections.abc import Sequence

from redprop.combine.base import Child, Marks
from redprop.exact import Ratios


def mean(children: Sequence[Child], full: Ratios) -> Marks:
    """`full x sum(weight x earned / possible) / sum(weight)` over the children that were assessed.

    Children not assessed leave both sums and the others share their weight. With none assessed nothing is possible;
    with none that applies the node does not apply.
    """
    zero = full * 0
    shares, weights = zero, zero
    for child in children:
        part = child.marks
        shares = shares + (part.share * child.weight).where(part.assessed, 0)
        weights = weights + (zero + child.weight).where(part.assessed, 0)
    return over_assessed(children, full, shares.over(weights))


def over_assessed(children: Sequence[Child], full: Ratios, share: Ratios) -> Marks:
    """A node that earns a share of its own full marks, where any of its children was assessed."""
    zero = full * 0
    some, applies, looked_at = zero, zero, zero
    for child in children:
        part = child.marks
        weight = zero + child.weight
        some = some + weight.where(part.assessed, 0)
        applies = applies + weight.where(part.applies > 0, 0)
        looked_at = looked_at + part.looked_at.over(part.applies) * child.weight
    possible, whole = full.where(some > 0, 0), full.where(applies > 0, 0)
    return Marks(full * share, possible, whole, full * looked_at.over(applies), whole)
