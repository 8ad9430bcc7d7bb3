from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from redprop.errors import Severity
from redprop.rubric.plan import Plan
from redprop.tables.desk import Window
from redprop.tables.read import Reading, Sources, read_period
from tests.builders import a_criterion, a_plan
from tests.running import Inside

ROWS = (
    "estate,criterion,value,date\nA,tidy,1,2022-04-30\nA,tidy,2,2022-05-01\nA,tidy,4,2022-05-31\nA,tidy,8,2022-06-01\n"
)
MAY: Window = (date(2022, 5, 1), date(2022, 5, 31))


def read(tmp_path: Path, plan: Plan, window: Window, rows: str = ROWS, log: str = "") -> Reading:
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    visits = tmp_path / "visits.csv"
    visits.write_text(log, encoding="utf-8")
    return read_period(Sources((tmp_path / "rows.csv",), None, visits if log else None, "", window), plan)


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


def test_visits_of_other_days_are_none(tmp_path: Path) -> None:
    plan = a_plan(
        channels={"city": {"weight": 1, "absent": "zero"}}, criteria=[a_criterion("tidy", 10, channels=["city"])]
    )
    log = "estate,channel,visit,status,date\nA,city,1,done,2022-04-30\nA,city,2,done,2022-05-09\n"
    rows = "estate,channel,criterion,value,date,visit\nA,city,tidy,2,2022-05-09,2\n"

    reading = read(tmp_path, plan, MAY, rows, log)

    assert list(reading.log.done["city"]) == ["2"]


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
