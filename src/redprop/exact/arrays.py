"""Arithmetic on columns of whole numbers that never overflows.

A column is an int64 array while every result provably stays under 2^62, and an array of Python integers (dtype
object) where it may not. The bound is taken from the columns themselves, before each step, so the same code runs on
both and gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class Coded(NamedTuple):
    """A column of numbers of which few differ: `codes` are those that occur, in order.

    What is worked out for these is spread over the column by a table that has an entry for every possible number, or,
    where these are too many, for those that occur.
    """

    codes: Whole
    places: Whole
    column: Whole
    size: int

    def spread(self, values: Sequence[int], kind: type[np.generic] = np.int64) -> Whole:
        """The column with a value in place of each code; the same value everywhere needs no looking up."""
        found = whole(values or [0])
        found = found if found.dtype == object else found.astype(kind)
        if found.dtype != object and (found == found[0]).all():
            return np.full(len(self.column), found[0])
        table = np.zeros(self.size, dtype=found.dtype)
        table[self.places] = found
        return table[self.column]

    def at(self, rows: Whole) -> list[int]:
        """The codes of some entries."""
        table = np.zeros(self.size, dtype=np.int64)
        table[self.places] = self.codes
        return table[self.column[rows]].tolist()  # type: ignore[no-any-return]


def coded(column: Whole, bound: int) -> Coded:
    """A column of numbers from 0 to under `bound`, ready for something to be put in place of each.

    >>> column = coded(whole([5, 2, 5]), 9)
    >>> column.codes.tolist(), column.spread([20, 50]).tolist()
    ([2, 5], [50, 20, 50])
    """
    if bound > 4 * len(column) + 1_000_000:  # too far apart for a table of all
        codes, place = np.unique(column, return_inverse=True)
        return Coded(codes, np.arange(len(codes)), place, len(codes))
    codes = np.flatnonzero(np.bincount(column, minlength=bound))
    return Coded(codes, codes, column, bound)
