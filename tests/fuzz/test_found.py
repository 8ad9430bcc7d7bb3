"""What the fuzz has found, each as small as it could be made: once a crash or a wait, now a finding or a clean pass."""

from __future__ import annotations

import pytest

from redprop.check.run import check_bytes
from tests.fuzz.test_spoiled_rubrics import SOON, what_fails

HEAD = "redprop: 1\nid: found\nmissing: full\nrounding: {score: 1}\n"
CRITERIA = "criteria: [{id: tidy, marks: 100, deduct: {each: 1}}]\n"
ONE = "examples: [{title: one, with: {tidy: 1}, expect: {tidy: 99}}]\n"
HUGE = 10**20
"""More than 64 bits hold, and fewer digits than make a number a text."""


def limit(says: str) -> str:
    return f"{HEAD}{CRITERIA}limits: [{{id: bad, if_missing: ignored, {says}}}]\n"


GRADES = "grades: {order: [good, fair, poor], bands: [[90, good], [60, fair]], else: poor}\n"
SURVEY = """channels: {owners: {weight: 1, minimum: {SAYS, of: respondent}, absent: zero}}
criteria: [{id: tidy, channels: [owners], marks: 100, deduct: {each: 1}}]
"""
FOUND = {
    "a condition without a name": limit("when: {}, cap: 59") + ONE,
    "a list of conditions without a name": limit("when: [{tidy: {above: 1}}, {}], cap: 59") + ONE,
    "a cap beyond 64 bits": limit(f"when: {{fires: {{above: 0}}}}, cap: {HUGE}") + ONE,
    "more steps down than 64 bits hold": limit(f"when: {{fires: {{above: 0}}}}, steps_down: {HUGE}") + GRADES + ONE,
    "a survey of more people than there are": HEAD + SURVEY.replace("SAYS", f"count: {HUGE}") + ONE,
    "a share of more people than there are": HEAD
    + SURVEY.replace("SAYS", "share: 0.5, in: households")
    + ONE.replace("expect", f"register: {{households: {HUGE}}}, expect"),
    "more respondents than there are": HEAD
    + SURVEY.replace("SAYS", "count: 30")
    + ONE.replace("expect", f"respondents: {{owners: {HUGE}}}, expect"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_does_not_come_back(name: str) -> None:
    told, taken = what_fails(FOUND[name].encode())

    assert told is None
    assert taken < SOON


@pytest.mark.parametrize("name", [name for name in FOUND if "condition" not in name])
def test_what_is_only_large_is_no_mistake(name: str) -> None:
    checked = check_bytes(FOUND[name].encode(), "r.yaml")

    assert checked.plan is not None
    assert [problem.line() for problem in checked.problems if problem.severity == "error"] == []


def test_a_condition_without_a_name_is_told_where_it_stands() -> None:
    checked = check_bytes(FOUND["a list of conditions without a name"].encode(), "r.yaml")

    empty = [problem for problem in checked.problems if problem.code == "empty"]
    assert [(problem.place.line, problem.place.column) for problem in empty] == [(6, 68)]
    assert empty[0].params == {"key": "when"}


@pytest.mark.parametrize(
    ("answered", "held"), [("99", "null"), ("100", "100"), ("", "100")], ids=["one too few", "just enough", "unsaid"]
)
def test_an_example_s_survey_is_large_enough_from_both_minimums_on(answered: str, held: str) -> None:
    """The count asks for 40; half of 200 households is 100, which 99 do not reach and 100 do, exactly."""
    people = f"respondents: {{owners: {answered}}}, " if answered else ""
    example = f"examples: [{{title: a, register: {{households: 200}}, {people}expect: {{channel.owners: {held}}}}}]\n"
    rubric = HEAD + SURVEY.replace("SAYS", "count: 40, share: 0.5, in: households") + example

    assert [
        problem.line() for problem in check_bytes(rubric.encode(), "r.yaml").problems if problem.severity == "error"
    ] == []
