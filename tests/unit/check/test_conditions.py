"""Conditions of limits that never hold, or always do."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import says, told

RUBRIC = """\
marks: 10
criteria:
  - {id: paths, marks: 6, deduct: {each: 1}}
  - {id: gate, marks: 2, levels: {shut: {earns: 2, aliases: [closed]}, open: 0}}
  - {id: warmth, marks: 2, linear: {from: 0, to: 20}}
limits:
  - id: l
    if_missing: ignored
    cap: 5
    when:
"""


def limit(*names: str) -> str:
    """Conditions that hold together; the first stands in line 15, column 7."""
    return RUBRIC + "".join(f"      {name}\n" for name in names)


@pytest.mark.parametrize(
    "condition",
    [
        "fires: {at_least: 5, below: 3}",
        "fires: {at_least: 3, below: 3}",
        "fires: {above: 3, at_most: 3}",
        "fires: {at_least: 3, in: [1, 2]}",
        "fires: {equals: many}",  # a number is no word
        "score: {above: 10}",
        "score: {at_least: 10.1}",
        "score: {below: 0}",
        "marks.paths: {above: 6}",
        "marks.paths: {equals: 7}",
        "gate: {equals: shutt}",
        "gate: {in: [shut, opem]}",  # the second is none of its words
        "gate: {equals: closed}",  # conditions go by the word, not by its aliases
        "gate: {at_least: 1}",  # a word has no bounds
        "register.homes: {at_least: 5, below: 3}",
        "paths: {below: 0}",  # findings are never fewer than none
    ],
)
def test_a_condition_that_no_value_fulfils_is_told(condition: str) -> None:
    assert told(limit(condition), "limit-never-holds", "limit-always-holds") == ["warning 15:7"]
    assert "can never hold" in says(limit(condition), "limit-never-holds")


@pytest.mark.parametrize(
    "condition",
    [
        "fires: {at_least: 3, at_most: 3}",
        "fires: {at_least: 3, in: [1, 3]}",
        "fires: {equals: 0}",
        "score: {at_least: 10}",
        "score: {at_most: 0}",
        "marks.paths: {at_least: 6}",
        "marks.paths: {equals: 6}",
        "gate: {in: [shut, open]}",
        "register.homes: {at_least: 100000}",
        "register.closed: {in: [yes, 是]}",  # a register holds any words
        "register.closed: {equals: no}",
        "warmth: {below: 0}",  # a linear measure may be anything
        "growth: {below: 0}",  # so may what only limits read
        "paths: {above: 1000}",
    ],
)
def test_a_condition_that_some_value_fulfils_is_not_told(condition: str) -> None:
    assert told(limit(condition), "limit-never-holds", "limit-always-holds") == []


@pytest.mark.parametrize(
    "condition",
    [
        "fires: {at_least: 0}",
        "fires: {above: -1}",
        "paths: {at_least: 0}",
        "score: {at_least: 0}",
        "score: {at_most: 10}",
        "marks.paths: {above: -0.5}",
        "marks.paths: {at_least: -1, at_most: 6}",
    ],
)
def test_a_condition_that_every_value_fulfils_is_told(condition: str) -> None:
    assert told(limit(condition), "limit-never-holds", "limit-always-holds") == ["warning 15:7"]
    assert "always holds" in says(limit(condition), "limit-always-holds")


@pytest.mark.parametrize(
    "condition",
    [
        "fires: {above: 0}",
        "fires: {at_least: 0, at_most: 9}",
        "score: {above: 0}",
        "score: {below: 10}",
        "marks.paths: {at_least: 0, below: 6}",
        "warmth: {at_least: 0}",
        "register.homes: {at_least: 0}",
    ],
)
def test_a_condition_that_some_value_fails_is_not_told(condition: str) -> None:
    assert told(limit(condition), "limit-never-holds", "limit-always-holds") == []


def test_each_condition_is_told_at_its_own_name() -> None:
    text = limit("fires: {at_least: 1}", "score: {above: 10}", "paths: {at_least: 0}")

    assert told(text, "limit-never-holds") == ["warning 16:7"]
    assert told(text, "limit-always-holds") == ["warning 17:7"]


def test_the_second_of_several_that_may_hold_is_told_too() -> None:
    text = RUBRIC.replace("    when:\n", "    when: [{fires: {above: 0}}, {score: {above: 10}}]\n")

    assert told(text, "limit-never-holds") == ["warning 14:34"]  # `    when: [{fires: {above: 0}}, {` is 33 long


def test_marks_that_run_past_their_ends_have_none() -> None:
    # unclipped, the line earns anything
    text = limit("marks.warmth: {above: 2}", "score: {above: 10}").replace("to: 20}", "to: 20, clipped: false}")

    assert told(text, "limit-never-holds") == []


def test_a_mark_of_a_channel_lies_between_nothing_and_the_marks_of_the_whole() -> None:
    channels = "channels: {city: {weight: 100, absent: zero}}\n"
    text = channels + limit("channel.city: {above: 10}").replace("id: ", "channels: [city], id: ", 3)

    assert told(text, "limit-never-holds") == ["warning 16:7"]
    assert told(text.replace("above: 10", "at_least: 10"), "limit-never-holds") == []


COSTS = """\
from: 100
floor: 0
criteria:
  - {id: holes, takes_off: true, points: {each: 2}, cap: 40}
  - {id: bins, takes_off: true, points: {no_bin: {once: 5}}}
  - {id: praise, points: {letters: {once: 3}}}
limits:
  - id: l
    if_missing: ignored
    cap: 50
    when:
"""


@pytest.mark.parametrize(
    "condition",
    [
        "cost.holes: {above: 40}",  # its cap
        "cost.bins: {at_least: 6}",  # once 5
        "cost.bins: {below: 0}",
        "marks.praise: {above: 3}",
        "score: {above: 103}",  # 100 and the praise
        "score: {below: 0}",  # the floor
    ],
)
def test_costs_and_counts_have_the_ends_of_what_they_count(condition: str) -> None:
    assert told(COSTS + f"      {condition}\n", "limit-never-holds") == ["warning 16:7"]


@pytest.mark.parametrize(
    "condition",
    ["cost.holes: {at_least: 40}", "cost.bins: {at_least: 5}", "marks.praise: {at_least: 3}", "score: {at_least: 103}"],
)
def test_costs_and_counts_can_be_at_their_ends(condition: str) -> None:
    assert told(COSTS + f"      {condition}\n", "limit-never-holds", "limit-always-holds") == []


def test_a_bonus_lifts_a_score_past_full_marks_only_if_it_says_so() -> None:
    bonus = "bonus: {cap: 2, past_full: %s, criteria: [{id: praise, points: {each: 1}}]}\n"
    text = limit("score: {above: 10}")

    assert told(bonus % "false" + text, "limit-never-holds") == ["warning 16:7"]
    assert told(bonus % "true" + text, "limit-never-holds") == []
    assert told(bonus % "true" + text.replace("above: 10", "above: 12"), "limit-never-holds") == ["warning 16:7"]


def test_a_grade_of_a_part_is_one_of_its_words() -> None:
    grades = "grades: {order: [best, poor], bands: [[5, best]], else: poor}, "
    text = limit("grade.paths: {equals: good}").replace("id: paths, ", "id: paths, " + grades)

    assert told(text, "limit-never-holds") == ["warning 15:7"]
    assert told(text.replace("equals: good", "equals: poor"), "limit-never-holds") == []


def test_conditions_of_bands_and_of_criteria_are_looked_at_too() -> None:
    grades = (
        "grades:\n  order: [best, poor]\n  else: poor\n  bands:\n"
        "    - [8, best, {when: {score: {above: 10}}, if_missing: ignored}]\n"
    )
    some = RUBRIC.partition("limits:")[0].replace(
        "id: gate,", "id: gate, applies_when: {quarter: {above: 4}}, not_applicable: full,"
    )

    # `    - [8, best, {when: {` has 24 characters, `  - {id: gate, applies_when: {` has 30
    assert told(some + grades, "limit-never-holds") == ["warning 8:31", "warning 14:25"]


def test_a_part_that_was_not_assessed_adds_nothing_whatever_its_floor() -> None:
    # order earns 5 at least, but only where anyone looked at it
    parts = (
        "marks: 10\nsections:\n  - id: all\n    sections:\n"
        "      - {id: order, floor: 5, criteria: [{id: paths, marks: 8, given: {}}]}\n"
        "      - {id: rest, criteria: [{id: lawns, marks: 2, given: {}}]}\n"
    )
    one = "limits: [{id: l, if_missing: ignored, cap: 5, when: {marks.%s: {at_least: 5}}}]\n"

    assert told(parts + one % "all", "limit-always-holds") == []
    assert told(parts + one % "order", "limit-always-holds") == ["warning 11:54"]
