from __future__ import annotations

from pathlib import Path

import pytest

from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, one, refused, rows, told, workbook

HEADER = ["小区", "保洁", "绿化"]
ROWS = [HEADER, ["甲苑", 4, 3.5], ["乙苑", 5, None]]


def test_a_sheet_is_read_with_its_rows_and_columns_by_excel_s_own_numbers(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "q.xlsx", ("检查", [[], [None, *HEADER], [None, "甲苑", 4, 3.5], [], [None, "乙苑", 5, None]])
    )

    opened = one(path)
    table = opened.table()

    assert (opened.sheet, opened.header, opened.named) == ("检查", ("小区", "保洁", "绿化"), "")
    assert rows(table) == [("甲苑", "4", "3.5"), ("乙苑", "5", "")]
    assert (table.lines.tolist(), dict(table.numbers)) == ([3, 5], {"小区": 2, "保洁": 3, "绿化": 4})
    assert str(table.place(1, "绿化")) == f"{path}:检查!D5 [绿化]"


def test_only_the_columns_that_are_asked_for_are_made(tmp_path: Path) -> None:
    assert list(one(workbook(tmp_path / "q.xlsx", ("检查", ROWS))).table({"绿化"}).columns) == ["绿化"]


def test_every_sheet_with_a_header_is_read_and_others_are_noted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("一季度", ROWS), ("说明", [["填表须知"]]), ("空", []), ("二季度", ROWS))

    tables, notes = open_workbook(path, WORDS)

    assert [table.sheet for table in tables] == ["一季度", "二季度"]
    assert told(notes, path) == [("sheet-left-alone", "说明")]


def test_a_hidden_sheet_is_read_only_if_it_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "q.xlsx", ("现用", ROWS), ("旧表", ROWS), also=lambda sheet: setattr(sheet, "sheet_state", "hidden")
    )

    tables, notes = open_workbook(path, WORDS)

    assert [table.sheet for table in tables] == ["现用"]
    assert told(notes, path) == [("sheet-hidden", "旧表")]
    assert one(path, "旧表").sheet == "旧表"


def test_a_sheet_s_name_may_say_the_channel(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("业主参评", ROWS), ("Industry", ROWS), ("别的", ROWS))

    assert [table.named for table in open_workbook(path, WORDS)[0]] == ["owners", "industry", ""]


def test_a_range_leaves_out_what_stands_beside_it(tmp_path: Path) -> None:
    other = [["x", "小区", "保洁"], ["y", "丙苑", 1]]
    path = workbook(
        tmp_path / "q.xlsx", ("检查", [*other, [None, *HEADER], ["z", "甲苑", 4, 3.5], ["z", "乙苑", 5, 1]])
    )

    table = one(path, cells="$B$3:D4").table()

    assert (rows(table), table.lines.tolist()) == ([("甲苑", "4", "3.5")], [4])


@pytest.mark.parametrize(
    ("sheet", "cells", "problem"),
    [
        ("检察", "", ("no-such-sheet", "")),
        ("说明", "", ("no-header-row", "说明")),
        ("检查", "A3", ("bad-range", "检查")),
        ("检查", "A9:C12", ("no-header-row", "检查")),
        ("", "A1:C3", ("which-sheet", "")),
    ],
)
def test_what_cannot_be_found_is_said(tmp_path: Path, sheet: str, cells: str, problem: tuple[str, str]) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", ROWS), ("说明", [["填表须知"]]))

    assert refused(path, sheet, cells) == [problem]


def test_a_sheet_is_named_however_its_letters_are_typed(tmp_path: Path) -> None:
    assert one(workbook(tmp_path / "q.xlsx", ("检查（北区）", ROWS)), "检查(北区)").sheet == "检查（北区）"


def test_columns_without_a_name_are_told_only_if_they_hold_something(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "q.xlsx", ("检查", [["小区", "", "保洁", ""], ["甲苑", "", 4, "?"], ["乙苑", "", 5, ""]])
    )

    assert refused(path) == [("empty-header", "检查!D1")]


def test_problems_of_all_sheets_are_told_at_once(tmp_path: Path) -> None:
    twice = [["小区", "保洁", "保洁"], ["甲苑", 4, 3.5]]
    path = workbook(
        tmp_path / "q.xlsx", ("一", twice), ("二", ROWS), ("三", [["小区", "保洁", None], ["甲苑", 4, 3.5]])
    )

    assert refused(path) == [("same-header", "一!C1 [保洁]"), ("empty-header", "三!C1")]
