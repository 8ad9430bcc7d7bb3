from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.columns import grades_of
from tests.builders import a_criterion, a_result

GRADES = {"order": ["best", "good", "fail"], "bands": [[90, "best"], [80, "good"]], "else": "fail"}


def graded(value: str, grades: dict[str, Any] | None = None, **changed: Any) -> str:
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 100})
    rubric = {"criteria": [line], "grades": grades or GRADES} | changed
    return grades_of(a_result(rubric, f"A,tidy,{value}\n"))[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("100", "best"), ("90", "best"), ("89.99", "good"), ("80", "good"), ("79.99", "fail"), ("0", "fail")],
)
def test_a_cut_belongs_to_the_band_above_it(value: str, expected: str) -> None:
    assert graded(value) == expected


def test_the_band_is_that_of_the_rounded_score() -> None:
    # 89.995 rounds to 90.00, 89.9949 to 89.99
    assert (graded("89.995"), graded("89.9949")) == ("best", "good")


def test_the_score_may_be_rounded_again_before_it_is_banded() -> None:
    # 89.50 in whole marks is 90, 89.49 is 89
    rounding = {"score": 2, "grade": 0}

    assert (graded("89.5", rounding=rounding), graded("89.49", rounding=rounding)) == ("best", "good")


def test_the_first_band_whose_cut_is_reached_holds() -> None:
    grades = {"order": ["best", "good", "fail"], "bands": [[50, "good"], [90, "best"]], "else": "fail"}

    assert graded("95", grades) == "good"


def test_a_cut_may_be_a_decimal() -> None:
    grades = GRADES | {"bands": [[89.99, "best"]]}

    assert (graded("89.99", grades), graded("89.98", grades)) == ("best", "fail")


def test_without_a_score_there_is_no_grade() -> None:
    result = a_result({"grades": GRADES}, "A,tidy,1\n", register="estate\nA\nB\n")

    assert grades_of(result)[1] == ""


def test_without_grades_there_is_no_grade() -> None:
    assert grades_of(a_result({}, "A,tidy,1\n")) == [""]
