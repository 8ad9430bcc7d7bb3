"""Logarithms and roots of exact fractions, to digits that are the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from redprop.exact.ratios import Ratios

PLACES = 15
"""Logarithms and roots keep so many decimal places."""
_UNIT = Decimal(1).scaleb(-PLACES)


def logarithm(value: Fraction) -> Fraction:
    """The natural logarithm of a number above zero, to 34 digits and then half even to 15 places.

    >>> logarithm(Fraction(1)), str(float(logarithm(Fraction(750))))
    (Fraction(0, 1), '6.620073206530356')
    """
    context = _context()
    return _settled(context.ln(_decimal(value, context)), context)


def logarithms(column: Ratios) -> Ratios:
    """The natural logarithm of every number of a column that is above zero; 0 for the others, so ask before."""
    known: dict[Fraction, Fraction] = {}
    values = column.fractions()
    for value in values:
        if value > 0 and value not in known:
            known[value] = logarithm(value)
    return Ratios([int(known.get(value, Fraction(0)) * 10**PLACES) for value in values], [10**PLACES])


def geometric_mean(columns: Sequence[Ratios], weights: Sequence[Ratios]) -> Ratios:
    """The weighted geometric mean of several columns: `exp(sum(weight x ln share) / sum(weight))`.

    A share of nothing, or below it, gives nothing; one without weight takes no part; where none has weight the result
    is 0. One alone, and several that are equal, give just that share. Elsewhere the digits are those of 34-digit
    decimals, rounded half even to 15 places once.

    >>> geometric_mean([Ratios([1]), Ratios([1], [4])], [Ratios([1]), Ratios([1])]).fractions()
    [Fraction(1, 2)]
    """
    shares = [column.fractions() for column in columns]
    weighed = [weight.fractions() for weight in weights]
    rows = zip(zip(*shares, strict=True), zip(*weighed, strict=True), strict=True)
    return Ratios.of([_mean(list(zip(*row, strict=True))) for row in rows])


def _mean(row: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """One subject's mean of (share, weight) pairs."""
    taken = [(share, weight) for share, weight in row if weight > 0]
    if not taken or any(share <= 0 for share, _ in taken):
        return Fraction(0)
    if len({share for share, _ in taken}) == 1:
        return taken[0][0]
    context = _context()
    total = sum((weight for _, weight in taken), Fraction(0))
    power = Decimal(0)
    for share, weight in taken:
        part = context.multiply(_decimal(weight / total, context), context.ln(_decimal(share, context)))
        power = context.add(power, part)
    return _settled(context.exp(power), context)


def _context() -> Context:
    return Context(prec=34, rounding=ROUND_HALF_EVEN)


def _decimal(value: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _settled(value: Decimal, context: Context) -> Fraction:
    return Fraction(value.quantize(_UNIT, context=context))
