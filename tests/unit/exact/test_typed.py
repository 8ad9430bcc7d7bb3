from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redprop.exact import percent_readings, typed_decimal

WIDE = str.maketrans("0123456789+-.,%", "０１２３４５６７８９＋－．，％")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", "1234.5"),
        ("12,345", "12345"),
        ("-1,234,567.89", "-1234567.89"),
        ("1,000.", "1000"),
        ("1，234", "1234"),
        ("1 234.5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1\u3000234", "1234"),
        ("1\u202f234\u202f567", "1234567"),
        ("１２．５", "12.5"),
        ("－３", "-3"),
        ("＋３", "3"),
        ("\u22123", "-3"),
        ("+4", "4"),
        ("\u300095\u3000", "95"),
        ("\u00a095", "95"),
        ("\ufeff95\u200b", "95"),
        ("'95", "95"),
        ("' 95", "95"),
        ("'-1,234", "-1234"),
        ("007", "7"),
        (".5", "0.5"),
        ("7.", "7"),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, number: str) -> None:
    found = typed_decimal(text)

    assert (found.number, found.percent, found.readings) == (Decimal(number), False, ())


@pytest.mark.parametrize("text", ["95%", "95％", "９５％", "95 %", "+95%", "'95%", " 95% "])
def test_the_number_of_percents_is_the_one_before_the_sign(text: str) -> None:
    assert typed_decimal(text) == (Decimal(95), True, ())


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,23", ("1.23", "123")),
        ("12,5", ("12.5", "125")),
        ("-12,5", ("-12.5", "-125")),
        ("１２，５", ("12.5", "125")),
        ("1.234,5", ("1234.5", "12345")),
        ("1,234,5", ("1234.5", "12345")),
        ("1234,567", ("1234.567", "1234567")),
        ("1,234 567", ("1234.567", "1234567")),
        ("1.234.567", ("1234.567", "1234567")),
        ("1 23", ("1.23", "123")),
        ("0,5", ("0.5",)),
        ("0,123", ("0.123",)),
        ("5,", ("5",)),
        ("12,5%", ("12.5%", "125%")),
        ("(5)", ("-5", "5")),
        ("（５）", ("-5", "5")),
    ],
)
def test_what_may_be_two_numbers_is_none_and_says_which(text: str, readings: tuple[str, ...]) -> None:
    found = typed_decimal(text)

    assert (found.number, found.readings) == (None, readings)


@pytest.mark.parametrize(
    "text",
    [
        *("1e3", "１ｅ３", "0x10", "inf", "nan", "NaN", "1_000", "3/4", "½", "²", "①", "٣", "95分", "95 points", "$5"),
        *(
            "--5",
            "+-5",
            "5-",
            "- 5",
            "''95",
            "(-5)",
            "((5))",
            "5%%",
            "%5",
            "%",
            "",
            "'",
            ".",
            ",",
            "-",
            "1'234",
            "12。5",
        ),
        *("1" * 31, "1,234" + ",567" * 10, "1," + "2" * 30),
    ],
)
def test_what_is_no_number_has_no_readings(text: str) -> None:
    found = typed_decimal(text)

    assert (found.number, found.readings) == (None, ())


def test_thirty_digits_in_groups_are_a_number() -> None:
    assert typed_decimal(",".join(["123"] * 10)).number == int("123" * 10)


def test_a_percent_may_be_a_share() -> None:
    assert percent_readings(Decimal("95.0")) == ("95.0", "0.950")
    assert percent_readings(Decimal(5)) == ("5", "0.05")


DECIMALS = st.decimals(-(10**15), 10**15, places=4)


@given(number=DECIMALS)
def test_any_decimal_with_commas_at_thousands_reads_as_itself(number: Decimal) -> None:
    assert typed_decimal(f"{number:,f}").number == number


@given(number=DECIMALS, space=st.sampled_from(" \u00a0\u3000\u202f"))
def test_any_decimal_with_spaces_at_thousands_reads_as_itself(number: Decimal, space: str) -> None:
    assert typed_decimal(f"{number:,f}".replace(",", space)).number == number


@given(number=DECIMALS, sign=st.sampled_from(["", "%"]))
def test_any_decimal_in_full_width_reads_as_itself(number: Decimal, sign: str) -> None:
    assert typed_decimal(f"{number:,f}{sign}".translate(WIDE)) == (number, bool(sign), ())


@given(text=st.text(st.sampled_from("0123456789,. +-%'()e－，％"), max_size=12))
def test_readings_are_numbers_and_never_stand_beside_one(text: str) -> None:
    found = typed_decimal(text)

    assert found.number is None or found.readings == ()
    assert all(typed_decimal(reading).number is not None for reading in found.readings)
