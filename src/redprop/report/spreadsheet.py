"""Any sheet as a workbook: a page for each table, numbers as numbers with their printed places, ids as texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from redprop.report.book import LONGEST_NUMBER, Book, fit_row, number_format, on_paper, told, width_of
from redprop.report.sheet import Cell, Column, Group, Screen, Sheet

NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?:\.(?P<rest>[0-9]+))?")
COLOURS = {"red": "#C00000", "green": "#00702E", "yellow": "#7F6000", "dark_orange": "#B45F06", "dim": "#595959"}
"""What a style's colours are on white paper."""
MONOSPACED = "Consolas"


def as_xlsx(sheet: Sheet, _screen: Screen | None = None) -> bytes:
    """The tables for people as a workbook; the same sheet gives the same bytes.

    What has no table of its own stands below the table before it; remarks stand below the last. A number that has more
    digits than a spreadsheet keeps is a text.
    """
    groups = sheet.groups()
    book = Book(" ".join(f"{key} {value}" for key, value in sheet.about().items() if value), sheet.language)
    page: _Page | None = None
    for group in groups:
        columns = filled(group)
        if page is None or columns:
            page = _Page(book, group.title or "redprop")
        page.write(group, columns)
    page = page or _Page(book, "redprop")
    page.lines(sheet.remarks)
    return book.whole()


def filled(group: Group) -> list[Column]:
    """The columns that say anything in any row."""
    return [c for c in group.columns if any(c.key in row and row[c.key].text for row in group.rows)]


class _Page:
    """One sheet of the workbook, written from the top."""

    def __init__(self, book: Book, title: str) -> None:
        self.book, self.row = book, 0
        self.sheet = book.sheet(title)
        on_paper(self.sheet)
        self.widths: list[float] = []

    def write(self, group: Group, columns: Sequence[Column]) -> None:
        """A title, lines, a table, and what is to be copied."""
        if group.title:
            self.lines([group.title], bold=True, font_size=13)
        self.lines(group.lines)
        if columns:
            self._table(group, columns)
        if group.code:
            self.lines(group.code.rstrip().split("\n"), font_name=MONOSPACED)

    def lines(self, texts: Sequence[str], **style: object) -> None:
        """A text a row, over the columns to the right."""
        for text in texts:
            self.sheet.write_string(self.row, 0, told(text), self.book.style(**style))
            self.row += 1

    def _table(self, group: Group, columns: Sequence[Column]) -> None:
        head = self.book.style(bold=True, border=1, bg_color="#EDEDED", text_wrap=True, align="center")
        texts = [[row[c.key].text if c.key in row else "" for row in group.rows] for c in columns]
        self.widths = [width_of([c.title, *column]) for c, column in zip(columns, texts, strict=True)]
        for index, (column, width) in enumerate(zip(columns, self.widths, strict=True)):
            self.sheet.set_column(index, index, width)
            self.sheet.write_string(self.row, index, told(column.title), head)
        heads = self.row
        for at, row in enumerate(group.rows, self.row + 1):
            for index, column in enumerate(columns):
                self._cell(at, index, row.get(column.key, Cell("")), column)
            fit_row(self.sheet, at, zip((column[at - heads - 1] for column in texts), self.widths, strict=True))
        self.sheet.freeze_panes(heads + 1, 0)
        if group.rows:
            self.sheet.autofilter(heads, 0, heads + len(group.rows), len(columns) - 1)
        self.sheet.repeat_rows(heads)
        self.row = heads + len(group.rows) + 2

    def _cell(self, row: int, index: int, cell: Cell, column: Column) -> None:
        style = _style(cell.style)
        number = NUMBER.fullmatch(cell.text) if column.kind == "number" else None
        if number is None or len(number["whole"] + (number["rest"] or "")) > LONGEST_NUMBER:
            align = "right" if column.kind == "number" else "left"
            self.sheet.write_string(
                row, index, told(cell.text), self.book.style(border=1, text_wrap=True, align=align, **style)
            )
            return
        shown = number_format(len(number["rest"] or ""))
        signed = f"+{shown};-{shown};{shown}" if number["sign"] == "+" else shown
        self.sheet.write_number(row, index, float(cell.text), self.book.style(border=1, num_format=signed, **style))


def _style(said: str) -> dict[str, Any]:
    """A style of the screen as one of paper."""
    words = said.split()
    colour = next((COLOURS[word] for word in words if word in COLOURS), None)
    return ({"bold": True} if "bold" in words else {}) | ({"font_color": colour} if colour else {})
