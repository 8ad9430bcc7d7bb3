from __future__ import annotations

import numpy as np
import pytest

from redprop.exact.arrays import LIMIT, Whole, coded, largest, narrow, plus, times, whole


def test_small_numbers_are_held_in_64_bits() -> None:
    assert whole([1, -2]).dtype == np.int64


def test_numbers_past_64_bits_are_held_as_python_integers() -> None:
    assert whole([2**70, 1]).tolist() == [2**70, 1]


def test_numbers_between_signed_and_unsigned_64_bits_keep_their_digits() -> None:
    assert whole([2**63 + 1, -1]).tolist() == [2**63 + 1, -1]


def test_an_empty_column_has_no_largest_number() -> None:
    assert largest(whole([])) == 0


def test_the_largest_number_counts_without_its_sign() -> None:
    assert largest(whole([3, -7])) == 7


def test_a_product_past_64_bits_is_exact() -> None:
    assert times(whole([2**40]), whole([2**40 + 1])).tolist() == [2**80 + 2**40]


def test_a_sum_past_64_bits_is_exact() -> None:
    assert plus(whole([LIMIT - 1]), whole([LIMIT - 1])).tolist() == [2**63 - 2]


@pytest.mark.parametrize("number", [LIMIT - 1, LIMIT, -LIMIT])
def test_a_product_with_one_changes_nothing_at_the_limit(number: int) -> None:
    assert times(whole([number]), whole([1])).tolist() == [number]


def test_python_integers_that_fit_go_back_to_64_bits() -> None:
    assert narrow(np.asarray([5, -6], dtype=object)).dtype == np.int64


def test_python_integers_that_do_not_fit_stay() -> None:
    assert narrow(np.asarray([LIMIT, 0], dtype=object)).tolist() == [LIMIT, 0]


# -- columns of few numbers -------------------------------------------------------------------------------------------

CODES = [5, 2, 5, 0, 2]


@pytest.fixture(params=["a table of all", "a table of those that occur"])
def bound(request: pytest.FixtureRequest) -> int:
    """A bound that a table may have an entry for, and one that it may not: more than a million for five rows."""
    return 9 if request.param == "a table of all" else 10**12


def test_the_codes_of_a_column_are_those_that_occur_in_order(bound: int) -> None:
    assert coded(whole(CODES), bound).codes.tolist() == [0, 2, 5]


def test_a_column_has_the_value_of_each_code_in_its_place(bound: int) -> None:
    column = coded(whole(CODES), bound)

    assert column.spread([7, -20, 50]).tolist() == [50, -20, 50, 7, -20]
    assert column.spread([7, 7, 7]).tolist() == [7] * 5


@pytest.mark.parametrize(("values", "kind"), [([1, 0, 3], np.int8), ([True, False, True], np.bool_)])
def test_values_are_of_the_kind_that_is_asked_for(bound: int, values: list[int], kind: type[np.generic]) -> None:
    for said in (values, values[:1] * 3):
        column = coded(whole(CODES), bound).spread(said, kind)

        assert column.dtype == kind
        assert column.tolist() == [said[2], said[1], said[2], said[0], said[1]]


def test_values_past_64_bits_keep_their_digits(bound: int) -> None:
    for values in ([2**70, -1, 2**63], [2**70] * 3):
        column = coded(whole(CODES), bound).spread(values)

        assert (column.dtype, column.tolist()) == (object, [values[2], values[1], values[2], values[0], values[1]])


def test_the_codes_of_some_entries_are_told(bound: int) -> None:
    column = coded(whole(CODES), bound)

    assert column.at(np.asarray([3, 0, 1])) == [0, 5, 2]
    assert column.at(np.asarray([], dtype=np.int64)) == []


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64])
def test_codes_may_be_as_narrow_as_files_have_them(bound: int, kind: type[np.generic]) -> None:
    column: Whole = np.asarray(CODES, dtype=kind)

    assert coded(column, bound).spread([7, -20, 50]).tolist() == [50, -20, 50, 7, -20]


def test_a_column_of_no_rows_has_no_codes(bound: int) -> None:
    column = coded(whole([]), bound)

    assert (column.codes.tolist(), column.spread([]).tolist(), column.spread([], np.bool_).tolist()) == ([], [], [])


def test_codes_far_apart_are_told_apart() -> None:
    column = coded(whole([10**17, 3, 10**17 + 1]), 10**18)

    assert column.codes.tolist() == [3, 10**17, 10**17 + 1]
    assert column.spread([1, 2, 3]).tolist() == [2, 1, 3]
    assert column.at(np.asarray([2, 0])) == [10**17 + 1, 10**17]
    assert len(column.spread([1, 2, 3])) == column.size == 3  # and no table of 10^18
