from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from redprop.errors import TableError
from redprop.rubric.plan import Plan
from redprop.tables.cells import State
from redprop.tables.locate import Row, locate
from redprop.tables.read import read_period
from redprop.tables.sources import How, Sources
from tests.builders import a_criterion, a_plan, codes
from tests.unit.tables.files.building import workbook

PLAN = a_plan(criteria=[a_criterion("tidy", 10), a_criterion("walls", 10)])
LONG = "estate,criterion,value,place,finding,evidence,assessor,责任主体,weather\n"


def of(folder: Path, files: Mapping[str, str], plan: Plan = PLAN, how: How | None = None, **asked: Any) -> list[Row]:
    """The rows behind cells of files that are read first."""
    paths = []
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    sources = Sources(tuple(paths))
    return locate(sources, plan, read_period(sources, plan, how), how=how, **asked)


def lines(rows: list[Row]) -> list[tuple[str, int]]:
    return [(Path(row.where.file).name, row.where.line) for row in rows]


def test_a_row_says_where_it_stands_and_everything_beside_its_value_but_people(tmp_path: Path) -> None:
    text = LONG + 'A,tidy,2,"hall,\nleft",F-1,P7,Li,owners,rain\n\nA,walls,1,,,,Li,,\nB,tidy,1,,,,Li,,\n'
    found = of(tmp_path, {"rows.csv": text}, subjects=["A"])

    assert lines(found) == [("rows.csv", 2), ("rows.csv", 5)]  # the quoted newline and the blank line count
    assert (found[0].measure, found[0].value, found[0].text, found[0].state) == ("tidy", 2, "2", State.VALUE)
    said = {"place": "hall,\nleft", "finding": "F-1", "evidence": "P7", "responsible": "owners", "weather": "rain"}
    assert found[0].said == said
    assert found[1].said == {}


def test_only_the_cells_that_are_asked_for(tmp_path: Path) -> None:
    text = "estate,criterion,value\nA,tidy,2\nA,walls,1\nB,tidy,1\n"

    assert lines(of(tmp_path, {"rows.csv": text}, cells=[("", "", "tidy")])) == [("rows.csv", 2), ("rows.csv", 4)]
    assert of(tmp_path, {"rows.csv": text}, subjects=[]) == []


def test_a_wide_row_is_an_observation_for_each_measure_with_a_value(tmp_path: Path) -> None:
    found = of(tmp_path, {"rows.csv": "estate,walls,tidy\nA,0.5,n/a\nB,,3\n"})

    told = [(row.subject, row.measure, row.state, row.value, row.where.field) for row in found]
    assert told == [
        ("A", "walls", State.VALUE, Fraction(1, 2), "walls"),
        ("A", "tidy", State.NOT_APPLICABLE, 0, "tidy"),
        ("B", "tidy", State.VALUE, 3, "tidy"),
    ]


def test_rows_of_a_workbook_have_a_sheet_and_a_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [["小标题"], ["estate", "criterion", "value"], ["A", "tidy", 2]]))
    sources = Sources((path,))
    (row,) = locate(sources, PLAN, read_period(sources, PLAN))

    assert str(row.where) == f"{path}:检查!C3 [value]"


def test_files_that_give_another_tally_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("estate,criterion,value\nA,tidy,2\n", encoding="utf-8")
    sources = Sources((path,))
    read = read_period(sources, PLAN)
    path.write_text("estate,criterion,value\nA,tidy,3\n", encoding="utf-8")

    with pytest.raises(TableError) as refused:
        locate(sources, PLAN, read)
    assert codes(refused.value.problems) == ["files-changed"]


def test_other_rows_with_the_same_tally_are_no_other_files(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("estate,criterion,value\nA,tidy,1\nA,tidy,2\n", encoding="utf-8")
    sources = Sources((path,))
    read = read_period(sources, PLAN)
    path.write_text("estate,criterion,value\nA,tidy,2\nA,tidy,1\n", encoding="utf-8")

    assert [row.value for row in locate(sources, PLAN, read)] == [2, 1]


def test_rows_that_could_not_be_used_are_shown_as_such(tmp_path: Path) -> None:
    how = How(skip_bad_rows=True)
    found = of(tmp_path, {"rows.csv": "estate,criterion,value\nA,tidy,two\nA,walls,1\n"}, how=how)

    assert [(row.text, row.state) for row in found] == [("two", State.BAD), ("1", State.VALUE)]


def test_rows_of_other_days_are_left_out_and_the_others_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "estate,criterion,value,date\nA,tidy,1,2022-04-01\nA,tidy,2,2022-05-01\nA,walls,3,2022-06-01\n",
        encoding="utf-8",
    )
    sources = Sources((path,), window=(date(2022, 5, 1), date(2022, 6, 30)))
    found = locate(sources, PLAN, read_period(sources, PLAN))

    assert [(row.value, row.where.line) for row in found] == [(2, 3), (3, 4)]


def test_small_pieces_give_the_same_rows(tmp_path: Path) -> None:
    text = "estate,criterion,value,place\n" + "".join(f"A,tidy,{n},hall {n}\n" for n in range(30))

    whole = of(tmp_path, {"rows.csv": text})
    assert of(tmp_path, {"rows.csv": text}, how=How(block=40, workers=2)) == whole
    assert [row.where.line for row in whole] == list(range(2, 32))
