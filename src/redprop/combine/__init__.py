"""Ways of putting the marks of children together; one file a way, listed here by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from redprop.combine.base import Child, Marks
from redprop.combine.geometric_mean import geometric
from redprop.combine.lowest import deciding, lowest
from redprop.combine.mean import mean
from redprop.combine.sum import add_up
from redprop.exact import Ratios

Combine = Literal["sum", "mean", "geometric_mean", "lowest"]
COMBINE: dict[str, Callable[[Sequence[Child], Ratios], Marks]] = {
    "sum": add_up,
    "mean": mean,
    "geometric_mean": geometric,
    "lowest": lowest,
}

__all__ = ["COMBINE", "Child", "Combine", "Marks", "deciding"]
