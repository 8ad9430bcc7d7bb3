from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.curve import Curve
from tests.builders import fractions, ratios


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
