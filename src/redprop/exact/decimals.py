"""Decimals as people write them: read from text, never through binary floating point."""

from __future__ import annotations

import re
from decimal import Decimal

MOST_DIGITS = 30
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def parse_decimal(text: str) -> Decimal | None:
    """The decimal that `text` shows, or None where it shows none.

    Exponents, hexadecimal, `inf`, `nan`, underscores and thousands separators are not decimals here, and neither is
    anything with more than 30 digits.

    >>> parse_decimal("2.50"), parse_decimal("1e3"), parse_decimal("nan")
    (Decimal('2.50'), None, None)
    """
    if not _PLAIN.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    return Decimal(text)


def decimal_text(whole: int, places: int) -> str:
    """Write `whole` units of 10^-`places` as a decimal with exactly so many places.

    >>> decimal_text(8600, 2), decimal_text(-5, 2), decimal_text(7, 0)
    ('86.00', '-0.05', '7')
    """
    if places <= 0:
        return str(whole * 10**-places)
    digits = str(abs(whole)).rjust(places + 1, "0")
    return f"{'-' if whole < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def shortest_text(number: float) -> str:
    """The shortest decimal of at most 15 significant digits that stands for a binary number, as Excel shows it.

    >>> shortest_text(0.1 + 0.2), shortest_text(86.0)
    ('0.3', '86')
    """
    decimal = Decimal(f"{number or 0:.15g}")  # nothing is nothing, whatever its sign
    return format(decimal.normalize(), "f") if decimal.is_finite() else str(number)
