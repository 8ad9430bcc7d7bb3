"""Numbers of a bulletin, exact until they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import numpy as np

from redprop.analysis.bulletin.model import Spread
from redprop.engine.columns import decimals
from redprop.engine.result import Result
from redprop.exact import Flags, Mode, Ratios, Whole, decimal_text, round_whole
from redprop.exact.arrays import whole

PERCENT_PLACES = 1
_One = TypeVar("_One")


def printed(value: Fraction, places: int, mode: Mode = "half_up") -> Decimal:
    """A number as it is printed.

    >>> printed(Fraction(1, 8), 2), printed(Fraction(-1, 3), 1)
    (Decimal('0.13'), Decimal('-0.3'))
    """
    scaled = value * 10**places
    units = round_whole(whole([scaled.numerator]), whole([scaled.denominator]), mode)
    return Decimal(decimal_text(int(units[0]), places))


def percent(part: Fraction | int, of: Fraction | int) -> Decimal:
    """A share in per cent; nothing of nothing is nothing.

    >>> percent(1, 3)
    Decimal('33.3')
    """
    return printed(Fraction(part) * 100 / of if of else Fraction(0), PERCENT_PLACES)


def percents(shares: Ratios, there: Flags) -> list[Decimal | None]:
    """Shares in per cent, where there are any."""
    return decimals((shares * 100).units(PERCENT_PLACES, "half_up"), PERCENT_PLACES, there)


def total(column: Ratios, at: Whole) -> Fraction:
    """The exact sum of some entries: of each denominator first, for few differ."""
    tops, bottoms = np.broadcast_arrays(column.top, column.bottom)
    sums: dict[int, int] = defaultdict(int)
    for top, bottom in zip(tops[at].tolist(), bottoms[at].tolist(), strict=True):
        sums[bottom] += top
    return sum((Fraction(top, bottom) for bottom, top in sums.items()), Fraction(0))


def spread_of(result: Result, at: Whole) -> Spread:
    """How the scores of some subjects lie."""
    units = sorted(result.score_units[at].tolist())
    if not units:
        return Spread(0, None, None, None, None, None, None)
    places, mode, count = result.plan.places, result.plan.rubric.rounding.mode, len(units)

    def shown(value: int | Fraction) -> Decimal:
        return printed(Fraction(value) / 10**places, places, mode)

    middle = Fraction(units[(count - 1) // 2] + units[count // 2], 2)
    p10, p90 = (units[-(-count * share // 100) - 1] for share in (10, 90))
    mean = Fraction(sum(units), count)
    return Spread(count, *map(shown, (mean, middle, p10, p90, units[0], units[-1])))


def ranked(result: Result, league: Whole) -> Whole:
    """Those of a league who have a rank."""
    return np.asarray(league[result.rank_twice[league] > 0])


def foremost(found: Iterable[_One], key: Callable[[_One], Decimal], most: int = 3) -> tuple[_One, ...]:
    """The first few of what is sorted, and those that equal the last of them.

    >>> foremost([9, 7, 7, 5], Decimal, most=2)
    (9, 7, 7)
    """
    listed: Sequence[_One] = list(found)
    if len(listed) <= most:
        return tuple(listed)
    last = key(listed[most - 1])
    more = (one for one in listed[most:] if key(one) == last)
    return (*listed[:most], *more)
