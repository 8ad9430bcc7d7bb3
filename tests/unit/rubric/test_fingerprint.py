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


def test_the_printed_end_of_a_band_decides_nothing_and_changes_nothing() -> None:
    assert of(grades=GRADES | {"bands": [[80, "good", {"to": 100}]]}) == of()


def test_what_a_zone_becomes_decides_a_score() -> None:
    zone = {"above": 59, "below": 60, "to": 59}
    one, other = (of(rounding={"score": 2, "zone": zone | {"to": to}}) for to in (59, 60))

    assert one.score != other.score


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


COUNTED = {"from": 10, "grades": GRADES, "criteria": [a_criterion("bad", points={"each": 2}), LEVELS]}
BONUS = {"cap": 3, "criteria": [{"id": "praised", "points": {"each": 1}}]}
PART = a_criterion(grades={"order": ["sound", "unsound"], "bands": [[5, "sound"]], "else": "unsound"})
ZONE = {"above": 59, "below": 60, "to": 59}


def counted(**changed: Any) -> Fingerprints:
    return of(**COUNTED | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"from": 11},
        {"cap": 90},
        {"floor": 0},
        {"criteria": [a_criterion("bad", points={"each": 3}), LEVELS]},
        {"criteria": [a_criterion("bad", points={"each": 2}, cap=5), LEVELS]},
        {"criteria": [a_criterion("bad", points={"each": 2}, floor=1), LEVELS]},
        {"criteria": [a_criterion("bad", points={"each": 2}, takes_off=True), LEVELS]},
        {"criteria": [a_criterion("bad", points={"each": 2, "per": "rooms"}), LEVELS]},
        {"visit": "bad"},
    ],
)
def test_what_a_count_comes_to_changes_both_fingerprints(changed: dict[str, Any]) -> None:
    assert counted(**changed).score != counted().score
    assert counted(**changed).verdict != counted().verdict


@pytest.mark.parametrize(
    "changed",
    [
        {"rounding": {"score": 2, "zone": ZONE}},
        {"rounding": {"score": 2, "zone": ZONE | {"to": 60}}},
        {"bonus": BONUS},
        {"bonus": BONUS | {"past_full": True}},
        {"bonus": BONUS | {"cap": 2}},
        {"bonus": {"cap": 3, "criteria": [{"id": "praised", "points": {"each": 2}}]}},
        {"penalty": BONUS},
        {"measures": {"tidy": {"least": 0, "most": 5}}},
        {"marks": 13, "criteria": [a_criterion(cap=8), a_criterion("more", 2, given={}), LEVELS]},
        {
            "sections": [{"id": "s", "marks": 10, "combine": "lowest", "criteria": [a_criterion()]}],
            "criteria": [LEVELS],
        },
        {"criteria": [a_criterion(applies_when={"quarter": [1]}, not_applicable="leave_out"), LEVELS]},
    ],
)
def test_forms_that_change_scores_change_both_fingerprints(changed: dict[str, Any]) -> None:
    assert of(**changed).score != of().score
    assert of(**changed).verdict != of().verdict


def test_each_way_of_combining_is_another_standard() -> None:
    def combined(way: str) -> str:
        section = {"id": "s", "marks": 10, "combine": way, "criteria": [a_criterion()]}
        return of(sections=[section], criteria=[LEVELS]).score

    assert len({combined(way) for way in ("sum", "mean", "geometric_mean", "lowest")}) == 4


def test_what_differs_by_category_changes_both_fingerprints() -> None:
    def varied(**said: Any) -> Fingerprints:
        leagues = {"old": {}, "new": {}}
        return of(categories=leagues, criteria=[a_criterion(weight=5, **said), LEVELS])

    plain, other = varied(), varied(by_category={"new": {"weight": 6}})
    assert plain.score != other.score
    assert plain.verdict != other.verdict


def test_a_channel_that_may_count_nothing_changes_both_fingerprints() -> None:
    def seen(**said: Any) -> Fingerprints:
        channels = {"city": {"weight": 1, "absent": "zero"}, "own": {"weight": 1, "absent": "zero", **said}}
        both = {"channels": ["city", "own"]}
        return of(categories={"new": {}}, channels=channels, criteria=[a_criterion(**both), LEVELS | both])

    plain = seen()
    for other in (
        seen(zero_when={"lies": {"at_least": 1}}),
        seen(zero_when={"lies": {"at_least": 2}}),
        seen(by_category={"new": {"weight": 2}}),
    ):
        assert plain.score != other.score
        assert plain.verdict != other.verdict


@pytest.mark.parametrize(
    "grades",
    [
        GRADES | {"quotas": [{"grade": "good", "top_share": 0.1, "seats": "floor", "ties": "in", "smallest": 20}]},
        GRADES | {"bands": [[80, "good", {"pay": 1}]]},
        GRADES | {"bands": [[80, "good", {"when": {"fires": 0}, "if_missing": "holds"}]]},
    ],
)
def test_quotas_columns_and_conditions_of_grades_change_the_verdicts_alone(grades: dict[str, Any]) -> None:
    assert of(grades=grades).score == of().score
    assert of(grades=grades).verdict != of().verdict


def test_a_part_of_a_quota_is_a_part_of_the_verdict() -> None:
    quota = {"grade": "good", "top_share": 0.1, "seats": "floor", "ties": "in", "smallest": 20}
    said = [{"top_share": 0.2}, {"seats": "ceil"}, {"ties": "out"}, {"smallest": 10}]
    found = [of(grades=GRADES | {"quotas": [quota | other]}).verdict for other in [{}, *said]]

    assert len(set(found)) == 5


def test_less_being_better_is_a_verdict_unless_a_cap_turns_round_too() -> None:
    capped = {"limits": [{"id": "l", "when": {"hid": {"at_least": 1}}, "if_missing": "ignored", "cap": 5}]}

    assert counted(better="lower").score == counted().score
    assert counted(better="lower").verdict != counted().verdict
    assert counted(better="lower", **capped).score != counted(**capped).score


def test_grades_of_a_part_are_a_verdict_unless_a_score_depends_on_them() -> None:
    other = PART | {"grades": PART["grades"] | {"bands": [[6, "sound"]]}}
    limit = {"id": "l", "when": {"grade.tidy": "unsound"}, "if_missing": "ignored", "cap": 5}

    def both(**said: Any) -> tuple[Fingerprints, Fingerprints]:
        return of(criteria=[PART, LEVELS], **said), of(criteria=[other, LEVELS], **said)

    for said in (
        {},
        {"grades": GRADES | {"bands": [[80, "good", {"when": {"grade.tidy": "sound"}, "if_missing": "ignored"}]]}},
    ):
        one, two = both(**said)
        assert one.score == two.score
        assert one.verdict != two.verdict
    one, two = both(limits=[limit])
    assert one.score != two.score


def test_wording_of_the_new_forms_changes_neither() -> None:
    praised = {"id": "praised", "points": {"each": 1}, "title": "Praised", "why": "it is good", "aliases": ["lauded"]}

    assert of(bonus={"cap": 3, "title": "Bonus", "criteria": [praised]}) == of(bonus=BONUS)
    assert of(criteria=[PART | {"grades": PART["grades"] | {"titles": {"sound": "Sound"}}}, LEVELS]) == of(
        criteria=[PART, LEVELS]
    )
    assert of(one_ruler=True) == of()
