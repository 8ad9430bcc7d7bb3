"""The same files read for one edition after another: what only one of them does not know stops nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from redprop.check.diff.steps import Difference
from redprop.errors import Place, Problem, Severity, TableError
from redprop.rubric.plan import Plan
from redprop.tables.channels import channel_writings
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opened, Opening, TablePiece, whole_table
from redprop.tables.raw import RawTable, folded
from redprop.tables.read import read_period
from redprop.tables.reading import Reading
from redprop.tables.sources import How, Sources

_ROWS = ("unknown-measure", "not-looked-at", "unknown-channel")
"""Rows that an edition has no use for."""
_COLUMNS = {"measure-without-column": "measure", "misspelt-column": "name"}
"""Columns that it has no use for, or that a file does not have for it, by the parameter that names them."""
_FILES = ("nothing-measured", "no-channel")
"""Files that it has no use for."""
UNKNOWN = frozenset({*_ROWS, *_COLUMNS, *_FILES})
"""Problems that tell two editions apart: the other one may know what this one does not."""


@dataclass(frozen=True)
class Files:
    """The files that editions are compared on, opened once, and how to read them."""

    sources: Sources
    opening: Opening
    skip_bad_rows: bool = False
    ignored: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    """How channels of the editions are written, one that another edition does not have too."""

    @classmethod
    def of(cls, sources: Sources, *, skip_bad_rows: bool = False, ignored: Iterable[str] = ()) -> Files:
        """The files of a period."""
        return cls(sources, Opening.of(sources), skip_bad_rows, frozenset(ignored))

    def among(self, *plans: Plan) -> Files:
        """The same files, read by editions of which one may have channels that another has not."""
        return replace(self, channels=frozenset(text for plan in plans for text in channel_writings(plan)))

    def foreign(self, plan: Plan) -> list[Problem]:
        """Files named after a channel that an edition with channels does not have: they are nobody else's."""
        own = channel_writings(plan)
        return [
            Problem("unknown-channel", Place(str(path)), {"got": path.stem, "choices": [c.id for c in plan.channels]})
            for path in self.sources.measurements
            if plan.rubric.channels and folded(path.stem) in self.channels - own.keys()
        ]


@dataclass(frozen=True)
class Read:
    """What an edition made of the files, the errors that it found in them, and those of them that are not of rows."""

    reading: Reading
    errors: tuple[Problem, ...]
    whole: tuple[Problem, ...]


class _WithoutLines(Opening):
    """Opened files, one of them without some of its lines."""

    def __init__(self, opening: Opening, path: Path, lines: set[int]) -> None:
        vars(self).update(vars(opening))
        self.opening, self.path, self.lines = opening, path, lines

    def tables(self, path: Path, vocabulary: Vocabulary) -> tuple[list[Opened], list[Problem]]:
        """The tables of a file, when they are there."""
        tables, notes = self.opening.tables(path, vocabulary)
        return (tables if path != self.path else [_Shortened(one, self.lines) for one in tables]), notes


@dataclass(frozen=True)
class _Shortened:
    """An opened file without some of its lines."""

    opened: Opened
    lines: set[int]

    weight = 0

    @property
    def file(self) -> str:
        return self.opened.file

    @property
    def sheet(self) -> str:
        return self.opened.sheet

    @property
    def named(self) -> str:
        return self.opened.named

    @property
    def header(self) -> tuple[str, ...]:
        return self.opened.header

    def pieces(self, block: int = 0) -> Iterable[TablePiece]:
        return [self]

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
        table = whole_table(self.opened, only)
        return table.take(np.asarray([line not in self.lines for line in table.lines.tolist()], dtype=bool))


def read_for(plan: Plan, files: Files) -> Read:
    """Reads the files for one edition, going on wherever it meets what another may know.

    Raises:
        TableError: Something else stops; every problem is listed.
    """
    sources, opening = files.sources, files.opening
    left, ignored = files.foreign(plan), set(files.ignored)
    useless = {problem.place.file for problem in left}
    while True:
        measured = tuple(path for path in sources.measurements if str(path) not in useless)
        read = Sources(measured, sources.register, sources.visits, sources.period)
        try:
            reading = read_period(read, plan, How(skip_bad_rows=True, ignored=frozenset(ignored)), opening)
        except TableError as error:
            unknown = [problem for problem in error.problems if problem not in left and _may_be_known(problem, files)]
            if not unknown:
                raise
            left += unknown
            useless |= {problem.place.file for problem in unknown if problem.code in _FILES}
            ignored |= {str(p.params[_COLUMNS[p.code]]) for p in unknown if p.code in _COLUMNS}
            lines = {problem.place.line for problem in left if problem.code == "unknown-channel"}
            if lines and sources.visits is not None:
                opening = _WithoutLines(files.opening, sources.visits, lines)
            continue
        found = [problem for problem in reading.notes if problem.severity is Severity.ERROR]
        return Read(reading, (*left, *found), tuple(left))


def _may_be_known(problem: Problem, files: Files) -> bool:
    """Whether a problem that stops may be none to another edition: of a column, a file, a line of the visit log."""
    of_log = problem.code == "unknown-channel" and problem.place.file == str(files.sources.visits)
    return problem.code in {*_COLUMNS, *_FILES} or of_log


def read_for_both(found: Difference, files: Files) -> tuple[Read, Read]:
    """What both editions make of the files.

    Raises:
        TableError: A problem that both have, or one that only one has and that is more than not knowing something;
            it says which edition has it.
    """
    read: list[Read] = []
    refused: dict[str, list[Problem]] = {}
    for label, edition in zip(found.labels, (found.old, found.new), strict=True):
        try:
            read.append(read_for(edition.plan, files))
            refused[label] = []
        except TableError as error:
            refused[label] = list(error.problems)
    if len(read) < 2:
        raise TableError(_by_edition(refused))
    both = [problem for problem in read[0].errors if _spot(problem) in set(map(_spot, read[1].errors))]
    if files.skip_bad_rows:
        stops = [problem for problem in both if problem in read[0].whole]
    else:
        more = [[one for one in each.errors if one.code not in UNKNOWN or one in both] for each in read]
        stops = _by_edition(dict(zip(found.labels, more, strict=True)))
    if stops:
        raise TableError(stops)
    return read[0], read[1]


def _by_edition(problems: Mapping[str, Sequence[Problem]]) -> list[Problem]:
    """The problems of each edition: those of both once, and of the others whose they are."""
    told: list[Problem] = []
    for label, found in problems.items():
        others = {_spot(one) for other, of_other in problems.items() if other != label for one in of_other}
        for problem in found:
            here = problem if _spot(problem) in others else _of(label, problem)
            told += [here] if here not in told else []
    return told


def _of(label: str, problem: Problem) -> Problem:
    return Problem("by-edition", problem.place, {"edition": label, "what": problem}, problem.severity)


def only(here: Read, there: Read) -> list[Problem]:
    """The errors that one edition has and the other has not."""
    others = set(map(_spot, there.errors))
    return [problem for problem in here.errors if _spot(problem) not in others]


def _spot(problem: Problem) -> tuple[str, object]:
    return problem.code, problem.place
