from __future__ import annotations

from typing import Any

import pytest

from redprop.errors import Severity
from tests.builders import (
    Files,
    a_criterion,
    a_plan,
    a_reading,
    a_result,
    codes,
    score_of,
    scores,
    spots,
    table_problems,
)

CHANNELS = {"city": {"title": {"zh": "市级"}, "weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
TWO = {"channels": CHANNELS, "criteria": [a_criterion(channels=["city", "owners"])]}
REGISTER = "estate,name,status\nA,Alpha,\nB,Beta,\nC,Gamma,closed\n"


def refused(files: str | Files, rubric: dict[str, Any] | None = None, **said: Any) -> list[tuple[str, str, int, str]]:
    return spots(table_problems(a_plan(**(rubric or {})), files, **said))


def test_rows_of_one_measure_add_up() -> None:
    # 10 - 2 - 1.5
    assert score_of({}, "A,tidy,2\nA,tidy,1.5\n") == "6.50"


def test_a_measure_may_be_written_by_its_title() -> None:
    assert score_of({"criteria": [a_criterion(title={"zh": "整洁"})]}, "A,整洁,2\n") == "8.00"


def test_a_subject_may_be_written_by_its_name() -> None:
    assert score_of({}, " alpha ,tidy,2\n", register=REGISTER) == "8.00"


def test_a_finding_without_a_value_counts_one() -> None:
    assert score_of({}, "estate,criterion\nA,tidy\nA,tidy\n") == "8.00"


def test_a_subject_that_the_register_lacks_is_told_with_the_nearest() -> None:
    (problem,) = table_problems(a_plan(), "A,tidy,1\nAlpho,tidy,1\n", register="estate\nA\nAlpha\n")

    assert (problem.code, problem.place.line, problem.params) == (
        "unknown-subject",
        3,
        {"id": "Alpho", "near": "Alpha"},
    )


def test_a_row_that_names_nobody_is_told() -> None:
    assert refused("A,tidy,1\n,tidy,1\n") == [("empty-subject", "rows.csv", 3, "estate")]


def test_a_measure_that_the_rubric_lacks_is_told_with_the_nearest() -> None:
    (problem,) = table_problems(a_plan(), "A,tydy,1\n")

    assert (problem.code, problem.place.line, problem.params) == ("unknown-measure", 2, {"got": "tydy", "near": "tidy"})


def test_every_problem_of_every_file_is_told_with_its_row() -> None:
    files = {
        "a.csv": "estate,criterion,value\nA,tidy,x\nA,walls,1\n",
        "b.csv": "estate,criterion,value\nA,tidy,1\nA,tidy,-1\n",
    }

    assert refused(files) == [
        ("not-a-value", "a.csv", 2, "value"),
        ("unknown-measure", "a.csv", 3, "criterion"),
        ("value-outside", "b.csv", 3, "value"),
    ]


def test_rows_of_nothing_are_passed_over() -> None:
    assert score_of({}, "A,tidy,1\n,,\n , ,\n") == "9.00"


def test_rows_of_nothing_are_passed_over_where_rows_name_their_channel_too() -> None:
    files = "estate,channel,criterion,value\nA,city,tidy,1\nA,owners,tidy,1\n,,,\n"

    assert score_of(TWO, files) == "9.00"


def test_who_is_not_judged_is_noted_once_with_a_count() -> None:
    reading = a_reading(a_plan(), "A,tidy,1\nC,tidy,1\nC,tidy,2\n", register=REGISTER)

    (note,) = reading.notes
    assert (note.code, note.severity, note.place.line) == ("unjudged-subject", Severity.NOTE, 3)
    assert note.params == {"id": "C", "why": "closed", "count": 2}


def test_a_register_decides_who_is_judged() -> None:
    assert scores(a_result({}, "A,tidy,1\n", register=REGISTER)) == {"A": "9.00", "B": "not_assessed"}


@pytest.mark.parametrize("written", ["city", "CITY", "市级"])
def test_a_row_names_its_channel(written: str) -> None:
    # the owners' channel is absent and counts nothing: (8 + 0) / 2
    assert score_of(TWO, f"estate,channel,criterion,value\nA,{written},tidy,2\n") == "4.00"


def test_a_file_named_after_a_channel_holds_its_rows() -> None:
    assert score_of(TWO, {"市级.csv": "estate,criterion,value\nA,tidy,2\n"}) == "4.00"


def test_a_channel_that_there_is_not_is_told() -> None:
    assert refused("estate,channel,criterion,value\nA,town,tidy,2\n", TWO) == [
        ("unknown-channel", "rows.csv", 2, "channel")
    ]


def test_a_row_that_says_another_channel_than_its_file_is_told() -> None:
    files = {"city.csv": "estate,channel,criterion,value\nA,city,tidy,2\nA,owners,tidy,2\n"}

    assert refused(files, TWO) == [("channel-mismatch", "city.csv", 3, "channel")]


def test_a_file_of_no_channel_is_told_once() -> None:
    assert codes(table_problems(a_plan(**TWO), "A,tidy,2\nA,tidy,1\n")) == ["no-channel"]


def test_a_channel_reports_only_what_it_looks_at() -> None:
    rubric = {
        "channels": CHANNELS,
        "criteria": [a_criterion(channels=["city"]), a_criterion("walls", channels=["owners"])],
    }
    files = {"owners.csv": "estate,criterion,value\nA,tidy,2\n"}

    assert refused(files, rubric) == [("not-looked-at", "owners.csv", 2, "criterion")]


def test_a_row_of_another_period_is_told() -> None:
    files = "estate,criterion,value,period\nA,tidy,2,2022Q2\nA,tidy,2,\nA,tidy,2,2022Q1\n"

    assert refused(files, period="2022Q2") == [("wrong-period", "rows.csv", 4, "period")]


def test_a_date_that_is_none_or_outside_the_period_is_told() -> None:
    files = "estate,criterion,value,date\nA,tidy,2,2022-05-01\nA,tidy,2,soon\nA,tidy,2,2022-07-01\n"

    assert refused(files, period="2022Q2") == [
        ("bad-date", "rows.csv", 3, "date"),
        ("outside-period", "rows.csv", 4, "date"),
    ]


def test_a_second_value_where_one_is_taken_is_told_with_the_first() -> None:
    plan = a_plan(criteria=[a_criterion(given=None)])
    files = {"a.csv": "estate,criterion,value\nA,tidy,2\nB,tidy,3\n", "b.csv": "estate,criterion,value\nA,tidy,4\n"}
    (problem,) = table_problems(plan, files)

    assert (problem.code, spots([problem])[0][1:3]) == ("second-row", ("b.csv", 2))
    assert str(problem.params["first"]).endswith("a.csv:2")


def test_a_second_value_on_another_visit_is_none() -> None:
    # the mean of 2 and 4
    files = "estate,criterion,value,visit\nA,tidy,2,1\nA,tidy,4,2\n"

    assert score_of({"criteria": [a_criterion(given=None)]}, files) == "3.00"


def test_a_second_value_on_another_visit_is_one_where_visits_are_pooled() -> None:
    channels = {"city": {"weight": 1, "visits": "pooled", "absent": "zero"}}
    rubric = {"channels": channels, "criteria": [a_criterion(given=None, channels=["city"])]}
    files = "estate,criterion,value,visit\nA,tidy,7,1\nA,tidy,8,2\n"

    assert refused(files, rubric) == [("second-row", "rows.csv", 3, "tidy")]


def test_lines_count_blank_lines_and_quoted_newlines() -> None:
    files = 'estate,criterion,value,note\nA,tidy,1,"two\nlines"\n\nA,tidy,x,\n'

    assert refused(files) == [("not-a-value", "rows.csv", 5, "value")]


def test_a_row_that_does_not_fit_the_header_is_told() -> None:
    assert refused("A,tidy\nA,tidy,1\n") == [("wrong-width", "rows.csv", 2, "")]
