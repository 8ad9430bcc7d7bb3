"""Arithmetic on columns of whole numbers that never overflows.

A column is an int64 array while every result provably stays under 2^62, and an array of Python integers (dtype
object) where it may not. The bound is taken from the columns themselves, before each step, so the same code runs on
both and gives the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[Any]
    """A column of whole numbers: dtype int64, or object holding Python integers."""
    Flags: TypeAlias = NDArray[np.bool_]
else:  # numpy.typing takes longer to import than the rest of this package
    Whole = Flags = np.ndarray

LIMIT = 2**62


def whole(values: object) -> Whole:
    """A column of whole numbers from anything that lists some; int64 where they fit.

    >>> whole([1, 2]).dtype.name, whole([2**70]).dtype.name
    ('int64', 'object')
    """
    column = np.asarray(values)
    if column.dtype.kind != "i":
        column = np.asarray(values, dtype=object)
        return column.astype(np.int64) if largest(column) < LIMIT else column
    return column.astype(np.int64, copy=False)


def largest(column: Whole) -> int:
    """The largest absolute value of a column; 0 for an empty one."""
    if column.size == 1:
        return abs(int(column.flat[0]))
    if not column.size:
        return 0
    return max(int(np.maximum.reduce(column)), -int(np.minimum.reduce(column)))


def _wide(column: Whole) -> Whole:
    return column if column.dtype == object else column.astype(object)


class Bounded(NamedTuple):
    """A column with a number that no absolute value in it exceeds.

    Steps work the bound out from the bounds of what they take, and look at the columns themselves only where that
    is not enough to show that 64 bits hold the result.
    """

    column: Whole
    most: int

    def times(self, other: Bounded) -> Bounded:
        """`self * other`, in Python integers where 64 bits might not hold it."""
        most = self.most * other.most
        if most >= LIMIT:
            most = largest(self.column) * largest(other.column)
        if most < LIMIT:
            return Bounded(self.column * other.column, most)
        return Bounded(_wide(self.column) * _wide(other.column), most)

    def plus(self, other: Bounded) -> Bounded:
        """`self + other`, in Python integers where 64 bits might not hold it."""
        most = self.most + other.most
        if most >= LIMIT:
            most = largest(self.column) + largest(other.column)
        if most < LIMIT:
            return Bounded(self.column + other.column, most)
        return Bounded(_wide(self.column) + _wide(other.column), most)


def bounded(column: Whole) -> Bounded:
    """A column with its bound."""
    return Bounded(column, largest(column))


def safe(column: Whole) -> Bounded:
    """A column with its bound, in Python integers where 64 bits are nearly full."""
    most = largest(column)
    return Bounded(column if most < LIMIT else _wide(column), most)


def times(a: Whole, b: Whole) -> Whole:
    """`a * b`, in Python integers where 64 bits might not hold it."""
    return bounded(a).times(bounded(b)).column


def plus(a: Whole, b: Whole) -> Whole:
    """`a + b`, in Python integers where 64 bits might not hold it."""
    return bounded(a).plus(bounded(b)).column


def narrow(column: Whole) -> Whole:
    """Back to int64 where the numbers fit."""
    if column.dtype == object and largest(column) < LIMIT:
        return column.astype(np.int64)
    return column


def distinct(codes: Whole, bound: int) -> tuple[Whole, Whole]:
    """The numbers from 0 to under `bound` that occur, in order, and each entry's place among them.

    >>> [column.tolist() for column in distinct(whole([5, 2, 5]), 9)]
    [[2, 5], [1, 0, 1]]
    """
    if bound > 4 * len(codes) + 1_000_000:  # too far apart to count each
        used, place = np.unique(codes, return_inverse=True)
        return used, place
    there = np.bincount(codes, minlength=bound) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[codes]
