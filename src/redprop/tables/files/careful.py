"""Rows of a text file one by one, with the line that each begins on: for pieces whose rows may not be lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from redprop.errors import Place, Problem
from redprop.tables.files.cuts import record_end
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, TextColumn

MOST_CHARACTERS = 1_000_000
"""No field is longer."""
csv.field_size_limit(MOST_CHARACTERS)


class Lines:
    """The lines of a text with their ends; `place` is where the next one begins.

    A carriage return ends a line only in a file whose header has no other end.
    """

    def __init__(self, text: str, end: str = "\n") -> None:
        self.text, self.end, self.place = text, end, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        start = self.place
        if start >= len(self.text):
            raise StopIteration
        self.place = self.text.find(self.end, start) + 1 or len(self.text)
        return self.text[start : self.place]


def careful_rows(
    table: RawTable, text: str, header: Sequence[str], delimiter: str, told: Ledger, end: str = "\n"
) -> RawTable:
    """The rows of a piece for an empty table; blank lines are no rows, rows that do not fit the header are told.

    A row whose quotes are wrong, or with a field that is too long, is told too, and the next one read: which that is
    depends on the row alone, so that a file has the same rows wherever it is cut.
    """
    rows: list[list[str]] = []
    begun: list[int] = []
    lines, line = Lines(text, end), 1
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    before = 0
    while True:
        start = lines.place
        try:
            row = next(reader, None)
        except csv.Error as error:
            told.tell(Problem("bad-csv", Place(table.file, line + table.before()), {"why": str(error)}))
            lines.place = record_end(text, start, delimiter, end)
            line += text.count(end, start, lines.place)
            reader, before = csv.reader(lines, strict=True, delimiter=delimiter), line - 1
            continue
        if row is None:
            break
        if row and len(row) != len(header):
            told.tell(wrong_width(table, line, len(header), len(row)))
        elif row:
            rows.append(row)
            begun.append(line)
        line = before + reader.line_num + 1
    at = {name: number for number, name in enumerate(header)}
    columns = {name: TextColumn.of([row[at[name]] for row in rows]) for name in table.columns}
    return replace(table, columns=columns, rows=np.asarray(begun, dtype=np.int64))


def wrong_width(table: RawTable, line: int, expected: int, got: int) -> Problem:
    """The problem of a row that does not fit the header; `line` counts from the piece's first."""
    return Problem("wrong-width", Place(table.file, line + table.before()), {"expected": expected, "got": got})
