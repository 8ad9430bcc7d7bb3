from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.proportion import Proportion
from tests.builders import fractions, ratios


def earned(said: dict[str, Any], *shares: Any) -> list[Fraction]:
    return fractions(Proportion.model_validate(said).marks(Fraction(10), Seen(ratios(*shares))))


def test_a_share_of_the_marks_is_earned() -> None:
    assert earned({}, 0, "7/8", 1) == [0, Fraction(35, 4), 10]


def test_more_than_all_earns_all() -> None:
    assert earned({}, "9/8") == [10]


def test_less_than_nothing_earns_nothing() -> None:
    assert earned({}, "-1/8") == [0]


def test_marks_may_be_rounded_down() -> None:
    # 10 x 7/8 = 8.75; 10 x 2/3 = 6.666...
    assert earned({"places": 1}, "7/8", "2/3") == [Fraction("8.7"), Fraction("6.6")]


def test_whole_marks_stay_when_rounded_down() -> None:
    assert earned({"places": 0}, "3/10") == [3]


def test_places_below_nothing_are_refused() -> None:
    with pytest.raises(ValidationError):
        Proportion.model_validate({"places": -1})
