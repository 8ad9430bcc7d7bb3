"""Periods by name, and the days that they span."""

from __future__ import annotations

import re
from datetime import date, timedelta

_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")


def span(period: str) -> tuple[date, date] | None:
    """The first and the last day of a quarter `2022Q2`, a month `2022-04` or a year `2022`; None for other names.

    >>> span("2022Q2")
    (datetime.date(2022, 4, 1), datetime.date(2022, 6, 30))
    """
    if found := _QUARTER.fullmatch(period):
        year, first, months = int(found[1]), 3 * int(found[2]) - 2, 3
    elif found := _MONTH.fullmatch(period):
        year, first, months = int(found[1]), int(found[2]), 1
    elif _YEAR.fullmatch(period):
        year, first, months = int(period), 1, 12
    else:
        return None
    after = date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def quarter_of(period: str) -> int | None:
    """The quarter that a period lies in; None for a year or another name.

    >>> quarter_of("2022Q2"), quarter_of("2022-04"), quarter_of("2022")
    (2, 2, None)
    """
    days = span(period)
    return None if days is None or _YEAR.fullmatch(period) else (days[0].month + 2) // 3


def parse_date(text: str) -> date | None:
    """A date as `2022-06-30` or `2022/6/30`, a time of day behind it left aside; None for anything else.

    >>> parse_date("2022/6/30 14:05:22"), parse_date("30.6.2022")
    (datetime.date(2022, 6, 30), None)
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def after(period: str) -> str | None:
    """The period that follows a quarter, a month or a year; None for another name.

    >>> after("2022Q4"), after("2022-04"), after("spring")
    ('2023Q1', '2022-05', None)
    """
    days = span(period)
    if days is None:
        return None
    first = days[1] + timedelta(days=1)
    if _YEAR.fullmatch(period):
        return f"{first.year:04}"
    return f"{first.year:04}Q{(first.month + 2) // 3}" if "Q" in period else f"{first.year:04}-{first.month:02}"
