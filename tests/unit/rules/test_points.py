from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.points import Points
from tests.builders import a_criterion, fractions, ratios, score_of


def earned(options: dict[str, Any], *values: Any, **causes: Any) -> list[Fraction]:
    told = {name: ratios(*counts) for name, counts in causes.items()}
    size = len(values) or len(next(iter(causes.values())))
    seen = Seen(ratios(*(values or [0] * size)), causes=told)
    return fractions(Points.model_validate(options).marks(Fraction(0), seen))


def test_each_counts_without_a_ceiling() -> None:
    assert earned({"each": 2}, 0, 3, 1000) == [0, 6, 2000]


def test_unsaid_a_value_counts_as_it_stands() -> None:
    assert earned({}, "12.5", 3) == [Fraction(25, 2), 3]


def test_once_counts_once_however_often_it_was_found() -> None:
    assert earned({"once": 3}, 0, 1, 7) == [0, 3, 3]


def test_causes_are_added_up() -> None:
    # 2 x 2 + 5 and 0 + 0
    said = {"awards": {"each": 2}, "title": {"once": 5}}

    assert earned(said, awards=[2, 0], title=[3, 0]) == [9, 0]


def test_there_are_no_full_marks() -> None:
    assert Points.model_validate({"each": Decimal(1)}).has_full is False


@pytest.mark.parametrize("options", [{"each": 1, "once": 1}, {"each": 1, "awards": {"each": 1}}])
def test_two_ways_of_counting_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Points.model_validate(options)


def test_times_without_an_exposure_is_refused() -> None:
    with pytest.raises(ValidationError, match="times needs per"):
        Points.model_validate({"each": 1, "times": 100})


def test_a_route_and_an_exposure_are_refused() -> None:
    with pytest.raises(ValidationError, match="a route or an exposure"):
        Points.model_validate({"each": 1, "per": "register.households", "looked_at": "route"})


def test_a_count_is_never_below_nothing() -> None:
    assert Points.model_validate({}).bounds(Fraction(0)) == (0, None)


def test_a_broken_count_counts_in_part_and_once_counts_whole() -> None:
    # 5 findings of 20 homes: 2 x 1/4, and 3 for any at all
    assert earned({"each": 2, "per": "homes"}, "1/4") == [Fraction(1, 2)]
    assert earned({"once": 3, "per": "homes"}, "1/4", 0) == [3, 0]


def test_what_counts_are_divided_by_is_known() -> None:
    assert Points.model_validate({}).exposure() is None
    assert Points.model_validate({"per": "homes", "times": 100}).exposure() == ("homes", 100)


def test_no_finding_of_any_cause_is_nothing() -> None:
    assert earned({"awards": {"each": 2}, "title": {"once": 5}}, awards=[0], title=[0]) == [0]


def test_a_most_is_set_by_a_cap_of_the_criterion_alone() -> None:
    rubric = {"from": 0, "criteria": [a_criterion("awards", points={"each": 2}, cap=5)]}

    # 2 x 2 under it, 2 x 3 over it, exactly 5 on it
    assert score_of(rubric, "A,awards,2\n") == "4.00"
    assert score_of(rubric, "A,awards,2.5\n") == "5.00"
    assert score_of(rubric, "A,awards,3\n") == "5.00"
