"""Examples that are not there."""

from __future__ import annotations

from tests.unit.check.looking import says, told

TWO = """\
marks: 4
criteria:
  - {id: paths, marks: 2, given: {}}
  - {id: lawns, marks: 2, given: {}}
"""
ONE_PROVED = "examples:\n  - {title: t, with: {paths: 1}, expect: {paths: 1}}\n"
SCORE_PROVED = "examples:\n  - {title: t, with: {paths: 1, lawns: 2}, expect: {score: 3}}\n"


def test_a_rubric_without_examples_is_a_note() -> None:
    assert told(TWO, "no-examples", "criterion-without-example") == ["note 1:1"]
    assert says(TWO, "no-examples").startswith("courts has no examples")


def test_criteria_that_no_example_expects_anything_of_are_one_note() -> None:
    assert told(TWO + ONE_PROVED, "no-examples", "criterion-without-example") == ["note 9:1"]
    assert "1 (lawns)" in says(TWO + ONE_PROVED, "criterion-without-example")


def test_a_score_proves_no_criterion() -> None:
    assert "2 (paths, lawns)" in says(TWO + SCORE_PROVED, "criterion-without-example")


def test_criteria_that_examples_expect_something_of_are_not_told() -> None:
    both = ONE_PROVED + "  - {title: u, with: {lawns: 2}, expect: {lawns: 2}}\n"

    assert told(TWO + both, "no-examples", "criterion-without-example") == []
