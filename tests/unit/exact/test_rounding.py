from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

import pytest

from redprop.exact import Mode, round_whole
from redprop.exact.arrays import whole

SAME = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
EIGHTHS = list(range(-20, 21))


@pytest.mark.parametrize("mode", SAME)
def test_every_mode_rounds_as_the_decimal_module_does(mode: Mode) -> None:
    # eighths are exact decimals, so the standard library's modes are an independent answer
    expected = [int((Decimal(top) / 8).to_integral_value(SAME[mode])) for top in EIGHTHS]

    assert round_whole(whole(EIGHTHS), whole([8]), mode).tolist() == expected


@pytest.mark.parametrize("mode", SAME)
def test_python_integers_round_alike(mode: Mode) -> None:
    # (k x 10^30) / (8 x 10^30) = k / 8, past 64 bits on both sides
    big = 10**30
    expected = [int((Decimal(top) / 8).to_integral_value(SAME[mode])) for top in EIGHTHS]

    assert round_whole(whole([top * big for top in EIGHTHS]), whole([8 * big]), mode).tolist() == expected


@pytest.mark.parametrize(("mode", "expected"), [("half_up", 2**61), ("down", 2**61 - 1), ("up", 2**61)])
def test_a_half_near_the_limit_of_64_bits_is_exact(mode: Mode, expected: int) -> None:
    # (2^62 - 1) / 2 = 2^61 - 1/2
    assert round_whole(whole([2**62 - 1]), whole([2]), mode).tolist() == [expected]


@pytest.mark.parametrize("mode", SAME)
def test_a_whole_number_stays(mode: Mode) -> None:
    assert round_whole(whole([-6, 0, 6]), whole([3]), mode).tolist() == [-2, 0, 2]


def test_each_subject_has_its_own_bottom() -> None:
    # 1/2, 1/3, 5/3
    assert round_whole(whole([1, 1, 5]), whole([2, 3, 3]), "half_up").tolist() == [1, 0, 2]
