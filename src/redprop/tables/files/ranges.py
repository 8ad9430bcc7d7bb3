"""Bytes of a file by range, and how many lines come before a place: what a piece of a large file needs."""

from __future__ import annotations

import os
from bisect import bisect_right
from threading import Lock

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.remote import is_url, remote_range

STEP = 8 << 20


def read_range(path: str, start: int, length: int) -> bytes:
    """At most so many bytes of a file, from a place on; of a plain path, or of any that fsspec opens.

    Mapped pages would count as memory of the process, so the bytes are copied.

    Raises:
        TableError: The file cannot be read.
    """
    try:
        if is_url(path):
            return remote_range(path, start, length)
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return _whole(file, start, length)
        finally:
            os.close(file)
    except OSError as error:
        raise unreadable(path, error) from error


def _whole(file: int, start: int, length: int) -> bytes:
    """Reads until all is there or the file ends: one call may give less than was asked for."""
    os.lseek(file, start, os.SEEK_SET)
    content = os.read(file, length)
    parts = [content]
    while content and (length := length - len(content)):
        content = os.read(file, length)
        parts.append(content)
    return parts[0] if len(parts) <= 2 and not content else b"".join(parts)


def unreadable(path: str, error: OSError) -> TableError:
    """The error of a file that cannot be read."""
    why = (error.strerror or str(error)).lower()
    return TableError([Problem("cannot-read", Place(path), {"why": why})])


class Lines:
    """Counts the lines before places of one file, by what ends them; what was counted is not counted again."""

    def __init__(self, path: str, end: bytes = b"\n") -> None:
        self.path, self.end = path, end
        self.places, self.counts = [0], [0]
        self.lock = Lock()

    def __reduce__(self) -> tuple[type[Lines], tuple[str, bytes]]:
        """Travels as its file alone: what was counted can be counted again."""
        return Lines, (self.path, self.end)

    def before(self, place: int) -> int:
        """How many lines end before a place."""
        with self.lock:
            at = bisect_right(self.places, place)
            start, count = self.places[at - 1], self.counts[at - 1]
            while start < place:
                content = read_range(self.path, start, min(STEP, place - start))
                if not content:
                    break
                count += content.count(self.end)
                start += len(content)
            if start > self.places[at - 1]:
                self.places.insert(at, start)
                self.counts.insert(at, count)
            return count
