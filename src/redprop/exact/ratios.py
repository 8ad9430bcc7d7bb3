"""Columns of exact fractions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from redprop.exact.arrays import LIMIT, Bounded, Flags, Whole, bounded, narrow, safe, whole
from redprop.exact.rounding import Mode, round_whole

Exactly = int | Fraction


class Ratios:
    """One exact fraction a subject: `top / bottom`, whole numbers, `bottom` positive.

    `bottom` has one entry where all subjects share it. Every step is exact; 64-bit numbers are used where the
    numbers at hand show that they suffice, Python integers elsewhere.

    >>> third = Ratios([1, 2], [3, 3])
    >>> (third + Fraction(1, 6)).fractions()
    [Fraction(1, 2), Fraction(5, 6)]
    """

    __slots__ = ("_bottom", "_top")

    def __init__(self, top: object, bottom: object = (1,)) -> None:
        self._top = safe(whole(top))
        self._bottom = safe(whole(bottom))

    @classmethod
    def _made(cls, top: Bounded, bottom: Bounded) -> Ratios:
        """From columns whose bounds are known already."""
        made = object.__new__(cls)
        made._top, made._bottom = top, bottom
        return made._slim()

    @property
    def top(self) -> Whole:
        """The numerators."""
        return self._top.column

    @property
    def bottom(self) -> Whole:
        """The denominators; one where all subjects share it."""
        return self._bottom.column

    # -- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def constant(cls, value: Exactly, size: int) -> Ratios:
        """The same fraction for every subject."""
        one = as_ratios(value)
        return Ratios._made(Bounded(np.repeat(one.top, size), one._top.most), one._bottom)

    @classmethod
    def of(cls, values: Iterable[Exactly]) -> Ratios:
        """A column from Python fractions, for small columns."""
        listed = [Fraction(v) for v in values]
        return cls([v.numerator for v in listed], [v.denominator for v in listed] or [1])

    def fractions(self) -> list[Fraction]:
        """The column as Python fractions."""
        tops, bottoms = np.broadcast_arrays(self.top, self.bottom)
        return [Fraction(int(t), int(b)) for t, b in zip(tops, bottoms, strict=True)]

    def __len__(self) -> int:
        return len(self.top)

    def __repr__(self) -> str:
        return f"Ratios({', '.join(map(str, self.fractions()))})"

    # -- arithmetic -------------------------------------------------------------------------------------------------

    def __add__(self, other: Ratios | Exactly) -> Ratios:
        other = as_ratios(other)
        if _same(self.bottom, other.bottom):
            return Ratios._made(self._top.plus(other._top), self._bottom)
        shared = np.gcd(self.bottom, other.bottom)
        mine = Bounded(other.bottom // shared, other._bottom.most)
        theirs = Bounded(self.bottom // shared, self._bottom.most)
        top = self._top.times(mine).plus(other._top.times(theirs))
        return Ratios._made(top, self._bottom.times(mine))

    def __neg__(self) -> Ratios:
        return Ratios._made(Bounded(-self.top, self._top.most), self._bottom)

    def __sub__(self, other: Ratios | Exactly) -> Ratios:
        return self + -as_ratios(other)

    def __rsub__(self, other: Exactly) -> Ratios:
        return as_ratios(other) - self

    def __mul__(self, other: Ratios | Exactly) -> Ratios:
        a, b = self, as_ratios(other)
        if a._top.most * b._top.most >= LIMIT or a._bottom.most * b._bottom.most >= LIMIT:
            a, b = a.reduced(), b.reduced()
        return Ratios._made(a._top.times(b._top), a._bottom.times(b._bottom))

    __radd__ = __add__
    __rmul__ = __mul__

    def over(self, other: Ratios | Exactly) -> Ratios:
        """`self / other`; where `other` is zero the result is zero, so ask for that case before.

        >>> Ratios([1, 1]).over(Ratios([4, 0])).fractions()
        [Fraction(1, 4), Fraction(0, 1)]
        """
        other = as_ratios(other)
        sign = np.sign(other.top)
        top = Bounded(other.bottom * sign, other._bottom.most)
        bottom = Bounded(np.where(sign == 0, 1, np.abs(other.top)), max(1, other._top.most))
        return self * Ratios._made(top, bottom)

    def reduced(self) -> Ratios:
        """The same fractions in lowest terms."""
        shared = np.gcd(self.top, self.bottom)
        return Ratios(narrow(self.top // shared), narrow(self.bottom // shared))

    def _slim(self) -> Ratios:
        """Leave Python integers again where lowest terms fit in 64 bits."""
        return self.reduced() if self.top.dtype == object or self.bottom.dtype == object else self

    # -- comparing --------------------------------------------------------------------------------------------------

    def _against(self, other: Ratios | Exactly, holds: Callable[[Whole, Whole], Any]) -> Flags:
        other = as_ratios(other)
        if _same(self.bottom, other.bottom):
            return np.asarray(holds(self.top, other.top), dtype=bool)
        mine, theirs = self._top.times(other._bottom), other._top.times(self._bottom)
        return np.asarray(holds(mine.column, theirs.column), dtype=bool)

    def __lt__(self, other: Ratios | Exactly) -> Flags:
        return self._against(other, np.less)

    def __le__(self, other: Ratios | Exactly) -> Flags:
        return self._against(other, np.less_equal)

    def __gt__(self, other: Ratios | Exactly) -> Flags:
        return self._against(other, np.greater)

    def __ge__(self, other: Ratios | Exactly) -> Flags:
        return self._against(other, np.greater_equal)

    def equals(self, other: Ratios | Exactly) -> Flags:
        """Where both are the same number."""
        return self._against(other, np.equal)

    def order(self) -> Whole:
        """Whole numbers that sort and tie as the fractions do."""
        if self.bottom.size == 1:
            return self.top
        fractions = self.fractions()
        place = {value: index for index, value in enumerate(sorted(set(fractions)))}
        return whole([place[value] for value in fractions])

    # -- choosing ---------------------------------------------------------------------------------------------------

    def where(self, holds: Flags, other: Ratios | Exactly) -> Ratios:
        """This where `holds`, the other elsewhere."""
        other = as_ratios(other)
        if other._top.most == 0:  # nothing is nothing over any denominator
            return Ratios._made(Bounded(np.where(holds, self.top, 0), self._top.most), self._bottom)
        if self.bottom.size == 1 and other.bottom.size == 1:
            return self._where_shared(holds, other)
        top = Bounded(np.where(holds, self.top, other.top), max(self._top.most, other._top.most))
        bottom = Bounded(np.where(holds, self.bottom, other.bottom), max(self._bottom.most, other._bottom.most))
        return Ratios._made(top, bottom)

    def _where_shared(self, holds: Flags, other: Ratios) -> Ratios:
        """As `where`, over one denominator for all."""
        shared = math.lcm(int(self.bottom[0]), int(other.bottom[0]))
        mine, theirs = (whole([shared // int(bottom[0])]) for bottom in (self.bottom, other.bottom))
        a, b = self._top.times(bounded(mine)), other._top.times(bounded(theirs))
        return Ratios._made(Bounded(np.where(holds, a.column, b.column), max(a.most, b.most)), bounded(whole([shared])))

    def greater(self, other: Ratios) -> Ratios:
        """The greater of both, subject by subject."""
        return self.where(self >= other, other)

    def clip(self, least: Exactly, most: Exactly) -> Ratios:
        """Nothing under `least`, nothing over `most`."""
        raised = self.where(self >= least, least)
        return raised.where(raised <= most, most)

    def take(self, index: Whole) -> Ratios:
        """The fractions at these places."""
        return Ratios(self.top[index], self.bottom if self.bottom.size == 1 else self.bottom[index])

    # -- rounding ---------------------------------------------------------------------------------------------------

    def units(self, places: int, mode: Mode) -> Whole:
        """Rounded to whole units of 10^-`places`.

        >>> Ratios([1, 5], [8, 8]).units(2, "half_up").tolist()
        [13, 63]
        """
        scaled = self._top.times(bounded(whole([10**places])))
        return round_whole(scaled.column, self.bottom, mode)

    def rounded(self, places: int | None, mode: Mode) -> Ratios:
        """Rounded to so many places; None leaves it exact."""
        return self if places is None else Ratios(self.units(places, mode), [10**places])


def as_ratios(value: Ratios | Exactly) -> Ratios:
    """A column as it is; a plain number as a column of one, which stands beside any column."""
    return value if isinstance(value, Ratios) else _one(value)


@lru_cache(maxsize=1024)
def _one(value: Exactly) -> Ratios:
    return Ratios([value.numerator], [value.denominator])


def _same(a: Whole, b: Whole) -> bool:
    return a is b or (a.size == 1 and b.size == 1 and bool(a[0] == b[0]))
