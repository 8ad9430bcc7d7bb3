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


@pytest.mark.parametrize("text", ["inf", "nan", "1e3", "0x10", "3/4", "95分", "abc", "1_0", "--1"])
def test_what_is_no_number_is_a_problem(text: str) -> None:
    found = meaning(text)

    assert (found.state, found.code, found.params) == (State.BAD, "not-a-value", {"text": text})


@pytest.mark.parametrize(
    ("text", "units"),
    [("1,234.5", 12345000), ("１２．５", 125000), ("\u22123", -30000), ("\u30009\u3000", 90000), ("'9", 90000)],
)
def test_a_number_is_read_as_people_type_it(text: str, units: int) -> None:
    found = meaning(text)

    assert (found.state, found.value) == (State.VALUE, units)


@pytest.mark.parametrize(("text", "choices"), [("12,5", ("12.5", "125")), ("(5)", ("-5", "5"))])
def test_what_may_be_two_numbers_is_a_problem_that_says_which(text: str, choices: tuple[str, ...]) -> None:
    found = meaning(text)

    assert (found.code, found.params) == ("ambiguous-number", {"text": text, "choices": choices})


def test_a_grouped_number_may_be_too_fine_as_well() -> None:
    assert meaning("1,234.56789").code == "too-fine"


IN_PERCENT = [
    {"linear": {"from": 0, "to": 100}},
    {"linear": {"from": 10, "to": 0}},
    {"interval": {"from": 80, "best": 95, "to": 120}},
    {"steps": [{"at_least": 95, "earns": 10}, {"else": 0}]},
    {"curve": {"through": [[60, 0], [100, 10]]}},
    {"shortfall": {"target": 98, "every": 1, "loses": 1, "partial": "ignored"}},
]


@pytest.mark.parametrize("rule", IN_PERCENT, ids=lambda rule: next(iter(rule)))
@pytest.mark.parametrize("text", ["95%", "９５％", "95 %"])
def test_a_percent_sign_is_read_where_the_rule_names_a_value_above_one(rule: dict[str, Any], text: str) -> None:
    found = meaning(text, a_criterion(**rule))

    assert (found.state, found.value) == (State.VALUE, 950_000)


OF_SHARES = [
    {"linear": {"from": 0, "to": 1}},
    {"proportion": {}},
    {"steps": [{"at_least": 0.95, "earns": 10}, {"else": 0}]},
    {"given": None},
    {"deduct": {"each": 1}},
]


@pytest.mark.parametrize("rule", OF_SHARES, ids=lambda rule: next(iter(rule)))
def test_a_percent_sign_is_a_problem_for_shares_marks_and_counts(rule: dict[str, Any]) -> None:
    found = meaning("95%", a_criterion(**rule))

    assert (found.code, found.params) == ("ambiguous-number", {"text": "95%", "choices": ("95", "0.95")})


def test_a_rule_of_shares_and_one_of_percents_share_nothing() -> None:
    """Both read 95% alike but for the sign."""
    plan = a_plan(
        criteria=[a_criterion("a", linear={"from": 0, "to": 100}), a_criterion("b", linear={"from": 0, "to": 1})]
    )
    reader = Reader(plan)

    assert [reader.meaning(plan.columns[name], "95%").code for name in "ab"] == ["", "ambiguous-number"]


@pytest.mark.parametrize(
    ("measure", "state"),
    [
        ({"once": "clean", "complement": True, "times": 100}, State.VALUE),
        ({"once": "clean", "complement": True, "times": 1}, State.BAD),
        ({"sum": "clean", "per": "seen"}, State.BAD),
    ],
    ids=["less than 100", "less than 1", "divided"],
)
def test_what_is_done_to_a_value_says_whether_it_is_in_percent(measure: dict[str, Any], state: State) -> None:
    """100 less 95 is 5 percent; 1 less 0.95 is a share; what is divided by something is a count."""
    plan = a_plan(criteria=[a_criterion(linear={"from": 0, "to": 100}, measure=measure)])

    assert Reader(plan).meaning(plan.columns["clean"], "95%").state is state


@pytest.mark.parametrize(("bounds", "state"), [({"most": 100}, State.VALUE), ({"most": 1}, State.BAD), ({}, State.BAD)])
def test_the_most_of_a_measure_that_only_a_limit_reads_says_so_too(bounds: dict[str, Any], state: State) -> None:
    limits = [{"id": "low", "when": {"liked": {"below": 1}}, "if_missing": "ignored", "cap": 60}]
    plan = a_plan(measures={"liked": {"title": {"en": "liked"}} | bounds}, limits=limits)

    assert Reader(plan).meaning(plan.columns["liked"], "95%").state is state


@pytest.mark.parametrize("text", ["\u22121", "－１", "-1.00"])
@pytest.mark.parametrize("criterion", [NUMBER, a_criterion(levels={"good": 10, "bad": 0})], ids=["number", "words"])
def test_an_absent_value_may_be_typed_as_any_number(text: str, criterion: dict[str, Any]) -> None:
    assert meaning(text, criterion, absent_values=[-1]).settles


def test_a_percent_sign_makes_no_absent_value() -> None:
    assert meaning("-1%", WORDS, absent_values=[-1]).code == "unknown-word"


def test_a_rubrics_own_values_are_read_strictly() -> None:
    plan = a_plan(criteria=[NUMBER])

    assert Reader(plan, strict=True).meaning(plan.columns[NUMBER["id"]], "1,234").code == "not-a-value"


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
