"""What is done with the pieces of tables, here or on a worker: the same code at both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from socket import gethostname
from typing import Any, NamedTuple, Protocol, TypeVar

from redprop.errors import Place, Problem, TableError
from redprop.tables.cluster.parcel import packed, unpacked
from redprop.tables.counting import Counter
from redprop.tables.desk import Desk
from redprop.tables.files.delimited import CutWrong, Delimited, NotUtf8, Piece
from redprop.tables.files.remote import located
from redprop.tables.ledger import Ledger, Lines
from redprop.tables.opened import TablePiece
from redprop.tables.passes import Measured
from redprop.tables.shape import block_of

Found = TypeVar("Found")
Batch = Sequence[tuple[int, TablePiece]]
"""Pieces that follow each other, each with the number of its table."""


class Task(Protocol[Found]):
    """What is to be found out of pieces. `known` is what both sides have and results need not carry."""

    @property
    def tables(self) -> Sequence[Measured]:
        """The tables that pieces are of."""

    @property
    def block(self) -> int:
        """Of how many bytes parts are that are read at once."""

    @property
    def known(self) -> Sequence[object]:
        """What both sides have."""

    def fresh(self) -> Found:
        """What is found in no piece."""

    def take(self, found: Found, number: int, piece: TablePiece) -> None:
        """Adds what a piece of a table holds."""

    def of(self, tables: Sequence[Measured]) -> Task[Found]:
        """The same to be found out of other tables."""


class Failed(NamedTuple):
    """The first piece of a batch that could not be read, by its place there, and why."""

    at: int
    why: CutWrong | NotUtf8 | TableError


@dataclass(eq=False)
class Counted:
    """What a batch holds: its rows counted, what is wrong with them by table, rows left out alone, rows in all."""

    counter: Counter
    told: dict[int, Ledger] = field(default_factory=dict)
    lost: int = 0
    rows: int = 0

    def close(self) -> None:
        """Lets go of temporary files."""
        for ledger in self.told.values():
            ledger.close()


@dataclass(frozen=True, eq=False)
class Counting:
    """Counts the rows of pieces."""

    tables: Sequence[Measured]
    block: int
    desk: Desk
    lines: Lines | None

    @property
    def known(self) -> Sequence[object]:
        """The plan, and who is judged."""
        return self.desk.plan, self.desk.register.ids

    def fresh(self) -> Counted:
        """No rows."""
        return Counted(Counter(self.desk.plan, self.desk.register.ids))

    def of(self, tables: Sequence[Measured]) -> Counting:
        """The same of other tables."""
        return replace(self, tables=tables)

    def take(self, found: Counted, number: int, piece: TablePiece) -> None:
        """Counts a piece, as `passes.count` does."""
        table, told = self.tables[number], Ledger.fresh(self.lines)
        raw = piece.table(table.wanted, told)
        block = block_of(raw, table.shape, self.desk, table.channel, told)
        found.counter.take(block)
        if number not in found.told:
            found.told[number] = Ledger.fresh(self.lines)  # what is added to it is put in order, what it is told is not
        found.told[number].add(told)
        found.lost += block.lost
        found.rows += len(raw)


@dataclass(frozen=True, eq=False)
class Naming:
    """Gathers the different texts of some columns; `columns` has those of each table, "" where it has none."""

    tables: Sequence[Measured]
    block: int
    columns: Sequence[Sequence[str]]

    @property
    def known(self) -> Sequence[object]:
        """Nothing."""
        return ()

    def fresh(self) -> list[set[str]]:
        """No texts."""
        return [set() for _ in self.columns[0]]

    def of(self, tables: Sequence[Measured]) -> Naming:
        """The same of other tables."""
        return replace(self, tables=tables)

    def take(self, found: list[set[str]], number: int, piece: TablePiece) -> None:
        """Adds the texts of a piece."""
        names = self.columns[number]
        raw = piece.table(frozenset(name for name in names if name))
        for name, texts in zip(names, found, strict=True):
            if name:
                texts.update(text.strip() for text in raw.columns[name].texts)


def done(task: Task[Found], batch: Batch) -> Found | Failed:
    """What a batch holds, its pieces cut as small as reading here cuts them."""
    found = task.fresh()
    for at, (number, piece) in enumerate(batch):
        try:
            for part in piece.parts(task.block) if isinstance(piece, Piece) else (piece,):
                task.take(found, number, part)
        except (CutWrong, NotUtf8, TableError) as why:
            _close(found)
            return Failed(at, why)
    return found


def done_there(parcel: bytes, batch: bytes) -> bytes:
    """What a worker does: a batch of a task, both in bytes, and what it holds in bytes again."""
    task: Task[Any] = _task(parcel)
    jobs: Batch = unpacked(batch, [table.opened for table in task.tables])
    found = _other_file(task, jobs) or done(task, jobs)
    if isinstance(found, Failed) and isinstance(found.why, TableError):
        found = Failed(found.at, _seen_here(found.why))
    content = packed(found, task.known)
    _close(found)
    return content


def _close(found: object) -> None:
    if isinstance(found, Counted):
        found.close()


@lru_cache(maxsize=2)
def _task(parcel: bytes) -> Task[Any]:
    """A task, unpacked once for all of its batches: what it has looked up serves the next one."""
    return unpacked(parcel)  # type: ignore[no-any-return]  # it is what was packed


def _other_file(task: Task[Any], jobs: Batch) -> Failed | None:
    """The first piece whose file is another one here than where it was opened, by its size."""
    seen: set[int] = set()
    for at, (number, _) in enumerate(jobs):
        opened = task.tables[number].opened
        if number in seen or not isinstance(opened, Delimited):
            continue
        seen.add(number)
        try:
            size = located(opened.plain.path).stat().st_size
        except OSError as error:
            return Failed(at, _unreadable(opened.file, (error.strerror or str(error)).lower()))
        if size != opened.size:
            return Failed(at, _unreadable(opened.file, "its size differs"))
    return None


def _unreadable(file: str, why: str) -> TableError:
    return TableError([Problem("cannot-read", Place(file), {"why": why})])


def _seen_here(error: TableError) -> TableError:
    """An error as the client tells it: a file that cannot be read here may well be readable there."""
    worker = {"worker": gethostname()}
    return TableError(
        [
            Problem("worker-cannot-read", problem.place, {**problem.params, **worker})
            if problem.code == "cannot-read"
            else problem
            for problem in error.problems
        ]
    )
