"""Over all pieces of all files, in order, on many threads: once for what rows name, once to count, once for places."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from redprop.tables.block import Block
from redprop.tables.counting import Counter
from redprop.tables.desk import Desk
from redprop.tables.files.delimited import CutWrong, Delimited, NotUtf8
from redprop.tables.headers import Shape
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opened, Opening, TablePiece
from redprop.tables.raw import RawTable
from redprop.tables.shape import block_of
from redprop.tables.window import of_these_days

Found = TypeVar("Found")


@dataclass(frozen=True)
class Measured:
    """A table of measurements: opened, what its columns are, the channel that its name gives, the columns to read."""

    opened: Opened
    shape: Shape
    channel: str | None
    wanted: frozenset[str]


class OpenAgain(Exception):  # noqa: N818  # not a fault of anybody's
    """A table is not what a quick look took it for: all begins anew with it opened otherwise."""

    def __init__(self, table: Measured, opened: Opened) -> None:
        self.table, self.opened = table, opened


Work = Callable[[Measured, TablePiece], Found]


Jobs = Sequence[tuple[Measured, TablePiece]]


def jobs_of(tables: Sequence[Measured], opening: Opening) -> Jobs:
    """All pieces of all tables, in the order of the files and of their rows."""
    return [(table, piece) for table in tables for piece in table.opened.pieces(opening.how.block)]


def over_pieces(jobs: Jobs, opening: Opening, work: Work[Found]) -> Iterator[tuple[TablePiece, Found]]:
    """What the work gives for every piece, in order; what few pieces give waits in memory, however many there are.

    Raises:
        OpenAgain: A file is to be opened otherwise.
        TableError: A file cannot be read after all.
    """
    begun: deque[tuple[Measured, TablePiece, Future[Found]]] = deque()
    waiting = iter(jobs)
    try:
        while True:
            for table, piece in islice(waiting, opening.at_once - len(begun)):
                begun.append((table, piece, opening.executor.submit(work, table, piece)))
            if not begun:
                return
            table, piece, future = begun.popleft()
            try:
                yield piece, future.result()
            except (CutWrong, NotUtf8) as why:
                assert isinstance(table.opened, Delimited)  # noqa: S101  # no other file raises these
                raise OpenAgain(table, table.opened.again(why)) from why
    finally:
        for _, _, future in begun:
            future.cancel()


def names_in(tables: Sequence[Measured], opening: Opening, columns: Callable[[Measured], list[str]]) -> list[set[str]]:
    """The different texts of some columns of all tables, those of the first column first."""

    def work(table: Measured, piece: TablePiece) -> list[set[str]]:
        names = columns(table)
        raw = _table(piece, opening, frozenset(name for name in names if name), None)
        return [{text.strip() for text in raw.columns[name].texts} if name else set() for name in names]

    found: list[set[str]] = []
    if opening.how.cluster:
        from redprop.tables.cluster.driver import named

        every = named(tables, [columns(table) for table in tables], opening)
    else:
        every = (texts for _, texts in over_pieces(jobs_of(tables, opening), opening, work))
    for texts in every:
        found = [a | b for a, b in zip(found or [set() for _ in texts], texts, strict=True)]
    return found


@dataclass(frozen=True)
class Counts:
    """All rows, counted; what was found wrong with them, and how many were left out alone."""

    counter: Counter
    told: Ledger
    lost: int


def count(tables: Sequence[Measured], desk: Desk, opening: Opening) -> Counts:
    """Counts the rows of all tables. The order of pieces decides nothing but which problems are told first."""
    counter, told = Counter(desk.plan, desk.register.ids), Ledger.fresh(opening.how.problem_lines)
    lost = rows = done = 0

    def work(table: Measured, piece: TablePiece) -> tuple[Ledger, int, int]:
        found = Ledger.fresh(opening.how.problem_lines)
        raw = _table(piece, opening, table.wanted, found)
        block = block_of(raw, table.shape, desk, table.channel, found)
        counter.take(block)
        return found, block.lost, len(raw)

    opening.enough()
    if opening.how.cluster:
        from redprop.tables.cluster.driver import counted

        steps = counted(tables, desk, opening, counter)
    else:
        jobs = jobs_of(tables, opening)
        total = sum(piece.weight for _, piece in jobs)
        steps = ((piece.weight, total, found) for piece, found in over_pieces(jobs, opening, work))
    for weight, total, (found, left, size) in steps:
        told.add(found)
        lost, rows, done = lost + left, rows + size, done + weight
        if opening.how.progress:
            opening.how.progress(rows, done, total)
    return Counts(counter, told, lost + told.count_of("wrong-width", "bad-csv"))


def blocks(tables: Sequence[Measured], desk: Desk, opening: Opening) -> Iterator[tuple[RawTable, Block]]:
    """The rows of all tables once more, in order: for places that counting does not keep."""
    return each_block(tables, desk, opening, lambda _, raw, block: (raw, block))


Look = Callable[[Measured, RawTable, Block], Found]


def each_block(tables: Sequence[Measured], desk: Desk, opening: Opening, look: Look[Found]) -> Iterator[Found]:
    """What a look at every piece gives, in order: a piece is looked at on the thread that reads it, and let go."""

    def work(table: Measured, piece: TablePiece) -> Found:
        raw = of_these_days(piece.table(table.wanted, Ledger()), table.shape, desk, Ledger())
        return look(table, raw, block_of(raw, table.shape, desk, table.channel, Ledger()))

    for _, found in over_pieces(jobs_of(tables, opening), opening, work):
        yield found


def _table(piece: TablePiece, opening: Opening, wanted: frozenset[str], told: Ledger | None) -> RawTable:
    """A piece's table, which may have been parsed already; it is let go when what is wrong with it has been taken."""
    ahead = opening.parsed(piece, last=told is not None)
    if ahead is not None:
        raw, found = ahead
        if wanted <= raw.columns.keys():
            if told is not None:
                told.add(found, later=False)
            return replace(raw, columns={name: column for name, column in raw.columns.items() if name in wanted})
    return piece.table(wanted, told)
