"""`geometric_mean`: the weighted geometric mean of the children's shares. UNDP HDI."""

from __future__ import annotations

from collections.abc import Sequence

from redprop.combine.base import Child, Marks
from redprop.combine.mean import over_assessed
from redprop.exact import Ratios, geometric_mean


def geometric(children: Sequence[Child], full: Ratios) -> Marks:
    """`full x product(share ^ (weight / sum(weight)))` over the children that were assessed.

    A child that earned nothing makes it nothing. Children not assessed leave both, and the others share their
    weight; with none assessed nothing is possible. Digits: see `exact.powers`.
    """
    weights = [(full * 0 + child.weight).where(child.marks.assessed, 0) for child in children]
    if not children:
        return over_assessed(children, full, full * 0)
    return over_assessed(children, full, geometric_mean([child.marks.share for child in children], weights))
