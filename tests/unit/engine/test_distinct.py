"""`measure: {distinct: ...}`: how many different texts the rows have."""

from __future__ import annotations

from typing import Any

from tests.builders import a_criterion, a_result, outcome_of, score_of, scores

FLATS = a_criterion("flats", 8, measure={"distinct": "seen"}, linear={"from": 0, "to": 4})
RUBRIC: dict[str, Any] = {"marks": 8, "missing": "zero", "criteria": [FLATS]}


def with_measure(measure: dict[str, Any], **rule: Any) -> dict[str, Any]:
    rule = rule or {"linear": {"from": 0, "to": 4}}
    return RUBRIC | {"criteria": [a_criterion("flats", 8, measure=measure, **rule)]}


def test_each_different_text_counts_once() -> None:
    # 1A, 2B: two of four flats are 4 of 8 marks
    assert score_of(RUBRIC, "A,seen,1A\nA,seen,2B\nA,seen,1A\n") == "4.00"


def test_several_columns_are_counted_together() -> None:
    assert score_of(with_measure({"distinct": ["seen", "met"]}), "A,seen,1A\nA,met,1A\nA,met,2B\n") == "4.00"


def test_a_count_is_divided_multiplied_and_taken_from_its_times() -> None:
    # 1 of 4: 25; 100 - 25 = 75 per cent are 6 of 8
    rubric = with_measure({"distinct": "seen", "per": "flats_there", "times": 100}, linear={"from": 0, "to": 100})
    rows = "A,seen,1A\nA,seen,1A\nA,flats_there,4\n"

    assert score_of(rubric, rows) == "2.00"
    other = {"distinct": "seen", "per": "flats_there", "times": 100, "complement": True}
    assert score_of(with_measure(other, linear={"from": 0, "to": 100}), rows) == "6.00"


def test_with_nothing_to_divide_by_it_is_not_assessed() -> None:
    result = a_result(with_measure({"distinct": "seen", "per": "flats_there"}), "A,seen,1A\nA,flats_there,0\n")

    assert (outcome_of(result, "flats"), [note.code for note in result.notes]) == ("not_assessed", ["no-exposure"])


def test_no_row_is_as_missing_says() -> None:
    rubric = RUBRIC | {"criteria": [FLATS, a_criterion("tidy", 2)], "marks": 10}

    assert score_of(rubric, "A,tidy,0\n") == "2.00"


BOTH: dict[str, Any] = {
    "channels": {name: {"weight": 1, "absent": "zero"} for name in ("city", "own")},
    "criteria": [FLATS | {"channels": ["city", "own"]}],
}
HEAD = "estate,criterion,value,date\n"


def limited(files: dict[str, str], most: int, channel: str | None = None, **said: Any) -> bool:
    """Whether a limit holds for A that asks for so many different flats."""
    comparison = {"at_least": most} | ({"channel": channel} if channel else {})
    limit = {"id": "many", "when": {"seen": comparison}, "if_missing": "ignored", "cap": 1}
    result = a_result(RUBRIC | BOTH | {"limits": [limit]}, files, **said)
    return bool(result.verdict.held["many"][0])


def test_a_limit_counts_over_all_channels_or_the_one_that_it_names() -> None:
    files = {"city.csv": HEAD + "A,seen,1A,\nA,seen,2B,\n", "own.csv": HEAD + "A,seen,1A,\nA,seen,3C,\n"}

    assert (limited(files, 3), limited(files, 4)) == (True, False)
    assert (limited(files, 2, "city"), limited(files, 3, "city")) == (True, False)


def test_a_limit_counts_no_text_of_a_cell_that_was_skipped() -> None:
    # the city's cell has a row with no date: what is left of it, 1A and 2B, says nothing; own saw 9Z
    files = {"city.csv": HEAD + "A,seen,1A,\nA,seen,2B,\nA,seen,3C,31-31\n", "own.csv": HEAD + "A,seen,9Z,\n"}

    assert (limited(files, 1, skip_bad_rows=True), limited(files, 2, skip_bad_rows=True)) == (True, False)


def test_each_subject_has_its_own_count() -> None:
    assert scores(a_result(RUBRIC, "A,seen,1A\nB,seen,1A\nB,seen,2B\n")) == {"A": "2.00", "B": "4.00"}
