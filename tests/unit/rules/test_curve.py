from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.curve import Curve
from tests.builders import a_criterion, a_file, fractions, ratios, the_problem


def earned(options: dict[str, Any], *values: Any) -> list[Fraction]:
    return fractions(Curve.model_validate(options).marks(Fraction(10), Seen(ratios(*values))))


FIVE = [[2, 2], [4, 4], [6, 6], [9, 8], [10, 10]]


def test_points_earn_what_stands_beside_them() -> None:
    assert earned({"through": FIVE}, 2, 4, 6, 9, 10) == [2, 4, 6, 8, 10]


def test_between_two_points_the_line_is_straight() -> None:
    # from [6, 6] to [9, 8]: 6 + (7.5 - 6) x 2/3 = 7
    assert earned({"through": FIVE}, "7.5") == [7]


def test_a_third_of_the_way_is_exact() -> None:
    assert earned({"through": [[0, 0], [3, 1]]}, 1) == [Fraction(1, 3)]


def test_outside_the_points_the_ends_count() -> None:
    assert earned({"through": FIVE}, -5, 99) == [2, 10]


def test_values_strictly_outside_earn_what_is_said_of_them() -> None:
    said = {"through": FIVE, "below": 0, "above": 5}

    assert earned(said, "1.9999", 2, 10, "10.0001") == [0, 2, 10, 5]


def test_a_curve_may_fall() -> None:
    # 10 - (3 - 2) x 10 / 4
    assert earned({"through": [[2, 10], [6, 0]]}, 3) == [Fraction(15, 2)]


def test_the_most_is_the_greatest_of_the_points_and_of_what_is_said_outside() -> None:
    assert Curve.model_validate({"through": FIVE}).most(Fraction(99)) == 10
    assert Curve.model_validate({"through": FIVE, "above": 12}).most(Fraction(99)) == 12


@pytest.mark.parametrize("through", [[[1, 1], [1, 2]], [[2, 1], [1, 2]]])
def test_values_that_do_not_rise_are_refused(through: list[list[int]]) -> None:
    with pytest.raises(ValidationError, match="values must rise"):
        Curve.model_validate({"through": through})


def test_one_point_is_no_curve() -> None:
    with pytest.raises(ValidationError, match="at least 2"):
        Curve.model_validate({"through": [[1, Decimal(1)]]})


def test_a_point_has_two_numbers() -> None:
    with pytest.raises(ValidationError, match="a value and its marks"):
        Curve.model_validate({"through": [[1, 1], [2, 2, 3]]})


def test_a_flat_stretch_earns_the_same_all_along() -> None:
    assert earned({"through": [[0, 0], [5, 4], [8, 4], [9, 10]]}, 5, "6.5", 8) == [4, 4, 4]


def test_a_corner_belongs_to_both_its_lines() -> None:
    # up to [6, 6] by 1 a unit, from there by 2/3: a hair to either side
    hair = Fraction(1, 10**12)

    assert earned({"through": FIVE}, 6 - hair, 6, 6 + hair) == [6 - hair, 6, 6 + hair * Fraction(2, 3)]


def test_a_curve_that_falls_earns_most_below_and_least_above() -> None:
    assert earned({"through": [[2, 10], [6, 1]]}, 0, 2, 6, 99) == [10, 10, 1, 1]


def test_values_below_nothing_lie_on_a_curve_too() -> None:
    # half way from -4 to 4
    assert earned({"through": [[-4, 0], [4, 10]]}, 0, -4, -5) == [5, 0, 0]


def test_equals_earn_alike_and_nobody_earns_nothing() -> None:
    assert earned({"through": FIVE}, 5, 5, 5) == [5, 5, 5]
    assert earned({"through": FIVE}) == []


@pytest.mark.parametrize("said", [{"below": -1}, {"above": -1}, {"beneath": 0}])
def test_what_is_said_outside_is_a_number_from_nothing_up(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Curve.model_validate({"through": FIVE, **said})


def test_points_are_told_at_the_one_that_does_not_rise() -> None:
    criterion = a_criterion("profit", 10, curve={"through": [[0, 0], [5, 4], [5, 10]]})
    problem = the_problem(a_file(criteria=[criterion]))

    assert (problem.code, problem.params["value"], problem.params["before"]) == ("not-rising", 5, 5)
    assert problem.place.path == "criteria[0].curve.through[2]"
