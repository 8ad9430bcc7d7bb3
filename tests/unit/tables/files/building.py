"""Workbooks for tests, made where they are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from redprop.errors import Problem, TableError
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.files.workbook import SheetTable, open_workbook
from redprop.tables.raw import RawTable

WORDS = Vocabulary(
    subjects=frozenset({"estate", "小区", "您所在的小区"}),
    columns=frozenset({"criterion", "value", "channel", "visit", "date", "place", "respondent"}),
    measures=frozenset({"保洁", "绿化", "秩序(北区)", "整改率", "litter"}),
    channels={"行业测评": "industry", "industry": "industry", "业主参评": "owners", "owners": "owners"},
)


def workbook(
    path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]], also: Callable[[Worksheet], None] | None = None
) -> Path:
    """An .xlsx of rows; `also` has the last sheet for what rows do not say."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if also is not None:
        also(sheet)
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    assert any(name.endswith(part) for name in parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name.endswith(part) else content)
    return path


def one(path: Path, sheet: str = "", cells: str = "") -> SheetTable:
    """The only table of a workbook."""
    tables, _ = open_workbook(path, WORDS, sheet, cells)
    assert len(tables) == 1
    return tables[0]


def rows(table: RawTable) -> list[tuple[str, ...]]:
    """The rows of a table, each without the columns' names."""
    return list(zip(*(column.rows() for column in table.columns.values()), strict=True))


def refused(path: Path, sheet: str = "", cells: str = "") -> list[tuple[str, str]]:
    """The codes and places that a workbook is refused with, the file left out."""
    with pytest.raises(TableError) as error:
        open_workbook(path, WORDS, sheet, cells)
    return told(error.value.problems, path)


def told(problems: Sequence[Problem], path: Path) -> list[tuple[str, str]]:
    """Problems by code and place, the file left out."""
    return [(problem.code, str(problem.place).removeprefix(str(path)).lstrip(":")) for problem in problems]


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MORE = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def cell(value: Any, more: str = "") -> str:
    """A cell as LibreOffice writes it: a text, a number, a share that is shown as a percent, a day."""
    if value is None:
        return f"<table:table-cell {more}/>"
    if isinstance(value, str) and value.endswith("%"):
        kind, text = f'office:value-type="percentage" office:value="{float(value[:-1]) / 100}"', value
    elif isinstance(value, (int, float)):
        kind, text = f'office:value-type="float" office:value="{value}"', str(value)
    else:
        kind, text = 'office:value-type="string"', value
    return f"<table:table-cell {kind} {more}><text:p>{text}</text:p></table:table-cell>"


def sheet_of(*rows: Sequence[Any], name: str = "检查", more: str = "") -> str:
    """A sheet; what is a text with an angle bracket is a cell, or a row, already."""
    lines = []
    for row in rows:
        cells = "".join(one if isinstance(one, str) and one.startswith("<") else cell(one) for one in row)
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    return f'<table:table table:name="{name}" {more}>{"".join(lines)}</table:table>'


def open_document(path: Path, *sheets: str, styles: str = "", before: str = "", manifest: str = "") -> Path:
    """An .ods of sheets that are written by hand."""
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES} {MORE}>{styles}{body}</office:document-content>"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", compress_type=0)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", before + content)
    return path
