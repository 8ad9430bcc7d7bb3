"""Files of any format, opened: the names of their columns at once, their rows piece by piece when asked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from redprop.tables.files.columnar import FEATHER, PARQUET, open_columnar
from redprop.tables.files.cuts import BLOCK
from redprop.tables.files.delimited import CutWrong, Delimited, NotUtf8, open_delimited
from redprop.tables.files.ranges import read_range
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, joined_tables
from redprop.tables.reading import How, Sources

NEVER_READ = ("place", "finding", "evidence", "note", "assessor")
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


def open_file(path: Path, how: How) -> Opened:
    """Opens a file by what it is.

    Raises:
        TableError: It cannot be read as any table.
    """
    head = read_range(str(path), 0, 8) if path.is_file() else b""  # what comes through a pipe can be read once
    if head.startswith(PARQUET):
        return open_columnar(path, "parquet")
    if head.startswith(FEATHER):
        return open_columnar(path, "feather")
    return open_delimited(path, how.encoding)


class Opening:
    """The files of a period, being opened and parsed on other threads while something else is made ready.

    Its threads go on to do the rest of the reading: `executor` takes any piece of work.
    """

    def __init__(self, sources: Sources, how: How | None = None) -> None:
        self.sources, self.how = sources, how or How()
        self.executor = ThreadPoolExecutor(max_workers=self.how.workers or os.cpu_count() or 1)
        self.ahead: dict[TablePiece, Future[tuple[RawTable, Ledger]]] = {}
        paths = [*(path for path in (sources.register, sources.visits) if path), *sources.measurements]
        self.files = {path: self.executor.submit(self._open, path) for path in paths}

    def _open(self, path: Path) -> Opened:
        opened = open_file(path, self.how)
        if isinstance(opened, Delimited):
            likely = [name for name in opened.header if name.casefold() not in NEVER_READ]
            for piece in opened.pieces(self.how.block):
                if len(self.ahead) >= AHEAD:
                    break
                self.ahead[piece] = self.executor.submit(self._parse, piece, likely)
        return opened

    def _parse(self, piece: TablePiece, likely: list[str]) -> tuple[RawTable, Ledger]:
        told = Ledger.fresh(self.how.every_problem)
        return piece.table(likely, told), told

    def file(self, path: Path) -> Opened:
        """A file, when it is there.

        Raises:
            TableError: It cannot be read.
        """
        return self.files[path].result()

    def close(self) -> None:
        """Lets the threads go; what has not begun is not done."""
        self.executor.shutdown(wait=False, cancel_futures=True)
