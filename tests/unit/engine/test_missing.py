from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_result, outcome_of, score_of

LINE = {"from": 0, "to": 10}


def two(**second: Any) -> dict[str, Any]:
    """Two criteria of 10 marks; the files name only the first unless a test says more."""
    return {
        "missing": "not_assessed",
        "criteria": [a_criterion("first", linear=LINE), a_criterion("second", linear=LINE, **second)],
    }


@pytest.mark.parametrize(
    ("missing", "expected", "outcome"),
    [
        ("full", "16.00", "scored"),  # 6 + 10 of 20
        ("zero", "6.00", "scored"),  # 6 + 0 of 20
        ("not_assessed", "12.00", "not_assessed"),  # 6 of 10, of 20
        ("not_rated", "not_rated", "not_rated"),
    ],
)
def test_a_visit_without_a_row_means_what_the_standard_says(missing: str, expected: str, outcome: str) -> None:
    result = a_result(two(missing=missing), "A,first,6\n")

    assert (score_of(two(missing=missing), "A,first,6\n"), outcome_of(result, "second")) == (expected, outcome)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("leave_out", "12.00"),  # 6 of 10, of 20
        ("full", "16.00"),
        ("zero", "6.00"),
    ],
)
def test_what_does_not_apply_follows_its_policy(policy: str, expected: str) -> None:
    result = a_result(two(not_applicable=policy), "A,first,6\nA,second,n/a\n")

    assert outcome_of(result, "second") == "not_applicable"
    assert score_of(two(not_applicable=policy), "A,first,6\nA,second,n/a\n") == expected


@pytest.mark.parametrize(("lifts", "expected"), [("0", "not_applicable"), ("1", "scored"), ("", "not_applicable")])
def test_a_criterion_applies_where_the_register_says_so(lifts: str, expected: str) -> None:
    rubric = two(not_applicable="leave_out", applies_when={"register.lifts": {"at_least": 1}})
    result = a_result(rubric, "A,first,6\nA,second,3\n", register=f"estate,lifts\nA,{lifts}\n")

    assert outcome_of(result, "second") == expected


def test_rows_for_what_does_not_apply_count_nothing_and_are_told() -> None:
    rubric = two(not_applicable="leave_out", applies_when={"register.lifts": {"at_least": 1}})
    result = a_result(rubric, "A,first,6\nA,second,3\n", register="estate,lifts\nA,0\n")

    assert ([note.code for note in result.notes], result.score_units.tolist()) == (["rows-not-applicable"], [1200])


def test_a_value_comes_before_not_applicable_in_one_cell() -> None:
    mean = two(measure={"mean": "second"}, not_applicable="leave_out")

    assert score_of(mean, "A,first,6\nA,second,n/a\nA,second,4\n") == "10.00"


def test_an_absent_value_leaves_a_criterion_not_assessed_whatever_missing_says() -> None:
    rubric = two(missing="zero") | {"absent_values": [-1]}

    # 6 of 10, of 20
    assert score_of(rubric, "A,first,6\nA,second,-1\n") == "12.00"


def test_a_visit_with_all_rows_not_applicable_has_nothing_to_score() -> None:
    rubric = {"criteria": [a_criterion(linear=LINE, not_applicable="leave_out")]}

    assert score_of(rubric, "A,tidy,n/a\n") == "not_assessed"


def test_a_criterion_that_must_not_be_missing_leaves_no_score_though_nothing_else_was_assessed() -> None:
    rubric = {
        "criteria": [
            a_criterion("must", linear=LINE, missing="not_rated"),
            a_criterion("may", linear=LINE, missing="not_assessed"),
        ]
    }

    assert score_of(rubric, "estate,must,may\nA,,\n") == "not_rated"


@pytest.mark.parametrize(
    ("asked", "expected", "outcome"),
    [
        ("8", "7.50", "scored"),  # 6 of 8, of 10 marks
        ("0", "not_assessed", "not_assessed"),
    ],
)
def test_a_ratio_needs_something_to_divide_by(asked: str, expected: str, outcome: str) -> None:
    rubric = {"criteria": [a_criterion(proportion=None, measure={"sum": "done", "per": "asked"})]}
    files = f"A,done,6\nA,asked,{asked}\n"

    assert (score_of(rubric, files), outcome_of(a_result(rubric, files), "tidy")) == (expected, outcome)


@pytest.mark.parametrize(("asked", "expected"), [("n/a", "not_applicable"), ("-1", "not_assessed")])
def test_a_ratio_whose_exposure_is_not_there_is_not_taken_for_a_clean_visit(asked: str, expected: str) -> None:
    ratio = a_criterion(proportion=None, measure={"sum": "done", "per": "asked"}, not_applicable="leave_out")
    rubric = {"missing": "full", "absent_values": [-1], "criteria": [ratio]}

    assert outcome_of(a_result(rubric, f"A,done,6\nA,asked,{asked}\n"), "tidy") == expected


def test_a_value_with_nothing_to_divide_it_by_is_told() -> None:
    rubric = {"criteria": [a_criterion(proportion=None, measure={"sum": "done", "per": "asked"})]}
    (note,) = a_result(rubric, "A,done,6\nA,asked,0\n").notes

    assert (note.code, note.params["id"], note.params["criterion"]) == ("no-exposure", "A", "tidy")
