from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redprop.errors import Severity
from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, one, rows, told, workbook
from tests.unit.tables.files.test_heading import merged

HEADER = ["小区", "保洁", "绿化"]
DATA = [["甲苑", 4, 5], ["乙苑", 3, 4]]


def left_alone(path: Path) -> list[Any]:
    """The rows that notes name."""
    _, notes = open_workbook(path, WORDS)
    assert {(note.code, note.severity) for note in notes} <= {("rows-left-alone", Severity.NOTE)}
    return [row for note in notes for row in note.params["rows"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "last",
    [
        ["合计", 7, 9],
        ["平均：", 3.5, 4.5],
        ["Total", 7, 9],
        ["Average", 3.5, 4.5],
        ["平均分", 1, 1],
        ["备注：空白为未检查"],
        ["填表人：张三"],
    ],
    ids=lambda line: line[0],
)
def test_totals_and_remarks_below_the_table_are_left_alone_and_said(tmp_path: Path, last: list[Any]) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, *DATA, [], last]))

    assert (one(path).table().lines.tolist(), left_alone(path)) == ([2, 3], [5])


def test_a_total_over_the_number_and_the_subject_is_known_as_well(tmp_path: Path) -> None:
    lines = [["序号", *HEADER], [1, *DATA[0]], ["合计", None, 4, 5]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A3:B3"))

    assert (one(path).table().lines.tolist(), left_alone(path)) == ([2], [3])


def test_a_total_among_the_rows_is_a_row_for_nobody_can_say_what_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, DATA[0], ["小计", 4, 5], DATA[1]]))

    assert (one(path).table().lines.tolist(), left_alone(path)) == ([2, 3, 4], [])


@pytest.mark.parametrize("name", ["合计苑", "平均路小区", "Totalis", "注册苑"])
def test_a_name_that_only_begins_like_a_total_is_a_name(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, DATA[0], [name, 4, 5]]))

    assert left_alone(path) == []


@pytest.mark.parametrize("first", [["满分", 5, 5], [None, "（分）", "分"], ["单位：", "分", "分"]], ids=str)
def test_full_marks_and_units_right_under_the_header_are_left_alone(tmp_path: Path, first: list[Any]) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, first, *DATA]))

    assert (one(path).table().lines.tolist(), left_alone(path)) == ([3, 4], [2])


def test_a_row_without_a_subject_is_a_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, [None, 4, 5], DATA[1]]))

    assert (rows(one(path).table())[0], left_alone(path)) == (("", "4", "5"), [])


def test_a_subject_and_texts_that_are_merged_over_rows_hold_for_each(tmp_path: Path) -> None:
    lines = [
        ["小区", "date", "visit", "criterion", "value"],
        ["甲苑", "2022-06-30", 3, "保洁", 1],
        [None, None, None, "绿化", 2],
        [],
        ["乙苑", "2022-06-01", 1, "保洁", 3],
    ]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A2:A4", "B2:B3", "C2:C3"))

    table = one(path).table()

    assert rows(table) == [
        ("甲苑", "2022-06-30", "3", "保洁", "1"),
        ("甲苑", "2022-06-30", "3", "绿化", "2"),
        ("乙苑", "2022-06-01", "1", "保洁", "3"),
    ]
    assert (table.lines.tolist(), table.problems) == ([2, 3, 5], [])


@pytest.mark.parametrize(
    ("span", "cells", "place"),
    [("B2:B3", "B2:B3", "B2 [保洁]"), ("B2:C2", "B2:C2", "B2 [保洁]"), ("B2:C3", "B2:C3", "B2 [保洁]")],
)
def test_a_value_that_is_merged_over_rows_or_measures_is_nobody_s(
    tmp_path: Path, span: str, cells: str, place: str
) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, ["甲苑", 4, None], ["乙苑", None, 1]]), also=merged(span))
    problems = one(path).table().problems

    assert told(problems, path) == [("merged-value", f"检查!{place}")]
    assert problems[0].params == {"text": "4", "cells": cells}


def test_a_merged_value_of_a_long_table_is_not_counted_twice(tmp_path: Path) -> None:
    lines = [["小区", "criterion", "value"], ["甲苑", "保洁", 1], ["甲苑", "绿化", None]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("C2:C3"))

    assert told(one(path).table().problems, path) == [("merged-value", "检查!C2 [value]")]


def test_columns_that_tables_share_tell_their_problems_once(tmp_path: Path) -> None:
    lines = [[None, None, "行业测评", "业主参评"], ["小区", "date", "保洁", "保洁"], ["甲苑", "=TODAY()", 1, "=1"]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines))

    assert [told(table.table().problems, path) for table in open_workbook(path, WORDS)[0]] == [
        [("unsolved-formula", "检查!B3 [date]")],
        [("unsolved-formula", "检查!D3 [保洁]")],
    ]
