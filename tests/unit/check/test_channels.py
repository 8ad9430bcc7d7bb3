"""Channels that look at nothing, weights that do not add up, marks in force far from the printed ones."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import problems, told

RUBRIC = """\
marks: 100
channels:
  industry: {weight: %s, absent: not_rated}
  owners: {weight: %s, absent: zero}
sections:
  - id: order
    criteria:
      - {id: tidy, marks: 50, channels: [industry], given: {}}
  - id: people
    criteria:
      - {id: liked, marks: 50, channels: [%s], given: {}}
"""


def blended(industry: str, owners: str, liked_by: str = "owners") -> str:
    """Two sections of 50 marks, each seen by a channel of its own: their weights are their marks in force."""
    return RUBRIC % (industry, owners, liked_by)


def test_a_channel_that_looks_at_nothing_is_told() -> None:
    # it weighs, and is always absent
    assert told(blended("50", "50", "industry"), "unseen-channel") == ["warning 8:3"]
    assert told(blended("50", "50"), "unseen-channel") == []


@pytest.mark.parametrize(("industry", "owners"), [("50", "49"), ("0.5", "0.6"), ("1", "1")])
def test_weights_that_come_to_neither_100_nor_1_are_a_note(industry: str, owners: str) -> None:
    assert told(blended(industry, owners), "channel-weight-sum") == ["note 6:1"]


@pytest.mark.parametrize(("industry", "owners"), [("50", "50"), ("0.4", "0.6"), ("99.5", "0.5")])
def test_weights_that_come_to_100_or_to_1_are_not_told(industry: str, owners: str) -> None:
    assert told(blended(industry, owners), "channel-weight-sum") == []


def test_sections_that_count_for_much_more_or_less_than_is_printed_are_told() -> None:
    # 60.1 and 39.9 in force instead of 50: more than 10 away
    assert told(blended("60.1", "39.9"), "marks-in-force-far") == ["warning 10:5", "warning 13:5"]


def test_the_marks_in_force_are_told_with_two_places() -> None:
    # 39 + 22 = 61, and 39 of 61 are 63.934...; both sections are far, and the first is told first
    first = next(one for one in problems(blended("39", "22")) if one.code == "marks-in-force-far")

    assert first.text().startswith("order has 50 printed marks and counts for 63.93 once channels are blended.")


def test_sections_that_count_for_a_fifth_more_or_less_are_not_told() -> None:
    assert told(blended("60", "40"), "marks-in-force-far") == []


def test_criteria_that_are_blended_one_by_one_count_as_printed() -> None:
    text = blended("90", "10").replace("channels:\n", "channels:\n  blend: by_criterion\n", 1)

    assert told(text, "marks-in-force-far") == []


def test_where_shares_are_averaged_weights_decide_and_not_printed_marks() -> None:
    text = blended("90", "10").replace("marks: 100\n", "marks: 100\ncombine: mean\n", 1)

    assert told(text, "marks-in-force-far") == []


def test_a_category_whose_weights_differ_is_looked_at_by_itself() -> None:
    # 50 and 50 for all; 60.1 and 39.9 where estates are old
    text = blended("50, by_category: {old: {weight: 60.1}}", "50, by_category: {old: {weight: 39.9}}")
    text = "categories: {old: {}, new: {}}\n" + text

    assert told(text, "marks-in-force-far") == ["warning 11:5", "warning 14:5"]
    assert told(text.replace("60.1", "60").replace("39.9", "40"), "marks-in-force-far") == []
    first = next(one for one in problems(text) if one.code == "marks-in-force-far")
    assert "That is so in the category old." in first.text()


def test_weights_of_a_category_that_do_not_add_up_are_a_note() -> None:
    text = "categories: {old: {}, new: {}}\n" + blended("50, by_category: {old: {weight: 60}}", "50")

    assert told(text, "channel-weight-sum") == ["note 7:1"]


def test_a_section_that_is_a_mean_counts_with_all_that_is_in_it() -> None:
    # 60 of 100 weight stand in one geometric mean of 50 printed marks; 61 would be far
    text = blended("60", "40").replace("- id: order\n", "- id: order\n    combine: geometric_mean\n    marks: 50\n", 1)

    assert told(text, "marks-in-force-far") == []
    assert told(text.replace("weight: 60", "weight: 61").replace("weight: 40", "weight: 39"), "marks-in-force-far") == [
        "warning 10:5",
        "warning 15:5",
    ]
