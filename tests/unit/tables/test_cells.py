from __future__ import annotations

from typing import Any

import pytest

from redprop.tables.cells import Meaning, Reader, State
from tests.builders import a_criterion, a_plan

NUMBER = a_criterion(linear={"from": 0, "to": 10})


def meaning(text: str, criterion: dict[str, Any] = NUMBER, **changed: Any) -> Meaning:
    plan = a_plan(criteria=[criterion], **changed)
    return Reader(plan).meaning(plan.columns[criterion["id"]], text)


@pytest.mark.parametrize(("text", "units"), [("3", 30000), ("-0.25", -2500), (" 1.5 ", 15000), ("2.50000", 25000)])
def test_a_number_is_whole_units_of_the_measures_decimals(text: str, units: int) -> None:
    # four decimals: 3 is 30000 of 0.0001; zeros at the end do not count
    found = meaning(text)

    assert (found.state, found.value) == (State.VALUE, units)


@pytest.mark.parametrize("text", ["inf", "nan", "1e3", "0x10", "1,000", "abc", "1_0", "--1"])
def test_what_is_no_number_is_a_problem(text: str) -> None:
    found = meaning(text)

    assert (found.state, found.code, found.params) == (State.BAD, "not-a-value", {"text": text})


def test_a_number_finer_than_the_measure_is_a_problem() -> None:
    found = meaning("1.23456")

    assert (found.code, found.params) == ("too-fine", {"text": "1.23456", "decimals": 4})


def test_a_criterion_may_be_measured_in_whole_numbers() -> None:
    assert meaning("1.5", NUMBER | {"decimals": 0}).code == "too-fine"


@pytest.mark.parametrize("text", ["n/a", "N/A", "不适用", " n/a ", "ｎ／ａ"])
def test_not_applicable_has_its_words(text: str) -> None:
    assert meaning(text).state is State.NOT_APPLICABLE


def test_a_rubric_may_say_more_words_for_not_applicable() -> None:
    assert meaning("免检", not_applicable_words=["免检"]).state is State.NOT_APPLICABLE


def test_an_empty_value_is_one_finding_where_findings_are_counted() -> None:
    found = meaning("", a_criterion())

    assert (found.state, found.value) == (State.VALUE, 10_000)


def test_an_empty_value_is_a_problem_where_a_number_is_needed() -> None:
    assert meaning("").code == "empty-value"


def test_an_absent_value_settles_the_cell_as_not_assessed() -> None:
    found = meaning("-1.0", absent_values=[-1])

    assert (found.state, found.settles) == (State.BLANK, True)


def test_an_answer_that_leaves_the_mean_settles_nothing() -> None:
    found = meaning("9", NUMBER | {"unanswered": [9]})

    assert (found.state, found.settles) == (State.BLANK, False)


def test_unanswered_comes_before_the_bounds_of_a_value() -> None:
    assert meaning("99", a_criterion(given=None, unanswered=[99])).state is State.BLANK


@pytest.mark.parametrize(
    ("text", "state"), [("0", State.VALUE), ("10", State.VALUE), ("10.0001", State.BAD), ("-0.0001", State.BAD)]
)
def test_given_marks_lie_between_nothing_and_full(text: str, state: State) -> None:
    assert meaning(text, a_criterion(given=None)).state is state


def test_a_count_below_nothing_is_a_problem() -> None:
    found = meaning("-1", a_criterion())

    assert (found.code, found.params) == ("value-outside", {"text": "-1", "least": "0", "most": ""})


WORDS = a_criterion(levels={"good": {"earns": 10, "title": {"zh": "好"}, "aliases": ["fine"]}, "bad": 0})


@pytest.mark.parametrize("text", ["good", "GOOD", " 好 ", "Fine"])
def test_a_word_may_be_written_by_id_title_or_alias(text: str) -> None:
    assert (meaning(text, WORDS).state, meaning(text, WORDS).word) == (State.WORD, "good")


def test_a_word_that_is_none_lists_the_words() -> None:
    found = meaning("god", WORDS)

    assert (found.code, found.params) == ("unknown-word", {"text": "god", "words": ["good", "bad"]})


def test_an_absent_value_settles_a_measure_of_words_too() -> None:
    assert meaning("-1", WORDS, absent_values=[-1]).settles
