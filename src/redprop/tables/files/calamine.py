"""python-calamine behind a door: its values as text, and its many ways to fail as one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.grid import Grid, Texts
from redprop.tables.files.package import not_a_workbook

_ONE_AT_A_TIME = threading.Lock()


@dataclass
class Book:
    """An opened workbook and the names of its sheets, hidden ones too."""

    file: str
    book: Any
    names: tuple[str, ...]
    hidden: frozenset[str]

    def grid(self, name: str) -> Grid:
        """A sheet's texts, from cell A1 on. How far it reaches must be known: calamine lays it out whole."""
        with _one_failure(self.file):
            sheet = self.book.get_sheet_by_name(name)
            left = sheet.start[1] if sheet.start else 0
            text = Texts().of
            before = [""] * left
            rows = [before + [text(value) if value != "" else "" for value in row] for row in sheet.iter_rows()]
            merged = [
                (top + 1, first + 1, end + 1, last + 1) for (top, first), (end, last) in sheet.merged_cell_ranges or ()
            ]
            return Grid(name, rows, merged)


def opened_book(file: str, content: bytes) -> Book:
    """Opens a workbook, whatever its ending says.

    Raises:
        TableError: It is none, or is protected.
    """
    import python_calamine  # only workbooks need it

    with _one_failure(file):
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        visible = python_calamine.SheetVisibleEnum.Visible
        hidden = frozenset(sheet.name for sheet in book.sheets_metadata if sheet.visible != visible)
        return Book(file, book, tuple(book.sheet_names), hidden)


@contextmanager
def _one_failure(file: str) -> Iterator[None]:
    """A library in another language fails in its own ways, a panic being no Exception: all of them mean one thing."""
    import python_calamine

    try:
        with _quietly():
            yield
    except (KeyboardInterrupt, SystemExit, TableError):
        raise
    except python_calamine.PasswordError as error:
        raise TableError([Problem("workbook-encrypted", Place(file), {})]) from error
    except BaseException as error:
        raise not_a_workbook(file, str(error) or type(error).__name__) from error


@contextmanager
def _quietly() -> Iterator[None]:
    """A panic prints where it came from before anybody can catch it: nobody who reads a list of problems wants that.

    The process has one standard error, so workbooks are opened one at a time.
    """
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(2)
        except OSError:  # there is none
            yield
            return
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(nothing)
            os.close(kept)
