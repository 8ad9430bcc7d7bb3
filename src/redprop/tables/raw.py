"""A table as a file shows it: columns of text, each row with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from redprop.errors import Place, Problem
from redprop.exact import Whole
from redprop.rubric.writings import folded

__all__ = ["RawTable", "TextColumn", "Texts", "folded", "joined_tables"]


class Texts(Sequence[str]):
    """Texts that Arrow holds; Python's strings are made of them only when one looks."""

    def __init__(self, array: Any) -> None:
        self.array = array

    @cached_property
    def _all(self) -> list[str]:
        return self.array.to_pylist()  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of texts: each row's number of a text, and the texts that differ."""

    codes: Whole
    texts: Sequence[str]

    @classmethod
    def of(cls, values: Sequence[str]) -> TextColumn:
        """A column from its rows."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(value, len(numbers)) for value in values]
        return cls(np.asarray(codes, dtype=np.int64), tuple(numbers))

    @classmethod
    def same(cls, text: str, size: int) -> TextColumn:
        """The same text in every row."""
        return cls(np.zeros(size, dtype=np.int64), (text,))

    def take(self, rows: Any) -> TextColumn:
        """Some of the rows."""
        return TextColumn(self.codes[rows], self.texts)

    def __getitem__(self, row: int) -> str:
        return self.texts[int(self.codes[row])]

    def rows(self) -> list[str]:
        """The text of every row."""
        return [self.texts[code] for code in self.codes.tolist()]


@dataclass(frozen=True)
class RawTable:
    """What a file, or a piece of one, holds: its columns by header, each row's line, and what could not be read.

    `rows` are lines counted from the piece's first, which is 1; `before` says how many lines of the file come before
    it, and is asked only when a line is to be named. Of a workbook, `sheet` is the sheet's name, lines are its rows,
    and `numbers` are its columns, counted from 1.
    """

    file: str
    columns: dict[str, TextColumn]
    rows: Whole
    problems: list[Problem] = field(default_factory=list)
    sheet: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    before: Callable[[], int] = int

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def lines(self) -> Whole:
        """The line of every row in its file."""
        return self.rows + self.before()

    def place(self, row: int, name: str = "") -> Place:
        """Where a row stands, and which of its columns is meant."""
        line = int(self.rows[row]) + self.before()
        return Place(self.file, line, self.numbers.get(name, 0), name, sheet=self.sheet)

    def take(self, rows: Any) -> RawTable:
        """Some of the rows."""
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        return replace(self, columns=columns, rows=self.rows[rows])


def joined_tables(tables: Sequence[RawTable]) -> RawTable:
    """The pieces of one file as one table."""
    if len(tables) == 1:
        return tables[0]
    first = tables[0]
    columns = {
        name: TextColumn.of([text for table in tables for text in table.columns[name].rows()]) for name in first.columns
    }
    problems = [problem for table in tables for problem in table.problems]
    return replace(
        first, columns=columns, rows=np.concatenate([t.lines for t in tables]), problems=problems, before=int
    )
