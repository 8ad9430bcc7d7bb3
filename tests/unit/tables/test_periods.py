from __future__ import annotations

from datetime import date

import pytest

from redprop.tables.periods import parse_date, span


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2022Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_spans_its_days(period: str, first: date, last: date) -> None:
    assert span(period) == (first, last)


@pytest.mark.parametrize("period", ["", "2022Q5", "2022-13", "spring", "2022q2"])
def test_other_names_span_no_days(period: str) -> None:
    assert span(period) is None


@pytest.mark.parametrize("text", ["2022-06-30", "2022/6/30", " 2022-6-30 "])
def test_a_date_may_be_written_in_two_ways(text: str) -> None:
    assert parse_date(text) == date(2022, 6, 30)


@pytest.mark.parametrize("text", ["2022-02-30", "30.6.2022", "2022-06", "20220630", ""])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None
