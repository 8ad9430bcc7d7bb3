"""Limits that lower nothing, or that punish twice."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import told

RUBRIC = """\
marks: 10
criteria:
  - {id: paths, marks: 8, deduct: {bins: {each: 1}, litter: {each: 0.5}, looked_at: route}}
  - {id: warmth, marks: 2, linear: {from: 0, to: 20}}
limits:
  - id: l
    when: {%s: {above: 3}}
    if_missing: ignored
    cap: %s
"""


@pytest.mark.parametrize("cap", ["10", "10.1"])
def test_a_cap_that_no_score_passes_is_told(cap: str) -> None:
    assert told(RUBRIC % ("fires", cap), "cap-raises-nothing") == ["warning 13:5"]


def test_a_cap_below_full_marks_is_not_told() -> None:
    assert told(RUBRIC % ("fires", "9.9"), "cap-raises-nothing") == []


def test_a_cap_may_stand_above_full_marks_where_marks_run_past_them() -> None:
    text = (RUBRIC % ("fires", "10")).replace("to: 20", "to: 20, clipped: false")

    assert told(text, "cap-raises-nothing") == []


def test_a_limit_on_what_is_deducted_for_is_a_note() -> None:
    assert told(RUBRIC % ("litter", "5"), "limit-repeats-deduction") == ["note 11:12"]


@pytest.mark.parametrize("name", ["fires", "warmth", "marks.paths"])
def test_a_limit_on_anything_else_is_not_told(name: str) -> None:
    assert told((RUBRIC % (name, "5")).replace("above: 3", "above: 1"), "limit-repeats-deduction") == []


CAPPED = """\
marks: 10
sections:
  - id: order
    %s
    criteria:
      - {id: paths, marks: 8, given: {}}
      - {id: lawns, marks: 2, given: {}}
"""


@pytest.mark.parametrize("cap", ["cap: 10", "cap: 11"])
def test_a_cap_of_a_section_that_it_never_reaches_is_told(cap: str) -> None:
    assert told(CAPPED % cap, "node-cap-not-reached") == ["warning 8:5"]


def test_a_cap_of_a_section_below_what_it_can_earn_is_not_told() -> None:
    assert told(CAPPED.replace("marks: 10", "marks: 9.9") % "cap: 9.9", "node-cap-not-reached") == []


def test_a_count_without_a_ceiling_reaches_any_cap() -> None:
    text = "criteria:\n  - {id: praise, cap: 99, points: {each: 1}}\n"

    assert told(text, "node-cap-not-reached") == []


def test_caps_of_counts_that_count_once_of_bonuses_and_of_the_whole_are_looked_at() -> None:
    # once 3 of 3; two of the bonus come to 2 + 1; the whole to 2
    counts = "cap: 5\ncriteria:\n  - {id: praise, cap: 3, points: {letter: {once: 3}}}\n  - {id: mow, points: {m: {once: 1}}}\n"
    bonus = "bonus: {cap: 3, criteria: [{id: a, cap: 2, points: {each: 1}}, {id: b, points: {c: {once: 1}}}]}\n"

    assert told(counts, "node-cap-not-reached") == ["warning 5:1", "warning 7:18"]
    assert told(bonus + CAPPED % "title: Order", "node-cap-not-reached") == ["warning 5:9"]


def test_where_less_is_better_a_cap_says_no_better_than() -> None:
    text = (
        "better: lower\ncriteria:\n  - {id: holes, points: {h: {once: 5}}}\n"
        "limits: [{id: l, when: {fires: {above: 0}}, if_missing: ignored, cap: 5}]\n"
    )

    assert told(text, "cap-raises-nothing") == []
    assert told(text.replace("better: lower\n", ""), "cap-raises-nothing") == ["warning 7:66"]


def test_a_cap_below_the_marks_that_it_stands_on_is_reached() -> None:
    # 4 of 5 marks, and 4 of the 5 that a mean earns; 5 of 5 and more change nothing
    text = """\
marks: 8
criteria:
  - {id: paths, marks: 5, cap: %s, given: {}}
sections:
  - {id: order, marks: 5, cap: %s, combine: mean, criteria: [{id: lawns, marks: 3, given: {}}]}
"""

    assert told(text % (4, 4), "node-cap-not-reached") == []
    assert told(text.replace("marks: 8", "marks: 10") % (5, 5), "node-cap-not-reached") == [
        "warning 7:27",
        "warning 9:27",
    ]
