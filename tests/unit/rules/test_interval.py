from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.interval import Interval
from tests.builders import fractions, ratios

BUDGET = {"from": 80, "best": [95, 105], "to": 130}


def earned(options: dict[str, Any], *values: Any) -> list[Fraction]:
    return fractions(Interval.model_validate(options).marks(Fraction(5), Seen(ratios(*values))))


def test_all_inside_and_at_both_ends_of_the_best() -> None:
    assert earned(BUDGET, 95, 100, 105) == [5, 5, 5]


def test_marks_fall_on_straight_lines_to_both_outer_ends() -> None:
    # 5 x (86 - 80) / 15 = 2 and 5 x (130 - 120) / 25 = 2
    assert earned(BUDGET, 86, 120) == [2, 2]


def test_a_hair_outside_the_best_loses_a_hair() -> None:
    # 5 x (94.9999 - 80) / 15
    assert earned(BUDGET, "94.9999") == [Fraction(5) * (Fraction("94.9999") - 80) / 15]


def test_nothing_at_the_outer_ends_and_beyond() -> None:
    assert earned(BUDGET, 80, 130, -7, 1000) == [0, 0, 0, 0]


def test_one_number_is_a_centre() -> None:
    # pH 6 on the way from 5 to 7: half
    assert earned({"from": 5, "best": 7, "to": 9}, 6, 7, 8) == [Fraction(5, 2), 5, Fraction(5, 2)]


@pytest.mark.parametrize(
    "options",
    [
        {"from": 95, "best": [95, 105], "to": 130},
        {"from": 80, "best": [105, 95], "to": 130},
        {"from": 80, "best": [95, 130], "to": 130},
        {"from": 130, "best": 100, "to": 80},
    ],
)
def test_ends_that_do_not_rise_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="must rise"):
        Interval.model_validate(options)


def test_an_outer_end_must_be_said() -> None:
    with pytest.raises(ValidationError, match="Field required"):
        Interval.model_validate({"from": Decimal(1), "best": 2})


def test_both_sides_may_be_below_nothing() -> None:
    # -10 to -2 and 0 to 6: 5 x 4/8, 5 x 3/6
    assert earned({"from": -10, "best": [-2, 0], "to": 6}, -6, -1, 3) == [Fraction(5, 2), 5, Fraction(5, 2)]


def test_a_third_of_the_way_is_exact() -> None:
    # 5 x (85 - 80) / 15
    assert earned(BUDGET, 85) == [Fraction(5, 3)]


def test_both_ends_of_the_best_may_be_one() -> None:
    assert earned({"from": 5, "best": [7, 7], "to": 9}, 6, 7, 8) == earned({"from": 5, "best": 7, "to": 9}, 6, 7, 8)


def test_equals_earn_alike_and_nobody_earns_nothing() -> None:
    assert earned(BUDGET, 86, 86) == [2, 2]
    assert earned(BUDGET) == []


@pytest.mark.parametrize("best", [[], [1, 2, 3]])
def test_the_best_is_one_number_or_two(best: list[int]) -> None:
    with pytest.raises(ValidationError):
        Interval.model_validate({"from": 0, "best": best, "to": 9})
