"""Workbooks of LibreOffice and OpenOffice, .ods: each cell says itself what it is and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from xml.parsers import expat

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.grid import Grid, Texts, check_span, hundredfold
from redprop.tables.files.package import Package, not_a_workbook
from redprop.tables.files.xlsx import Sheet

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{_SPACE}{name}:1.0}}" for name in ("table", "text", "office", "style"))
_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def sheets_of_ods(file: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order.

    Raises:
        TableError: It cannot be read as a workbook, or a sheet of it is too large.
    """
    package = Package(file, content)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise TableError([Problem("workbook-encrypted", Place(file), {})])
    walk = _Walk(file)
    package.walk("content.xml", walk.parser)
    if not walk.grids:
        raise not_a_workbook(file, "no sheets")

    def reader(grid: Grid) -> Callable[[], Grid]:
        return lambda: grid

    return [Sheet(grid.sheet, style in walk.hidden, reader(grid)) for grid, style in walk.grids]


class _Walk:
    """Where the walk through `content.xml` is. Empty cells and rows at the ends are counted and never made."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.data
        self.texts = Texts()
        self.grids: list[tuple[Grid, str]] = []
        self.hidden: set[str] = set()
        self.style = ""
        self.tables = self.notes = 0
        self.row: list[str] = []
        self.blank_rows = self.blank_cells = self.filled = 0
        self.repeated = 1
        self.cell: dict[str, str] | None = None
        self.lines: list[list[str]] = []
        self.in_line = False
        self.unsolved: list[tuple[int, int]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.tables += 1
            if self.tables == 1:
                self.unsolved = []
                grid = Grid(attributes.get(f"{_TABLE}name", ""), [], unsolved=self.unsolved)
                self.grids.append((grid, attributes.get(f"{_TABLE}style-name", "")))
                self.blank_rows = self.filled = 0
        elif name == f"{_STYLE}style":
            self.style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self.hidden.add(self.style)
        elif name == f"{_OFFICE}annotation":
            self.notes += 1
        elif self.tables == 1 and not self.notes:
            self._within(name, attributes)

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table-row":
            self.repeated = _count(attributes, f"{_TABLE}number-rows-repeated")
            self.row, self.blank_cells = [], 0
        elif name in _CELLS:
            self.cell, self.lines = attributes, []
        elif name == f"{_TEXT}p":
            self.lines.append([])
            self.in_line = True
        elif self.in_line and name == f"{_TEXT}s":
            self.lines[-1].append(" " * min(_count(attributes, f"{_TEXT}c"), 1000))
        elif self.in_line and name in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            self.lines[-1].append("\n" if name.endswith("break") else "\t")

    def data(self, text: str) -> None:
        if self.in_line and not self.notes:
            self.lines[-1].append(text)

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self.tables -= 1
        elif name == f"{_OFFICE}annotation":
            self.notes -= 1
        elif self.tables == 1 and not self.notes:
            if name == f"{_TEXT}p":
                self.in_line = False
            elif name in _CELLS and self.cell is not None:
                self._cell(self.cell)
                self.cell = None
            elif name == f"{_TABLE}table-row":
                self._row()

    def _cell(self, attributes: dict[str, str]) -> None:
        """Puts a cell into the row as often as it is repeated."""
        times = _count(attributes, f"{_TABLE}number-columns-repeated")
        grid, _ = self.grids[-1]
        row, column = len(grid.rows) + self.blank_rows + 1, len(self.row) + self.blank_cells + 1
        text = self._text(attributes)
        if f"{_TABLE}formula" in attributes and f"{_OFFICE}value-type" not in attributes and not text:
            self.unsolved.append((row, column))
        down, across = (_count(attributes, f"{_TABLE}number-{way}-spanned") for way in ("rows", "columns"))
        if down * across > 1:
            grid.merged.append((row, column, row + down - 1, column + across - 1))
        if not text:
            self.blank_cells += times
            return
        check_span(self.file, grid.sheet, row, column + times - 1)
        self.row += [""] * self.blank_cells + [text] * times
        self.blank_cells = 0

    def _row(self) -> None:
        grid, _ = self.grids[-1]
        if not self.row:
            self.blank_rows += self.repeated
            return
        last = len(grid.rows) + self.blank_rows + self.repeated
        self.filled += len(self.row) * self.repeated
        check_span(self.file, grid.sheet, last, max(len(self.row), self.filled // last))
        grid.rows += [[] for _ in range(self.blank_rows)]
        grid.rows += [list(self.row) for _ in range(self.repeated)]
        self.blank_rows = 0

    def _text(self, attributes: dict[str, str]) -> str:
        shown = "\n".join("".join(line) for line in self.lines)
        kind = attributes.get(f"{_OFFICE}value-type", "")
        value = attributes.get(f"{_OFFICE}value", "")
        if attributes.get(_ERROR) == "error":
            return shown or "#VALUE!"
        if kind in ("float", "currency", "percentage") and value:
            try:
                text = self.texts.of(float(value))
            except ValueError:
                return shown
            return hundredfold(text) if kind == "percentage" else text
        if kind == "boolean":
            return "TRUE" if attributes.get(f"{_OFFICE}boolean-value") == "true" else "FALSE"
        if kind == "date":
            return self._date(attributes.get(f"{_OFFICE}date-value", ""), shown)
        return self.texts.of(attributes.get(f"{_OFFICE}string-value") or shown)

    def _date(self, value: str, shown: str) -> str:
        try:
            return self.texts.of(datetime.fromisoformat(value))
        except ValueError:
            return shown


def _count(attributes: dict[str, str], name: str) -> int:
    """How often a cell or a row is repeated, how far it is merged: at least once."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1
