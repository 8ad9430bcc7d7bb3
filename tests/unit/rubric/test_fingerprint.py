from __future__ import annotations

from typing import Any

import pytest

from redprop.rubric.compile import compile_rubric
from redprop.rubric.fingerprint import Fingerprints, fingerprints
from tests.builders import a_criterion, a_rubric, loaded

GRADES = {"order": ["good", "poor"], "bands": [[80, "good"]], "else": "poor"}
LEVELS = a_criterion("level", marks=3, levels={"good": 3, "title": 1, "status": 0})


def of(**changed: Any) -> Fingerprints:
    plain = {"criteria": [a_criterion(), LEVELS], "grades": GRADES}
    return fingerprints(compile_rubric(a_rubric(**plain | changed)))


def of_text(text: str) -> Fingerprints:
    rubric = loaded(text).rubric
    assert rubric is not None, loaded(text).problems
    return fingerprints(compile_rubric(rubric))


TEXT = """\
redprop: 1
id: one
missing: full
marks: 10
rounding: {score: 1}
criteria:
  - {id: tidy, marks: 10, deduct: {each: 0.5}}
"""


@pytest.mark.parametrize(
    "changed",
    [
        {"title": {"zh": "标准"}},
        {"source": "a paper"},
        {"status": "settled"},
        {"edition": "2022Q2"},
        {"criteria": [a_criterion(title="Tidy", why="because", source="clause 3", aliases=["neat"]), LEVELS]},
        {"measures": {"tidy": {"title": "Tidy"}}},
        {"examples": [{"title": "one", "with": {"tidy": 1}, "expect": {"tidy": 9}}]},
    ],
)
def test_wording_changes_neither_fingerprint(changed: dict[str, Any]) -> None:
    assert of(**changed) == of()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.5", "0.50"),
        ("0.5", "00.5"),
        ("marks: 10\nrounding", "marks: 10.00\nrounding"),
        ("{id: tidy, marks: 10, deduct: {each: 0.5}}", "{deduct: {each: 0.5}, marks: 10, id: tidy}"),
        ("missing: full\nmarks: 10\n", "marks: 10\nmissing: full\n"),
        ("{score: 1}", "{score: 1, mode: half_up} # halves away from zero"),
    ],
)
def test_other_ways_to_write_the_same_change_neither_fingerprint(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert of_text(TEXT.replace(old, new)) == of_text(TEXT)


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria": [a_criterion(marks=11), LEVELS]},
        {"criteria": [a_criterion(weight=3), LEVELS]},
        {"criteria": [a_criterion(deduct={"each": 2}), LEVELS]},
        {"criteria": [a_criterion(missing="zero"), LEVELS]},
        {"rounding": {"score": 1}},
        {"rounding": {"score": 2, "mode": "down"}},
        {"decimals": 3},
        {"limits": [{"id": "l", "when": {"score": {"below": 1}}, "if_missing": "ignored", "grade": "poor"}]},
    ],
)
def test_what_decides_scores_changes_both_fingerprints(changed: dict[str, Any]) -> None:
    assert of(**changed).score != of().score
    assert of(**changed).verdict != of().verdict


@pytest.mark.parametrize(
    "changed",
    [
        {"grades": GRADES | {"bands": [[79, "good"]]}},
        {"grades": None},
        {"ranking": {"ties": "dense"}},
        {"ranking": {"then_by": ["marks.tidy"]}},
    ],
)
def test_what_decides_verdicts_changes_their_fingerprint_only(changed: dict[str, Any]) -> None:
    assert of(**changed).score == of().score
    assert of(**changed).verdict != of().verdict


def test_the_title_of_a_grade_changes_nothing() -> None:
    assert of(grades=GRADES | {"titles": {"good": {"zh": "良好"}}}) == of()


@pytest.mark.parametrize("word", ["title", "status", "source", "aliases"])
def test_a_level_may_bear_any_name_and_still_counts(word: str) -> None:
    a, b = (of(criteria=[a_criterion(marks=3, levels={"good": 3, word: earns})]).score for earns in (1, 2))

    assert a != b


@pytest.mark.parametrize("cause", ["title", "status", "why"])
def test_a_cause_may_bear_any_name_and_still_counts(cause: str) -> None:
    a, b = (of(criteria=[a_criterion(deduct={cause: {"each": each}})]).score for each in (1, 2))

    assert a != b


def test_a_condition_may_name_a_measure_as_it_likes() -> None:
    def limited(bound: int) -> str:
        limit = {"id": "l", "when": {"status": {"at_least": bound}}, "if_missing": "ignored", "cap": 5}
        return of(limits=[limit]).score

    assert limited(1) != limited(2)


def test_numbers_of_thirty_digits_are_told_apart() -> None:
    digits = "0." + "1" * 28
    a, b = (of_text(TEXT.replace("0.5", digits + last)) for last in "12")

    assert a.score != b.score


def test_minus_nothing_is_nothing() -> None:
    def ends(nothing: str) -> Fingerprints:
        return of_text(TEXT.replace("deduct: {each: 0.5}", f"linear: {{from: {nothing}, to: 4}}"))

    assert ends("-0.0") == ends("0")


def test_saying_a_policy_once_or_on_each_criterion_is_the_same_standard() -> None:
    above = TEXT
    below = TEXT.replace("missing: full\n", "").replace("marks: 10, deduct", "marks: 10, missing: full, deduct")

    assert of_text(above) == of_text(below)
