from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_file, codes, loaded, the_problem

CHANNELS = {"industry": {"weight": 2, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
GRADES = {"order": ["good", "poor"], "bands": [[80, "good"]], "else": "poor"}


def with_channels(**changed: Any) -> dict[str, Any]:
    return a_file(channels=CHANNELS, criteria=[a_criterion(channels=["industry", "owners"])], **changed)


def a_limit(**changed: Any) -> dict[str, Any]:
    return {"id": "fire", "when": {"fire": {"at_least": 1}}, "if_missing": "ignored"} | changed


def params(data: dict[str, Any]) -> tuple[object, object, object]:
    problem = the_problem(data, "unknown-name")
    return problem.params["kind"], problem.params["name"], problem.params["near"]


def test_a_criterion_names_channels_that_there_are() -> None:
    data = with_channels() | {"criteria": [a_criterion(channels=["industri", "owners"])]}

    assert params(data) == ("channel", "industri", "industry")


def test_weight_goes_to_a_channel_that_there_is() -> None:
    channels = CHANNELS | {"owners": {"weight": 1, "absent": {"weight_to": "industy"}}}

    assert params(with_channels() | {"channels": channels}) == ("channel", "industy", "industry")


def test_a_channel_does_not_leave_its_weight_to_itself() -> None:
    channels = CHANNELS | {"owners": {"weight": 1, "absent": {"weight_to": "owners"}}}

    assert params(with_channels() | {"channels": channels})[:2] == ("channel", "owners")


@pytest.mark.parametrize(
    "grades",
    [GRADES | {"bands": [[80, "god"]]}, GRADES | {"else": "god"}, GRADES | {"titles": {"god": {"en": "Good"}}}],
)
def test_bands_and_titles_name_grades_that_there_are(grades: dict[str, Any]) -> None:
    assert params(a_file(grades=grades)) == ("grade", "god", "good")


def test_a_limit_fixes_a_grade_that_there_is() -> None:
    assert params(a_file(grades=GRADES, limits=[a_limit(grade="pour")])) == ("grade", "pour", "poor")


def test_a_limit_cannot_fix_a_grade_where_there_are_none() -> None:
    assert params(a_file(limits=[a_limit(grade="poor")]))[:2] == ("grade", "poor")


@pytest.mark.parametrize("name", ["marks.tody", "channel.tidy", "score.tidy", "grades.tidy"])
def test_a_condition_names_parts_that_there_are(name: str) -> None:
    data = a_file(limits=[a_limit(when={name: {"below": 1}}, cap=5)])

    assert params(data)[:2] == ("part", name)


@pytest.mark.parametrize("name", ["marks.tidy", "score", "register.households", "fire_incident"])
def test_a_condition_may_name_parts_the_register_and_measures(name: str) -> None:
    assert loaded(a_file(limits=[a_limit(when={name: {"below": 1}}, cap=5)])).problems == ()


def test_what_a_criterion_applies_by_is_a_column_of_the_register() -> None:
    lift = a_criterion(applies_when={"lifts": {"at_least": 1}}, not_applicable="leave_out")

    assert params(a_file(criteria=[lift])) == ("register column", "lifts", "register.lifts")


@pytest.mark.parametrize("name", ["section.servise", "channel.industri", "marks.tidi"])
def test_ranking_names_parts_that_there_are(name: str) -> None:
    data = with_channels(ranking={"then_by": [name]})

    assert params(data)[:2] == ("part", name)


@pytest.mark.parametrize("name", ["marks.tidy", "channel.owners", "-register.complaints", "-marks.tidy"])
def test_ranking_may_name_parts_and_the_register_either_way_round(name: str) -> None:
    assert loaded(with_channels(ranking={"then_by": [name]})).problems == ()


def test_an_id_that_stands_twice_is_told_with_its_first_line() -> None:
    text = """\
redprop: 1
id: one
marks: 8
missing: full
rounding: {score: 1}
criteria:
  - {id: lights, marks: 4, deduct: {each: 1}}
  - {id: lights, marks: 4, deduct: {each: 1}}
"""
    problem = the_problem(text)

    assert (problem.code, problem.place.line, problem.params) == ("same-id", 8, {"name": "lights", "first_line": 7})


def test_channels_sections_criteria_and_limits_share_one_set_of_ids() -> None:
    data = a_file(
        channels={"one": {"weight": 1, "absent": "zero"}},
        sections=[{"id": "one", "channels": ["one"], "criteria": [a_criterion("tidy")]}],
        limits=[a_limit(id="tidy", cap=5)],
    )

    assert codes(loaded(data).problems) == ["same-id", "same-id"]


def test_a_cap_has_no_more_places_than_the_score() -> None:
    problem = the_problem(a_file(limits=[a_limit(cap=7.125)]))

    assert (problem.code, problem.params) == ("cap-too-fine", {"cap": "7.125", "places": 2})


def test_the_number_of_a_zone_has_no_more_places_than_the_score() -> None:
    problem = the_problem(a_file(rounding={"score": 0, "zone": {"above": 59, "below": 60, "to": 59.5}}))

    assert (problem.code, problem.place.path) == ("cap-too-fine", "rounding.zone.to")


def test_zeros_at_the_end_of_a_cap_do_not_count() -> None:
    text = """\
redprop: 1
id: one
marks: 10
missing: full
rounding: {score: 0}
criteria: [{id: tidy, marks: 10, deduct: {each: 1}}]
limits: [{id: fire, when: {fire: {at_least: 1}}, if_missing: ignored, cap: 7.0}]
"""

    assert loaded(text).problems == ()


def an_example(**changed: Any) -> dict[str, Any]:
    return a_file(examples=[{"title": "one", "with": {"tidy": 3}, "expect": {"score": 7}} | changed])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"with": {"tydy": 3}}, ("measure", "tydy", "tidy")),
        ({"expect": {"tydy": 3}}, ("part", "tydy", "tidy")),
        ({"channel": "industry"}, ("channel", "industry", "")),
        ({"category": "towers"}, ("category", "towers", "")),
    ],
)
def test_examples_name_what_there_is(changed: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert params(an_example(**changed)) == expected


def test_an_example_that_names_what_there_is_has_no_problem() -> None:
    assert loaded(an_example()).problems == ()
