from __future__ import annotations

from typing import Any

from tests.builders import a_criterion, a_plan, a_result, earned, outcome_of, score_of, scores, spots, table_problems

CRITERIA = [a_criterion("tidy"), a_criterion("lights", 5, linear={"from": 0, "to": 5})]
CHANNELS = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}


def test_each_column_is_a_measure() -> None:
    # (10 - 2) + 3
    assert score_of({"criteria": CRITERIA}, "estate,tidy,lights\nA,2,3\n") == "11.00"


def test_columns_may_stand_in_any_order() -> None:
    assert score_of({"criteria": CRITERIA}, "lights,estate,tidy\n3,A,2\n") == "11.00"


def test_an_empty_cell_is_no_row() -> None:
    result = a_result({"criteria": CRITERIA, "missing": "not_assessed"}, "estate,tidy,lights\nA,,3\n")

    assert outcome_of(result, "tidy") == "not_assessed"


def test_a_row_of_empty_cells_is_a_visit_that_found_nothing() -> None:
    assert scores(a_result({}, "estate,tidy\nA,\nB,1\n")) == {"A": "10.00", "B": "9.00"}


def test_rows_of_one_subject_are_pooled() -> None:
    # a mean of 2 and 4, and 10 - 1 - 2
    criteria = [a_criterion("tidy"), a_criterion("lights", 5, linear={"from": 0, "to": 5}, measure={"mean": "lights"})]
    result = a_result({"criteria": criteria}, "estate,tidy,lights\nA,1,2\nA,2,4\n")

    assert (earned(result, "tidy"), earned(result, "lights")) == (7, 3)


def test_a_problem_names_its_row_and_column() -> None:
    plan = a_plan(criteria=CRITERIA)

    assert spots(table_problems(plan, "estate,tidy,lights\nA,1,2\nB,x,99999999999999999999999999999999\n")) == [
        ("not-a-value", "rows.csv", 3, "lights"),
        ("not-a-value", "rows.csv", 3, "tidy"),
    ]


def test_long_and_wide_files_say_the_same() -> None:
    wide = {"a.csv": "estate,tidy,lights\nA,1,2\nB,0,4\n"}
    long = {"a.csv": "estate,criterion,value\nA,tidy,1\nA,lights,2\nB,tidy,0\nB,lights,4\n"}
    first, second = (a_result({"criteria": CRITERIA}, files) for files in (wide, long))

    assert scores(first) == scores(second)
    assert first.fingerprint == second.fingerprint


def two_channels(**changed: Any) -> dict[str, Any]:
    criteria = [CRITERIA[0] | {"channels": ["city"]}, CRITERIA[1] | {"channels": ["owners"]}]
    return {"channels": CHANNELS, "criteria": criteria} | changed


def test_rows_of_a_wide_file_may_name_their_channel() -> None:
    files = "estate,channel,tidy,lights\nA,city,2,\nA,owners,,3\n"

    # (10 - 2) / 10 and 3 / 5, half each, of 15 marks: 15 x (0.8 + 0.6) / 2
    assert score_of(two_channels(), files) == "10.50"


def test_a_value_for_what_a_channel_does_not_look_at_is_told() -> None:
    files = "estate,channel,tidy,lights\nA,city,2,3\nA,owners,,3\n"

    assert spots(table_problems(a_plan(**two_channels()), files)) == [("not-looked-at", "rows.csv", 2, "lights")]


def test_a_column_for_what_the_files_channel_does_not_look_at_is_told() -> None:
    files = {"city.csv": "estate,tidy,lights\nA,2,3\n"}

    assert spots(table_problems(a_plan(**two_channels()), files)) == [("not-looked-at", "city.csv", 2, "lights")]


def test_as_many_filled_cells_as_rows_still_belong_to_the_rows_that_they_stand_in() -> None:
    # both filled cells are B's: 10 - 2 and 10 - 3 of 20; A's row is a visit that found nothing, all 20
    rubric = {"criteria": [a_criterion("tidy"), a_criterion("lights")]}

    assert scores(a_result(rubric, "estate,tidy,lights\nA,,\nB,2,3\n")) == {"A": "20.00", "B": "15.00"}
