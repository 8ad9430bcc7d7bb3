from __future__ import annotations

from typing import Any

import pytest

from redprop.errors import Problem
from redprop.rubric.plan import Plan
from redprop.tables import seconds
from tests.builders import (
    Files,
    a_criterion,
    a_plan,
    a_reading,
    a_result,
    codes,
    outcome_of,
    scores,
    table_problems,
)

LINE: dict[str, Any] = {"linear": {"from": 0, "to": 9}}
RATE = a_criterion("rate", measure={"once": "rate"}, **LINE)
PLAN = a_plan(criteria=[RATE, a_criterion("tidy")])
HEAD = "estate,criterion,value\n"
IN_PIECES: dict[str, Any] = {"block": 1}
"""Every row is a piece of its own."""


def seconds_of(plan: Plan, files: str | Files, **said: Any) -> list[tuple[str, str]]:
    """Where each second row is, and where its first."""

    def name(place: object) -> str:
        return str(place).rpartition("/")[2]

    found: list[Problem] = table_problems(plan, files, **said)
    assert set(codes(found)) <= {"second-row"}
    return [(name(problem.place), name(problem.params["first"])) for problem in found]


@pytest.mark.parametrize("said", [{}, IN_PIECES])
def test_every_row_after_the_first_is_told_with_the_place_of_the_first(said: dict[str, Any]) -> None:
    rows = "A,rate,2\nB,rate,3\nA,tidy,1\nA,tidy,1\nA,rate,2\nA,rate,4\n"

    assert seconds_of(PLAN, rows, **said) == [("rows.csv:6 [rate]", "rows.csv:2"), ("rows.csv:7 [rate]", "rows.csv:2")]


@pytest.mark.parametrize("said", [{}, IN_PIECES])
def test_the_first_of_several_files_is_the_first_file_s(said: dict[str, Any]) -> None:
    files = {"b.csv": HEAD + "B,rate,1\nA,rate,2\n", "a.csv": HEAD + "A,rate,3\nB,tidy,1\n"}

    assert seconds_of(PLAN, files, **said) == [("a.csv:2 [rate]", "b.csv:3")]


def test_a_second_row_says_whose_and_of_what_it_is() -> None:
    (problem,) = table_problems(PLAN, "A,rate,2\nA,rate,4\n")

    assert {key: problem.params[key] for key in ("id", "measure")} == {"id": "A", "measure": "rate"}


def test_another_subject_s_row_is_no_second() -> None:
    # tidy has no rows and keeps its 10; a rate of 9 earns 10, of 0 nothing
    assert scores(a_result(PLAN, "A,rate,9\nB,rate,0\n")) == {"A": "20.00", "B": "10.00"}


def test_a_row_that_could_not_be_used_is_no_second() -> None:
    found = table_problems(PLAN, "A,rate,2\nA,rate,x\n")

    assert codes(found) == ["not-a-value"]


def test_a_row_that_could_not_be_used_is_told_as_that_alone_among_seconds() -> None:
    found = table_problems(PLAN, "A,rate,x\nA,rate,2\nA,rate,3\n")

    assert [(p.code, p.place.line) for p in found] == [("not-a-value", 2), ("second-row", 4)]
    assert str(found[1].params["first"]).endswith("rows.csv:3")


def test_each_subject_has_a_first_row_and_who_has_one_row_is_not_told() -> None:
    rows = "C,rate,1\nA,rate,2\nB,rate,3\nB,rate,4\nA,rate,5\n"

    assert seconds_of(PLAN, rows) == [("rows.csv:5 [rate]", "rows.csv:4"), ("rows.csv:6 [rate]", "rows.csv:3")]


def test_a_row_that_says_not_applicable_is_a_second_where_another_says_a_value() -> None:
    assert seconds_of(PLAN, "A,rate,n/a\nA,rate,2\n") == [("rows.csv:3 [rate]", "rows.csv:2")]


def test_a_row_of_a_wide_file_and_one_of_a_long_file_are_seconds() -> None:
    files = {"long.csv": HEAD + "A,rate,2\n", "wide.csv": "estate,rate,tidy\nA,3,1\n"}

    assert seconds_of(PLAN, files) == [("wide.csv:2 [rate]", "long.csv:2")]


def test_a_cell_with_a_second_row_is_not_assessed_where_bad_rows_are_skipped() -> None:
    result = a_result(PLAN, "A,rate,2\nA,rate,n/a\nB,rate,9\nA,tidy,3\n", skip_bad_rows=True, **IN_PIECES)
    tally = result.reading.tally.cells["", "", "rate"]

    assert [outcome_of(result, "rate", subject=name) for name in "AB"] == ["not_assessed", "scored"]
    assert outcome_of(result, "tidy") == "scored"
    assert (tally.count.tolist(), tally.bad.tolist(), tally.total.tolist()[0]) == ([0, 1], [2, 0], 0)
    assert tally.not_applicable.tolist() == [0, 0]
    assert result.reading.left_out == 2


def test_files_are_not_read_again_where_there_is_no_second_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(seconds, "blocks")

    assert a_reading(PLAN, "A,rate,2\nB,rate,4\nA,tidy,1\nA,tidy,1\n").tally.cells["", "", "rate"].bad.tolist() == [
        0,
        0,
    ]


# -- which rows are of one cell ---------------------------------------------------------------------------------------


def of_channels(visits: str = "mean", **said: Any) -> Plan:
    """Two channels that may report a rate."""
    channels = {name: {"weight": 1, "absent": "zero", "visits": visits} for name in ("city", "owners")}
    return a_plan(channels=channels, criteria=[RATE | {"channels": ["city", "owners"]}], **said)


def test_each_visit_has_a_row_of_its_own() -> None:
    files = {"city.csv": "estate,criterion,value,visit\nA,rate,2,1\nA,rate,4,2\nA,rate,4,1\n"}

    assert seconds_of(of_channels(), files) == [("city.csv:4 [rate]", "city.csv:2")]


@pytest.mark.parametrize("said", [{}, IN_PIECES])
def test_visits_that_are_pooled_have_one_row_together(said: dict[str, Any]) -> None:
    files = {"city.csv": "estate,criterion,value,visit\nA,rate,2,1\nB,rate,1,1\nA,rate,4,2\n"}

    assert seconds_of(of_channels("pooled"), files, **said) == [("city.csv:4 [rate]", "city.csv:2")]


def test_each_channel_has_a_row_of_its_own() -> None:
    files = {"city.csv": HEAD + "A,rate,2\n", "owners.csv": HEAD + "A,rate,4\n"}

    cells = a_reading(of_channels(), files).tally.cells
    assert {key[0]: cell.count.tolist() for key, cell in cells.items()} == {"city": [1], "owners": [1]}


PRIZES = {"criteria": [{"id": "prize", "measure": {"once": "prize"}, "points": {}}]}


def test_what_feeds_the_bonus_alone_has_one_row_over_all_channels_and_visits() -> None:
    with_visit = "estate,criterion,value,visit\n"
    files = {
        "city.csv": with_visit + "A,rate,2,1\nA,prize,1,1\nA,prize,1,2\n",
        "owners.csv": with_visit + "A,rate,4,1\nA,prize,1,1\nB,prize,1,1\n",
    }

    assert seconds_of(of_channels(bonus=PRIZES), files) == [
        ("city.csv:4 [prize]", "city.csv:3"),
        ("owners.csv:3 [prize]", "city.csv:3"),
    ]


def test_what_feeds_a_criterion_too_has_a_row_in_each_channel() -> None:
    bonus = {"criteria": [{"id": "praised", "measure": {"once": "rate"}, "points": {}}]}
    files = {"city.csv": HEAD + "A,rate,2\n", "owners.csv": HEAD + "A,rate,4\nA,rate,5\n"}

    assert seconds_of(of_channels(bonus=bonus), files) == [("owners.csv:3 [rate]", "owners.csv:2")]
