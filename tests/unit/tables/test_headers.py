from __future__ import annotations

from typing import Any

import pytest

from redprop.errors import Place, Problem, Severity
from redprop.tables.headers import Shape, shape_of
from tests.builders import a_criterion, a_plan

CRITERIA = [
    a_criterion("tidy", title={"zh": "整洁"}, aliases=["neat"]),
    a_criterion("lights", linear={"from": 0, "to": 5}),
]
CHANNELS = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}


def shaped(
    *header: str, channel: str | None = None, ignored: tuple[str, ...] = (), **changed: Any
) -> tuple[Shape | None, list[Problem]]:
    plan = a_plan(**{"criteria": CRITERIA} | changed)
    return shape_of(header, plan, Place("f.csv", 1), frozenset(ignored), channel)


def told(*header: str, **said: Any) -> list[tuple[str, str]]:
    return [(p.code, p.place.field) for p in shaped(*header, **said)[1]]


def test_a_file_with_a_criterion_column_is_long() -> None:
    shape, problems = shaped("estate", "criterion", "value", "visit")

    assert shape is not None
    assert (shape.is_long, shape.subject, problems) == (True, "estate", [])


def test_a_file_with_a_column_for_each_measure_is_wide() -> None:
    shape, problems = shaped("estate", "tidy", "lights")

    assert shape is not None
    assert (shape.is_long, shape.measures, problems) == (False, {"tidy": "tidy", "lights": "lights"}, [])


@pytest.mark.parametrize(
    "name", ["tidy", "整洁", "neat", "NEAT", " Tidy ", "整 洁", "\ufeff整洁", "整\n洁", "ＮＥＡＴ\u200b"]
)
def test_a_measure_may_be_headed_by_id_title_or_alias(name: str) -> None:
    shape, _ = shaped("estate", name, "lights")

    assert shape is not None
    assert shape.measures["tidy"] == name


@pytest.mark.parametrize("name", ["contractor", "estate", "承包方"])
def test_the_subject_is_headed_as_the_rubric_says(name: str) -> None:
    shape, _ = shaped(name, "tidy", "lights", subject={"column": "contractor", "title": {"zh": "承包方"}})

    assert shape is not None
    assert shape.subject == name


def test_a_file_that_names_nobody_is_refused() -> None:
    shape, problems = shaped("place", "tidy", "lights")

    assert (shape, [p.code for p in problems]) == (None, ["no-subject-column"])


def test_a_column_that_nobody_knows_is_a_note() -> None:
    _, (problem,) = shaped("estate", "tidy", "lights", "weather")

    assert (problem.code, problem.severity) == ("unknown-column", Severity.NOTE)


@pytest.mark.parametrize(("name", "near"), [("ligths", "lights"), ("lihts", "lights"), ("channle", "channel")])
def test_a_column_a_letter_or_two_from_a_known_name_is_a_problem(name: str, near: str) -> None:
    _, problems = shaped("estate", "tidy", "lights", name)

    assert [(p.code, p.severity, p.params["near"]) for p in problems] == [("misspelt-column", Severity.ERROR, near)]


def test_a_column_that_is_ignored_is_no_problem() -> None:
    assert told("estate", "tidy", "lights", "ligths", ignored=("ligths",)) == []


def test_two_columns_for_one_measure_are_a_problem() -> None:
    assert told("estate", "tidy", "neat", "lights") == [("measure-twice", "neat")]


def test_a_wide_file_has_a_column_for_every_measure() -> None:
    assert told("estate", "tidy") == [("measure-without-column", "lights")]


def test_a_wide_file_has_a_column_for_what_its_channel_looks_at() -> None:
    criteria = [CRITERIA[0] | {"channels": ["city"]}, CRITERIA[1] | {"channels": ["owners"]}]

    assert told("estate", "tidy", channel="city", channels=CHANNELS, criteria=criteria) == []
    assert told("estate", "tidy", channel="owners", channels=CHANNELS, criteria=criteria) == [
        ("measure-without-column", "lights")
    ]


def test_a_measure_that_is_left_out_on_purpose_is_no_problem() -> None:
    assert told("estate", "tidy", ignored=("lights",)) == []


def test_a_file_that_measures_nothing_is_refused() -> None:
    assert told("estate", "channel") == [("nothing-measured", "")]


def test_a_long_file_needs_values() -> None:
    assert told("estate", "criterion") == [("no-value-column", "")]


def test_a_long_file_of_findings_needs_no_values() -> None:
    assert told("estate", "criterion", criteria=[a_criterion("tidy"), a_criterion("walls")]) == []


def test_a_unit_in_brackets_is_another_column_unless_the_rubric_says_it() -> None:
    assert ("unknown-column", "整洁(分)") in told("estate", "整洁(分)", "lights", ignored=("tidy",))
    units = [a_criterion("tidy", aliases=["整洁(分)"])]

    assert told("estate", "整洁【分】", criteria=units) == []


@pytest.mark.parametrize("twice", ["Visit", "ｖｉｓｉｔ", "visit\u200b"])
def test_a_column_of_the_format_that_stands_twice_is_a_problem(twice: str) -> None:
    """Names that only matching makes the same: nobody could say which of the two is meant."""
    assert told("estate", "criterion", "value", "visit", twice) == [("same-header", twice)]


@pytest.mark.parametrize("ignored", ["weather", "Weather", "ＷＥＡＴＨＥＲ"])
def test_a_column_is_ignored_in_whatever_way_it_is_typed(ignored: str) -> None:
    assert told("estate", "tidy", "lights", "weather", ignored=(ignored,)) == []


def test_the_columns_of_a_survey_tool_s_export_are_known() -> None:
    plan = a_plan(criteria=[a_criterion("liked", 10)])
    header = ["序号", "提交答卷时间", "所用时间", "来自IP", "1、estate", "2、liked"]
    found, problems = shape_of(header, plan, Place("f.csv", 1), frozenset(), None)

    assert found == Shape("1、estate", {"respondent": "序号", "date": "提交答卷时间"}, {"liked": "2、liked"})
    assert [(p.code, p.severity, p.place.field) for p in problems] == [
        ("unknown-column", Severity.NOTE, "所用时间"),
        ("unknown-column", Severity.NOTE, "来自IP"),
    ]


def test_a_column_in_the_format_s_own_words_comes_before_what_may_mean_it() -> None:
    plan = a_plan(criteria=[a_criterion("liked", 10)])
    found, problems = shape_of(["序号", "respondent", "estate", "liked"], plan, Place("f.csv", 1), frozenset(), None)

    assert found == Shape("estate", {"respondent": "respondent"}, {"liked": "liked"})
    assert [(p.code, p.place.field) for p in problems] == [("unknown-column", "序号")]
