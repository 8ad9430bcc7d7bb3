"""A sheet as its file holds it: rows of text, and what of them needs a second look."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from redprop.errors import Place, Problem, TableError, column_letters
from redprop.exact import shortest_text
from redprop.tables.files.address import LAST_COLUMN, LAST_ROW

MOST_CELLS = 10_000_000
"""How many cells a sheet may span, empty ones too: half a gigabyte to hold them."""


@dataclass
class Grid:
    """A sheet: `rows[0][0]` is cell A1; rows end at different columns. Rows and columns elsewhere count from 1.

    `unsolved` are cells whose formula has no result in the file. `shows_formats` is false where nobody can see which
    numbers are shown as percents.
    """

    sheet: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    unsolved: Collection[tuple[int, int]] = ()
    shows_formats: bool = True

    def text(self, row: int, column: int) -> str:
        """A cell's text, empty outside of what is filled."""
        if row > len(self.rows):
            return ""
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else ""

    def put(self, at: tuple[int, int], text: str) -> None:
        """A text into a cell that may lie outside of what is filled."""
        row, column = at
        while len(self.rows) < row:
            self.rows.append([])
        cells = self.rows[row - 1]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = text

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)


class Texts:
    """Values of cells as text, each value worded once."""

    def __init__(self) -> None:
        self.numbers: dict[float, str] = {}
        self.same: dict[str, str] = {}

    def of(self, value: object) -> str:
        """A value as text: numbers as the shortest decimal, dates as 2022-06-30, true and false as Excel shows them."""
        if isinstance(value, str):
            return self.same.setdefault(value, value)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (float, int)):
            found = self.numbers.get(value)
            if found is None:
                found = self.numbers[value] = _number(value)
            return found
        text = _moment(value)
        return self.same.setdefault(text, text)


def hundredfold(text: str) -> str:
    """A number that is shown as a percent, as it is shown; other texts as they are.

    >>> hundredfold("0.95"), hundredfold("0.07"), hundredfold("1"), hundredfold("#REF!")
    ('95', '7', '100', '#REF!')
    """
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    return format((number * 100).normalize() + 0, "f") if number.is_finite() else text


def check_span(file: str, sheet: str, row: int, column: int) -> None:
    """Refuses a sheet before anybody lays it out, if it would not fit into memory: one far cell is enough for that.

    Raises:
        TableError: The last filled row and column span too many cells.
    """
    if row > LAST_ROW or column > LAST_COLUMN or row * column > MOST_CELLS:
        place = Place(file, min(row, LAST_ROW), min(column, LAST_COLUMN), sheet=sheet)
        cell = f"{column_letters(place.column)}{place.line}"
        raise TableError([Problem("sheet-too-large", place, {"cell": cell, "limit": MOST_CELLS})])


def _number(value: float) -> str:
    text = shortest_text(value)
    return "0" if text == "-0" else text


def _moment(value: object) -> str:
    """A date, a time of day or both; a length of time in hours, as Excel's own [h]:mm:ss."""
    if isinstance(value, datetime):
        moment = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return str(moment.date()) if moment.time() == time() else moment.isoformat(sep=" ")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)
