from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.linear import Linear
from tests.builders import fractions, ratios


def earned(ends: dict[str, Any], full: int, *values: Any) -> list[Fraction]:
    return fractions(Linear.model_validate(ends).marks(Fraction(full), Seen(ratios(*values))))


def test_undp_life_expectancy_runs_from_20_to_85_years() -> None:
    """UNDP, Human Development Report, technical note 1: the goalposts of the life expectancy index."""
    # (52.5 - 20) / (85 - 20) = 1/2
    assert earned({"from": 20, "to": 85}, 1, 20, "52.5", 85) == [0, Fraction(1, 2), 1]


def test_less_can_be_better() -> None:
    # 4 x (10 - 2.5) / 10 = 3
    assert earned({"from": 10, "to": 0}, 4, 10, "2.5", 0) == [0, 3, 4]


def test_past_an_end_the_end_counts() -> None:
    assert earned({"from": 1, "to": 5}, 2, 0, 6) == [0, 2]


def test_past_an_end_of_a_falling_line_the_end_counts() -> None:
    assert earned({"from": 10, "to": 0}, 2, 11, -1) == [0, 2]


def test_without_clipping_the_line_goes_on() -> None:
    # 2 x (6 - 1) / 4 = 2.5; 2 x (0 - 1) / 4 = -0.5
    assert earned({"from": 1, "to": 5, "clipped": False}, 2, 6, 0) == [Fraction(5, 2), Fraction(-1, 2)]


def test_a_third_stays_a_third() -> None:
    # a mean of 7/3 between 1 and 5: 1 x (4/3) / 4
    assert earned({"from": 1, "to": 5}, 1, "7/3") == [Fraction(1, 3)]


@pytest.mark.parametrize("ends", [{"from": 3, "to": 3}, {"from": 3}, {"from": 3, "to": 4, "too": 5}])
def test_a_line_without_two_ends_is_refused(ends: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Linear.model_validate(ends)


def test_in_the_logarithm_ten_times_of_a_hundred_times_is_half_the_way() -> None:
    assert earned({"from": 100, "to": 10000, "log": True}, 10, 100, 1000, 10000) == [0, 5, 10]


def test_in_the_logarithm_nothing_and_less_lie_beyond_the_lower_end() -> None:
    assert earned({"from": 1, "to": 100, "log": True}, 10, 0, -5, "0.5") == [0, 0, 0]
    assert earned({"from": 100, "to": 1, "log": True}, 10, 0, -5, 1000) == [10, 10, 0], "the lower end is the better"


@pytest.mark.parametrize("ends", [{"from": 0, "to": 10}, {"from": 10, "to": -1}])
def test_a_logarithm_needs_both_ends_above_nothing(ends: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="above 0"):
        Linear.model_validate(ends | {"log": True})


def test_a_logarithm_is_always_clipped() -> None:
    with pytest.raises(ValidationError, match="clipped"):
        Linear.model_validate({"from": 1, "to": 10, "log": True, "clipped": False})


def test_in_the_logarithm_less_can_be_better() -> None:
    # 1000 is half the way from 10000 down to 100
    assert earned({"from": 10000, "to": 100, "log": True}, 10, 10000, 1000, 100) == [0, 5, 10]


def test_in_the_logarithm_past_an_end_the_end_counts() -> None:
    assert earned({"from": 100, "to": 10000, "log": True}, 10, 99, 10001) == [0, 10]


def test_undp_income_runs_in_the_logarithm_from_100_to_75000() -> None:
    """UNDP, technical note 1: ln 100 = 4.605170185988091, ln 75000 = 11.225243392518447, ln 10000 = 9.210340371976183."""
    top = Fraction("9.210340371976183") - Fraction("4.605170185988091")
    bottom = Fraction("11.225243392518447") - Fraction("4.605170185988091")

    assert earned({"from": 100, "to": 75000, "log": True}, 1, 10000) == [top / bottom]
