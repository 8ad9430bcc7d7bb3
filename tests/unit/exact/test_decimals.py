from __future__ import annotations

from decimal import Decimal

import pytest

from redprop.exact import decimal_text, parse_decimal, shortest_text


@pytest.mark.parametrize("text", ["0", "12", "-3.5", "+4", ".5", "7.", "007"])
def test_a_plain_number_is_the_decimal_that_it_shows(text: str) -> None:
    assert parse_decimal(text) == Decimal(text)


def test_zeros_at_the_end_are_kept() -> None:
    assert str(parse_decimal("2.50")) == "2.50"


@pytest.mark.parametrize(
    "text", ["1e3", "0x1F", "inf", "-inf", "nan", "1_000", "1,000", "", ".", "-", "1 2", "1\n", "１２"]
)
def test_what_people_do_not_write_as_a_number_is_none(text: str) -> None:
    assert parse_decimal(text) is None


def test_thirty_digits_are_a_number() -> None:
    assert parse_decimal("1" * 30) == int("1" * 30)


def test_thirty_one_digits_are_none() -> None:
    assert parse_decimal("1" * 15 + "." + "1" * 16) is None


@pytest.mark.parametrize(
    ("units", "places", "text"),
    [(8600, 2, "86.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (-1234, 3, "-1.234"), (0, 1, "0.0"), (7, 0, "7")],
)
def test_units_are_written_with_exactly_their_places(units: int, places: int, text: str) -> None:
    assert decimal_text(units, places) == text


def test_units_of_tens_are_written_whole() -> None:
    assert decimal_text(12, -1) == "120"


@pytest.mark.parametrize(("number", "text"), [(0.1 + 0.2, "0.3"), (86.0, "86"), (0.95, "0.95"), (1e-7, "0.0000001")])
def test_a_binary_number_is_the_shortest_decimal_of_fifteen_digits(number: float, text: str) -> None:
    assert shortest_text(number) == text


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_binary_number_that_is_none_is_no_decimal(number: float) -> None:
    assert parse_decimal(shortest_text(number)) is None
