"""CSV files to raw tables. Arrow parses; where its rows would not be lines, Python's own reader does it with care."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow

from redprop.errors import Place, Problem, TableError
from redprop.exact import Whole
from redprop.tables.raw import RawTable, TextColumn

_LABEL = pa.dictionary(pa.int32(), pa.string())
NEVER_READ = ("place", "finding", "evidence", "note", "assessor")
STRAY_QUOTE = re.compile(rb'"(?<=[^,\r\n]")(?=[^,\r\n])')
"""A quote that neither opens nor closes a field."""
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
csv.field_size_limit(1_000_000)


@dataclass(frozen=True)
class CsvFile:
    """An opened CSV file: its bytes and the names of its columns."""

    file: str
    content: bytes
    header: tuple[str, ...]
    parsed: RawTable | None = None

    def table(self, only: Collection[str] | None = None) -> RawTable:
        """The file's columns of text; `only` leaves out columns that nobody asks for.

        Rows that do not fit the header are listed in `problems` and left out. A row's line is its line in the file,
        the header being 1, blank lines and newlines in quotes counted.
        """
        wanted = [name for name in self.header if only is None or name in only] or list(self.header[:1])
        if self.parsed is not None and set(wanted) <= set(self.parsed.columns):
            return replace(self.parsed, columns={name: self.parsed.columns[name] for name in wanted})
        return _by_arrow(self, wanted) or _by_hand(self, wanted)

    def ahead(self) -> CsvFile:
        """The same file, its columns parsed already but for those that scoring never reads."""
        likely = [name for name in self.header if name.casefold() not in NEVER_READ]
        return replace(self, parsed=self.table(likely))


def open_csv(path: str | Path) -> CsvFile:
    """Opens a CSV file, UTF-8 with or without a byte order mark.

    Raises:
        TableError: The file cannot be opened, is not UTF-8, or has no usable header.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TableError([Problem("cannot-read", Place(str(path)), {"why": why})]) from error
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not _is_utf8(content):
        _text(content, str(path))
    return CsvFile(str(path), content, tuple(_header(content, str(path))))


def read_csv(path: str | Path) -> RawTable:
    """The whole of a CSV file; see `open_csv`."""
    return open_csv(path).table()


def _is_utf8(content: bytes) -> bool:
    """Whether all of it is UTF-8, columns that nobody reads too; Arrow looks without copying."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int64))
    one = pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, pa.py_buffer(content)])
    try:
        one.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError([Problem("not-utf8", Place(file, line), {})]) from error


def _header(content: bytes, file: str) -> list[str]:
    """The header's names; empty or repeated names are refused, for nobody could say which column is meant."""
    end = content.find(b"\n")
    first = content if end < 0 else content[: end + 1]
    if first.count(b'"') % 2:  # a quoted newline inside the header
        first = content
    names = next(csv.reader(io.StringIO(_text(first, file), newline="")), [])
    names = [name.strip() for name in names]
    if not any(names):
        raise TableError([Problem("no-header", Place(file, 1), {})])
    mark = next((word for sign, word in SEPARATORS.items() if len(names) == 1 and sign in names[0]), "")
    if mark:
        raise TableError([Problem("wrong-separator", Place(file, 1), {"mark": mark})])
    problems = [
        Problem("empty-header", Place(file, 1), {"number": number}) for number, name in enumerate(names, 1) if not name
    ]
    problems += [
        Problem("same-header", Place(file, 1, field=name), {"name": name})
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    if problems:
        raise TableError(problems)
    return names


def _by_arrow(opened: CsvFile, wanted: list[str]) -> RawTable | None:
    """Arrow's parse, if it proves that every row is one line; None where it does not."""
    content, header = opened.content, list(opened.header)
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    quoted = content.count(b'"')
    if (
        quoted % 2
        or (quoted and STRAY_QUOTE.search(content.replace(b'""', b"")))
        or any("\n" in name or "\r" in name for name in header)
    ):
        return None
    try:
        table = arrow.read_csv(
            pa.py_buffer(content),
            read_options=arrow.ReadOptions(column_names=header, skip_rows=1),
            parse_options=arrow.ParseOptions(newlines_in_values=quoted > 0, ignore_empty_lines=True),
            convert_options=arrow.ConvertOptions(
                column_types=dict.fromkeys(header, _LABEL), include_columns=wanted, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows + 1 != lines:
        return None
    columns = {}
    for name, chunks in zip(wanted, table.unify_dictionaries().columns, strict=True):
        column = chunks.combine_chunks()
        columns[name] = TextColumn(_codes(column.indices), column.dictionary.to_pylist())
    return RawTable(opened.file, columns, np.arange(2, table.num_rows + 2))


def _codes(indices: pa.Array) -> Whole:
    """Arrow's numbers as NumPy's, from its memory: `to_numpy` would load pandas to ask it nothing."""
    if not len(indices):
        return np.zeros(0, dtype=np.int64)
    all_codes = np.frombuffer(indices.buffers()[1], dtype=np.int32)
    return all_codes[indices.offset : indices.offset + len(indices)].astype(np.int64)


def _by_hand(opened: CsvFile, wanted: list[str]) -> RawTable:
    """Row by row, with the line that each begins on; blank lines are no rows."""
    file, header = opened.file, opened.header
    rows: list[list[str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(_text(opened.content, file), newline=""), strict=True)
    begins = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            problems.append(Problem("bad-csv", Place(file, begins), {"why": str(error)}))
            break
        if row is None:
            break
        if row and begins > 1 and len(row) != len(header):
            params = {"expected": len(header), "got": len(row)}
            problems.append(Problem("wrong-width", Place(file, begins), params))
        elif row and begins > 1:
            rows.append(row)
            lines.append(begins)
        begins = reader.line_num + 1
    columns = {name: TextColumn.of([row[header.index(name)] for row in rows]) for name in wanted}
    return RawTable(file, columns, np.asarray(lines, dtype=np.int64), problems)
