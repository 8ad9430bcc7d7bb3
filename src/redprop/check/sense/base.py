"""What the families of findings share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from redprop.errors import Problem
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Plan
from redprop.rubric.yaml import Document

Look = Callable[[Rubric, Plan, Document], Iterator[Problem]]
"""A look at a rubric that is right: every finding of one kind, each at the place that it speaks of."""

FIRST = 3


def first_few(names: Sequence[str]) -> list[str]:
    """The first names of a finding that stands for many.

    >>> first_few(["a", "b", "c", "d"])
    ['a', 'b', 'c', '…']
    """
    return [*names[:FIRST], *(["…"] if len(names) > FIRST else [])]
