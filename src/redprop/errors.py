"""Problems that a user can put right, the errors that carry them, and what a program's exit code means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol

from redprop import messages


class Exit(IntEnum):
    """What the exit code of a command says."""

    OK = 0
    VERDICT = 1
    BAD_INPUT = 2
    DEFECT = 3
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem matters: an error stops, a warning is likely a mistake, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where a problem is: a file, and in it a line (a CSV row's number) and a column.

    `column` is counted from 1 in a rubric and in a workbook's `sheet`; `field` names the column of a table; `path` is
    the way through a rubric.

    >>> str(Place("q2.xlsx", 12, 3, "value", sheet="owners")), str(Place("owners.csv", 12, field="value"))
    ('q2.xlsx:owners!C12 [value]', 'owners.csv:12 [value]')
    """

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    path: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            cell = f"{column_letters(self.column)}{self.line or ''}"
            sheet = messages.shown(self.sheet)
            spot = f"{self.file}:{sheet}!{cell}" if cell else f"{self.file}:{sheet}"
        else:
            spot = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{spot} [{messages.shown(self.field)}]" if self.field else spot


def column_letters(number: int) -> str:
    """A column of a sheet as a spreadsheet names it; nothing for 0.

    >>> column_letters(1), column_letters(28), column_letters(0)
    ('A', 'AB', '')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


NOWHERE = Place()


@dataclass(frozen=True)
class Problem:
    """One thing to put right: a code with parameters, and where it is. Its text stands in `messages`."""

    code: str
    place: Place = NOWHERE
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def text(self, language: str = "en") -> str:
        """What is wrong and what to do, in a language."""
        return messages.problem_text(self.code, self.params, language)

    def line(self, language: str = "en") -> str:
        """The whole problem on one line: place, severity where it is no error, text, code."""
        where = f"{self.place}: " if str(self.place) else ""
        weight = "" if self.severity is Severity.ERROR else f"{messages.text(self.severity.value, language)}: "
        return f"{where}{weight}{self.text(language)} ({self.code})"


class Found(Protocol):
    """Problems too many to hold: how many there are of each kind, and each of them once more."""

    def totals(self) -> Mapping[tuple[Severity, str], int]:
        """How many problems there are of each severity and code."""

    def problems(self) -> Sequence[Problem]:
        """All problems, or of many of a kind the first, by their place."""

    def every(self, more: Iterable[Problem] = ()) -> Iterator[str]:
        """The lines of all problems, and of `more`, where they were asked for."""


class RedpropError(Exception):
    """Something that the user can put right: all problems, or of many of a kind the first; `found` has the others."""

    def __init__(self, problems: Sequence[Problem], found: Found | None = None) -> None:
        self.problems = tuple(problems)
        self.found = found
        super().__init__("\n".join(problem.line() for problem in self.problems))

    def __reduce__(self) -> tuple[type[RedpropError], tuple[Sequence[Problem], Found | None]]:
        return type(self), (self.problems, self.found)


class RubricError(RedpropError):
    """A rubric file cannot be used."""


class TableError(RedpropError):
    """A register, a visit log or a file of measurements cannot be used."""


class WorkspaceError(RedpropError):
    """The workspace, or what was asked of it, cannot be used."""
