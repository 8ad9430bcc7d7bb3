from __future__ import annotations

from pathlib import Path

import pytest

from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, cell, one, open_document, refused, rows, sheet_of, told

HEADER = ["小区", "保洁", "绿化"]


def read(tmp_path: Path, *lines: list[object]) -> list[tuple[str, ...]]:
    return rows(one(open_document(tmp_path / "q.ods", sheet_of(HEADER, *lines))).table())


def test_cells_are_read_by_what_they_say_they_are(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2022-06-30"><text:p>30.6.22</text:p></table:table-cell>'
    moment = '<table:table-cell office:value-type="date" office:date-value="2022-06-30T14:05:00"/>'
    true = '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>是</text:p></table:table-cell>'

    assert read(tmp_path, ["甲苑", 0.30000000000000004, "7%"], ["乙苑", day, moment], ["丙苑", true, "95 %"[:2]]) == [
        ("甲苑", "0.3", "7"),
        ("乙苑", "2022-06-30", "2022-06-30 14:05:00"),
        ("丙苑", "TRUE", "95"),
    ]


def test_a_percent_is_a_hundred_times_its_number_and_a_share_stays(tmp_path: Path) -> None:
    path = open_document(tmp_path / "q.ods", sheet_of(["小区", "整改率"], ["甲苑", "95%"], ["乙苑", 0.95]))

    table = one(path).table()

    assert rows(table) == [("甲苑", "95"), ("乙苑", "0.95")]
    assert table.problems == []


def test_an_error_is_read_as_it_is_shown(tmp_path: Path) -> None:
    more = 'table:formula="of:=[.A9]" calcext:value-type="error"'
    number = f'<table:table-cell {more} office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'

    assert read(tmp_path, ["甲苑", cell("#REF!", more), number]) == [("甲苑", "#REF!", "#DIV/0!")]


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    path = open_document(tmp_path / "q.ods", sheet_of(HEADER, ["甲苑", cell(None, 'table:formula="of:=1+1"'), 1]))

    assert told(one(path).table().problems, path) == [("unsolved-formula", "检查!B2 [保洁]")]


def test_repeated_cells_and_rows_are_as_many_and_empty_ones_only_count(tmp_path: Path) -> None:
    twice = cell(4, 'table:number-columns-repeated="2"')
    empty = '</table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row>'
    path = open_document(tmp_path / "q.ods", sheet_of(HEADER, ["甲苑", twice], [empty], ["乙苑", 5, 1]))

    table = one(path).table()

    assert (rows(table), table.lines.tolist()) == ([("甲苑", "4", "4"), ("乙苑", "5", "1")], [2, 8])


def test_a_comment_is_no_part_of_a_cell(tmp_path: Path) -> None:
    noted = '<table:table-cell office:value-type="string"><office:annotation><text:p>看</text:p></office:annotation><text:p>甲<text:span>苑</text:span><text:s text:c="2"/>北</text:p></table:table-cell>'

    assert read(tmp_path, [noted, 4, 1]) == [("甲苑  北", "4", "1")]


def test_merged_cells_are_filled_down(tmp_path: Path) -> None:
    path = open_document(
        tmp_path / "q.ods",
        sheet_of(
            ["小区", "criterion", "value"],
            [cell("甲苑", 'table:number-rows-spanned="2" table:number-columns-spanned="1"'), "保洁", 4],
            ["<table:covered-table-cell/>", "绿化", 5],
        ),
    )

    assert rows(one(path).table()) == [("甲苑", "保洁", "4"), ("甲苑", "绿化", "5")]


def test_a_hidden_sheet_is_left_alone(tmp_path: Path) -> None:
    styles = '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    hidden = sheet_of(HEADER, ["乙苑", 1, 1], name="旧表", more='table:style-name="ta2"')
    path = open_document(tmp_path / "q.ods", sheet_of(HEADER, ["甲苑", 4, 1]), hidden, styles=styles)

    tables, notes = open_workbook(path, WORDS)

    assert ([table.sheet for table in tables], told(notes, path)) == (["检查"], [("sheet-hidden", "旧表")])


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(HEADER, [cell(4, 'table:number-columns-repeated="16000"')] * 700),
        sheet_of([cell(4, 'table:number-columns-repeated="999999999"')]),
        sheet_of(
            HEADER,
            [
                '</table:table-row><table:table-row table:number-rows-repeated="1040000">'
                + cell(4)
                + "</table:table-row><table:table-row>"
                + cell(4, 'table:number-columns-repeated="20"')
            ],
        ),
    ],
    ids=["wide", "far", "long"],
)
def test_a_sheet_that_would_not_fit_into_memory_is_not_laid_out(tmp_path: Path, sheet: str) -> None:
    [(code, _)] = refused(open_document(tmp_path / "q.ods", sheet))

    assert code == "sheet-too-large"


def test_what_a_reader_must_not_follow_is_refused(tmp_path: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = open_document(tmp_path / "q.ods", sheet_of(HEADER, ["&b;", 1, 1]), before=entities)

    assert refused(path) == [("not-a-workbook", "")]


def test_a_password_is_said(tmp_path: Path) -> None:
    assert refused(open_document(tmp_path / "q.ods", sheet_of(HEADER), manifest="<encryption-data/>")) == [
        ("workbook-encrypted", "")
    ]
