from __future__ import annotations

import json
from typing import Any

import pytest

from redprop.errors import Problem
from tests.builders import a_criterion, a_file, codes, loaded

CITY = {"city": {"weight": 1, "absent": "zero"}}
AWARDS = a_criterion("awards", points={"each": 5})
NOISE = a_criterion("noise", takes_off=True, points={"each": 1})
COST = a_criterion("cost", 10, takes_off=True)
TIDY = a_criterion("tidy", 10)
TABLE = {"severity": "severity", "costs": {"low": 2}, "same": ["defect"]}
BLOCK = {"criteria": [{"id": "praised", "points": {"each": 1}}]}


def told(**changed: Any) -> list[tuple[str, dict[str, Any], str]]:
    """Each problem's code, what it says, and the value that stands at its place."""
    lines = json.dumps(a_file(**changed), ensure_ascii=False, indent=1).splitlines()
    found = loaded("\n".join(lines)).problems
    return [(p.code, dict(p.params), _at(lines, p)) for p in found]


def _at(lines: list[str], problem: Problem) -> str:
    """The text of a file from a place to the end of its line."""
    return lines[problem.place.line - 1][problem.place.column - 1 :].rstrip(",")


def all_codes(**changed: Any) -> list[str]:
    return codes(loaded(a_file(**changed)).problems)


# -- what is not scaled -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unscaled",
    [
        {"from": 59, "criteria": [a_criterion("tidy", 10, channels=["city"])]},
        {"criteria": [a_criterion("tidy", 10, channels=["city"]), a_criterion("awards", points={}, channels=["city"])]},
        {"criteria": [a_criterion("tidy", 10, channels=["city"], takes_off=True)]},
        {"sections": [{"id": "s", "from": 5, "criteria": [a_criterion("tidy", 10, channels=["city"])]}]},
    ],
)
def test_a_rubric_that_is_not_scaled_has_no_channels(unscaled: dict[str, Any]) -> None:
    assert told(channels=CITY, **unscaled) == [("not-scaled-channels", {}, '"channels": {')]


def test_a_scaled_rubric_has_channels() -> None:
    assert told(channels=CITY, criteria=[a_criterion("tidy", 10, channels=["city"])]) == []


@pytest.mark.parametrize("block", ["bonus", "penalty"])
def test_a_rubric_that_is_not_scaled_has_no_block_beside_its_tree(block: str) -> None:
    assert told(criteria=[AWARDS], **{block: BLOCK}) == [("not-scaled-block", {"block": block}, f'"{block}": {{')]
    assert told(criteria=[TIDY], **{block: BLOCK}) == []


def test_less_is_better_only_where_nothing_is_scaled() -> None:
    assert told(criteria=[TIDY], better="lower") == [("lower-is-scaled", {}, '"better": "lower"')]
    assert told(criteria=[AWARDS], better="lower") == []
    assert told(criteria=[TIDY], better="higher") == []


@pytest.mark.parametrize("key", ["cap", "floor"])
def test_a_bound_of_a_scaled_whole_would_be_scaled_away(key: str) -> None:
    assert told(criteria=[TIDY], **{key: 5}) == [("bounds-scaled-away", {"key": key}, f'"{key}": 5')]
    assert told(criteria=[AWARDS], **{key: 5}) == []


@pytest.mark.parametrize("key", ["cap", "floor"])
def test_a_part_of_a_scaled_whole_may_be_bounded(key: str) -> None:
    assert "bounds-scaled-away" not in all_codes(criteria=[TIDY | {key: 5}, a_criterion("other", 5)])


# -- what stands under what reads shares ------------------------------------------------------------------------------

SHARES = [{"combine": "mean"}, {"combine": "geometric_mean"}, {"combine": "lowest"}, {"rescale": "here"}]


@pytest.mark.parametrize("shares", SHARES)
@pytest.mark.parametrize("child", [AWARDS, NOISE, COST, a_criterion("unit", defects=TABLE)])
def test_there_is_no_share_of_a_cost_or_a_count(shares: dict[str, Any], child: dict[str, Any]) -> None:
    section = {"id": "s", "marks": 10, "criteria": [TIDY, child], **shares}

    assert told(sections=[section]) == [("cost-under-mean", {"node": child["id"]}, "{")]


@pytest.mark.parametrize("shares", SHARES)
def test_there_is_no_share_of_a_start(shares: dict[str, Any]) -> None:
    section = {"id": "s", "from": 3, "criteria": [TIDY]}

    found = told(sections=[{"id": "t", "marks": 10, "sections": [section], **shares}])
    assert found == [("cost-under-mean", {"node": "s"}, "{")]


def test_nor_of_its_own_start() -> None:
    section = {"id": "s", "from": 3, "marks": 10, "combine": "mean", "criteria": [TIDY]}

    assert told(sections=[section]) == [("cost-under-mean", {"node": "s"}, "{")]


def test_nor_of_a_section_that_is_taken_off() -> None:
    section = {"id": "s", "takes_off": True, "criteria": [TIDY]}

    found = told(sections=[{"id": "t", "marks": 10, "combine": "mean", "sections": [section]}])
    assert found == [("cost-under-mean", {"node": "s"}, "{")]


@pytest.mark.parametrize("shares", SHARES)
def test_the_whole_may_read_shares_itself(shares: dict[str, Any]) -> None:
    assert told(marks=10, criteria=[TIDY, AWARDS], **shares) == [("cost-under-mean", {"node": "awards"}, "{")]


def test_sums_between_a_mean_and_a_count_do_not_help() -> None:
    inner = {"id": "s", "criteria": [AWARDS]}
    middle = {"id": "t", "sections": [inner], "criteria": [TIDY]}

    found = told(sections=[{"id": "u", "marks": 10, "combine": "mean", "sections": [middle]}])
    assert found == [("cost-under-mean", {"node": "awards"}, "{")]


def test_each_of_several_is_told_at_its_place() -> None:
    section = {"id": "s", "marks": 10, "combine": "lowest", "criteria": [AWARDS, TIDY, NOISE]}

    assert [said["node"] for _, said, _ in told(sections=[section])] == ["awards", "noise"]


def test_a_mean_beside_a_count_is_no_mistake() -> None:
    section = {"id": "s", "marks": 10, "combine": "mean", "criteria": [TIDY]}

    assert told(sections=[section], criteria=[AWARDS, NOISE]) == []


# -- nothing for a cost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{"missing": "zero"}, {"not_applicable": "zero"}])
def test_nothing_for_a_cost_could_mean_the_least_or_the_most(said: dict[str, Any]) -> None:
    expected = [("zero-of-cost", {"criterion": "noise"}, '"id": "noise"')]

    assert told(criteria=[NOISE | said]) == expected
    assert told(criteria=[TIDY, NOISE], **said)[-1:] == expected, "inherited from the root"
    assert told(sections=[{"id": "s", "criteria": [NOISE], **said}]) == expected, "inherited from the section"


def test_a_cost_is_also_what_stands_in_a_section_that_is_taken_off() -> None:
    inner = {"id": "s", "criteria": [TIDY, AWARDS]}

    found = told(missing="zero", sections=[{"id": "t", "takes_off": True, "sections": [inner]}])
    assert [(code, said["criterion"]) for code, said, _ in found] == [
        ("zero-of-cost", "tidy"),
        ("zero-of-cost", "awards"),
    ]


def test_both_said_of_one_criterion_are_told_once() -> None:
    assert all_codes(criteria=[NOISE | {"missing": "zero", "not_applicable": "zero"}]) == ["zero-of-cost"]


@pytest.mark.parametrize("word", ["full", "not_assessed", "not_rated"])
def test_what_else_may_be_said_of_a_cost(word: str) -> None:
    assert told(criteria=[NOISE], missing=word) == []


def test_nothing_for_a_credit_is_no_point() -> None:
    assert told(criteria=[AWARDS], missing="zero") == []


# -- marks and weights by category -------------------------------------------------------------------------------------

LEAGUES = {"old": {}, "new": {}}
WEIGHED = {
    "criterion": {"criteria": [TIDY | {"by_category": {"old": {"weight": 2}}}]},
    "section": {"sections": [{"id": "s", "by_category": {"old": {"weight": 2}}, "criteria": [TIDY]}]},
    "channel": {
        "channels": {"city": {"weight": 1, "absent": "zero", "by_category": {"old": {"weight": 2}}}},
        "criteria": [a_criterion("tidy", 10, channels=["city"])],
    },
}


@pytest.mark.parametrize("where", WEIGHED)
def test_under_one_ruler_nothing_differs_by_category(where: str) -> None:
    found = told(categories=LEAGUES, one_ruler=True, **WEIGHED[where])

    assert found == [("one-ruler", {}, '"by_category": {')]
    assert told(categories=LEAGUES, **WEIGHED[where]) == []


def test_one_ruler_alone_is_no_mistake() -> None:
    assert told(categories=LEAGUES, one_ruler=True, criteria=[TIDY]) == []


WRITTEN_OUT = {
    "levels": {"good": 10, "bad": 0},
    "steps": [{"at_least": 1, "earns": 10}, {"else": 0}],
    "curve": {"through": [[0, 0], [1, 10]]},
    "given": {},
}


@pytest.mark.parametrize("rule", WRITTEN_OUT)
def test_marks_that_a_rule_writes_out_do_not_vary(rule: str) -> None:
    varied = a_criterion("tidy", 10, by_category={"old": {"marks": 10}}, **{rule: WRITTEN_OUT[rule]})

    found = told(categories=LEAGUES, criteria=[varied])
    assert found == [("varied-marks", {"criterion": "tidy", "rule": rule}, '"marks": 10')]


@pytest.mark.parametrize("rule", WRITTEN_OUT)
def test_their_weights_do(rule: str) -> None:
    varied = a_criterion("tidy", 10, by_category={"old": {"weight": 3}}, **{rule: WRITTEN_OUT[rule]})

    assert told(categories=LEAGUES, criteria=[varied]) == []


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("deduct", {"each": 1}),
        ("shortfall", {"target": 95, "every": 1, "loses": 1, "partial": "ignored"}),
        ("all_or_nothing", {}),
        ("linear", {"from": 0, "to": 1}),
        ("interval", {"from": 0, "best": 1, "to": 2}),
        ("proportion", {}),
    ],
)
def test_marks_that_a_rule_takes_as_they_are_may_vary(rule: str, options: dict[str, Any]) -> None:
    # in old 12 + 8, elsewhere 10 + 10
    one = a_criterion("tidy", 10, by_category={"old": {"marks": 12}}, **{rule: options})
    other = a_criterion("calm", 10, by_category={"old": {"marks": 8}})

    assert told(categories=LEAGUES, criteria=[one, other]) == []


# -- measures that a rule has no use for -------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["deduct", "points"])
def test_a_count_is_divided_once(rule: str) -> None:
    twice = a_criterion("tidy", 10, measure={"sum": "litter", "per": "rooms"}, **{rule: {"each": 1, "per": "flats"}})

    assert told(criteria=[twice]) == [("exposure-twice", {"criterion": "tidy"}, '"measure": {')]


@pytest.mark.parametrize(
    "once", [{"deduct": {"each": 1}}, {"measure": {"sum": "litter"}, "deduct": {"each": 1, "per": "flats"}}]
)
def test_it_is_divided_by_the_measure_or_by_the_rule(once: dict[str, Any]) -> None:
    assert told(criteria=[a_criterion("tidy", 10, **({"measure": {"sum": "litter", "per": "rooms"}} | once))]) == []


def test_defects_are_told_apart_and_not_measured() -> None:
    unit = a_criterion("unit", defects=TABLE, measure={"sum": "holes"})

    assert told(criteria=[unit]) == [("measure-of-defects", {"criterion": "unit"}, '"measure": {')]


@pytest.mark.parametrize(
    "words",
    [{"levels": {"good": 10, "bad": 0}}, {"all_or_nothing": {}}],
)
def test_different_words_are_not_counted_where_words_are_read(words: dict[str, Any]) -> None:
    one = a_criterion("tidy", 10, measure={"distinct": "flat"}, **words)

    assert told(criteria=[one]) == [("words-taken", {"criterion": "tidy", "take": "distinct"}, '"measure": {')]


def test_different_texts_are_a_number() -> None:
    assert told(criteria=[a_criterion("tidy", 10, measure={"distinct": "flat"}, linear={"from": 0, "to": 5})]) == []


def test_a_criterion_of_a_block_is_held_to_the_same() -> None:
    twice = {"id": "praised", "measure": {"sum": "letters", "per": "homes"}, "points": {"each": 1, "per": "flats"}}

    found = told(criteria=[TIDY], bonus={"criteria": [twice]})
    assert found == [("exposure-twice", {"criterion": "praised"}, '"measure": {')]


def test_every_mistake_is_told_at_once() -> None:
    found = all_codes(
        channels=CITY,
        better="lower",
        categories=LEAGUES,
        one_ruler=True,
        criteria=[
            a_criterion("noise", takes_off=True, points={}, channels=["city"], missing="zero"),
            a_criterion("tidy", 10, channels=["city"], by_category={"old": {"weight": 2}}),
        ],
    )

    assert sorted(found) == ["not-scaled-channels", "one-ruler", "zero-of-cost"]
