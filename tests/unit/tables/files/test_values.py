from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.tables.files.building import changed, one, rows, told, workbook

HEADER = ["小区", "保洁", "绿化"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4, "4"),
        (4.0, "4"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (13800000000, "13800000000"),
        (-0.0, "0"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2022, 6, 30), "2022-06-30"),
        (datetime(2022, 6, 30), "2022-06-30"),
        (datetime(2022, 6, 30, 14, 5, 7), "2022-06-30 14:05:07"),
        (time(14, 5), "14:05:00"),
        (timedelta(hours=30), "30:00:00"),
        ("95%", "95%"),
        (" 甲 ", " 甲 "),
        ("１２", "１２"),
        ("n/a", "n/a"),
        (None, ""),
    ],
)
def test_a_value_is_the_text_that_stands_for_it(tmp_path: Path, value: Any, text: str) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, ["甲苑", value, "x"]]))

    assert rows(one(path).table()) == [("甲苑", text, "x")]


@pytest.mark.parametrize(
    ("number", "shown_as", "text"),
    [
        (0.95, "0%", "95"),
        (0.07, "0%", "7"),
        (0.145, "0.00%", "14.5"),
        (0.1 + 0.2, "0%", "30"),
        (1, "0%", "100"),
        (0, "0%", "0"),
        (-0.05, "0.0%;[Red]-0.0%", "-5"),
        (1.2345678, '#,##0.0" "%', "123.45678"),
        (0.95, '0.00"%"', "0.95"),
        (0.95, r"0.00\%", "0.95"),
        (0.95, "0.00", "0.95"),
        ("0.95", "0%", "0.95"),
        (0.95, "0.00_%", "0.95"),
    ],
)
def test_a_number_shown_as_a_percent_is_a_hundred_times_its_number(
    tmp_path: Path, number: Any, shown_as: str, text: str
) -> None:
    def also(sheet: Worksheet) -> None:
        sheet["B2"].number_format = shown_as

    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, ["甲苑", number, 0.95]]), also=also)

    assert rows(one(path).table()) == [("甲苑", text, "0.95")]


def test_an_error_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    def also(sheet: Worksheet) -> None:
        sheet["C3"].value, sheet["C3"].data_type = "#DIV/0!", "e"

    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, ["甲苑", "#REF!", 1], ["乙苑", 1]]), also=also)

    assert rows(one(path).table()) == [("甲苑", "#REF!", "1"), ("乙苑", "1", "#DIV/0!")]


def test_a_formula_that_was_never_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    lines = [HEADER, ["甲苑", "=1+1", 1], ["乙苑", "=2", "=3"], ["丙苑", 1, 1]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines))
    table = one(path).table()

    assert told(table.problems, path) == [
        ("unsolved-formula", "检查!B2 [保洁]"),
        ("unsolved-formula", "检查!C3 [绿化]"),
    ]
    assert [problem.params for problem in table.problems] == [{"count": 2}, {"count": 1}]
    assert told(one(path).table({"小区", "绿化"}).problems, path) == [("unsolved-formula", "检查!C3 [绿化]")]


@pytest.mark.parametrize(("result", "unsolved"), [(0, 1), (7, 0), ("良", 0)])
def test_a_result_of_0_that_no_program_worked_out_is_none(tmp_path: Path, result: Any, unsolved: int) -> None:
    """XlsxWriter writes 0 for want of a result, and asks that the workbook be calculated when it is opened."""
    path = tmp_path / "q.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("检查")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["甲苑", 1])
    sheet.write_formula(1, 2, "=SUM(A9:A10)", None, result)
    book.close()

    assert len(one(path).table().problems) == unsolved

    changed(path, "workbook.xml", lambda part: part.replace(b'fullCalcOnLoad="1"', b""))
    assert one(path).table().problems == []


def test_a_workbook_s_own_beginning_of_days_is_kept(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [["小区", "保洁", "date"], ["甲苑", 4, date(2022, 6, 30)]]))
    changed(path, "workbook.xml", lambda part: re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', part))

    assert one(path).table().columns["date"][0] == "2026-07-01"


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [HEADER, ["甲苑", '=""', 1]]))
    changed(path, "sheet1.xml", lambda part: part.replace(b'<c r="B2">', b'<c r="B2" t="str">'))

    table = one(path).table()

    assert (rows(table), table.problems) == ([("甲苑", "", "1")], [])
