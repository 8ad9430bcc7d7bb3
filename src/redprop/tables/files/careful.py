"""Rows of a text file one by one, with the line that each begins on: for pieces whose rows may not be lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from redprop.errors import Place, Problem
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, TextColumn

csv.field_size_limit(1_000_000)


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends; a lone carriage return ends one only where nothing else does."""
    if "\n" not in text:
        yield from text.splitlines(keepends=True)
        return
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def careful_rows(table: RawTable, text: str, header: Sequence[str], delimiter: str, told: Ledger) -> RawTable:
    """The rows of a piece for an empty table; blank lines are no rows, rows that do not fit the header are told.

    What follows a quote that is never closed, or a field that is too long, cannot be told apart: it is not read.
    """
    rows: list[list[str]] = []
    begun: list[int] = []
    reader = csv.reader(lines_of(text), strict=True, delimiter=delimiter)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            told.tell(Problem("bad-csv", Place(table.file, line + table.before()), {"why": str(error)}))
            break
        if row is None:
            break
        if row and len(row) != len(header):
            told.tell(wrong_width(table, line, len(header), len(row)))
        elif row:
            rows.append(row)
            begun.append(line)
        line = reader.line_num + 1
    at = {name: number for number, name in enumerate(header)}
    columns = {name: TextColumn.of([row[at[name]] for row in rows]) for name in table.columns}
    return replace(table, columns=columns, rows=np.asarray(begun, dtype=np.int64))


def wrong_width(table: RawTable, line: int, expected: int, got: int) -> Problem:
    """The problem of a row that does not fit the header; `line` counts from the piece's first."""
    return Problem("wrong-width", Place(table.file, line + table.before()), {"expected": expected, "got": got})
