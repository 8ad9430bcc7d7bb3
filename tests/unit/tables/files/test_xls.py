from __future__ import annotations

from datetime import date
from pathlib import Path
from struct import pack
from typing import Any

import pytest
import xlwt

from redprop.errors import TableError
from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, one, refused, rows, told

DAY = xlwt.easyxf(num_format_str="yyyy-mm-dd")
PERCENT = xlwt.easyxf(num_format_str="0%")


def old(path: Path, lines: list[list[Any]], *, also: Any = None, name: str = "检查") -> Path:
    """An .xls of rows; `also` has the sheet for what rows do not say."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(name)
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value is not None:
                style = DAY if isinstance(value, date) else xlwt.Style.default_style
                sheet.write(row, column, value, style)
    if also is not None:
        also(sheet)
    book.save(str(path))
    return path


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    path = old(
        tmp_path / "q.xls",
        [["小区", "保洁", "date"], ["甲苑", 4.5, date(2022, 6, 30)], [], ["乙苑", 5, date(2022, 6, 1)]],
    )

    table = one(path).table()

    assert rows(table) == [("甲苑", "4.5", "2022-06-30"), ("乙苑", "5", "2022-06-01")]
    assert (table.sheet, table.lines.tolist()) == ("检查", [2, 4])


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    assert len(one(old(tmp_path / "q.xlsx", [["小区", "保洁"], ["甲苑", 4]])).table()) == 1


def test_merged_cells_and_errors_are_seen(tmp_path: Path) -> None:
    def also(sheet: Any) -> None:
        sheet.write_merge(1, 2, 0, 0, "甲苑")
        sheet.row(1).set_cell_error(2, "#REF!")

    path = old(tmp_path / "q.xls", [["小区", "criterion", "value"], [None, "保洁"], [None, "绿化", 5]], also=also)

    assert rows(one(path).table()) == [("甲苑", "保洁", "#REF!"), ("甲苑", "绿化", "5")]


@pytest.mark.parametrize(
    ("numbers", "asks"),
    [
        ([0.95, 1, 0], True),
        ([1, 1, 1], True),
        ([0.95, 1, 5], False),
        ([0, 0, 0], False),
        ([0.95, "n/a", None], True),
        ([0.95, -1, 1], False),
        (["95%", "96%", "97%"], False),
    ],
)
def test_a_percent_column_whose_numbers_all_lie_in_0_to_1_asks(tmp_path: Path, numbers: list[Any], asks: bool) -> None:
    lines = [["小区", "整改率"], *([f"{name}苑", number] for name, number in zip("甲乙丙", numbers, strict=True))]
    path = old(tmp_path / "q.xls", lines)

    assert told(one(path).table().problems, path) == ([("percent-or-share", "检查!B2 [整改率]")] if asks else [])


def test_a_column_that_does_not_speak_of_percents_does_not_ask(tmp_path: Path) -> None:
    assert one(old(tmp_path / "q.xls", [["小区", "保洁"], ["甲苑", 0.5]])).table().problems == []


def test_in_a_long_table_the_measure_speaks(tmp_path: Path) -> None:
    lines = [["小区", "criterion", "value"], ["甲苑", "保洁", 0.5], ["甲苑", "整改率", 0.9], ["乙苑", "整改率", 1]]
    path = old(tmp_path / "q.xls", lines)

    assert told(one(path).table().problems, path) == [("percent-or-share", "检查!C3 [value]")]


def test_a_hidden_sheet_is_left_alone(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for name in ("检查", "旧表"):
        sheet = book.add_sheet(name)
        sheet.visibility = name == "旧表"
        for row, line in enumerate((["小区", "保洁"], ["甲苑", 4])):
            for column, value in enumerate(line):
                sheet.write(row, column, value)
    path = tmp_path / "q.xls"
    book.save(str(path))

    tables, notes = open_workbook(path, WORDS)

    assert ([table.sheet for table in tables], told(notes, path)) == (["检查"], [("sheet-hidden", "旧表")])


def test_a_large_workbook_is_read_through_all_of_its_sectors(tmp_path: Path) -> None:
    lines = [["小区", "保洁"], *([f"示例{number}苑", number / 7] for number in range(20_000))]

    table = one(old(tmp_path / "q.xls", lines)).table()

    assert (len(table), table.columns["保洁"][19_999]) == (20_000, "2857")


def test_a_cell_further_away_than_memory_reaches_is_not_laid_out(tmp_path: Path) -> None:
    """The record of a number says its row and column in 16 bits each, and a reader that believes it asks for 100 GB."""
    path = old(tmp_path / "q.xls", [["小区", "保洁"], ["甲苑", 4.123]])
    near, far = pack("<HHHH", 0x0203, 14, 1, 1), pack("<HHHH", 0x0203, 14, 0xFFFF, 0xFFF0)
    content = path.read_bytes()
    assert content.count(near) == 1
    path.write_bytes(content.replace(near, far))

    assert [code for code, _ in refused(path)] == ["sheet-too-large"]


@pytest.mark.parametrize("size", [8, 100, 512, 1024, 3000])
def test_a_workbook_that_breaks_off_is_none(tmp_path: Path, size: int) -> None:
    path = old(tmp_path / "q.xls", [["小区", "保洁"], ["甲苑", 4]])
    path.write_bytes(path.read_bytes()[:size])

    assert refused(path) == [("not-a-workbook", "")]


@pytest.mark.parametrize(
    ("there", "claimed"),
    [
        (pack("<HHIIHHH", 0x0200, 14, 0, 2, 0, 2, 0), pack("<HHIIHHH", 0x0200, 14, 0, 1 << 31, 0, 0xFFFF, 0)),
        (pack("<HHH", 0x00FC, 28, 3)[:2], None),
    ],
    ids=["how far it reaches", "how many texts"],
)
def test_what_a_workbook_claims_of_itself_is_not_asked_for_in_memory(
    tmp_path: Path, there: bytes, claimed: bytes | None
) -> None:
    path = old(tmp_path / "q.xls", [["小区", "保洁"], ["甲苑", 4]])
    content = path.read_bytes()
    at = content.index(there)
    spoilt = claimed or content[at : at + 8] + b"\xff\xff\xff\x7f"
    path.write_bytes(content[:at] + spoilt + content[at + len(spoilt) :])

    assert refused(path) == [("not-a-workbook", "")]


def test_a_library_s_panic_is_not_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The first record says that it is empty, and the library looks into it."""
    path = old(tmp_path / "q.xls", [["小区", "保洁"], ["甲苑", 4]])
    path.write_bytes(path.read_bytes().replace(pack("<HH", 0x0809, 16), pack("<HH", 0x0809, 0), 1))

    with pytest.raises(TableError, match="out of range"):
        one(path)

    assert capfd.readouterr() == ("", "")
