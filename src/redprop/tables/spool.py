"""Every problem that was found, on disk, in the order of the rows: for those who want all of them."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, RawIOBase
from typing import cast

import numpy as np

from redprop.errors import Problem
from redprop.messages import LONGEST
from redprop.tables.files.temporary import no_room

ENOUGH = 1 << 16
"""So many bytes are held before they are written."""


class Spool:
    """Problems in a temporary file, which is made with the first of them and has no name.

    Those of a piece are found kind by kind, column by column; they are taken over in the order of their rows.
    """

    def __init__(self) -> None:
        self.file: RawIOBase | None = None
        self.waiting: list[bytes] = []
        self.size = self.written = 0
        self.rows: array[int] | None = array("q")
        self.starts: array[int] | None = array("q")

    def __getstate__(self) -> bytes:
        """What travels: everything in it, in the order of its rows."""
        return b"".join(self.parts())

    def __setstate__(self, content: bytes) -> None:
        Spool.__init__(self)
        self.rows = self.starts = None
        self._write(content)

    def write(self, row: int, line: bytes) -> None:
        """Takes the line of a problem in.

        Raises:
            TableError: There is no room for it.
        """
        if self.rows is not None and self.starts is not None:
            self.rows.append(row)
            self.starts.append(self.size)
        self._write(line)

    def take(self, other: Spool, *, later: bool) -> None:
        """Takes over what a later piece found, in the order of its rows; or what was found in the same one before.

        Raises:
            TableError: There is no room for it.
        """
        if not later and other.rows is not None:
            for row, line in zip(sorted(other.rows), other.lines(), strict=True):
                self.write(row, line)
            return
        self.rows = self.starts = None
        for part in other.parts():
            self._write(part)

    def parts(self) -> Iterator[bytes]:
        """Everything in it in the order of its rows, in parts of whole lines."""
        rows = np.asarray(self.rows if self.rows is not None else (), dtype=np.int64)
        in_order = bool((np.diff(rows) >= 0).all())
        order = np.argsort(rows, kind="stable")
        if self.file is None:
            yield b"".join(self.waiting if in_order else [self.waiting[at] for at in order.tolist()])
            return
        self._flush()
        reader = BufferedReader(self.file)
        try:
            reader.seek(0)
            while in_order and (lines := reader.readlines(ENOUGH)):
                yield b"".join(lines)
            for start in () if in_order else np.asarray(self.starts, dtype=np.int64)[order].tolist():
                reader.seek(start)
                yield reader.readline()
        finally:
            reader.detach()

    def lines(self) -> Iterator[bytes]:
        """Every line, with its end."""
        for part in self.parts():
            yield from part.splitlines(keepends=True)

    def close(self) -> None:
        """Lets go of the file."""
        self.waiting.clear()
        if self.file is not None:
            self.file.close()

    def _write(self, part: bytes) -> None:
        self.waiting.append(part)
        self.size += len(part)
        if self.size - self.written >= ENOUGH:
            self._flush()

    def _flush(self) -> None:
        part, self.waiting = memoryview(b"".join(self.waiting)), []
        try:
            if self.file is None:
                self.file = cast("RawIOBase", tempfile.TemporaryFile(buffering=0))  # noqa: SIM115  # it is held for longer
                weakref.finalize(self, self.file.close)  # at the latest when nobody holds it
            self.file.seek(self.written)
            while part:  # a full disk is told here, not by a buffer that is let go
                count = self.file.write(part)
                part, self.written = part[count:], self.written + count
        except OSError as error:
            raise no_room("", tempfile.gettempdir(), error) from error


def brief(problem: Problem) -> Problem:
    """The problem without more of a file's own text than a message shows: what is kept stays small."""
    if any(isinstance(value, str) and len(value) > LONGEST for value in problem.params.values()):
        params = {
            name: value[: LONGEST + 1] if isinstance(value, str) else value for name, value in problem.params.items()
        }
        return replace(problem, params=params)
    return problem
