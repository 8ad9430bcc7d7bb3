from __future__ import annotations

from typing import Any

import pytest

from redprop.errors import Severity
from tests.builders import (
    a_criterion,
    a_plan,
    a_reading,
    a_result,
    codes,
    earned,
    outcome_of,
    score_of,
    scores,
    spots,
    table_problems,
)

TABLE = {
    "severity": "severity",
    "costs": {"severe": {"cost": 10, "aliases": ["严重"]}, "low": 2},
    "same": ["defect", "place"],
}
UNIT = a_criterion("unit", takes_off=True, defects=TABLE | {"not_scored": {"defect": ["smoke_alarm"]}})
INSPECTED: dict[str, Any] = {"from": 100, "criteria": [UNIT]}
HEAD = "estate,criterion,value,severity,defect,place\n"


def test_the_same_defect_in_the_same_place_costs_once_at_its_worst() -> None:
    rows = "A,unit,,low,leak,1A\nA,unit,,severe,leak,1A\nA,unit,,low,leak,1A\n"

    assert earned(a_result(INSPECTED, HEAD + rows), "unit") == 10


def test_another_place_or_another_defect_costs_again() -> None:
    # low at 1A and 1B, severe elsewhere: 2 + 2 + 10
    rows = "A,unit,,low,leak,1A\nA,unit,,low,leak,1B\nA,unit,,severe,crack,1A\n"

    assert score_of(INSPECTED, HEAD + rows) == "86.00"


def test_rows_of_several_files_are_told_apart_together() -> None:
    files = {"a.csv": HEAD + "A,unit,,low,leak,1A\n", "b.csv": HEAD + "A,unit,,severe,leak,1a\n"}

    assert score_of(INSPECTED, files) == "90.00"


def test_subjects_are_told_apart() -> None:
    rows = "A,unit,,low,leak,1A\nB,unit,,low,leak,1A\n"

    assert scores(a_result(INSPECTED, HEAD + rows)) == {"A": "98.00", "B": "98.00"}


def test_what_is_not_scored_is_kept_and_costs_nothing() -> None:
    result = a_result(
        INSPECTED, HEAD + "A,unit,,severe,Smoke_Alarm,1A\nB,unit,,severe,smoke_alarm,1A\nB,unit,,low,leak,1A\n"
    )

    assert (earned(result, "unit"), outcome_of(result, "unit")) == (0, "not_scored")
    assert (earned(result, "unit", subject="B"), outcome_of(result, "unit", subject="B")) == (2, "scored")


def test_a_row_whose_value_is_nothing_is_no_defect() -> None:
    assert score_of(INSPECTED, HEAD + "A,unit,0,severe,leak,1A\n") == "100.00"


def test_a_severity_may_be_written_in_other_ways() -> None:
    assert score_of(INSPECTED, HEAD + "A,unit,1,严重,leak,1A\n") == "90.00"


def test_an_unknown_severity_is_told_with_its_row_and_column() -> None:
    found = table_problems(a_plan(**INSPECTED), HEAD + "A,unit,,low,leak,1A\nA,unit,,sevre,leak,1B\n")

    assert spots(found) == [("unknown-word", "rows.csv", 3, "severity")]


def test_a_file_without_the_columns_is_told_once() -> None:
    found = table_problems(a_plan(**INSPECTED), "estate,criterion,value,place\nA,unit,,1A\nA,unit,,1B\n")

    assert [(p.code, p.params["columns"]) for p in found] == [("row-columns", ["severity", "defect"])]


def test_a_wide_file_has_no_place_for_defects() -> None:
    assert codes(table_problems(a_plan(**INSPECTED), "estate,unit\nA,3\n")) == ["wide-defects"]


def test_skipped_rows_leave_their_cell_not_assessed() -> None:
    rubric = INSPECTED | {"criteria": [UNIT, a_criterion("other", points={})]}
    result = a_result(rubric, HEAD + "A,unit,,low,leak,1A\nA,unit,,sevre,leak,1B\nA,other,1,,,\n", skip_bad_rows=True)

    assert (outcome_of(result, "unit"), scores(result)) == ("not_assessed", {"A": "101.00"})


def test_costs_are_divided_by_what_was_inspected() -> None:
    rubric = {
        "from": 100,
        "visit": "units",
        "criteria": [a_criterion("unit", takes_off=True, defects=TABLE | {"per": "units"})],
    }
    rows = "A,units,4,,,\nA,unit,,severe,leak,1A\nA,unit,,low,leak,2B\nB,units,4,,,\n"

    # (10 + 2) / 4; a clean visit keeps its 100
    assert scores(a_result(rubric, HEAD + rows)) == {"A": "97.00", "B": "100.00"}


def test_nothing_inspected_is_told_and_not_assessed() -> None:
    rubric = {
        "from": 100,
        "visit": "units",
        "criteria": [a_criterion("unit", takes_off=True, defects=TABLE | {"per": "units"})],
    }
    result = a_result(rubric, HEAD + "A,units,0,,,\nA,unit,,severe,leak,1A\n")

    assert scores(result) == {"A": "not_assessed"}
    assert [(note.code, note.severity) for note in result.notes] == [("no-exposure", Severity.WARNING)]


def test_visits_are_scored_one_by_one() -> None:
    head = "estate,criterion,value,severity,defect,place,visit\n"
    rows = "A,unit,,low,leak,1A,1\nA,unit,,severe,leak,1A,2\n"
    # each visit by itself: (2 + 10) / 2
    assert score_of(INSPECTED, head + rows) == "94.00"


def test_the_tally_of_two_files_is_the_sum_of_theirs() -> None:
    plan = a_plan(**INSPECTED)
    whole = a_reading(plan, HEAD + "A,unit,,low,leak,1A\nA,unit,,severe,leak,1A\n").tally
    parts = [a_reading(plan, HEAD + f"A,unit,,{word},leak,1A\n").tally for word in ("severe", "low")]

    assert (parts[0] + parts[1]).fingerprint() == whole.fingerprint()


FLATS: dict[str, Any] = {
    "criteria": [a_criterion("seen", 4, measure={"distinct": "flat"}, linear={"from": 0, "to": 4})],
    "missing": "not_assessed",
}


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ("A,flat,1A\nA,flat,2B\nA,flat,2b\n", "2.00"),
        ("A,flat,1A\n", "1.00"),
        ("A,flat,１Ａ\nA,flat,1A\n", "1.00"),
        ("A,flat,1\nA,flat,2\nA,flat,3\nA,flat,4\nA,flat,5\n", "4.00"),
    ],
)
def test_different_texts_are_counted_as_texts_are_matched(rows: str, score: str) -> None:
    assert score_of(FLATS, rows) == score


def test_different_texts_are_counted_over_the_columns_of_a_wide_file() -> None:
    both = FLATS | {
        "criteria": [a_criterion("seen", 4, measure={"distinct": ["flat", "room"]}, linear={"from": 0, "to": 4})]
    }

    assert score_of(both, "estate,flat,room\nA,1A,7\nA,2B,1A\n") == "3.00"


def test_a_condition_asks_how_many_different_texts_there_are() -> None:
    limit = {"id": "few", "when": {"flat": {"below": 2}}, "if_missing": "ignored", "cap": 0}

    assert score_of(FLATS | {"limits": [limit]}, "A,flat,1A\nA,flat,1A\n") == "0.00"
    assert score_of(FLATS | {"limits": [limit]}, "A,flat,1A\nA,flat,2B\n") == "2.00"
