"""Formulas of a spreadsheet with what they come to exactly: a formula is kept only where both are sure to agree.

A spreadsheet counts in binary floating point, so `ROUND(85.665, 2)` hangs on how 85.665 happens to be stored. Here
each formula rounds `x + slack`, where the slack is greater than all errors that its steps can add up to (each at most
10^-15 of the number at hand: a file shows a number with 16 digits, and a step loses 2^-53) and far smaller than what
is rounded to. Whoever writes the workbook knows `x` exactly, as a fraction, and looks whether it lies on the very
border between two printed numbers (then the slack carries it to the right side) or farther from it than three times
the slack (then neither errors nor slack carry it over). Between the two, which happens to about one number of ten
million, the cell gets the engine's number and no formula. The same holds where the numbers are too large for their
places, and where a step is no fraction, such as a geometric mean.

A number changed by hand was not looked at in this way. It is safe as long as what it comes to has a small denominator,
as marks with a few decimals give: then no result lies near a border but on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from redprop.exact import Mode, Ratios

Row = int
"""A row's number in the sheet, the first being 1."""
Says = Callable[[Row], str]
Held = Fraction | str | None
"""What a cell holds: a number, a text, or nothing."""
STEP = Fraction(1, 10**15)
"""The most that one step errs, of the numbers at hand."""


@dataclass(frozen=True)
class Term:
    """A part of a formula: what it says in a row, what it comes to there, and where that is sure.

    `exact` and `sure` have one entry a row of the table.
    """

    says: Says
    exact: tuple[Fraction, ...]
    sure: tuple[bool, ...]

    @classmethod
    def of(cls, says: Says, exact: Sequence[Fraction], *parts: Term) -> Term:
        """A term of exact steps: as sure as its parts."""
        return cls(says, tuple(exact), tuple(all(part.sure[at] for part in parts) for at in range(len(exact))))

    @classmethod
    def constant(cls, value: Fraction, size: int) -> Term:
        """The same number in every row."""
        said = literal(value)
        return cls(lambda _: said, (value,) * size, (True,) * size)


def literal(value: Fraction) -> str:
    """A number in a formula, with the fifteen digits that a spreadsheet reads.

    >>> literal(Fraction(5, 2)), literal(Fraction(-3))
    ('2.5', '-3')
    """
    return f"{float(value):.15g}"


def summed(parts: Sequence[tuple[int, Term]], size: int) -> Term:
    """Terms added up, each with its sign."""
    if not parts:
        return Term.constant(Fraction(0), size)

    def says(row: Row) -> str:
        said = "".join(f"{'-' if sign < 0 else '+'}{term.says(row)}" for sign, term in parts)
        return said.removeprefix("+")

    exact = [sum((sign * term.exact[at] for sign, term in parts), Fraction(0)) for at in range(size)]
    return Term.of(says, exact, *(term for _, term in parts))


def divided(top: Term, bottom: Term, times: Fraction = Fraction(1)) -> Term:
    """`times x top / bottom`; 0 where the bottom is nothing."""
    front = "" if times == 1 else f"{literal(times)}*"

    def says(row: Row) -> str:
        return f"IF({bottom.says(row)}>0,{front}({top.says(row)})/({bottom.says(row)}),0)"

    exact = [times * a / b if b > 0 else Fraction(0) for a, b in zip(top.exact, bottom.exact, strict=True)]
    return Term.of(says, exact, top, bottom)


def product(a: Term, b: Term) -> Term:
    """One times the other; a flag counts 1."""
    exact = [x * y for x, y in zip(a.exact, b.exact, strict=True)]
    return Term.of(lambda row: f"{_factor(a.says(row))}*{_factor(b.says(row))}", exact, a, b)


def _factor(said: str) -> str:
    """A formula as a factor: in brackets where it is a sum."""
    return f"({said})" if any(sign in said for sign in "+-") else said


def both(a: Term, b: Term) -> Term:
    """Where both flags hold."""
    exact = [x * y for x, y in zip(a.exact, b.exact, strict=True)]
    return Term.of(lambda row: f"AND({a.says(row)},{b.says(row)})", exact, a, b)


def chosen(flag: Term, then: Term, otherwise: Term) -> Term:
    """One term where a flag holds, another elsewhere."""
    exact = [a if f else b for f, a, b in zip(flag.exact, then.exact, otherwise.exact, strict=True)]
    return Term.of(
        lambda row: f"IF({flag.says(row)},{then.says(row)},{otherwise.says(row)})", exact, flag, then, otherwise
    )


def positive(term: Term) -> Term:
    """Where a term is more than nothing."""
    return Term.of(lambda row: f"({term.says(row)}>0)", [Fraction(x > 0) for x in term.exact], term)


def smaller(a: Term, b: Term) -> Term:
    """The smaller of two."""
    exact = [min(x, y) for x, y in zip(a.exact, b.exact, strict=True)]
    return Term.of(lambda row: f"MIN({a.says(row)},{b.says(row)})", exact, a, b)


def at_most(term: Term, cap: Fraction | None) -> Term:
    """No more than a cap, if there is one."""
    return term if cap is None else smaller(Term.constant(cap, len(term.exact)), term)


def at_least(term: Term, least: Fraction | None) -> Term:
    """No less than so much, if there is such a bound."""
    if least is None:
        return term
    return Term.of(lambda row: f"MAX({literal(least)},{term.says(row)})", [max(least, x) for x in term.exact], term)


@dataclass(frozen=True)
class Stage:
    """A rounding: to so many places, by a mode, with the slack that floating point needs; None leaves all as it is."""

    places: int | None
    mode: Mode
    slack: Fraction

    def of(self, term: Term) -> Term:
        """A term rounded; sure where it is on a border or far enough from one."""
        if self.places is None:
            return term
        units = Ratios.of(term.exact).units(self.places, self.mode).tolist()
        exact = [Fraction(int(unit), 10**self.places) for unit in units]
        sure = tuple(held and self._clear(x) for held, x in zip(term.sure, term.exact, strict=True))
        signed = any(x < 0 for x in term.exact)
        return Term(lambda row: self._says(term.says(row), signed), tuple(exact), sure)

    def _clear(self, value: Fraction) -> bool:
        unit = 10 ** (self.places or 0)
        border = value * unit - (Fraction(1, 2) if self.mode.startswith("half") else 0)
        off = border - floor(border)
        near, slack = min(off, 1 - off), self.slack * unit
        return bool(slack * 8 < 1 and (near == 0 or near > 3 * slack))

    def _says(self, said: str, signed: bool) -> str:
        """The rounding in words of a spreadsheet; halves go away from zero there too."""
        slack, places = f"{float(self.slack):.0E}", self.places or 0
        outward = f"SIGN({said})*{slack}" if signed else slack
        if self.mode == "half_up":
            return f"ROUND({said}+{outward},{places})"
        if self.mode == "down":
            return f"ROUNDDOWN({said}+{outward},{places})"
        if self.mode == "up":
            return f"IF(ABS({said})<={slack},0,ROUNDUP({said}-{outward},{places}))"
        unit = 10**places
        tie = f"ABS(MOD(({said})*{unit},1)-0.5)<={float(self.slack * unit):.0E}"
        return f"IF({tie},2*ROUND(({said})*{unit}/2,0),ROUND(({said})*{unit},0))/{unit}"


def slack_for(most: Fraction, steps: int) -> Fraction:
    """A power of ten no smaller than all errors of so many steps on numbers up to `most`.

    >>> slack_for(Fraction(100), 100)
    Fraction(1, 10000000000)
    """
    errors, power = max(most, Fraction(1)) * (steps + 10) * STEP, Fraction(1)
    while power / 10 >= errors:
        power /= 10
    return power
