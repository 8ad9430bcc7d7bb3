"""Where a file of rows may be cut: after a record, never inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

BLOCK = 8 << 20
"""Bytes of a piece: large enough that a piece costs little beside its rows, small enough to stay near the processor."""
LONGEST = 64 << 20
"""No record is longer: where no end is found within so many bytes, the rest is one piece, and its reader says why."""

ReadAt = Callable[[int, int], bytes]
"""The bytes of a file from a place on, at most so many."""


def quick_cuts(
    read_at: ReadAt, start: int, size: int, block: int = BLOCK, end: bytes = b"\n"
) -> Iterator[tuple[int, int]]:
    """Cuts after a line's end near every `block` bytes, looking at little else.

    A line's end inside quotes would be a wrong place; `sound` tells of each piece whether it can have been. If all are
    sound then every cut was right: the first piece begins outside quotes, and what is sound ends where it began.
    """
    while start < size:
        stop = min(start + block, size)
        if stop < size:
            stop = _after_line(read_at, stop - 1, size, end)
        yield start, stop
        start = stop


def sound(content: bytes, delimiter: str = ",") -> bool:
    """Whether, beginning outside quotes, each quote opens a field, closes one, or is a doubled one within one.

    Of a run of quotes, each turns inside to outside or back: a run that begins outside must stand where a field
    begins, a run that ends outside must stand where one ends. Then the piece ends outside quotes too.
    """
    if b'"' not in content:
        return True
    text = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return False
    begin = np.flatnonzero(np.diff(quotes, prepend=-2) != 1)  # how many quotes come before each run
    end = np.append(begin[1:], len(quotes))
    parts = np.zeros(256, dtype=bool)
    parts[[ord(delimiter), ord("\r"), ord("\n")]] = True
    opening, closing = quotes[begin[begin % 2 == 0]], quotes[end[end % 2 == 0] - 1]
    before, after = text[opening[opening > 0] - 1], text[closing[closing < len(text) - 1] + 1]
    return bool(parts[before].all() and parts[after].all())


def careful_cuts(
    read_at: ReadAt, start: int, size: int, delimiter: str = ",", block: int = BLOCK, end: bytes = b"\n"
) -> Iterator[tuple[int, int]]:
    """Cuts after a line's end that stands in no quoted field, looking at every byte.

    A quote opens a field only at its beginning, as the careful reader has it. What is longer than `LONGEST` begins
    with a record that is.
    """
    while start < size:
        stop, length = size, min(block, LONGEST)
        while start + length < size:
            found = _last_end(read_at(start, length), delimiter, end)
            if found:
                stop = start + found
                break
            if length == LONGEST:
                break
            length = min(length * 2, LONGEST)
        yield start, stop
        start = stop


def record_end(text: str, start: int, delimiter: str, end: str = "\n") -> int:
    """The place after the record that begins at a place, however wrong it is; where `careful_cuts` would cut."""
    quoted = _quoted_text(delimiter)
    place = start
    while True:
        found = text.find(end, place)
        stop = found + 1 if found >= 0 else len(text)
        opened = quoted.search(text, place, stop)
        field = quoted.match(text, opened.start()) if opened else None  # it may close behind the line's end
        if field is None:
            return stop
        place = field.end()


@cache
def _quoted(delimiter: str) -> re.Pattern[bytes]:
    """Matches a quoted field, or one that is never closed to the end of all."""
    mark = re.escape(delimiter.encode())
    return re.compile(rb'(?:\A|(?<=[%b\r\n]))"(?:[^"]++|"")*+(?:"|\Z)' % mark)


@cache
def _quoted_text(delimiter: str) -> re.Pattern[str]:
    return re.compile(_quoted(delimiter).pattern.decode())


def _last_end(content: bytes, delimiter: str, end: bytes) -> int:
    """The place after the last line's end outside quoted fields; 0 where there is none."""
    last = outside = 0
    for field in _quoted(delimiter).finditer(content):
        last = max(last, content.rfind(end, outside, field.start()) + 1)
        outside = field.end()
        if outside == len(content):  # it may go on in what has not been read
            return last
    return max(last, content.rfind(end, outside) + 1)


def _after_line(read_at: ReadAt, place: int, size: int, end: bytes) -> int:
    """The place after the first line's end from a place on, or the file's end."""
    step = 1 << 16
    while place < size:
        found = read_at(place, step).find(end)
        if found >= 0:
            return place + found + 1
        place += step
    return size
