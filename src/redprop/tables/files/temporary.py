"""Temporary files: what is not yet plain text is written to one, in a stream, within bounds, and removed in the end."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

from redprop.errors import Place, Problem, TableError

CHUNK = 1 << 18
"""How many bytes are held at a time, so that memory does not grow with the file."""
FREE_UNASKED = 64 << 20
"""So much is written before anybody asks how much room is left, and so much again before it is asked once more."""
FREE_KEPT = 256 << 20
"""So much of the disk is left to others."""
UNPACKED_UNASKED = 1 << 30
"""Up to 1 GB, a compressed file may unpack to any multiple of its size."""
UNPACKED_TIMES = 1_000
"""Above that, it may unpack to this many times its size: rows of a real file come to some 5 to 100 times."""
GZIP = b"\x1f\x8b"
ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([skippable]) + b"\x2a\x4d\x18" for skippable in range(0x50, 0x60)))


class Temporary:
    """A temporary file, removed by `remove`, and at the latest when nobody holds it or the program ends.

    An error or Ctrl-C unwinds to one of the two. A process that was forked, or was sent a copy, does not remove it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.owner = os.getpid()
        _THERE.add(path)
        weakref.finalize(self, _remove, path, self.owner)

    def remove(self) -> None:
        """Removes the file, if that was not done before."""
        _remove(self.path, self.owner)


def _remove(path: Path, owner: int) -> None:
    if os.getpid() == owner:
        _THERE.discard(path)
        with suppress(OSError):
            path.unlink()


_MAKING = threading.Lock()
_THERE: set[Path] = set()


def remove_all() -> None:
    """Removes every temporary file and lets none be made any more: for leaving while threads are still at work."""
    _MAKING.acquire()  # for good
    for path in tuple(_THERE):
        with suppress(OSError):
            path.unlink()


def written(chunks: Iterable[bytes], name: str) -> Temporary:
    """A temporary file of the chunks; nothing is left of it where they or the disk fail.

    Raises:
        TableError: The disk is full, or nearly so.
    """
    folder = ""
    try:
        folder = tempfile.gettempdir()
        with _MAKING:
            handle, path = tempfile.mkstemp(prefix="redprop-")
            kept = Temporary(Path(path))
    except OSError as error:
        raise no_room(name, folder, error) from error
    unasked = FREE_UNASKED
    try:
        with os.fdopen(handle, "wb", buffering=0) as target:
            for chunk in chunks:
                unasked -= len(chunk)
                if unasked < 0:
                    unasked = FREE_UNASKED
                    if shutil.disk_usage(folder).free < FREE_KEPT:
                        raise no_room(name, folder, None)
                _write(target, chunk, name, folder)
    except BaseException:
        kept.remove()
        raise
    return kept


def _write(target: FileIO, chunk: bytes, name: str, folder: str) -> None:
    """Writes at once: what stays behind in a buffer would fail later, and elsewhere."""
    rest = memoryview(chunk)
    try:
        while rest:
            rest = rest[target.write(rest) :]
    except OSError as error:
        raise no_room(name, folder, error) from error


def no_room(name: str, folder: str, error: OSError | None) -> TableError:
    """What cannot be written: for want of room in most cases."""
    if error is None or error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return TableError([Problem("no-room", Place(name), {"folder": folder})])
    why = (error.strerror or str(error)).lower()
    return TableError([Problem("cannot-write", Place(name), {"path": folder, "why": why})])


def chunks_of(path: Path, skip: int = 0) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    with path.open("rb") as source:
        source.seek(skip)
        while chunk := source.read(CHUNK):
            yield chunk


def is_regular(path: Path) -> bool:
    """Whether the file can be read twice and anywhere; pipes cannot."""
    return stat.S_ISREG(path.stat().st_mode)


def spooled(path: Path | None, name: str) -> Temporary:
    """What comes from a pipe, or from standard input where no path is said, as a file."""

    def chunks() -> Iterator[bytes]:
        if path is not None:
            with path.open("rb") as pipe:
                while chunk := pipe.read(CHUNK):
                    yield chunk
            return
        while chunk := sys.stdin.buffer.read(CHUNK):
            yield chunk

    return written(chunks(), name)


def compression_of(head: bytes) -> str:
    """How a file is compressed by its first bytes, whatever its name ends in: gzip, zstd, or nothing."""
    if head.startswith(GZIP):
        return "gzip"
    return "zstd" if head.startswith(ZSTD) else ""


def unpacked(path: Path, compression: str, name: str) -> Temporary:
    """A compressed file, unpacked: gzip of one member or several, zstd of one frame or several.

    Raises:
        TableError: It is damaged or cut short, unpacks to too much, or the disk is full. zstd finds a changed byte
            for certain only where the file holds checksums, as those of the zstd program do.
    """
    return written(_unpacked_chunks(path, compression, name), name)


def _unpacked_chunks(path: Path, compression: str, name: str) -> Iterator[bytes]:
    import pyarrow as pa

    most = max(UNPACKED_UNASKED, UNPACKED_TIMES * path.stat().st_size)
    total = 0
    with path.open("rb") as file, pa.CompressedInputStream(file, compression) as stream:
        while True:
            try:
                chunk = stream.read(CHUNK)
            except OSError as error:
                raise TableError([Problem("damaged-archive", Place(name), {"kind": compression})]) from error
            if not chunk:
                return
            total += len(chunk)
            if total > most:
                raise TableError([Problem("unpacks-too-large", Place(name), {"times": UNPACKED_TIMES})])
            yield chunk
