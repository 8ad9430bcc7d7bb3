from __future__ import annotations

import numpy as np
import pytest

from redprop.exact.arrays import LIMIT, largest, narrow, plus, times, whole


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
