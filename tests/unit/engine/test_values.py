from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.builders import a_criterion, a_result, earned, score_of

LINE = {"from": 0, "to": 10}


def taken(measure: dict[str, Any], rows: str, **said: Any) -> Fraction:
    criterion = a_criterion(measure=measure, **(said or {"linear": LINE}))
    return earned(a_result({"criteria": [criterion]}, rows), "tidy")


ROWS = "A,x,2\nA,x,3\nA,x,7\n"


@pytest.mark.parametrize(("take", "expected"), [("sum", 10), ("mean", 4), ("min", 2), ("max", 7), ("count", 3)])
def test_rows_become_one_value_as_the_measure_says(take: str, expected: int) -> None:
    # the line from 0 to 10 earns the value itself; 2 + 3 + 7 = 12 is past its end
    assert taken({take: "x"}, ROWS) == expected


def test_a_mean_is_exact() -> None:
    # (2 + 2 + 3) / 3
    assert taken({"mean": "x"}, "A,x,2\nA,x,2\nA,x,3\n") == Fraction(7, 3)


@pytest.mark.parametrize(("take", "expected"), [("min", -5), ("max", -3)])
def test_extremes_may_be_below_nothing(take: str, expected: int) -> None:
    assert taken({take: "x"}, "A,x,-3\nA,x,-5\n", linear={"from": 0, "to": 10, "clipped": False}) == expected


@pytest.mark.parametrize(("take", "expected"), [("min", 2), ("max", 9)])
def test_extremes_over_several_columns_are_over_all_their_rows(take: str, expected: int) -> None:
    # B has no row of y, so that y's cells hold one that is empty
    criterion = a_criterion(linear=LINE, measure={take: ["x", "y"]})
    result = a_result({"criteria": [criterion]}, "A,x,2\nA,y,9\nB,x,4\n")

    assert (earned(result, "tidy"), earned(result, "tidy", subject="B")) == (expected, 4)


def test_extremes_of_different_files_are_over_all_of_them() -> None:
    files = {"a.csv": "estate,criterion,value\nA,x,3\n", "b.csv": "estate,criterion,value\nA,x,2\nB,x,6\n"}
    criterion = a_criterion(linear=LINE, measure={"min": "x"})

    assert earned(a_result({"criteria": [criterion]}, files), "tidy") == 2


def test_an_extreme_past_64_bits_is_exact() -> None:
    # fifteen decimals: 5000 is 5 x 10^18 units, past 2^62
    line = {"from": 0, "to": 10_000}
    criterion = a_criterion(linear=line, measure={"min": "x"}, decimals=15)

    assert score_of({"criteria": [criterion]}, "A,x,6000\nA,x,5000\n") == "5.00"


def test_a_ratio_is_the_ratio_of_sums() -> None:
    # (1 + 2) / (4 + 4), not the mean of ratios
    assert taken({"sum": "x", "per": "y"}, "A,x,1\nA,x,2\nA,y,4\nA,y,4\n", linear={"from": 0, "to": 1}) == Fraction(
        30, 8
    )


def test_a_ratio_may_be_shown_as_a_percentage() -> None:
    # 100 x 19 / 20 = 95, one step of 0.5 under 96
    shortfall = {"target": 96, "every": 1, "loses": 0.5, "partial": "ignored"}
    criterion = a_criterion(shortfall=shortfall, measure={"sum": "x", "per": "y", "times": 100})

    assert earned(a_result({"criteria": [criterion]}, "A,x,19\nA,y,20\n"), "tidy") == Fraction(19, 2)


def test_a_complement_is_what_is_left() -> None:
    # 1 - 1/4 of the line from 0 to 1
    assert taken(
        {"sum": "x", "per": "y", "complement": True}, "A,x,1\nA,y,4\n", linear={"from": 0, "to": 1}
    ) == Fraction(15, 2)


def test_a_complement_of_a_percentage_is_what_is_left_of_a_hundred() -> None:
    # 100 - 100 x 1/4
    measure = {"sum": "x", "per": "y", "times": 100, "complement": True}

    assert taken(measure, "A,x,1\nA,y,4\n", linear={"from": 0, "to": 100}) == Fraction(15, 2)


def test_an_exposure_may_stand_in_the_register() -> None:
    criterion = a_criterion(deduct={"each": 2}, measure={"sum": "tidy", "per": "register.homes"})

    # 10 - 2 x 6 / 8
    assert score_of({"criteria": [criterion]}, "A,tidy,6\n", register="estate,homes\nA,8\n") == "8.50"


def test_causes_without_rows_cost_nothing_beside_one_that_has_some() -> None:
    criterion = a_criterion(deduct={"bare": {"each": 1}, "no_log": {"once": 4}})

    assert score_of({"criteria": [criterion]}, "A,bare,3\n") == "7.00"


def test_the_mean_of_words_is_the_mean_of_their_marks() -> None:
    criterion = a_criterion(levels={"good": 10, "fair": 4, "bad": 0}, measure={"mean": "tidy"})

    # (10 + 10 + 4) / 3
    assert score_of({"criteria": [criterion]}, "A,tidy,good\nA,tidy,good\nA,tidy,fair\n") == "8.00"


def test_marks_given_in_several_rows_never_add_up_past_full() -> None:
    assert taken({"sum": "x"}, "A,x,8\nA,x,9\n", given=None) <= 10


def test_a_complement_of_findings_never_earns_past_full() -> None:
    # 1 - 5 findings would be four findings too few
    assert taken({"sum": "x", "complement": True}, "A,x,5\n", deduct={"each": 1}) <= 10
