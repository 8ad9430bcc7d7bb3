"""Where a file of rows may be cut: after a record, never inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

BLOCK = 8 << 20
"""Bytes of a piece: large enough that a piece costs little beside its rows, small enough to stay near the processor."""
LONGEST = 64 << 20
"""No record is longer: where no end is found within so many bytes, the rest is one piece, and its reader says why."""

ReadAt = Callable[[int, int], bytes]
"""The bytes of a file from a place on, at most so many."""


def quick_cuts(read_at: ReadAt, start: int, size: int, block: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Cuts after a newline near every `block` bytes, looking at little else.

    A newline inside quotes would be a wrong place; `sound` tells of each piece whether it can have been. If all are
    sound then every cut was right: the first piece begins outside quotes, and an even number of quotes ends outside.
    """
    while start < size:
        stop = min(start + block, size)
        if stop < size:
            stop = _after_newline(read_at, stop - 1, size)
        yield start, stop
        start = stop


def sound(content: bytes, delimiter: str = ",") -> bool:
    """Whether a piece has whole quoted fields only: then it begins and ends outside quotes."""
    if b'"' not in content:
        return True
    return content.count(b'"') % 2 == 0 and not stray_quote(delimiter).search(content.replace(b'""', b""))


def stray_quote(delimiter: str) -> re.Pattern[bytes]:
    """Matches a quote that neither opens nor closes a field, where doubled quotes have been taken out."""
    mark = re.escape(delimiter.encode())
    return re.compile(rb'(?<=[^%b\r\n])"(?=[^%b\r\n])' % (mark, mark))


def careful_cuts(
    read_at: ReadAt, start: int, size: int, delimiter: str = ",", block: int = BLOCK
) -> Iterator[tuple[int, int]]:
    """Cuts after a newline that stands in no quoted field, looking at every byte.

    A quote opens a field only at its beginning, as the careful reader has it.
    """
    mark = re.escape(delimiter.encode())
    quoted = re.compile(rb'(?:\A|(?<=[%b\r\n]))"(?:[^"]|"")*+(?:"|\Z)' % mark)
    while start < size:
        stop, length = size, block
        while start + length < size and length <= LONGEST:
            found = _last_end(read_at(start, length), quoted)
            if found:
                stop = start + found
                break
            length *= 2
        yield start, stop
        start = stop


def _last_end(content: bytes, quoted: re.Pattern[bytes]) -> int:
    """The place after the last newline outside quoted fields; 0 where there is none."""
    end = outside = 0
    for field in quoted.finditer(content):
        end = max(end, content.rfind(b"\n", outside, field.start()) + 1)
        outside = field.end()
        if outside == len(content):  # it may go on in what has not been read
            return end
    return max(end, content.rfind(b"\n", outside) + 1)


def _after_newline(read_at: ReadAt, place: int, size: int) -> int:
    """The place after the first newline from a place on, or the file's end."""
    step = 1 << 16
    while place < size:
        found = read_at(place, step).find(b"\n")
        if found >= 0:
            return place + found + 1
        place += step
    return size
