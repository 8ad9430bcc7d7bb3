from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.shortfall import Shortfall
from tests.builders import fractions, ratios

REPAIRS = {"target": 95, "every": 1, "loses": Decimal("0.5"), "partial": "ignored"}


def left(values: list[Any], **changed: Any) -> list[Fraction]:
    return fractions(Shortfall.model_validate(REPAIRS | changed).marks(Fraction(5), Seen(ratios(*values))))


def test_the_target_itself_earns_all() -> None:
    assert left([95]) == [5]


def test_more_than_the_target_earns_no_more() -> None:
    assert left([96, 100]) == [5, 5]


def test_every_step_under_the_target_loses() -> None:
    # 5 - 3 x 0.5
    assert left([92]) == [Fraction(7, 2)]


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        ("ignored", "3.5"),  # 5 - 3 x 0.5
        ("counted", "3"),  # 5 - 4 x 0.5
        ("in_proportion", "3.2"),  # 5 - 3.6 x 0.5
    ],
)
def test_a_step_not_completed_costs_what_it_says(partial: str, expected: str) -> None:
    # 95 - 91.4 = 3.6 steps
    assert left(["91.4"], partial=partial) == [Fraction(expected)]


@pytest.mark.parametrize("partial", ["ignored", "counted", "in_proportion"])
def test_a_completed_step_costs_the_same_either_way(partial: str) -> None:
    assert left([94], partial=partial) == [Fraction(9, 2)]


def test_a_hair_under_the_target_is_a_step_where_steps_begun_count() -> None:
    assert left(["94.9999"], partial="counted") == [Fraction(9, 2)]


def test_steps_may_be_of_any_width() -> None:
    # (95 - 92) / 1.5 = 2 steps: 5 - 2 x 0.5
    assert left([92], every=Decimal("1.5")) == [4]


def test_a_part_of_a_step_is_exact() -> None:
    # a mean of 284/3 is 1/3 under 95: (1/3) / 0.1 = 10/3 steps, 5 - 10/3 x 0.5 = 10/3
    assert left(["284/3"], every=Decimal("0.1"), partial="in_proportion") == [Fraction(10, 3)]


def test_nothing_is_lost_below_nothing() -> None:
    assert left([0]) == [0]


def test_over_a_target_the_other_side_loses() -> None:
    # 98 - 95 = 3 steps over
    assert left([98, 90], side="over") == [Fraction(7, 2), 5]


@pytest.mark.parametrize("changed", [{"every": 0}, {"loses": 0}, {"loses": -1}, {"partial": "half"}, {"side": "left"}])
def test_a_shortfall_that_makes_no_sense_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Shortfall.model_validate(REPAIRS | changed)


def test_what_a_partial_step_costs_must_be_said() -> None:
    with pytest.raises(ValidationError):
        Shortfall.model_validate({"target": 95, "every": 1, "loses": 1})
