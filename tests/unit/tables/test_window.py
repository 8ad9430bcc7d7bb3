from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from redprop.engine.score import score_reading
from redprop.errors import Severity, TableError
from redprop.rubric.plan import Plan
from redprop.tables.read import read_period
from redprop.tables.reading import Reading
from redprop.tables.sources import How, Sources, Window
from tests.builders import a_criterion, a_plan, scores, spots
from tests.running import Inside

ROWS = (
    "estate,criterion,value,date\nA,tidy,1,2022-04-30\nA,tidy,2,2022-05-01\nA,tidy,4,2022-05-31\nA,tidy,8,2022-06-01\n"
)
MAY: Window = (date(2022, 5, 1), date(2022, 5, 31))


def read(
    tmp_path: Path, plan: Plan, window: Window, rows: str = ROWS, log: str = "", period: str = "", **said: Any
) -> Reading:
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    visits = tmp_path / "visits.csv"
    visits.write_text(log, encoding="utf-8")
    sources = Sources((tmp_path / "rows.csv",), None, visits if log else None, period, window)
    return read_period(sources, plan, How(**said))


def refused(tmp_path: Path, plan: Plan, *files: str) -> list[tuple[str, str, int, str]]:
    """What is wrong with files of which only May is asked for; notes left out."""
    with pytest.raises(TableError) as error:
        read(tmp_path, plan, MAY, *files)
    return spots(problem for problem in error.value.problems if problem.severity is Severity.ERROR)


def total(reading: Reading) -> int:
    return sum(int(cell.total[0]) for cell in reading.tally.cells.values()) // 10**4


@pytest.mark.parametrize(
    ("window", "found"),
    [(MAY, 6), ((MAY[0], None), 14), ((None, MAY[1]), 7), ((None, None), 15), ((MAY[0], MAY[0]), 2)],
)
def test_rows_of_these_days_count_both_ends_included(tmp_path: Path, window: Window, found: int) -> None:
    assert total(read(tmp_path, a_plan(), window)) == found


def test_how_many_rows_were_left_alone_is_noted(tmp_path: Path) -> None:
    notes = read(tmp_path, a_plan(), MAY).notes

    assert [(note.code, note.severity, note.params["count"]) for note in notes] == [
        ("outside-window", Severity.NOTE, 2)
    ]


def test_the_days_are_the_name_of_the_period(tmp_path: Path) -> None:
    assert read(tmp_path, a_plan(), MAY).period == "2022-05-01..2022-05-31"
    assert read(tmp_path, a_plan(), (MAY[0], None)).period == "2022-05-01.."


def test_whatever_is_wrong_with_rows_of_other_days_is_left_alone(tmp_path: Path) -> None:
    rows = "estate,criterion,value,date\nA,tidy,1,2022-05-02\nA,tydi,1,2022-04-30\nA,tidy,x,2022-06-01\n"

    assert total(read(tmp_path, a_plan(), MAY, rows)) == 1


def test_with_no_row_of_these_days_nobody_was_looked_at(tmp_path: Path) -> None:
    reading = read(tmp_path, a_plan(), MAY, "estate,criterion,value,date\nA,tidy,1,2022-04-30\n")

    assert scores(score_reading(a_plan(), reading)) == {"A": "not_assessed"}


def test_rows_of_a_wide_file_are_of_their_days_too(tmp_path: Path) -> None:
    rows = "estate,tidy,date\nA,1,2022-04-30\nA,2,2022-05-01\nA,4,2022-05-31\n"

    assert total(read(tmp_path, a_plan(), MAY, rows)) == 6


def test_a_row_without_a_date_is_told_and_a_spreadsheets_empty_row_is_not(tmp_path: Path) -> None:
    rows = "estate,criterion,value,date\nA,tidy,1,\n,,,\nA,tidy,1,2022-05-02\n"

    assert refused(tmp_path, a_plan(), rows) == [("no-date", "rows.csv", 2, "date")]


def test_every_row_of_a_file_without_dates_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, a_plan(), "estate,criterion,value\nA,tidy,1\n") == [("no-date", "rows.csv", 2, "date")]


def test_a_date_that_is_none_is_told_once(tmp_path: Path) -> None:
    rows = "estate,criterion,value,date\nA,tidy,1,2022-05-32\n"

    assert refused(tmp_path, a_plan(), rows) == [("bad-date", "rows.csv", 2, "date")]


def test_a_row_of_these_days_must_lie_in_the_period_too(tmp_path: Path) -> None:
    rows = "estate,criterion,value,date\nA,tidy,1,2022-04-30\nA,tidy,1,2022-05-02\nA,tidy,1,2022-05-03\n"

    with pytest.raises(TableError) as error:
        read(tmp_path, a_plan(), MAY, rows, period="2022-04")
    assert spots(error.value.problems)[1:] == [
        ("outside-period", "rows.csv", 3, "date"),
        ("outside-period", "rows.csv", 4, "date"),
    ]


def test_a_skipped_row_without_a_date_leaves_its_cell_not_assessed(tmp_path: Path) -> None:
    rows = "estate,criterion,value,date\nA,tidy,1,\nA,tidy,1,2022-05-02\nB,tidy,1,2022-05-02\n"
    reading = read(tmp_path, a_plan(), MAY, rows, skip_bad_rows=True)

    # both rows of the cell are left out, for the first may be of these days
    assert (scores(score_reading(a_plan(), reading)), reading.left_out) == ({"A": "not_assessed", "B": "9.00"}, 2)


CITY: dict[str, Any] = {
    "channels": {"city": {"weight": 1, "absent": "zero"}},
    "criteria": [a_criterion("tidy", 10, channels=["city"])],
}
VISITED = "estate,channel,criterion,value,date,visit\n"
LOG = "estate,channel,visit,status,date\n"


def test_visits_of_other_days_are_none(tmp_path: Path) -> None:
    log = LOG + "A,city,1,done,2022-04-30\nA,city,2,done,2022-05-09\n"

    reading = read(tmp_path, a_plan(**CITY), MAY, VISITED + "A,city,tidy,2,2022-05-09,2\n", log)

    assert list(reading.log.done["city"]) == ["2"]


def test_rows_of_a_visit_of_other_days_are_left_alone_with_it(tmp_path: Path) -> None:
    plan = a_plan(**CITY)
    log = LOG + "A,city,1,done,2022-04-30\nA,city,2,done,2022-05-09\n"
    rows = VISITED + "A,city,tidy,2,2022-05-09,2\nA,city,tidy,5,2022-04-30,1\n"

    # visit 2 alone: 10 - 2
    assert scores(score_reading(plan, read(tmp_path, plan, MAY, rows, log))) == {"A": "8.00"}


def test_a_visit_that_was_done_needs_a_date(tmp_path: Path) -> None:
    log = LOG + "A,city,1,done,\nA,city,2,done,2022-05-09\n"

    assert refused(tmp_path, a_plan(**CITY), VISITED + "A,city,tidy,2,2022-05-09,2\n", log) == [
        ("no-date", "visits.csv", 2, "date")
    ]


@pytest.mark.parametrize("status", ["refused", "postponed", "not_due"])
def test_a_visit_that_never_was_needs_none(status: str, tmp_path: Path) -> None:
    plan = a_plan(**CITY)
    log = LOG + f"A,city,1,done,2022-05-09\nA,city,2,{status},\n"
    reading = read(tmp_path, plan, MAY, VISITED + "A,city,tidy,2,2022-05-09,1\n", log)

    assert {visit: done.tolist() for visit, done in reading.log.done["city"].items()} == {"1": [True], "2": [False]}


def test_a_log_speaks_for_a_channel_though_it_came_on_other_days(tmp_path: Path) -> None:
    log = LOG + "A,city,1,done,2022-04-30\n"

    assert refused(tmp_path, a_plan(**CITY), VISITED + "A,city,tidy,2,2022-05-09,1\n", log) == [
        ("unlisted-visit", "rows.csv", 2, "visit")
    ]


def test_every_row_needs_a_date(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "redprop: 1\nid: r\nmarks: 10\nmissing: full\nrounding: {score: 1}\n"
        "criteria: [{id: tidy, marks: 10, deduct: {each: 1}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "rows.csv").write_text(
        "estate,criterion,value,date\nA,tidy,1,\nA,tidy,1,2022-05-02\n", encoding="utf-8"
    )

    ran = inside("score", "--rubric", "r.yaml", "rows.csv", "--from", "2022-05-01", cwd=tmp_path)

    assert (ran.code, "rows.csv:2 [date]" in ran.err, "no-date" in ran.err) == (2, True, True)


def test_a_day_that_is_none_is_refused(inside: Inside, tmp_path: Path) -> None:
    ran = inside("rank", "--from", "last spring", cwd=tmp_path)

    assert (ran.code, "not-a-date" in ran.err) == (2, True)
