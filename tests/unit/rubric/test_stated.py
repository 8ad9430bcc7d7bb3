from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_file, codes, loaded, the_problem

CHANNELS = {"city": {"weight": 1, "absent": "zero"}}


def told(**changed: Any) -> list[str]:
    return codes(loaded(a_file(**changed)).problems)


def test_what_no_row_means_must_be_said() -> None:
    problem = the_problem(a_file(missing=None))

    assert (problem.code, problem.params) == ("unstated-missing", {"criterion": "tidy"})


@pytest.mark.parametrize(
    "said",
    [
        {"criteria": [a_criterion(missing="zero")]},
        {"sections": [{"id": "s", "missing": "zero", "criteria": [a_criterion()]}]},
        {"sections": [{"id": "s", "missing": "zero", "sections": [{"id": "t", "criteria": [a_criterion()]}]}]},
    ],
)
def test_what_no_row_means_may_be_said_anywhere_above(said: dict[str, Any]) -> None:
    assert told(missing=None, **said) == []


def test_which_channels_look_must_be_said() -> None:
    assert told(channels=CHANNELS) == ["unstated-channels"]


def test_which_channels_look_may_be_said_on_the_section() -> None:
    assert told(channels=CHANNELS, sections=[{"id": "s", "channels": ["city"], "criteria": [a_criterion()]}]) == []


def test_channels_need_a_block_that_says_what_they_weigh() -> None:
    assert "channels-without-block" in told(criteria=[a_criterion(channels=["city"])])


def test_what_follows_where_a_criterion_does_not_apply_must_be_said() -> None:
    lift = a_criterion(applies_when={"register.lifts": {"at_least": 1}})

    assert told(criteria=[lift]) == ["unstated-not-applicable"]


def test_what_follows_where_a_limit_cannot_be_decided_must_be_said() -> None:
    problem = the_problem(a_file(limits=[{"id": "l", "when": {"fire": {"above": 0}}, "cap": 5}]))

    assert (problem.code, problem.params) == ("unstated-if-missing", {"limit": "l"})


def test_words_are_not_summed() -> None:
    words = a_criterion(all_or_nothing=None, measure={"sum": "tidy"})

    assert told(criteria=[words]) == ["words-taken"]


def test_several_causes_are_measures_already() -> None:
    causes = a_criterion(deduct={"bare": {"each": 1}}, measure={"sum": "tidy"})

    assert told(criteria=[causes]) == ["causes-and-measure"]


def test_ordinal_places_need_something_to_go_by() -> None:
    assert told(ranking={"ties": "ordinal"}) == ["ordinal-alone"]


def test_a_rubric_without_criteria_is_told() -> None:
    assert "no-criteria" in told(marks=10, criteria=[])
