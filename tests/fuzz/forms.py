"""The shipped quarter, a few rows of each file, in every form that a table may come in."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import xlsxwriter

from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import load_rubric
from redprop.rubric.plan import Plan
from tests.running import ROOT
from tests.unit.tables.files.building import open_document, sheet_of

QUARTER = ROOT / "data" / "2022Q2"
NAMES = ("city", "district", "industry", "owners", "adjustments", "visits", "estates")
ROWS = 12


@cache
def the_plan() -> Plan:
    """What the shipped rubric asks of the files."""
    return compile_rubric(load_rubric(ROOT / "rubrics" / "red-property.yaml"))


def shipped(name: str) -> Path:
    """The whole file, as it is shipped."""
    return ROOT / "data" / "estates.csv" if name == "estates" else QUARTER / f"{name}.csv"


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The header of a shipped file, and its first rows."""
    with shipped(name).open(encoding="utf-8-sig", newline="") as file:
        return tuple(tuple(row) for _, row in zip(range(ROWS + 1), csv.reader(file), strict=False))


@cache
def forms(name: str) -> dict[str, bytes]:
    """A file as bytes, by the ending of each form."""
    table = lines(name)
    text = _text(table, ",")
    columns = {name: [row[at] for row in table[1:]] for at, name in enumerate(table[0])}
    return {
        ".csv": text,
        ".gb.csv": text.decode().encode("gb18030"),
        ".u16.csv": text.decode().encode("utf-16"),
        ".tsv": _text(table, "\t"),
        ".csv.gz": gzip.compress(text, mtime=0),
        ".csv.zst": pa.Codec("zstd").compress(text, asbytes=True),
        ".parquet": _written(lambda out: pa.parquet.write_table(pa.table(columns), out)),
        ".feather": _written(lambda out: pa.feather.write_feather(pa.table(columns), out, compression="uncompressed")),
        ".xlsx": _written(lambda out: _workbook(table, out)),
        ".ods": _document(table),
    }


def _text(table: tuple[tuple[str, ...], ...], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table)
    return out.getvalue().encode()


def _written(write: Any) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def _workbook(table: tuple[tuple[str, ...], ...], out: io.BytesIO) -> None:
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, [_number(text) for text in row])


def _document(table: tuple[tuple[str, ...], ...]) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ods"
        open_document(path, sheet_of(*([_number(text) for text in row] for row in table)))
        return path.read_bytes()


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
