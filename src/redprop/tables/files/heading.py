"""Where the table of a sheet begins: its header row or rows, and the name of each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from redprop.rubric.writings import folded
from redprop.tables.files.address import Cells
from redprop.tables.files.grid import Grid
from redprop.tables.files.questions import plain_name
from redprop.tables.files.vocabulary import Vocabulary

FIRST_ROWS = 30
"""Among how many rows a header is looked for."""
_ROWS_ABOVE = 3
_MOST_COVERED = 1_000_000


class Column(NamedTuple):
    """A named column: its number in the sheet, its name, and the channel that stands above it, if any does."""

    number: int
    name: str
    channel: str = ""


@dataclass(frozen=True)
class Heading:
    """A sheet's header: its last row, the subject's column, the named columns, and its rows in sheet numbers."""

    top: int
    bottom: int
    subject: int
    columns: tuple[Column, ...]


def heading_of(grid: Grid, cells: Cells, vocabulary: Vocabulary) -> Heading | None:
    """The first row that names the subject and another known column, with the rows that are stacked on it.

    A column's name is its lowest header cell that is not empty. A channel's name above it says the channel. What else
    stands above is a group's title and names nothing, unless two columns would have one name: then it is put before
    it, as `group/name`.
    """
    head = _Head(grid, cells, vocabulary)
    return next((found for row in head.rows if (found := head.at(row)) is not None), None)


class _Head:
    """The first rows of a sheet, and which of their cells are merged."""

    def __init__(self, grid: Grid, cells: Cells, vocabulary: Vocabulary) -> None:
        self.grid, self.cells, self.vocabulary = grid, cells, vocabulary
        self.known = vocabulary.subjects | vocabulary.columns | vocabulary.measures
        self.rows = range(cells.top, min(cells.top + FIRST_ROWS, cells.bottom + 1, len(grid.rows) + 1))
        self.columns = range(cells.left, min(cells.right, grid.width) + 1)
        self.merges = self._covered()

    def _covered(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        left = _MOST_COVERED
        for merge in self.grid.merged:
            top, first, bottom, last = merge
            rows = range(max(top, self.cells.top), min(bottom, self.rows.stop + FIRST_ROWS) + 1)
            columns = range(max(first, self.cells.left), min(last, self.grid.width) + 1)
            left -= len(rows) * len(columns)
            if left > 0:
                found.update({(row, column): merge for row in rows for column in columns})
        return found

    def is_known(self, text: str) -> bool:
        return bool(text) and folded(plain_name(text, self.known)) in self.known

    def is_subject(self, text: str) -> bool:
        return bool(text) and folded(plain_name(text, self.vocabulary.subjects)) in self.vocabulary.subjects

    def channel(self, text: str) -> str:
        return self.vocabulary.channels.get(folded(text), "")

    def at(self, row: int) -> Heading | None:
        """The header that begins in a row; None where it does not."""
        subject = next((column for column in self.columns if self.is_subject(self.grid.text(row, column))), 0)
        if not subject:
            return None
        bottom = self._bottom(row, subject)
        names = {column: self._lowest(row, bottom, column) for column in self.columns}
        others = [text for column, (text, _) in names.items() if column != subject]
        others += [self.grid.text(one, column) for one in range(row, bottom) for column in self.columns]
        if not any(self.is_known(text) or self.channel(text) for text in others if not self.is_subject(text)):
            return None
        top = self._top(row, subject)
        named = {column: (text, level) for column, (text, level) in names.items() if text}
        above = {column: list(self._above(top, level, column)) for column, (_, level) in named.items()}
        channels = {column: self._channel(above[column]) if column != subject else "" for column in named}
        repeated = {
            key for key, count in Counter((channels[c], text) for c, (text, _) in named.items()).items() if count > 1
        }
        columns = []
        for column, (text, _) in named.items():
            groups = [title for title in above[column] if not self.channel(title)]
            full = "/".join((*groups, text)) if (channels[column], text) in repeated else text
            columns.append(Column(column, full, channels[column]))
        return Heading(top, bottom, subject, tuple(columns))

    def _bottom(self, row: int, subject: int) -> int:
        """The header's last row: as far as the subject's cell is merged, or known names stand under a group's title."""
        merge = self.merges.get((row, subject))
        if merge is not None and merge[2] > row:
            return min(merge[2], self.cells.bottom, row + _ROWS_ABOVE)
        below = row + 1
        under = [column for column in self.columns if self.is_known(self.grid.text(below, column))]
        grouped = [column for column in under if self._is_group(self.merges.get((row, column)), subject)]
        return below if grouped and not self.grid.text(below, subject) and below <= self.cells.bottom else row

    def _top(self, row: int, subject: int) -> int:
        """The header's first row: rows above that hold a channel's name, or a title of some columns."""
        top = row
        while top > max(self.cells.top, row - _ROWS_ABOVE):
            above = top - 1
            grouped = any(self._is_group(self.merges.get((above, column)), subject) for column in self.columns)
            if not grouped and not any(self.channel(self.grid.text(above, column)) for column in self.columns):
                break
            top = above
        return top

    def _is_group(self, merge: tuple[int, int, int, int] | None, subject: int) -> bool:
        return merge is not None and merge[3] > merge[1] and not merge[1] <= subject <= merge[3]

    def _lowest(self, top: int, bottom: int, column: int) -> tuple[str, int]:
        """A column's name and the row that it stands in; a cell that is merged down from above counts as well."""
        for row in range(bottom, top - 1, -1):
            if text := self.grid.text(row, column).strip():
                return self._readable(text), row
        merge = self.merges.get((top, column))
        if merge is not None and merge[1] == column and merge[0] < top:
            return self._readable(self.grid.text(merge[0], column).strip()), merge[0]
        return "", top

    def _readable(self, text: str) -> str:
        """A name on one line, as it is known if it is known without its line breaks."""
        return plain_name(text, self.known) if "\n" in text and self.is_known(text) else " ".join(text.split())

    def _above(self, top: int, level: int, column: int) -> Iterator[str]:
        """What stands above a column's name, from the top down."""
        for row in range(top, level):
            merge = self.merges.get((row, column))
            if merge is not None:
                text = self.grid.text(merge[0], merge[1]).strip()
            else:
                text = self.grid.text(row, column).strip() or self._from_left(row, column)
            if text:
                yield " ".join(text.split())

    def _from_left(self, row: int, column: int) -> str:
        """A channel's name that stands further left over empty cells, where nobody merged them."""
        for left in range(column - 1, self.cells.left - 1, -1):
            if text := self.grid.text(row, left).strip():
                return text if self.channel(text) and (row, left) not in self.merges else ""
        return ""

    def _channel(self, above: list[str]) -> str:
        return next((self.channel(text) for text in reversed(above) if self.channel(text)), "")
