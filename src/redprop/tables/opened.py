"""Files of any format, opened: the names of their columns at once, their rows piece by piece when asked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from redprop.errors import Problem, TableError
from redprop.tables.files.address import address
from redprop.tables.files.columnar import FEATHER, PARQUET, open_columnar
from redprop.tables.files.cuts import BLOCK
from redprop.tables.files.delimited import CutWrong, Delimited, NotUtf8, open_delimited
from redprop.tables.files.names import BOOKS
from redprop.tables.files.ranges import read_range
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, joined_tables
from redprop.tables.sources import How, Sources

if TYPE_CHECKING:
    from redprop.tables.cluster.connect import Cluster
    from redprop.tables.files.workbook import SheetTable

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks begin: packed ones, and those of Excel before 2007."""
NEVER_READ = ("place", "finding", "evidence", "responsible", "note", "assessor")
AHEAD = 20
"""So many pieces are parsed before anybody knows what to look for in them."""


class TablePiece(Protocol):
    """A part of a table that can be read by itself, on any thread or machine."""

    @property
    def weight(self) -> int:
        """How much of the table it is: bytes, or rows where bytes say nothing."""

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
        """Its columns of text; `only` leaves out columns that nobody asks for, `told` takes what is wrong with rows."""


class Opened(Protocol):
    """A table that was opened. `named` is the channel that its place in its file says, by id, or nothing."""

    @property
    def file(self) -> str:
        """Its file, or what stands for it."""

    @property
    def sheet(self) -> str:
        """Its sheet, where the file has some."""

    @property
    def named(self) -> str:
        """The channel that the file itself says."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""

    def pieces(self, block: int = BLOCK) -> Iterable[TablePiece]:
        """Its rows, cut into parts; at least one."""


def whole_table(opened: Opened, only: Collection[str] | None = None) -> RawTable:
    """All rows of a table at once, with what is wrong with them: for registers and logs, which stay small."""
    while True:
        told = Ledger()
        try:
            table = joined_tables([piece.table(only, told) for piece in opened.pieces()])
        except (CutWrong, NotUtf8) as why:
            assert isinstance(opened, Delimited)  # noqa: S101  # no other file raises these
            opened = opened.again(why)
            continue
        return replace(table, problems=[*table.problems, *told.problems()])


@dataclass(frozen=True, eq=False)
class _OfSheet:
    """A table of a sheet, in one piece."""

    inner: SheetTable
    weight: int = 0

    @property
    def file(self) -> str:
        return self.inner.file

    @property
    def sheet(self) -> str:
        return self.inner.sheet

    @property
    def named(self) -> str:
        return self.inner.named

    @property
    def header(self) -> tuple[str, ...]:
        return self.inner.header

    def pieces(self, block: int = BLOCK) -> Iterable[TablePiece]:
        return [self]

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
        table = self.inner.table(only)
        if told is None:
            return table
        for problem in table.problems:
            told.tell(problem)
        return replace(table, problems=[])


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook: by its first bytes, or by its ending."""
    file = address(str(path))[0]
    if file.suffix.lower() in BOOKS:
        return True
    return file.is_file() and read_range(str(file), 0, 8).startswith(WORKBOOKS)


def open_sheets(path: Path, how: How, vocabulary: Vocabulary) -> tuple[list[Opened], list[Problem]]:
    """Opens a workbook's tables, found by the words of their headers; and notes of what was left alone in it.

    What is text whatever its ending says is read as text.

    Raises:
        TableError: It cannot be read, or has no table.
    """
    from redprop.tables.files.workbook import open_workbook

    try:
        tables, notes = open_workbook(*_address(path, vocabulary))
    except TableError as error:
        if [problem.code for problem in error.problems] == ["workbook-is-text"]:
            return [open_delimited(path, how.encoding)], []
        raise
    return [_OfSheet(table) for table in tables], notes


def _address(path: Path, vocabulary: Vocabulary) -> tuple[Path, Vocabulary, str, str]:
    file, sheet, cells = address(str(path))
    return file, vocabulary, sheet, cells


def open_file(path: Path, how: How) -> Opened:
    """Opens a file that is no workbook, by what it is.

    Raises:
        TableError: It cannot be read as any table.
    """
    head = read_range(str(path), 0, 8) if path.is_file() else b""  # what comes through a pipe can be read once
    if head.startswith(PARQUET):
        return open_columnar(path, "parquet")
    if head.startswith(FEATHER):
        return open_columnar(path, "feather")
    return open_delimited(path, how.encoding)


def open_tables(path: Path, how: How, vocabulary: Vocabulary) -> tuple[list[Opened], list[Problem]]:
    """Opens the tables of a file; of a workbook those whose headers are known.

    Raises:
        TableError: It cannot be read as any table.
    """
    return open_sheets(path, how, vocabulary) if is_workbook(path) else ([open_file(path, how)], [])


class Opening:
    """The files of a period, being opened and parsed on other threads while something else is made ready.

    Its threads go on to do the rest of the reading: `executor` takes any piece of work.
    """

    def __init__(self, how: How | None = None) -> None:
        self.how = how or How()
        workers = self.how.workers or os.cpu_count() or 1
        self.executor = ThreadPoolExecutor(max_workers=workers)
        self.early = ThreadPoolExecutor(max_workers=max(1, workers - 1))  # what is loading meanwhile needs one too
        self.at_once = 4 * workers
        self.ahead: dict[TablePiece, Future[tuple[RawTable, Ledger]]] = {}
        self.files: dict[Path, Future[Opened | None]] = {}
        self._cluster: Cluster | None = None

    @classmethod
    def of(cls, sources: Sources, how: How | None = None) -> Opening:
        """The files of a period."""
        opening = cls(how)
        opening.begin(sources)
        return opening

    def begin(self, sources: Sources) -> None:
        """Begins to open and parse the files that were not begun before; register and log first, for they are small."""
        paths = [*(path for path in (sources.register, sources.visits) if path), *sources.measurements]
        for path in paths:
            if path not in self.files:
                self.files[path] = self.executor.submit(self._open, path)

    def _open(self, path: Path) -> Opened | None:
        """A file, unless it is a workbook: its tables are found by words that nobody knows yet."""
        if is_workbook(path):
            return None
        opened = open_file(path, self.how)
        if isinstance(opened, Delimited) and not self.how.cluster:
            likely = [name for name in opened.header if name.casefold() not in NEVER_READ]
            for piece in opened.pieces(self.how.block):
                if len(self.ahead) >= AHEAD:
                    break
                self.ahead[piece] = self.early.submit(self._parse, piece, likely)
        return opened

    def _parse(self, piece: TablePiece, likely: list[str]) -> tuple[RawTable, Ledger]:
        told = Ledger.fresh(self.how.problem_lines)
        return piece.table(likely, told), told

    def enough(self) -> None:
        """What is not parsed yet is not parsed ahead any more: from now on somebody takes what is parsed."""
        for piece, future in list(self.ahead.items()):
            if future.cancel():
                del self.ahead[piece]

    def parsed(self, piece: TablePiece, *, last: bool) -> tuple[RawTable, Ledger] | None:
        """A piece that was parsed ahead, or is being parsed; nothing where that has not begun. Kept until `last`."""
        ahead = self.ahead.pop(piece, None) if last else self.ahead.get(piece)
        return None if ahead is None else ahead.result()

    def tables(self, path: Path, vocabulary: Vocabulary) -> tuple[list[Opened], list[Problem]]:
        """The tables of a file, when they are there; see `open_tables`.

        Raises:
            TableError: It cannot be read.
        """
        opened = self.files[path].result()
        return open_sheets(path, self.how, vocabulary) if opened is None else ([opened], [])

    def cluster(self) -> Cluster:
        """The cluster that reads, from the first time on that anybody asks for it.

        Raises:
            WorkspaceError: It is not there, or cannot be used.
        """
        from redprop.tables.cluster.connect import Cluster

        if self._cluster is None:
            self._cluster = Cluster(self.how.cluster)
        return self._cluster

    def close(self) -> None:
        """Lets the threads and the cluster go; what has not begun is not done."""
        for pool in (self.early, self.executor):
            pool.shutdown(wait=False, cancel_futures=True)
        if self._cluster is not None:
            self._cluster.close()

    def __enter__(self) -> Opening:
        return self

    def __exit__(self, *left: object) -> None:
        self.close()
