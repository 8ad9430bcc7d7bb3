"""The shipped quarter as an office would send it: typed into a workbook, saved by Excel in China, packed, converted."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from redprop.engine.result import Result
from tests.running import ROOT
from tests.shipped.conftest import scored

PERIOD = "2022Q2"
SHEETS = {"industry": "行业测评", "owners": "业主参评", "district": "区级自评", "city": "市级复评"}
HEADS = {"estate": "小区", "criterion": "条款", "value": "数值", "visit": "期次", "place": "部位", "note": "备注"}
IN_PERCENT = ("lamps_on", "volunteers_registered")
"""Measures whose numbers are typed as percentages: 58 % is the number 58."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the workspace, free to change."""
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "redprop.yaml", tmp_path)
    return tmp_path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def typed(sheet: Worksheet, title: str, rows: list[list[str]]) -> None:
    """A table as people type it: a title over its width, the header over two rows, numbers as numbers, percentages."""
    header, body = rows[0], rows[1:]
    width = len(header)
    sheet.append([f"2022年第二季度{title}汇总表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.append(["小区", "测评内容"])
    sheet.append([None, *(HEADS.get(name, name) for name in header[1:])])
    sheet.merge_cells(start_row=2, start_column=1, end_row=3, end_column=1)
    sheet.merge_cells(start_row=2, start_column=2, end_row=2, end_column=width)
    measure = header.index("criterion") if "criterion" in header else None
    for number, row in enumerate(body, 4):
        for column, (name, text) in enumerate(zip(header, row, strict=True), 1):
            if not text:
                continue
            cell = sheet.cell(number, column)
            asked = row[measure] if measure is not None and name == "value" else name
            if asked in IN_PERCENT and text.isdigit():
                cell.value, cell.number_format = int(text) / 100, "0%"
            elif text.replace(".", "", 1).isdigit() and name != "finding":
                cell.value = float(text) if "." in text else int(text)
            else:
                cell.value = text


def workbook(folder: Path) -> None:
    """The four channels as four sheets of one workbook, instead of four files."""
    book = Workbook()
    book.remove(book.active)
    for name, title in SHEETS.items():
        path = folder / f"{name}.csv"
        typed(book.create_sheet(title), title, rows_of(path))
        path.unlink()
    book.save(folder / "二季度.xlsx")


def in_gbk(folder: Path) -> None:
    for path in [*folder.glob("*.csv"), folder.parent / "estates.csv"]:
        path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))


def in_utf16(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def packed(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def in_tabs(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.with_suffix(".tsv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows_of(path))
        path.unlink()


def in_parquet(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        pd.read_csv(path).to_parquet(path.with_suffix(".parquet"), row_group_size=1000)
        path.unlink()


def in_feather(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        pd.read_csv(path, dtype=str, keep_default_na=False).to_feather(path.with_suffix(".feather"))
        path.unlink()


FORMS = [workbook, in_gbk, in_utf16, packed, in_tabs, in_parquet, in_feather]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_form_of_the_files_changes_nothing(
    form: Callable[[Path], None], copy: Path, shipped: dict[str, Result]
) -> None:
    form(copy / "data" / PERIOD)

    found = scored(copy, PERIOD)

    pd.testing.assert_frame_equal(found.ranking(), shipped[PERIOD].ranking())
    assert found.fingerprint == shipped[PERIOD].fingerprint
