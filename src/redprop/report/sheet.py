"""What is to be shown: a frame for programs, and the same as groups of columns for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from redprop.errors import Problem


class Column(NamedTuple):
    """One column for people: its heading, how it stands, and how soon it may go where the screen is narrow.

    `keep` 0 is never left out; of the others the greatest goes first.
    """

    key: str
    title: str
    kind: Literal["text", "number"] = "text"
    keep: int = 0


class Cell(NamedTuple):
    """A text, with a style where it means something."""

    text: str
    style: str = ""


class Group(NamedTuple):
    """A table under a title of its own; columns that are empty in every row are left out.

    `lines` stand between the title and the table; `code` stands under it as it is, to be copied.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    lines: Sequence[str] = ()
    code: str = ""


@dataclass(frozen=True)
class Sheet:
    """A result ready to be written: `header` and `rows` for CSV and JSON, `groups` for people, made when asked for.

    `problems` are what a check found, for the formats that tell nothing else.
    """

    header: Sequence[str]
    rows: Sequence[tuple[object, ...]]
    groups: Callable[[], Sequence[Group]]
    about: Callable[[], Mapping[str, object]] = dict
    language: str = "en"
    remarks: Sequence[str] = ()
    text_columns: frozenset[str] = frozenset()
    problems: Sequence[Problem] = ()


class Screen(NamedTuple):
    """Where a table goes: how wide it is (None: as wide as needed), whether it shows colours and lines."""

    width: int | None = None
    colour: bool = False
    lines: bool = True


GRADE_STYLES = ("bold green", "green", "yellow", "dark_orange", "red")


def grade_style(place: int, count: int) -> str:
    """The colour of a grade: from green for the best to red for the worst."""
    if place < 0:
        return ""
    last = len(GRADE_STYLES) - 1
    return GRADE_STYLES[0] if count < 2 else GRADE_STYLES[round(place * last / (count - 1))]
