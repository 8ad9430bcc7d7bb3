"""Reply sheets read back: what a company says that it has done. Its word never closes a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from redprop import messages
from redprop.errors import Place, Problem, TableError
from redprop.tables.files.names import is_table
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.opened import open_tables, whole_table
from redprop.tables.periods import parse_date
from redprop.tables.raw import RawTable, folded
from redprop.tables.sources import How

KEYS = ("period", "estate", "finding")
PROTECTED = ("criterion", "place", "deadline")
ANSWERS = ("measures", "done", "photo", "reason")
SIGNED = "signed"
"""Who signed: a person, so nobody reads it."""
COLUMNS = (*KEYS, *PROTECTED, *ANSWERS, SIGNED)


@dataclass(frozen=True)
class Reply:
    """One row of a reply sheet that was filled in: which finding it names, what it says, and where it stands.

    `said` holds all that the row says by the names of `COLUMNS`, `places` the cell of each.
    """

    said: Mapping[str, str]
    places: Mapping[str, Place]
    done: date | None

    def place(self, column: str) -> Place:
        """Where a column of the row stands."""
        return self.places.get(column, next(iter(self.places.values()), Place()))


def heading(column: str, language: str) -> str:
    """How a reply sheet heads a column."""
    return messages.text(f"rectify.reply.{column}", language)


def headings() -> dict[str, str]:
    """Every way to head a column, folded, with the column."""
    return {folded(heading(column, language)): column for language in messages.LANGUAGES for column in COLUMNS} | {
        folded(column): column for column in COLUMNS
    }


def read_replies(paths: Iterable[Path], how: How | None = None) -> tuple[list[Reply], list[Problem]]:
    """The filled rows of reply sheets, of files or of all files of folders; and what is wrong with single cells.

    Raises:
        TableError: A file cannot be read, or holds no reply sheet.
    """
    replies: list[Reply] = []
    problems: list[Problem] = []
    for path in chain.from_iterable(map(_files, paths)):
        tables = [table for table in _tables(path, how or How()) if _is_reply(table)]
        if not tables:
            raise TableError([Problem("no-reply-sheet", Place(str(path)), {"sheet": sheet_name("zh")})])
        for table in tables:
            found, wrong = _replies(table)
            replies += found
            problems += wrong
    return replies, problems


def sheet_name(language: str) -> str:
    """What the reply sheet of a workbook is called."""
    return messages.text("rectify.sheet.reply", language)


def _files(path: Path) -> Sequence[Path]:
    return sorted(inner for inner in path.iterdir() if is_table(inner)) if path.is_dir() else [path]


def _tables(path: Path, how: How) -> list[RawTable]:
    named = headings()
    subjects = frozenset(name for name, column in named.items() if column == "finding")
    opened, _ = open_tables(path, how, Vocabulary(subjects, frozenset(named)))
    return [whole_table(one) for one in opened]


def _is_reply(table: RawTable) -> bool:
    named = headings()
    columns = {named[folded(name)] for name in table.columns if folded(name) in named}
    return {"estate", "finding", "done"} <= columns


def _replies(table: RawTable) -> tuple[list[Reply], list[Problem]]:
    named = headings()
    columns = {named[folded(name)]: name for name in table.columns if folded(name) in named}
    replies: list[Reply] = []
    problems = list(table.problems)
    for row in range(len(table)):
        said = {column: table.columns[name][row].strip() for column, name in columns.items() if column != SIGNED}
        if not any(said.get(column) for column in ANSWERS):
            continue
        places = {column: table.place(row, name) for column, name in columns.items()}
        done = parse_date(said["done"])
        if said["done"] and done is None:
            problems.append(Problem("bad-date", places["done"], {"got": said["done"]}))
            continue
        replies.append(Reply(said, places, done))
    return replies, problems
