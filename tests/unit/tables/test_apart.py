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


def test_a_value_below_nothing_is_a_problem_of_its_row() -> None:
    found = table_problems(a_plan(**INSPECTED), HEAD + "A,unit,-1,low,leak,1A\n")

    assert spots(found) == [("value-outside", "rows.csv", 2, "value")]


def test_a_row_is_one_defect_whatever_its_value_above_nothing() -> None:
    assert score_of(INSPECTED, HEAD + "A,unit,3,low,leak,1A\n") == "98.00"
    assert score_of(INSPECTED, HEAD + "A,unit,0.5,low,leak,1A\n") == "98.00"


def test_a_row_without_a_value_column_is_a_defect() -> None:
    assert score_of(INSPECTED, "estate,criterion,severity,defect,place\nA,unit,low,leak,1A\n") == "98.00"


def test_a_row_that_is_no_defect_needs_no_severity() -> None:
    assert score_of(INSPECTED, HEAD + "A,unit,0,,,\n") == "100.00"


def test_a_defect_without_a_severity_is_told() -> None:
    assert spots(table_problems(a_plan(**INSPECTED), HEAD + "A,unit,,,leak,1A\n")) == [
        ("unknown-word", "rows.csv", 2, "severity")
    ]


def test_the_worst_is_kept_whichever_row_comes_first() -> None:
    rows = ["A,unit,,severe,leak,1A\n", "A,unit,,low,leak,1A\n"]

    assert [score_of(INSPECTED, HEAD + "".join(some)) for some in (rows, rows[::-1])] == ["90.00", "90.00"]


def test_the_same_defect_with_equal_severities_costs_once() -> None:
    assert score_of(INSPECTED, HEAD + "A,unit,,low,leak,1A\n" * 5) == "98.00"


def test_a_place_that_is_not_said_is_one_place() -> None:
    # two leaks nobody knows where: 2 once
    assert score_of(INSPECTED, HEAD + "A,unit,,low,leak,\nA,unit,,low,leak,\n") == "98.00"


def test_columns_are_told_apart_by_all_of_them_and_not_run_together() -> None:
    # `ab` at `c` and `a` at `bc` are two defects: 2 + 2
    assert score_of(INSPECTED, HEAD + "A,unit,,low,ab,c\nA,unit,,low,a,bc\n") == "96.00"


def test_who_was_visited_and_has_no_row_has_no_defect() -> None:
    rubric = INSPECTED | {"criteria": [UNIT, a_criterion("other", points={})]}
    result = a_result(rubric, HEAD + "A,other,1,,,\n")

    # 100 + 1, nothing found
    assert (outcome_of(result, "unit"), scores(result)) == ("scored", {"A": "101.00"})


def test_two_measures_of_defects_keep_their_own() -> None:
    roof = a_criterion("roof", takes_off=True, defects=TABLE | {"costs": {"severe": 1, "low": 3}})
    rows = "A,unit,,low,leak,1A\nA,unit,,severe,leak,1A\nA,roof,,low,leak,1A\nA,roof,,severe,leak,1A\n"
    result = a_result({"from": 100, "criteria": [UNIT, roof]}, HEAD + rows)

    # the worst is severe at 10 in the one and low at 3 in the other
    assert (earned(result, "unit"), earned(result, "roof")) == (10, 3)


def test_a_file_that_lacks_columns_is_no_matter_where_it_has_no_defects() -> None:
    rubric = INSPECTED | {"criteria": [UNIT, a_criterion("other", points={})]}
    files = {"a.csv": HEAD + "A,unit,,low,leak,1A\n", "b.csv": "estate,criterion,value\nA,other,3\n"}

    assert score_of(rubric, files) == "101.00"


def test_defects_are_divided_by_a_column_of_the_register() -> None:
    unit = a_criterion("unit", takes_off=True, defects=TABLE | {"per": "register.flats", "times": 100})
    rubric: dict[str, Any] = {"from": 100, "criteria": [unit]}

    # 100 x 2 / 40; nothing to divide by, or nothing said, is told and not assessed
    register = "estate,flats\nA,40\nB,0\nC,\n"
    rows = HEAD + "".join(f"{name},unit,,low,leak,1A\n" for name in "ABC")
    result = a_result(rubric, rows, register=register)

    assert scores(result) == {"A": "95.00", "B": "not_assessed", "C": "not_assessed"}
    assert [(note.code, note.params["id"]) for note in result.notes] == [("no-exposure", "B"), ("no-exposure", "C")]


SEEN = a_criterion("seen", 4, measure={"distinct": "flat"}, linear={"from": 0, "to": 4}, channels=["city"])


@pytest.mark.parametrize(
    ("visits", "score"),
    [
        ("pooled", "3.00"),  # 1A, 2B, 3C
        ("mean", "1.50"),  # (2 + 1) / 2
        ("lowest", "1.00"),
        ("last", "1.00"),
    ],
)
def test_different_texts_of_two_visits_are_counted_as_the_channel_puts_them_together(visits: str, score: str) -> None:
    channels = {"city": {"weight": 1, "absent": "zero", "visits": visits}}
    rows = "estate,criterion,value,visit\nA,flat,1A,1\nA,flat,2B,1\nA,flat,3C,2\n"

    assert score_of({"channels": channels, "criteria": [SEEN]}, rows) == score


def test_one_text_of_two_pooled_visits_is_one() -> None:
    channels = {"city": {"weight": 1, "absent": "zero", "visits": "pooled"}}
    rows = "estate,criterion,value,visit\nA,flat,1A,1\nA,flat,1a,2\n"

    assert score_of({"channels": channels, "criteria": [SEEN]}, rows) == "1.00"


def test_a_number_is_a_text_where_texts_are_counted() -> None:
    # 0, 1 and 1.0 are three texts
    assert score_of(FLATS, "A,flat,0\nA,flat,1\nA,flat,1.0\n") == "3.00"


def test_texts_that_say_not_applicable_or_not_assessed_are_none_of_them() -> None:
    rubric = FLATS | {"absent_values": [-1]}

    assert score_of(rubric, "A,flat,1A\nA,flat,n/a\nA,flat,-1\n") == "1.00"
    assert score_of(rubric, "A,flat,-1\n") == "not_assessed"


def test_a_text_that_is_empty_is_told() -> None:
    assert spots(table_problems(a_plan(**FLATS), "A,flat,\n")) == [("empty-value", "rows.csv", 2, "value")]


def test_different_texts_are_divided_and_multiplied() -> None:
    half = a_criterion(
        "seen", 4, measure={"distinct": "flat", "per": "flats", "times": 100}, linear={"from": 0, "to": 100}
    )

    # 2 of 8 are a quarter: 4 x 25 / 100
    assert score_of({"criteria": [half]}, "A,flat,1A\nA,flat,2B\nA,flat,2B\nA,flats,8\n") == "1.00"


def test_rows_with_nothing_to_tell_them_apart_are_told_for_they_count_once() -> None:
    # B's two rows are one defect of 2: 98 and not 96
    rows = "A,unit,,low,leak,1A\nB,unit,,low,,\nB,unit,,low,,\n"
    result = a_result(INSPECTED, HEAD + rows)

    assert scores(result)["B"] == "98.00"
    (note,) = (note for note in result.notes if note.code == "nothing-apart")
    assert (note.severity, note.place.line, note.params["count"]) == (Severity.WARNING, 3, 2)


@pytest.mark.parametrize("rows", ["B,unit,,low,,\n", "B,unit,,low,leak,\nB,unit,,low,leak,\n"])
def test_a_single_such_row_or_rows_that_say_something_are_not(rows: str) -> None:
    assert "nothing-apart" not in codes(a_result(INSPECTED, HEAD + rows).notes)
