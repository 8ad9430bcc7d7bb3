"""Bands that nobody reaches or that stand in disorder, and grades that nothing gives."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import says, told

BANDS = ("band-unreachable", "band-overlap", "bands-not-ordered", "band-gap")
START = """\
marks: 100
criteria:
  - {id: paths, marks: 100, deduct: {each: 1, looked_at: route}}
grades:
  order: [best, good, fair, poor]
  else: poor
  bands:
"""


def graded(*bands: str, more: str = "") -> str:
    """Grades whose bands stand in line 12 and below, from column 7."""
    return START + "".join(f"    - {band}\n" for band in bands) + more


def test_bands_from_the_best_down_are_not_told() -> None:
    assert told(graded("[90, best]", "[80, good]", "[0, fair]"), *BANDS, "grade-never-given") == []


@pytest.mark.parametrize("cut", ["80", "80.1"])
def test_a_band_that_the_band_before_takes_is_told(cut: str) -> None:
    text = graded("[90, best]", "[80, good]", f"[{cut}, fair]")

    assert told(text, *BANDS) == ["warning 14:7"]
    assert says(text, "band-unreachable").endswith(
        "A band before it begins at 80: write bands from the best cut on (with better: lower, the lowest)."
    )


def test_a_cut_above_the_marks_of_the_whole_is_told() -> None:
    text = graded("[100.1, best]", "[80, good]", "[60, fair]")

    assert told(text, *BANDS) == ["warning 12:7"]
    assert says(text, "band-unreachable").endswith("No more than 100 can be reached: lower the cut.")


def test_a_cut_at_the_marks_of_the_whole_is_not_told() -> None:
    assert told(graded("[100, best]", "[80, good]", "[60, fair]"), *BANDS) == []


def test_a_better_grade_for_less_is_told() -> None:
    text = graded("[90, best]", "[80, fair]", "[60, good]")

    assert told(text, *BANDS) == ["warning 14:7"]
    assert says(text, "bands-not-ordered").startswith("The band of good stands below that of fair")


def test_a_grade_with_another_between_is_told_once() -> None:
    # good, fair, good again: better than the band before it too, which is the same mistake
    assert told(graded("[90, best]", "[80, good]", "[70, fair]", "[60, good]"), *BANDS) == ["warning 15:7"]
    assert told(graded("[90, best]", "[80, good]", "[70, fair]", "[60, good]"), "band-overlap") == ["warning 15:7"]


def test_a_grade_in_two_bands_side_by_side_is_not_told() -> None:
    assert told(graded("[90, best]", "[80, good]", "[70, good]", "[60, fair]"), *BANDS) == []


def test_a_grade_that_nothing_gives_is_told_in_the_order() -> None:
    # `  order: [best, good, ` has 22 characters
    text = graded("[90, best]", "[80, good]")

    assert told(text, "grade-never-given") == ["warning 9:23"]
    assert says(text, "grade-never-given").startswith("Nothing gives the grade fair.")


@pytest.mark.parametrize("effect", ["grade: fair", "steps_down: 1"])
def test_a_grade_that_a_limit_gives_is_given(effect: str) -> None:
    # fixed, or one step down from good
    limit = f"limits:\n  - {{id: l, when: {{fires: {{above: 0}}}}, if_missing: ignored, {effect}}}\n"

    assert told(graded("[90, best]", "[80, good]", more=limit), "grade-never-given") == []


def test_steps_down_add_up() -> None:
    # from best one step and one step is fair; three steps at once pass it by
    one = "  - {id: %s, when: {fires: {above: 0}}, if_missing: ignored, steps_down: %s}\n"
    twice, thrice = one % ("a", 1) + one % ("b", 1), one % ("a", 3)

    assert told(graded("[90, best]", more="limits:\n" + twice), "grade-never-given") == []
    assert told(graded("[90, best]", more="limits:\n" + thrice), "grade-never-given") == [
        "warning 9:17",
        "warning 9:23",
    ]


def test_a_printed_end_that_leaves_values_out_is_told() -> None:
    # with one place 85.1 to 85.9 are neither
    text = graded("[86, best]", "[81, good, {to: 85}]", "[0, fair]")

    assert told(text, *BANDS) == ["warning 13:7"]
    assert "is printed up to 85, and the next begins later: 85.1 to 85.9 lie between." in says(text, "band-gap")


def test_a_printed_end_just_below_the_next_cut_is_not_told() -> None:
    assert told(graded("[86, best]", "[81, good, {to: 85.9}]", "[0, fair]"), *BANDS) == []


def test_whole_numbers_leave_nothing_between_85_and_86() -> None:
    text = graded("[86, best]", "[81, good, {to: 85}]", "[0, fair]")
    whole = "redprop: 1\nid: courts\nmissing: full\nrounding: {score: 1, grade: 0}\n"

    assert told(text, *BANDS, head=whole) == []


def test_a_printed_end_that_reaches_the_next_cut_is_told() -> None:
    text = graded("[86, best]", "[81, good, {to: 86}]", "[0, fair]")

    assert told(text, *BANDS) == ["warning 13:7"]
    assert "It goes up to 86: end it below." in says(text, "band-overlap")


def test_a_printed_end_of_the_best_band_meets_nothing() -> None:
    assert told(graded("[86, best, {to: 100}]", "[81, good]", "[0, fair]"), *BANDS) == []


WHEN = "when: {fires: {equals: 0}}, if_missing: ignored"


def test_a_band_with_a_condition_leaves_its_scores_to_the_next() -> None:
    assert told(graded(f"[90, best, {{{WHEN}}}]", "[90, good]", "[60, fair]"), *BANDS) == []
    assert told(graded("[90, best]", f"[90, good, {{{WHEN}}}]", "[60, fair]"), *BANDS) == ["warning 13:7"]


def test_a_band_with_a_condition_may_stand_anywhere() -> None:
    # whoever had a fire is fair at most, whatever the score
    assert told(graded("[0, fair, {when: {fires: {above: 0}}, if_missing: ignored}]", "[90, best]", "[60, good]"),
                *BANDS) == []  # fmt: skip


LESS = """\
better: lower
criteria:
  - {id: holes, points: {each: 1}}
grades:
  order: [best, good, poor]
  else: poor
  bands:
"""


def test_where_less_is_better_bands_go_up() -> None:
    up, down = "    - [5, best]\n    - [15, good]\n", "    - [15, best]\n    - [5, good]\n"

    assert told(LESS + up, *BANDS) == []
    assert told(LESS + down, *BANDS) == ["warning 13:7"]


def test_bands_of_a_part_are_looked_at_in_its_own_marks() -> None:
    # 9 of 8 marks; nothing gives fair
    part = "grades: {order: [best, fair, poor], bands: [[9, best]], else: poor}"
    text = f"marks: 8\ncriteria:\n  - id: paths\n    marks: 8\n    given: {{}}\n    {part}\n"

    # `    grades: {order: [` has 21 characters, `best, ` 6; `    grades: {order: [best, fair, poor], bands: [` 48
    assert told(text, *BANDS) == ["warning 10:49"]
    assert told(text, "grade-never-given") == ["warning 10:28"]
    assert told(text.replace("[9, best]", "[8, best]"), *BANDS) == []


def test_a_cut_above_what_a_start_and_its_costs_leave_is_told() -> None:
    text = "from: 100\ncriteria:\n  - {id: holes, takes_off: true, points: {each: 1}}\n"
    grades = "grades: {order: [best, poor], bands: [[%s, best]], else: poor}\n"

    assert told(text + grades % "100.1", *BANDS) == ["warning 8:39"]
    assert told(text + grades % "100", *BANDS) == []


def test_a_grade_that_a_quota_gives_is_given() -> None:
    quota = "  quotas: [{grade: fair, bottom_share: 0.1, seats: floor, ties: in, smallest: 10}]\n"

    assert told(graded("[90, best]", "[80, good]", more=quota), "grade-never-given") == []


def test_a_single_value_between_two_bands_is_told() -> None:
    text = graded("[86, best]", "[81, good, {to: 85.8}]", "[0, fair]")

    assert "85.9 to 85.9 lie between." in says(text, "band-gap")


def test_a_part_is_banded_with_the_places_of_its_own_stage() -> None:
    # the score is banded in whole marks, the part in tenths: 7.1 to 7.9 are neither; as whole marks there is none
    grades = "grades: {order: [best, poor], bands: [[8, best], [4, poor, {to: 7}]], else: poor}"
    text = f"marks: 10\ncriteria:\n  - id: paths\n    marks: 10\n    given: {{}}\n    {grades}\n"
    head = "redprop: 1\nid: courts\nmissing: full\nrounding: {score: 1, grade: 0}\n"

    # `    grades: {order: [best, poor], bands: [` has 42 characters, `[8, best], ` 11
    assert told(text, *BANDS, head=head) == ["warning 10:54"]
    assert told(text, *BANDS, head=head.replace("score: 1", "criterion: 0, score: 1")) == []


COST = """\
from: 100
criteria:
  - id: holes
    takes_off: true
    points: {each: 1}
    grades:
      order: [clean, fair, bad]
      else: bad
      bands:
"""


def test_bands_of_a_cost_go_up() -> None:
    up, down = "        - [0, clean]\n        - [10, fair]\n", "        - [10, fair]\n        - [0, clean]\n"

    assert told(COST + up, *BANDS) == []
    assert told(COST + down, *BANDS) == ["warning 15:11"]
