from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redprop.errors import TableError
from redprop.tables.files.delimited import open_delimited
from redprop.tables.opened import whole_table
from redprop.tables.register import Register
from redprop.tables.visits import VisitLog, visit_log
from tests.builders import a_criterion, a_plan

CHANNELS = {"city": {"title": {"zh": "市级"}, "weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}


def read(tmp_path: Path, rows: str, period: str = "", head: str = "estate,channel,visit,date,status\n") -> VisitLog:
    (tmp_path / "visits.csv").write_text(head + rows, encoding="utf-8")
    plan = a_plan(channels=CHANNELS, criteria=[a_criterion(channels=["city", "owners"])])
    register = Register(("A", "B"), ("A", "B"), ("", ""), ("rated", "rated"), unjudged={"C": "closed"})
    return visit_log(whole_table(open_delimited(tmp_path / "visits.csv")), plan, register, period)


def refused(tmp_path: Path, rows: str, period: str = "", **said: Any) -> list[tuple[str, int, str]]:
    with pytest.raises(TableError) as error:
        read(tmp_path, rows, period, **said)
    return [(p.code, p.place.line, p.place.field) for p in error.value.problems]


def test_a_visit_that_was_done_is_known_for_its_subject(tmp_path: Path) -> None:
    log = read(tmp_path, "A,city,1,,done\nB,city,1,,refused\n")

    assert {visit: done.tolist() for visit, done in log.done["city"].items()} == {"1": [True, False]}


def test_a_log_speaks_only_for_the_channels_that_it_lists(tmp_path: Path) -> None:
    log = read(tmp_path, "A,city,1,,postponed\n")

    assert (log.lists("city"), log.lists("owners")) == (True, False)


def test_a_channel_may_be_written_by_its_title(tmp_path: Path) -> None:
    assert read(tmp_path, "A,市级,1,,done\n").lists("city")


def test_days_of_visits_are_in_order(tmp_path: Path) -> None:
    days = read(tmp_path, "A,city,1,2022-04-30,done\nA,city,2,2022/5/1,done\n").days

    assert days["city", "2"][0] - days["city", "1"][0] == 1


def test_a_visit_outside_the_period_is_refused(tmp_path: Path) -> None:
    rows = "A,city,1,2022-03-31,done\nA,city,2,2022-04-01,done\nB,city,1,2022-06-30,done\nB,city,2,2022-07-01,done\n"

    assert refused(tmp_path, rows, "2022Q2") == [("outside-period", 2, "date"), ("outside-period", 5, "date")]


def test_a_visit_that_was_put_off_may_lie_outside_the_period(tmp_path: Path) -> None:
    assert read(tmp_path, "A,city,1,2022-07-01,postponed\n", "2022Q2").lists("city")


def test_every_problem_of_a_log_is_told_at_once(tmp_path: Path) -> None:
    rows = "X,city,1,,done\nA,town,1,,done\nA,city,1,,maybe\nA,city,1,4 May,done\n"

    assert refused(tmp_path, rows) == [
        ("unknown-subject", 2, "estate"),
        ("unknown-channel", 3, "channel"),
        ("unknown-status", 4, "status"),
        ("bad-date", 5, "date"),
    ]


def test_a_visit_that_stands_twice_is_refused_with_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(TableError) as error:
        read(tmp_path, "A,city,1,,done\nA,city,2,,done\nA,city,1,,refused\n")

    (problem,) = error.value.problems
    assert (problem.code, problem.place.line, problem.params["first_line"]) == ("same-visit", 4, 2)


def test_who_is_not_judged_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, "A,city,1,,done\nC,city,1,,done\n").done["city"]["1"].tolist() == [True, False]


def test_a_log_lacks_the_columns_that_it_needs(tmp_path: Path) -> None:
    assert refused(tmp_path, "A,city\n", head="estate,channel\n") == [("log-columns", 1, "")]


def test_the_way_that_was_walked_is_kept_where_the_log_says_one(tmp_path: Path) -> None:
    head = "estate,channel,visit,date,status,route\n"
    log = read(tmp_path, "A,city,1,,done,1 3 5\nB,city,1,,done,\n", head=head)

    assert log.routes == {("city", "1"): {0: "1 3 5"}}
