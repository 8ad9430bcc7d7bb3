"""What an .xlsx sheet says beside its values: percents, errors, formulas without a result, and how far it reaches.

python-calamine gives values fast, but an error and an unsolved formula as nothing, a percent as a plain number; and it
lays a sheet out whole before anybody knows how far away its last cell is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from redprop.tables.files.address import LAST_COLUMN, column_number
from redprop.tables.files.package import Package, believe, local

_BUILT_IN_PERCENTS = frozenset({9, 10})
_NOT_SHOWN_AS_IS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LETTERS = re.compile(r"[A-Za-z]{1,3}")


@dataclass
class Marks:
    """What one sheet says of its cells; the row and column of each count from 1."""

    percents: array[int] = field(default_factory=lambda: array("q"))
    """Cells shown as percents, as one number each: see `cell_of`."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unsolved: list[tuple[int, int]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def cell_of(key: int) -> tuple[int, int]:
    """The row and column of a number in `Marks.percents`."""
    row, column = divmod(key, LAST_COLUMN)
    return row, column + 1


def percent_styles(package: Package, name: str) -> frozenset[str]:
    """The styles of a workbook that show numbers as percents, as cells name them."""
    formats: dict[str, bool] = {str(number): True for number in _BUILT_IN_PERCENTS}
    found: list[str] = []
    inside: list[str] = [""]
    count = 0

    def seen(element: str, attributes: dict[str, str]) -> None:
        nonlocal count
        if element == "numFmt":
            formats[attributes.get("numFmtId", "")] = is_percent(attributes.get("formatCode", ""))
        elif element in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = element
        elif element == "xf" and inside[0] == "cellXfs":
            if formats.get(attributes.get("numFmtId", "0"), False):
                found.append(str(count))
            count += 1

    if name in package.names:
        package.elements(name, seen)
    return frozenset(found)


def is_percent(code: str) -> bool:
    r"""Whether a number format shows a hundred times the number.

    >>> is_percent("0.0%"), is_percent('0.0"%"'), is_percent(r"0\%"), is_percent("0.00")
    (True, False, False, False)
    """
    return "%" in _NOT_SHOWN_AS_IS.sub("", code.split(";", maxsplit=1)[0])


def marks_of(package: Package, name: str, percents: Collection[str], *, stale: bool) -> Marks:
    """Walks through a sheet's cells once.

    Args:
        package: The workbook.
        name: The sheet's part in it.
        percents: The styles that show percents.
        stale: Whether the workbook asks to be calculated when it is opened: no program has done so yet, and a result
            of 0 is only what its writer put there for want of one.
    """
    walk = _Walk(percents, stale=stale)
    walk.most = package.archive.getinfo(name).file_size if name in package.names else 0
    package.walk(name, walk.parser)
    return walk.marks


class _Walk:
    """Where the walk is; a cell without an address stands right of the one before it.

    The parser calls for ends and texts only within formulas and errors, for most cells are neither.
    """

    def __init__(self, percents: Collection[str], *, stale: bool) -> None:
        self.percents, self.stale = percents, stale
        self.marks = Marks()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.locals: dict[str, str] = {}
        self.columns: dict[str, int] = {}
        self.row = self.column = self.most = 0
        self.kind = self.style = ""
        self.value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = self.locals.get(name) or self.locals.setdefault(name, local(name))
        if element == "c":
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self._go(attributes.get("r"))
            if self.kind == "e":
                self._listen()
        elif element == "v" or element == "is":
            self._fill()
        elif element == "row":
            row = attributes.get("r")
            self.row, self.column = self.row + 1 if row is None else int(row), 0
        elif element == "f":
            self._listen()
        elif "count" in attributes:
            believe(attributes, self.most)

    def _go(self, address: str | None) -> None:
        if address is None:
            self.column += 1
            return
        letters = address.rstrip("0123456789")
        if letters not in self.columns:
            if not _LETTERS.fullmatch(letters):
                raise ValueError(f"{address} is no cell")
            self.columns[letters] = column_number(letters)
        self.row, self.column = int(address[len(letters) :]), self.columns[letters]

    def _fill(self) -> None:
        marks = self.marks
        if self.row > marks.last_row:
            marks.last_row = self.row
        if self.column > marks.last_column:
            marks.last_column = self.column
        if self.kind == "n" and self.style in self.percents:
            marks.percents.append(self.row * LAST_COLUMN + self.column - 1)
        if self.parser.EndElementHandler is not None:
            self.parser.CharacterDataHandler = self.value.append

    def _listen(self) -> None:
        self.value = []
        self.parser.CharacterDataHandler = None
        self.parser.EndElementHandler = self.end

    def end(self, name: str) -> None:
        element = self.locals[name]
        if element == "v":
            self.parser.CharacterDataHandler = None
        elif element == "c":
            self.parser.EndElementHandler = None
            at, text = (self.row, self.column), "".join(self.value)
            if self.kind == "e":
                self.marks.errors[at] = text or "#VALUE!"
            elif self.kind == "n" and (not text or (self.stale and text == "0")):
                self.marks.unsolved.append(at)
