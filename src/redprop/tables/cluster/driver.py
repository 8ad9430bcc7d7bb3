"""Batches of pieces sent to workers, and what comes back, in the order of the pieces."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count as numbers
from pathlib import Path
from typing import TypeVar

from redprop.errors import TableError
from redprop.tables.cluster.parcel import packed, unpacked
from redprop.tables.cluster.tasks import Batch, Counted, Counting, Failed, Naming, Task
from redprop.tables.cluster.tasks import done as done_here
from redprop.tables.counting import Counter
from redprop.tables.desk import Desk
from redprop.tables.files.columnar import Columnar
from redprop.tables.files.delimited import Delimited
from redprop.tables.files.ranges import Lines
from redprop.tables.files.remote import located
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opened, Opening, TablePiece
from redprop.tables.passes import Measured, OpenAgain

Found = TypeVar("Found")
BATCH = 64 << 20
"""Bytes of a batch: what it gives back is as large as a tally, so that a smaller batch would cost more of the wire."""
LEAST = 2
"""So many batches at least for each worker, that all have something to do to the end."""
UNDER_WAY = 2
"""So many batches at most for each worker are begun and not added up: what they give back stays with the workers."""


def counted(
    tables: Sequence[Measured], desk: Desk, opening: Opening, counter: Counter
) -> Iterator[tuple[int, int, tuple[Ledger, int, int]]]:
    """The rows of all tables, counted on a cluster and added to a counter here.

    Gives how much of how much has been counted, what was wrong with it, rows left out alone and rows; of a batch of
    several tables what was wrong with each, one after the other, and the rest with the first.
    """
    task: Task[Counted] = Counting(tables, opening.how.block, desk, opening.how.problem_lines)
    for weight, total, found in over_batches(task, opening):
        counter.add(found.counter)
        done, lost, rows = weight, found.lost, found.rows
        for told in found.told.values():
            yield done, total, (told, lost, rows)
            done = lost = rows = 0


def named(tables: Sequence[Measured], columns: Sequence[Sequence[str]], opening: Opening) -> Iterator[list[set[str]]]:
    """The different texts of some columns of all tables, a batch at a time."""
    task: Task[list[set[str]]] = Naming(tables, opening.how.block, columns)
    for _, _, texts in over_batches(task, opening):
        yield texts


def over_batches(task: Task[Found], opening: Opening) -> Iterator[tuple[int, int, Found]]:
    """What every batch holds, in order, beside its weight and that of all.

    Raises:
        OpenAgain: A file is to be opened otherwise.
        TableError: A file cannot be read after all.
        WorkspaceError: The cluster is lost.
    """
    cluster = opening.cluster()
    opened = [table.opened for table in task.tables]
    batches = batches_of(opened, cluster.workers * LEAST)
    total = sum(weight_of(batch) for batch in batches)
    parcel = cluster.keep(packed(task.of([_from_anywhere(table) for table in task.tables])))

    def begin(batch: Batch) -> Callable[[], Found | Failed]:
        if not travels(opened[batch[0][0]]):
            return opening.executor.submit(done_here, task, batch).result
        waiting = cluster.begin(parcel, packed(batch, opened))
        return lambda: unpacked(cluster.result(waiting), task.known)

    under_way: deque[tuple[Batch, Callable[[], Found | Failed]]] = deque()
    for number in numbers():
        if number < len(batches):
            under_way.append((batches[number], begin(batches[number])))
        if number >= len(batches) or len(under_way) > cluster.workers * UNDER_WAY:
            if not under_way:
                return
            batch, result = under_way.popleft()
            found = result()
            if isinstance(found, Failed):
                raise _reason(task.tables[batch[found.at][0]], found)
            yield weight_of(batch), total, found


def _reason(table: Measured, failed: Failed) -> Exception:
    """Why a table could not be read: it is to be opened otherwise, or an error."""
    if isinstance(table.opened, Delimited) and not isinstance(failed.why, TableError):
        return OpenAgain(table, table.opened.again(failed.why))
    return failed.why


def batches_of(opened: Sequence[Opened], least: int, most: int = BATCH) -> Sequence[Batch]:
    """The pieces of all tables in batches, at least so many where there are bytes for them.

    A batch is all of what workers read, or all of what is read here.
    """
    size = sum(one.size - one.begin if isinstance(one, Delimited) else 0 for one in opened)
    block = min(most, max(size // least, 1))
    jobs = [(number, piece) for number, one in enumerate(opened) for piece in one.pieces(block)]
    most = min(most, max(sum(piece.weight for _, piece in jobs) // least, 1))
    batches: list[list[tuple[int, TablePiece]]] = []
    taken, here = 0, False
    for number, piece in jobs:
        if not batches or taken + piece.weight > most or here == travels(opened[number]):
            batches.append([])
            taken, here = 0, not travels(opened[number])
        batches[-1].append((number, piece))
        taken += piece.weight
    return batches


def weight_of(batch: Batch) -> int:
    """How much of the tables a batch is."""
    return sum(piece.weight for _, piece in batch)


def travels(opened: Opened) -> bool:
    """Whether workers can open a file themselves: not what was unpacked or recoded here, and no workbook."""
    return isinstance(opened, Columnar) or (isinstance(opened, Delimited) and not opened.plain.temporary)


def _from_anywhere(table: Measured) -> Measured:
    """A table whose file is found from any folder."""
    opened = table.opened
    if isinstance(opened, Columnar):
        return replace(table, opened=replace(opened, path=str(located(opened.file).absolute())))
    if isinstance(opened, Delimited):
        path: Path = opened.plain.path.absolute()
        plain = replace(opened.plain, path=path, held=None)
        return replace(table, opened=replace(opened, plain=plain, lines=Lines(str(path), opened.lines.end)))
    return table
