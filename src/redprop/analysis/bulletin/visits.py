"""What the visit log tells of a period: how many visits, from when to when, which months saw none."""

from __future__ import annotations

from datetime import date

from redprop.engine.result import Result
from redprop.tables.periods import span


def visit_days(result: Result, channel: str) -> list[int]:
    """The day of every visit that was done in a channel, as ordinals; 0 where the log gives none."""
    log = result.reading.log
    return [day for visit, done in log.done.get(channel, {}).items() for day in log.days[channel, visit][done].tolist()]


def first_and_last(days: list[int]) -> tuple[date | None, date | None]:
    """The first and the last of some days."""
    known = [day for day in days if day]
    return (date.fromordinal(min(known)), date.fromordinal(max(known))) if known else (None, None)


def missing_months(result: Result) -> tuple[str, ...]:
    """The months of the period without a visit, as `2022-04`; none where the log does not give the day of each."""
    whole = span(result.period)
    days = [day for channel in result.reading.log.done for day in visit_days(result, channel)]
    if whole is None or not days or not all(days):
        return ()
    seen = {date.fromordinal(day).strftime("%Y-%m") for day in days}
    first, last = whole
    months = [f"{first.year:04}-{month:02}" for month in range(first.month, last.month + 1)]
    return tuple(month for month in months if month not in seen)
