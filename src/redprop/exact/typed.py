"""Numbers as people type them into cells: thousands separators, full-width digits, percent signs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from redprop.exact.decimals import parse_decimal

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters without width, such as those that copying from a web page leaves at the ends of a text."""
_WIDE = str.maketrans(
    "０１２３４５６７８９＋－．，％（）\u2212\u3000\u00a0\u2007\u2009\u202f",
    "0123456789+-.,%()-     ",
)
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]*)?")
_SEPARATED = re.compile(r"[+-]?[0-9.]*[0-9][., 0-9]*")
_BRACKETED = re.compile(r"\(\s*([0-9.]+)\s*\)")
_MARKS = re.compile("[., ]+")


class Typed(NamedTuple):
    """What was typed: its number; none if there is none, or if `readings` are two numbers or more that it may be.

    The number of `95%` is 95, the one before the sign, and `percent` says that the sign stood there.
    """

    number: Decimal | None
    percent: bool = False
    readings: tuple[str, ...] = ()


NO_NUMBER = Typed(None)


def typed_decimal(text: str) -> Typed:
    """The decimal that somebody typed.

    Beside what `parse_decimal` takes, these are read: full-width digits, signs and points; spaces at the ends, and
    characters without width there; a sign U+2212; groups of three digits, between commas or between spaces, all alike;
    an apostrophe in front, by which a spreadsheet keeps a number as text; a percent sign behind.

    A comma that does not part groups of three may be a decimal comma, and brackets may be a minus sign: such a text is
    no number, and `readings` says which ones it may be. Exponents, hexadecimal, `inf`, `nan`, fractions, two signs,
    units (95分 may be marks or minutes) and more than 30 digits are no numbers at all.

    >>> [str(typed_decimal(text).number) for text in ("1,234.5", "１２．５", "95%", "12,5", "1e3")]
    ['1234.5', '12.5', '95', 'None', 'None']
    >>> typed_decimal("12,5").readings, typed_decimal("(5)").readings
    (('12.5', '125'), ('-5', '5'))
    """
    number = parse_decimal(text)
    if number is not None:
        return Typed(number)
    plain = _stripped(text.translate(_WIDE))
    plain = _stripped(plain.removeprefix("'"))
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").rstrip() if percent else plain
    number = parse_decimal(re.sub("[, ]", "", plain) if _GROUPED.fullmatch(plain) else plain)
    if number is not None:
        return Typed(number, percent)
    return Typed(None, percent, tuple(f"{reading}%" if percent else reading for reading in _readings(plain)))


def percent_readings(number: Decimal) -> tuple[str, str]:
    """What a number with a percent sign may be where nobody knows whether the measure is a share or in percent.

    >>> percent_readings(Decimal("95.0"))
    ('95.0', '0.950')
    """
    return format(number, "f"), format(number.scaleb(-2), "f")


def _stripped(text: str) -> str:
    return text.strip().strip(INVISIBLE).strip()


def _readings(plain: str) -> tuple[str, ...]:
    """The numbers that a text may be: its last separator a point or nothing, those before it nothing."""
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed and parse_decimal(bracketed[1]) is not None:
        return f"-{bracketed[1]}", bracketed[1]
    if not _SEPARATED.fullmatch(plain):
        return ()
    *front, last = _MARKS.split(plain)
    joined = "".join(front)
    whole = joined + last
    found = [f"{joined}.{last}"] if whole.lstrip("+-").startswith("0") else [f"{joined}.{last}", whole]
    return tuple(reading for reading in found if not reading.endswith(".") and parse_decimal(reading) is not None)
