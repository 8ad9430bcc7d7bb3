from __future__ import annotations

from typing import Any

import pytest

from redprop.errors import TableError
from tests.builders import (
    a_criterion,
    a_plan,
    a_reading,
    a_result,
    codes,
    outcome_of,
    score_of,
    scores,
    spots,
    table_problems,
)

CHANNELS = {"city": {"weight": 1, "visits": "mean", "absent": "not_rated"}}
VISITED = {"channels": CHANNELS, "criteria": [a_criterion(channels=["city"])]}
LOG = "estate,channel,visit,status\n"


def test_problems_of_several_files_come_in_order_of_file_and_line() -> None:
    files = {"b.csv": "estate,criterion,value\nA,tidy,x\n", "a.csv": "estate,criterion,value\nA,tidy,1\nA,tidy,y\n"}

    assert [spot[1:3] for spot in spots(table_problems(a_plan(), files))] == [("a.csv", 3), ("b.csv", 2)]


def test_a_bad_file_does_not_hide_the_problems_of_another() -> None:
    files = {"a.csv": "place,criterion,value\nA,tidy,1\n", "b.csv": "estate,criterion,value,valeu\nA,tidy,x,\n"}

    assert {"no-subject-column", "misspelt-column"} <= set(codes(table_problems(a_plan(), files)))


@pytest.mark.parametrize(
    "said",
    [
        {"register": "name\nA\n"},
        {"register": "estate,status\nA,retired\n"},
        {"visits": "estate,channel\nA,city\n"},
    ],
)
def test_a_bad_register_or_log_does_not_hide_the_problems_of_a_file(said: dict[str, str]) -> None:
    files = {"city.csv": "estate,criterion,valeu\nA,tidy,1\n"}

    assert "misspelt-column" in codes(table_problems(a_plan(**VISITED), files, **said))


def test_a_row_of_a_visit_that_the_log_does_not_list_is_told() -> None:
    files = {"city.csv": "estate,visit,criterion,value\nA,1,tidy,1\nA,2,tidy,1\nB,1,tidy,1\n"}
    log = LOG + "A,city,1,done\nB,city,1,refused\n"

    assert spots(table_problems(a_plan(**VISITED), files, visits=log, register="estate\nA\nB\n")) == [
        ("unlisted-visit", "city.csv", 3, "visit"),
        ("unlisted-visit", "city.csv", 4, "visit"),
    ]


def test_a_row_that_does_not_say_its_visit_belongs_to_the_only_one() -> None:
    files = {"city.csv": "estate,criterion,value\nA,tidy,1\n"}

    assert score_of(VISITED, files, visits=LOG + "A,city,spring,done\n") == "9.00"


def test_a_row_that_could_belong_to_several_visits_is_told() -> None:
    files = {"city.csv": "estate,criterion,value\nA,tidy,1\n"}
    log = LOG + "A,city,spring,done\nA,city,summer,done\n"

    (problem,) = table_problems(a_plan(**VISITED), files, visits=log)
    assert problem.place.line == 2


def test_a_log_tells_spotless_from_forgotten() -> None:
    files = {"city.csv": "estate,visit,criterion,value\nA,1,tidy,1\n"}
    log = LOG + "A,city,1,done\nB,city,1,done\nC,city,1,refused\n"
    result = a_result(VISITED, files, visits=log, register="estate\nA\nB\nC\n")

    assert scores(result) == {"A": "9.00", "B": "10.00", "C": "not_rated"}


def skipping(rows: str, rubric: dict[str, Any] | None = None, **said: Any) -> Any:
    return a_result(rubric or {"missing": "zero"}, rows, skip_bad_rows=True, **said)


def test_a_cell_with_a_bad_row_is_not_assessed_when_bad_rows_are_skipped() -> None:
    result = skipping("A,tidy,1\nA,tidy,x\nB,tidy,1\n")

    assert (outcome_of(result, "tidy"), scores(result)["B"]) == ("not_assessed", "9.00")


def test_a_cell_with_a_second_row_is_not_assessed_when_bad_rows_are_skipped() -> None:
    result = skipping("A,tidy,1\nA,tidy,2\n", {"missing": "zero", "criteria": [a_criterion(given=None)]})

    assert outcome_of(result, "tidy") == "not_assessed"


def test_rows_that_name_no_cell_are_skipped_alone() -> None:
    assert scores(skipping("A,tidy,1\nA,walls,1\nX,tidy,5\n", register="estate\nA\n")) == {"A": "9.00"}


def test_what_was_skipped_is_still_told_and_counted() -> None:
    reading = a_reading(a_plan(), "A,tidy,1\nA,tidy,x\nB,walls,1\n", skip_bad_rows=True)

    # both rows of A's cell, and the row of no measure
    assert (codes(reading.notes), reading.left_out) == (["not-a-value", "unknown-measure"], 3)


def test_a_row_dated_outside_the_period_is_not_counted_when_bad_rows_are_skipped() -> None:
    rows = "estate,criterion,value,date\nB,tidy,1,2022-05-01\nA,tidy,5,2022-01-01\n"
    result = skipping(rows, period="2022Q2")

    assert (scores(result)["B"], scores(result)["A"] in ("0.00", "not_assessed")) == ("9.00", True)


def test_a_limit_does_not_hold_by_rows_of_a_cell_that_was_skipped() -> None:
    limit = {"id": "l", "when": {"tidy": {"at_least": 1}}, "if_missing": "ignored", "cap": 3}
    result = skipping("A,tidy,1\nA,tidy,x\n", {"limits": [limit]})

    assert result.verdict.held["l"].tolist() == [False]


@pytest.mark.parametrize(
    "files",
    [
        {"rows.csv": "estate,criterion,value\nA,tidy,1\n"},  # of no channel
        {"city.csv": 'estate,criterion,value\nA,tidy,1\nA,tidy,"1\n'},  # a quote never closed: the rest cannot be read
        {"city.csv": "place,criterion,value\nA,tidy,1\n"},
    ],
)
def test_a_file_that_is_wrong_as_a_whole_stops_even_when_bad_rows_are_skipped(files: dict[str, str]) -> None:
    channels = CHANNELS | {"owners": {"weight": 1, "absent": "zero"}}
    plan = a_plan(channels=channels, criteria=[a_criterion(channels=["city", "owners"])])

    with pytest.raises(TableError):
        a_reading(plan, files, skip_bad_rows=True)


def test_a_survey_without_respondents_stops_even_when_bad_rows_are_skipped() -> None:
    channels = {"city": {"weight": 1, "absent": "zero", "minimum": {"count": 1, "of": "respondent"}}}
    plan = a_plan(channels=channels, criteria=[a_criterion(channels=["city"])])

    with pytest.raises(TableError):
        a_reading(plan, "A,tidy,1\n", skip_bad_rows=True)


def test_a_survey_with_a_minimum_needs_respondents() -> None:
    channels = {"city": {"weight": 1, "absent": "zero", "minimum": {"count": 1, "of": "respondent"}}}

    assert codes(
        table_problems(a_plan(channels=channels, criteria=[a_criterion(channels=["city"])]), "A,tidy,1\n")
    ) == ["no-respondents"]
