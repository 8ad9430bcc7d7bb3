from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from redprop.rubric.sums import full_marks, shown
from tests.builders import a_criterion, a_file, a_rubric, codes, loaded, the_problem


def a_section(**said: Any) -> dict[str, Any]:
    return {"id": "service", "criteria": [a_criterion("a", 4), a_criterion("b", 2.5)]} | said


def test_the_marks_of_the_whole_are_the_sum_of_its_parts() -> None:
    problem = the_problem(a_file(marks=100, sections=[a_section()]))

    # 4 + 2.5
    assert (problem.code, problem.place.path) == ("marks-do-not-add-up", "marks")
    assert problem.params == {"node": "plain", "says": "100", "sum": "6.5", "difference": "93.5"}


def test_a_whole_that_does_not_say_its_marks_has_a_hundred() -> None:
    data = a_file(sections=[a_section()])
    del data["marks"]

    assert the_problem(data).params["says"] == "100"


def test_a_sections_marks_are_the_sum_of_its_criteria() -> None:
    problem = the_problem(a_file(marks=7, sections=[a_section(marks=7)]))

    assert (problem.code, problem.params["node"], problem.params["sum"]) == ("marks-do-not-add-up", "service", "6.5")


def test_a_section_that_does_not_say_its_marks_has_what_its_criteria_come_to() -> None:
    assert full_marks(a_rubric(sections=[a_section()]).sections[0]) == Fraction(13, 2)


def test_a_mean_may_have_marks_of_its_own() -> None:
    assert loaded(a_file(marks=20, sections=[a_section(marks=20, combine="mean")])).problems == ()


def test_a_mean_must_say_its_marks() -> None:
    problem = the_problem(a_file(marks=6.5, sections=[a_section(combine="mean")]))

    assert (problem.code, problem.params) == ("mean-without-marks", {"section": "service"})


@pytest.mark.parametrize(
    ("rule", "code", "most"),
    [
        ({"levels": {"good": 5, "bad": 0}}, "rule-beyond-marks", "5"),
        ({"levels": {"good": 3, "bad": 0}}, "rule-below-marks", "3"),
        ({"steps": [{"at_least": 1, "earns": 4.5}, {"else": 0}]}, "rule-beyond-marks", "4.5"),
    ],
)
def test_a_rule_earns_the_criterions_marks_at_best(rule: dict[str, Any], code: str, most: str) -> None:
    problem = the_problem(a_file(criteria=[a_criterion(marks=4, **rule)]))

    assert (problem.code, problem.params) == (code, {"criterion": "tidy", "marks": "4", "most": most})


@pytest.mark.parametrize(
    ("rounding", "marks"),
    [
        ({"criterion": 0}, 2.5),
        ({"section": 0}, 2.5),
        ({"channel": 0}, 2.5),
        ({"score": 0}, 2.5),
        ({"criterion": 1}, 0.25),
    ],
)
def test_a_stage_that_cannot_show_full_marks_is_refused(rounding: dict[str, int], marks: float) -> None:
    # 2.5 of 2.5 marks would be rounded to 3
    section = {"id": "s", "criteria": [a_criterion(marks=marks)]}
    data = a_file(marks=marks, sections=[section], rounding={"score": 2} | rounding)

    assert loaded(data).rubric is None


def test_a_stage_that_shows_the_full_marks_is_no_problem() -> None:
    section = {"id": "s", "criteria": [a_criterion(marks=2.5)]}
    rounding = {"criterion": 1, "section": 1, "channel": 1, "score": 1}

    assert loaded(a_file(sections=[section], rounding=rounding)).problems == ()


def test_a_section_of_nothing_is_told() -> None:
    assert codes(loaded(a_file(marks=10, sections=[{"id": "empty"}], criteria=[a_criterion()])).problems) == [
        "no-criteria"
    ]


def test_thirds_are_shown_as_fractions() -> None:
    assert (shown(Fraction(1, 3)), shown(Fraction(-5, 4)), shown(Fraction(7))) == ("1/3", "-1.25", "7")


@pytest.mark.parametrize(("floor", "found"), [(10, []), (10.1, ["floor-beyond-marks"]), (8.5, ["floor-beyond-marks"])])
def test_a_floor_is_no_more_than_full_marks_in_any_category(floor: float, found: list[str]) -> None:
    # for the new tidy has 8 marks, unless the floor stands on a criterion of 10 in all of them
    varied = {"by_category": {"new": {"marks": 8}}} if floor < 10 else {}
    other = {"by_category": {"new": {"marks": 4}}} if floor < 10 else {}
    criteria = [a_criterion("tidy", 10, floor=floor, **varied), a_criterion("green", 2, **other)]

    assert codes(loaded(a_file(categories={"old": {}, "new": {}}, marks=12, criteria=criteria)).problems) == found


def test_a_part_has_no_quotas() -> None:
    quota = {"grade": "best", "top_share": 0.1, "seats": "floor", "ties": "in", "smallest": 10}
    grades = {"order": ["best", "rest"], "bands": [[8, "best"]], "else": "rest", "quotas": [quota]}
    problem = the_problem(a_file(criteria=[a_criterion("tidy", grades=grades)]))

    assert (problem.code, problem.params, problem.place.path) == (
        "quotas-of-a-part",
        {"node": "tidy"},
        "criteria[0].grades.quotas",
    )


@pytest.mark.parametrize("cap", [0, -5])
@pytest.mark.parametrize("where", ["criterion", "section"])
def test_a_cap_leaves_full_marks_to_what_has_some(where: str, cap: int) -> None:
    part = a_criterion("part", 5, given={})
    node = part | {"cap": cap} if where == "criterion" else {"id": "of", "cap": cap, "criteria": [part]}
    key = "criteria" if where == "criterion" else "sections"
    rubric = a_file(marks=10 + cap, sections=[], criteria=[a_criterion("all", 10, given={})])
    rubric[key] = [*rubric[key], node]

    assert the_problem(rubric).code == "cap-of-nothing"


def test_what_only_counts_may_be_capped_anywhere() -> None:
    costs = {"id": "net", "cap": 0, "criteria": [a_criterion("good", points={}), a_criterion("fine", 4, given={})]}

    assert codes(loaded(a_file(**{"from": 10, "sections": [costs], "criteria": []})).problems) == []
