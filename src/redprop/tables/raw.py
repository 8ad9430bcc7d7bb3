"""A table as a file shows it: columns of text, each row with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from redprop.errors import Problem
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
    """What a file holds: its columns by header, the line of every row, and what could not be read."""

    file: str
    columns: dict[str, TextColumn]
    lines: Whole
    problems: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)
