from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redprop.exact import shortest_text
from redprop.tables.files.values import text_column, unreadable_type


def texts(*chunks: Any, kind: pa.DataType | None = None) -> list[str]:
    """The texts of a column of some chunks, each a list of values or an array."""
    arrays = [chunk if isinstance(chunk, pa.Array) else pa.array(chunk, kind) for chunk in chunks]
    return text_column(pa.chunked_array(arrays)).rows()


DOUBLES = [
    (4.0, "4"),
    (86.5, "86.5"),
    (-2.25, "-2.25"),
    (-0.05, "-0.05"),
    (0.1 + 0.2, "0.3"),  # 0.30000000000000004, to 15 digits
    (1e15, "1000000000000000"),
    (999_999_999_999_999.0, "999999999999999"),
    (1_234_567_890_123_456.0, "1234567890123460"),  # as Excel shows 16 digits
    (123_456_789.123456, "123456789.123456"),
    (1e-7, "0.0000001"),
    (1e22, "10000000000000000000000"),
    (1 / 3, "0.333333333333333"),
    (0.0, "0"),
    (-0.0, "0"),
    (float("nan"), "nan"),  # no decimal: what reads it says so
    (float("inf"), "inf"),
    (float("-inf"), "-inf"),
]


@pytest.mark.parametrize(("number", "text"), DOUBLES)
def test_a_double_is_its_shortest_decimal_of_at_most_15_digits(number: float, text: str) -> None:
    assert texts([number], kind=pa.float64()) == [text]


@pytest.mark.parametrize("with_null", [False, True])
def test_what_a_number_is_depends_on_no_other_row(with_null: bool) -> None:
    numbers, shown = zip(*DOUBLES, strict=True)
    column = texts([*numbers, *([None] if with_null else [])], kind=pa.float64())

    assert column == [*shown, *([""] if with_null else [])]


def test_numbers_far_apart_are_told_as_those_close_together() -> None:
    # too far apart for a table of every unit between them
    assert texts([0.01, 90_000_000.25, 0.01]) == ["0.01", "90000000.25", "0.01"]


@pytest.mark.parametrize("kind", [pa.float16(), pa.float32()])
def test_a_number_of_fewer_bits_is_the_decimal_that_was_written(kind: pa.DataType) -> None:
    # as 64 bits 0.95 of 32 bits is 0.949999988079071
    assert texts([0.95, 2.0, -0.0], kind=kind) == ["0.95", "2", "0"]
    assert texts([0.95, None], kind=kind) == ["0.95", ""]


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
)
def test_a_whole_number_is_its_digits(kind: pa.DataType) -> None:
    assert texts([0, 7, None, 100], kind=kind) == ["0", "7", "", "100"]


@pytest.mark.parametrize(("kind", "number"), [(pa.int64(), -(2**63)), (pa.uint64(), 2**64 - 1)])
def test_a_whole_number_of_64_bits_keeps_every_digit(kind: pa.DataType, number: int) -> None:
    assert texts([number], kind=kind) == [str(number)]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Decimal("1.50"), pa.decimal128(9, 2), "1.50"),
        (Decimal("-0.05"), pa.decimal128(9, 2), "-0.05"),
        (Decimal("1E+3"), pa.decimal128(9, 0), "1000"),
        (Decimal("0.0000000001"), pa.decimal128(20, 10), "0.0000000001"),
        (True, pa.bool_(), "TRUE"),
        (False, pa.bool_(), "FALSE"),
        (date(2022, 6, 30), pa.date32(), "2022-06-30"),
        (date(2022, 6, 30), pa.date64(), "2022-06-30"),
        (datetime(2022, 6, 30), pa.timestamp("s"), "2022-06-30"),
        (datetime(2022, 6, 30), pa.timestamp("ns"), "2022-06-30"),
        (datetime(2022, 6, 30, 14, 5, 7), pa.timestamp("ms"), "2022-06-30 14:05:07"),
        (time(14, 5), pa.time32("s"), "14:05:00"),
        ("小区", pa.large_string(), "小区"),
        ("", pa.string(), ""),
        (" n/a ", pa.string(), " n/a "),
    ],
)
def test_a_value_is_the_text_that_a_text_file_shows_and_no_value_is_empty(
    value: Any, kind: pa.DataType, text: str
) -> None:
    assert texts([value, None, value], kind=kind) == [text, "", text]


def test_a_column_of_nothing_but_nulls_is_empty_texts() -> None:
    assert texts(pa.nulls(2)) == ["", ""]


@pytest.mark.parametrize("kind", [pa.float64(), pa.string(), pa.int64(), pa.dictionary(pa.int8(), pa.string())])
def test_a_column_of_no_rows_has_no_texts(kind: pa.DataType) -> None:
    assert text_column(pa.chunked_array([], kind)).rows() == []
    assert texts(pa.array([], kind)) == []


@pytest.mark.parametrize("index", [pa.int8(), pa.uint8(), pa.int32(), pa.uint32(), pa.int64()])
def test_a_dictionary_is_the_texts_that_its_numbers_stand_for(index: pa.DataType) -> None:
    numbers = pa.array([1, None, 0, 1], index)

    assert texts(pa.DictionaryArray.from_arrays(numbers, pa.array(["x", "y"]))) == ["y", "", "x", "y"]
    assert texts(pa.DictionaryArray.from_arrays(numbers, pa.array([4.0, 0.5]))) == ["0.5", "", "4", "0.5"]


def test_a_null_among_the_texts_of_a_dictionary_is_empty() -> None:
    assert texts(pa.DictionaryArray.from_arrays(pa.array([0, 1, 0]), pa.array(["x", None]))) == ["x", "", "x"]


def test_chunks_with_dictionaries_of_their_own_are_one_column() -> None:
    assert texts(pa.array(["x", "y"]).dictionary_encode(), pa.array(["y", "z"]).dictionary_encode()) == [*"xyyz"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([0.5, 1.5, 2.5, 3.5]),
        pa.array([5e-7, 1.5, 2.5, 3.5]),
        pa.array(["a", "1.5", "2.5", "b"]),
        pa.array(["a", "1.5", "2.5", "b"]).dictionary_encode(),
        pa.array([None, 1.5, 2.5, None]),
    ],
)
def test_a_part_of_a_column_is_its_own_rows(column: pa.Array) -> None:
    assert texts(column.slice(1, 2)) == ["1.5", "2.5"]
    assert texts(column.slice(1, 1), column.slice(2, 1)) == ["1.5", "2.5"]


@pytest.mark.parametrize("count", [2**7, 2**7 + 1, 2**15, 2**15 + 1])
def test_numbers_of_texts_are_no_wider_than_they_need_and_never_too_narrow(count: int) -> None:
    names = [f"s{number}" for number in range(count)]

    assert texts(names) == names
    assert texts([None, *names]) == ["", *names]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.int8()),
        pa.struct([("x", pa.int8())]),
        pa.map_(pa.string(), pa.int8()),
        pa.binary(),
        pa.binary(2),
        pa.large_binary(),
        pa.dictionary(pa.int8(), pa.binary()),
        pa.month_day_nano_interval(),
    ],
)
def test_what_no_text_shows_cannot_be_read(kind: pa.DataType) -> None:
    assert unreadable_type(kind)


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.float32(), pa.decimal128(9, 2), pa.dictionary(pa.int8(), pa.string())]
)
def test_what_a_text_shows_can_be_read(kind: pa.DataType) -> None:
    assert not unreadable_type(kind)


@st.composite
def decimals(draw: st.DrawFn) -> float:
    """The double of a decimal of at most 15 digits."""
    return float(Decimal(draw(st.integers(-(10**15) + 1, 10**15 - 1))).scaleb(-draw(st.integers(-3, 20))))


@settings(max_examples=300, deadline=None)
@given(st.lists(decimals(), min_size=1, max_size=6))
@example([0.1, 1e-6, -0.0])
@example([4e-7, 1.5])
@example([1e9, 0.000001])
def test_a_column_has_the_text_that_each_of_its_numbers_has(numbers: list[float]) -> None:
    assert texts(numbers, kind=pa.float64()) == [shortest_text(number) for number in numbers]


@settings(max_examples=100, deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_a_decimal_that_a_double_stands_for_comes_back_with_its_digits(units: int, places: int) -> None:
    decimal = Decimal(units).scaleb(-places)

    (text,) = texts([float(decimal)])
    assert Decimal(text) == decimal
