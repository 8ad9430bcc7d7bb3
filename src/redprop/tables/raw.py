"""A table as a file shows it: columns of text, each row with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from redprop.errors import Place, Problem
from redprop.exact import Whole
from redprop.rubric.writings import folded

__all__ = ["RawTable", "TextColumn", "folded"]


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


@dataclass
class RawTable:
    """What a file, or a piece of one, holds: its columns by header, each row's line, and what could not be read.

    Of a workbook, `sheet` is the sheet's name, lines are its rows, and `numbers` are its columns, counted from 1.
    """

    file: str
    columns: dict[str, TextColumn]
    lines: Whole
    problems: list[Problem] = field(default_factory=list)
    sheet: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, row: int, name: str = "") -> Place:
        """Where a row stands, and which of its columns is meant."""
        return Place(self.file, int(self.lines[row]), self.numbers.get(name, 0), name, sheet=self.sheet)
