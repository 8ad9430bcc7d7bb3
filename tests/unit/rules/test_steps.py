from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.steps import Steps
from tests.builders import fractions, ratios


def earned(ladder: list[dict[str, Any]], *values: Any) -> list[Fraction]:
    return fractions(Steps.model_validate({"steps": ladder}).marks(Fraction(5), Seen(ratios(*values))))


DOWN = [{"at_least": 5, "earns": 5}, {"above": 3, "earns": 3}, {"else": 1}]
UP = [{"below": Decimal("1.5"), "earns": 5}, {"at_most": 3, "earns": 2}, {"else": 0}]


def test_a_threshold_belongs_to_at_least() -> None:
    assert earned(DOWN, "4.9999", 5) == [3, 5]


def test_a_threshold_does_not_belong_to_above() -> None:
    assert earned(DOWN, 3, "3.0001") == [1, 3]


def test_a_threshold_does_not_belong_to_below() -> None:
    assert earned(UP, "1.4999", "1.5") == [5, 2]


def test_a_threshold_belongs_to_at_most() -> None:
    assert earned(UP, 3, "3.0001") == [2, 0]


def test_a_mean_a_hair_under_a_threshold_is_under_it() -> None:
    below_three = Fraction(3) - Fraction(1, 10**20)

    assert earned([{"below": 3, "earns": 1}, {"else": 0}], below_three, 3) == [1, 0]


def test_the_first_step_that_holds_wins() -> None:
    assert earned([{"at_least": 0, "earns": 2}, {"at_least": 10, "earns": 5}, {"else": 0}], 20) == [2]


def test_else_takes_whatever_is_left() -> None:
    assert earned(DOWN, -100) == [1]


def test_the_best_step_is_the_most_that_can_be_earned() -> None:
    assert Steps.model_validate({"steps": [{"below": 1, "earns": 4}, {"else": 6}]}).most(Fraction(9)) == 6


@pytest.mark.parametrize(
    "ladder",
    [
        [],
        [{"at_least": 5, "earns": 5}],
        [{"else": 0}, {"at_least": 5, "earns": 5}],
        [{"at_least": 5, "earns": 5}, {"else": 1}, {"else": 0}],
        [{"at_least": 5, "above": 4, "earns": 5}, {"else": 0}],
        [{"earns": 5}, {"else": 0}],
        [{"at_least": 5}, {"else": 0}],
        [{"at_least": 5, "earns": 5}, {"else": 0, "earns": 1}],
        [{"at_least": 5, "earns": -5}, {"else": 0}],
    ],
)
def test_a_ladder_that_leaves_a_question_open_is_refused(ladder: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        Steps.model_validate({"steps": ladder})
