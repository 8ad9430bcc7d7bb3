"""CSV and TSV files to raw tables, piece by piece: Arrow parses, and a careful reader where its rows are not lines."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.careful import MOST_CHARACTERS, careful_rows, wrong_width
from redprop.tables.files.careful import Lines as LinesOfText
from redprop.tables.files.cuts import BLOCK, LONGEST, careful_cuts, quick_cuts, sound
from redprop.tables.files.delimiter import delimiter_of
from redprop.tables.files.header import refuse_bad_header
from redprop.tables.files.plain import Plain, decided, plain_file
from redprop.tables.files.ranges import Lines, read_range
from redprop.tables.files.remote import located
from redprop.tables.files.values import text_column
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, TextColumn

_NONE = np.zeros(0, dtype=np.int64)
_LABEL = pa.dictionary(pa.int32(), pa.string())


class CutWrong(Exception):  # noqa: N818  # not a fault of anybody's
    """A piece may begin or end inside quotes: the file is to be cut with care."""


class NotUtf8(Exception):  # noqa: N818
    """A piece is not UTF-8, or holds a NUL: the whole file is to be looked at."""


@dataclass(frozen=True)
class Delimited:
    """An opened file of delimited text: where its bytes are, the names of its columns, where its rows begin.

    `careful` says that its cuts were made looking at every byte; `decided` that its encoding was.
    """

    plain: Plain
    header: tuple[str, ...]
    begin: int
    size: int
    delimiter: str
    lines: Lines
    careful: bool = False
    decided: bool = False
    sheet: str = ""
    named: str = ""

    @property
    def file(self) -> str:
        """Its name, as the user gave it."""
        return self.plain.name

    @property
    def guessed(self) -> str:
        """What it was read as where nobody said so and its bytes had to tell; nothing for UTF-8."""
        return self.plain.encoding if self.decided and self.plain.encoding != "utf-8" else ""

    def pieces(self, block: int = BLOCK) -> Iterator[Piece]:
        """The file cut into pieces of about so many bytes, at the ends of records; at least one."""
        read_at = partial(read_range, str(self.plain.path))
        if self.careful:
            cuts = careful_cuts(read_at, self.begin, self.size, self.delimiter, block, self.lines.end)
        else:
            cuts = quick_cuts(read_at, self.begin, self.size, block, self.lines.end)
        any_piece = False
        for start, stop in cuts:
            any_piece = True
            yield Piece(self, start, stop)
        if not any_piece:
            yield Piece(self, self.size, self.size)

    def again(self, why: Exception) -> Delimited:
        """The file opened anew after a piece was found not to be what a quick look took it for.

        Raises:
            TableError: It is in no encoding that is known.
        """
        if isinstance(why, CutWrong):
            return replace(self, careful=True)
        if self.decided:  # it was looked at as a whole and is another file by now
            raise TableError([Problem("no-encoding", Place(self.file, 1), {})])
        return replace(_opened(decided(self.plain)), careful=self.careful, decided=True)


@dataclass(frozen=True)
class Piece:
    """A part of a file that can be read by itself, on any thread or machine."""

    source: Delimited
    start: int
    stop: int

    @property
    def weight(self) -> int:
        """Its bytes."""
        return self.stop - self.start

    def parts(self, block: int = BLOCK) -> Iterator[Piece]:
        """It, cut into smaller ones."""
        return replace(self.source, begin=self.start, size=self.stop).pieces(block)

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
        """Its columns of text; `only` leaves out columns that nobody asks for.

        Rows that do not fit the header are told and left out. A row's line is its line in the file, the header being
        1, blank lines and newlines in quotes counted.

        Raises:
            CutWrong, NotUtf8: The file is to be opened anew.
        """
        source = self.source
        if self.weight > LONGEST and not source.careful:
            raise CutWrong
        content = read_range(str(source.plain.path), self.start, self.weight) if self.weight <= LONGEST else b""
        if not _is_utf8(content) or 0 in content:
            raise NotUtf8
        is_sound = sound(content, source.delimiter)
        if not source.careful and not is_sound:
            raise CutWrong
        wanted = [name for name in source.header if only is None or name in only] or list(source.header[:1])
        told = told if told is not None else Ledger()
        empty = TextColumn.of([])
        table = RawTable(source.file, dict.fromkeys(wanted, empty), _NONE, before=self._before)
        if self.weight > LONGEST:  # a careful cut: it begins with a record without an end
            why = f"a row of more than {LONGEST >> 20} MB"
            told.tell(Problem("bad-csv", Place(table.file, 1 + table.before()), {"why": why}))
            return table
        found = _by_arrow(table, content, source, told) if is_sound and _is_plain(content) else None
        if found is not None:  # it may be a table of no rows
            return found
        return careful_rows(table, content.decode(), source.header, source.delimiter, told, source.lines.end.decode())

    def _before(self) -> int:
        """The lines before it; asked of the piece, which keeps a temporary file from being removed."""
        return self.source.lines.before(self.start)


def open_delimited(path: str | Path, encoding: str | None = None) -> Delimited:
    """Opens a file of delimited text; only its header is read.

    Raises:
        TableError: The file cannot be opened, is in no known encoding, or has no usable header.
    """
    return _opened(plain_file(path, encoding))


HEADER_BYTES = 16 << 20
"""A header is no longer."""


def _opened(plain: Plain, length: int = 1 << 16) -> Delimited:
    path = str(plain.path)
    head = read_range(path, plain.skip, length)
    size = located(path).stat().st_size
    whole = plain.skip + len(head) >= size
    text = _head_text(head, whole)
    if text is None:  # the whole file decides, but here it is known already that it must be asked
        return replace(_opened(decided(plain)), decided=True)
    if "\n" not in text and not whole and length < HEADER_BYTES:
        return _opened(plain, HEADER_BYTES)
    end = "\n" if "\n" in text else "\r"
    mark = delimiter_of(text.partition(end)[0], plain.name)
    lines = LinesOfText(text, end)
    try:
        names = [name.strip() for name in next(csv.reader(lines, delimiter=mark, strict=True), [])]
        wrong = ""
    except csv.Error as error:
        names, wrong = [], str(error)
    if lines.place == len(text) and not whole:  # it may go on in what has not been read
        if length < HEADER_BYTES:
            return _opened(plain, HEADER_BYTES)
        wrong = wrong or f"a header of more than {HEADER_BYTES >> 20} MB"
    if wrong:
        raise TableError([Problem("bad-csv", Place(plain.name, 1), {"why": wrong})])
    refuse_bad_header(names, plain.name)
    begin = plain.skip + len(text[: lines.place].encode())
    return Delimited(plain, tuple(names), begin, size, mark, Lines(path, end.encode()))


def _head_text(head: bytes, whole: bool) -> str | None:
    """The beginning of a file as text, but for a character that is cut off; None where it is not UTF-8."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        return None


def _is_utf8(content: bytes) -> bool:
    """Whether all of it is UTF-8, columns that nobody reads too; Arrow looks without copying."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int64))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(content)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _is_plain(content: bytes) -> bool:
    """Whether nothing is in it that Arrow reads otherwise than the careful reader, as far as quotes do not decide.

    Arrow ends lines at a lone carriage return, passes over a byte order mark, and takes fields of any length. Where
    every stretch of half a length holds a line's end, no line is longer than the length.
    """
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return False
    if content.startswith(codecs.BOM_UTF8):
        return False
    half = MOST_CHARACTERS // 2
    return all(content.find(b"\n", at, at + half) >= 0 for at in range(0, len(content) - half + 1, half))


def _by_arrow(table: RawTable, content: bytes, source: Delimited, told: Ledger) -> RawTable | None:
    """Arrow's parse, if it proves that every row is one line; None where it does not."""
    if any("\n" in name or "\r" in name for name in source.header):
        return None
    strange: list[tuple[int, int]] = []

    def skip(row: Any) -> str:
        strange.append((row.number, row.actual_columns))
        return "skip"

    quoted = b'"' in content
    try:
        found = arrow.read_csv(
            pa.py_buffer(content),
            read_options=arrow.ReadOptions(
                column_names=list(source.header), use_threads=False, block_size=max(len(content), 1)
            ),
            parse_options=arrow.ParseOptions(
                delimiter=source.delimiter, newlines_in_values=quoted, invalid_row_handler=skip
            ),
            convert_options=arrow.ConvertOptions(
                column_types=dict.fromkeys(source.header, _LABEL),
                include_columns=list(table.columns),
                strings_can_be_null=False,
                check_utf8=False,  # the caller has looked at every byte
            ),
        )
    except pa.ArrowInvalid:
        return None
    if found.num_rows + len(strange) != _lines_in(content):
        return None
    told.tell_many(len(strange), (wrong_width(table, line, len(source.header), got) for line, got in strange))
    rows = np.arange(1, found.num_rows + len(strange) + 1)
    columns = {name: text_column(column) for name, column in zip(table.columns, found.columns, strict=True)}
    return replace(table, columns=columns, rows=np.delete(rows, [line - 1 for line, _ in strange]) if strange else rows)


def _lines_in(content: bytes) -> int:
    ends = int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) == ord("\n")))
    return ends + (bool(content) and not content.endswith(b"\n"))
