"""Workbooks of Excel up to 2003, .xls: python-calamine's values, and beside them errors and how far a sheet reaches."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from struct import unpack_from

from redprop.tables.files.calamine import Book, opened_book
from redprop.tables.files.compound import stream_of
from redprop.tables.files.grid import Grid, check_span
from redprop.tables.files.package import not_a_workbook
from redprop.tables.files.xlsx import Sheet

_BEGIN, _END, _SHEET = 0x0809, 0x000A, 0x0085
_CELLS = {0x0203, 0x0204, 0x0205, 0x0006, 0x00FD, 0x027E, 0x00D6}
_SEVERAL, _TRUTH, _FORMULA = 0x00BD, 0x0205, 0x0006
_REACH, _TEXTS = 0x0200, 0x00FC
_LAST_ROW, _LAST_COLUMN = 65_536, 256
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass
class _Seen:
    """What the records of one sheet say; rows and columns count from 1."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def sheets_of_xls(file: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order.

    Raises:
        TableError: It cannot be read as a workbook, is protected, or a sheet of it is too large.
    """
    try:
        records = stream_of(content, ("Workbook", "Book"))
        seen = {name: _look(records, begin) for name, begin in _sheets(records)}
    except (struct.error, ValueError, IndexError) as error:
        raise not_a_workbook(file, str(error)) from error
    for name, one in seen.items():
        check_span(file, name, one.last_row, one.last_column)
    book = opened_book(file, content)

    def reader(name: str) -> Callable[[], Grid]:
        return lambda: _grid(book, name, seen.get(name, _Seen()))

    return [Sheet(name, name in book.hidden, reader(name)) for name in book.names]


def _grid(book: Book, name: str, seen: _Seen) -> Grid:
    grid = book.grid(name)
    grid.shows_formats = False
    for at, text in seen.errors.items():
        grid.put(at, text)
    return grid


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records from a place on: kind, where its content begins, how long it is."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """The sheets that the workbook lists, each with the place where its records begin."""
    for kind, at, _ in _records(stream, 0):
        if kind == _END:
            return
        if kind == _TEXTS and unpack_from("<I", stream, at + 4)[0] > len(stream):
            raise ValueError("more texts than bytes")
        if kind == _SHEET:
            begin, _, _, length, wide = unpack_from("<IBBBB", stream, at)
            size = length * 2 if wide & 1 else length
            name = stream[at + 8 : at + 8 + size].decode("utf-16-le" if wide & 1 else "latin-1")
            yield name, begin


def _look(stream: bytes, begin: int) -> _Seen:
    """Walks through a sheet's records once; charts within it have beginnings and ends of their own."""
    seen = _Seen()
    depth = 0
    for kind, at, size in _records(stream, begin):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            break
        if kind == _REACH:
            _believe(*unpack_from("<IIHH" if size >= 12 else "<HHHH", stream, at))
        if kind in _CELLS or kind == _SEVERAL:
            row, column = unpack_from("<HH", stream, at)
            last = unpack_from("<H", stream, at + size - 2)[0] if kind == _SEVERAL else column
            seen.last_row, seen.last_column = max(seen.last_row, row + 1), max(seen.last_column, last + 1)
            if kind == _TRUTH and stream[at + 7]:
                seen.errors[row + 1, column + 1] = _ERRORS.get(stream[at + 6], "#VALUE!")
            elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
                seen.errors[row + 1, column + 1] = _ERRORS.get(stream[at + 8], "#VALUE!")
    return seen


def _believe(top: int, bottom: int, left: int, right: int) -> None:
    """Refuses a sheet that says it reaches further than any can: calamine would ask for that much memory at once.

    Raises:
        ValueError: It does.
    """
    if not (top <= bottom <= _LAST_ROW and left <= right <= _LAST_COLUMN):
        raise ValueError("a sheet reaches further than any can")
