r"""Every file as plain UTF-8 text on disk, so that blocks of it can be read at any place.

A file of that kind is used as it is. What is compressed, encoded otherwise, or comes from a pipe is turned into a
temporary file first, in a stream. Line ends stay as they were, \r\n and a lone \r too: the reader of CSV decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import numpy as np

from redprop.errors import Place, Problem, TableError
from redprop.tables.files import temporary
from redprop.tables.files.encoding import (
    GOOD_NAMES,
    Look,
    has_signs_of,
    is_common_chinese,
    known_name,
    mark_of,
    row_of_fault,
    texts_of,
)
from redprop.tables.files.remote import located
from redprop.tables.files.temporary import Temporary, chunks_of

STANDARD_INPUT = "-"
HEAD = 4096


@dataclass(frozen=True)
class Plain:
    """A file of UTF-8 text on disk.

    `name` is as the user named it, "-" for standard input; problems cite it. `path` is where its bytes are: the file
    itself, or a temporary one. `skip` is how many bytes of a byte order mark to pass over, `encoding` what it was read
    as. `said` tells that the user named the encoding.

    A temporary file is removed by `close`, at the end of a `with`, and at the latest when neither this nor a copy of
    it is held any longer or the program ends, by Ctrl-C too.
    """

    name: str
    path: Path
    skip: int
    encoding: str
    temporary: bool
    said: bool = False
    held: Temporary | None = field(default=None, repr=False, compare=False)

    def close(self) -> None:
        """Removes the file if it is a temporary one."""
        if self.held is not None:
            self.held.remove()

    def __enter__(self) -> Plain:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def chunks(self) -> Iterator[bytes]:
        """Its bytes behind the mark, some at a time."""
        return chunks_of(self.path, self.skip)


def plain_file(path: str | Path, encoding: str | None = None) -> Plain:
    """A file as plain text: at once, if it is a file on disk that is not compressed, and nothing says it is not UTF-8.

    Nobody has looked at more than its first bytes then: a reader that finds a block not to be UTF-8, or to hold a NUL,
    asks `decided`. A byte order mark of UTF-8, UTF-16, UTF-32 or GB18030 says what a file is. Without one, a NUL among
    the first bytes has the whole file looked at.

    Args:
        path: The file, or "-" for standard input. gzip and zstd are known by their bytes, not by the name's ending.
        encoding: What the user says it is, by any name that Python knows: it counts, whatever mark there is, and
            nothing else is tried. GBK and GB2312 are read as GB18030, in which they mean the same; the single byte 80,
            the euro sign of Windows' code page 936, is in none of the three and is a problem.

    Raises:
        TableError: The file cannot be read or unpacked, is not what its mark or the user says, or no such encoding is
            known.
    """
    name = str(path)
    said = None
    if encoding is not None:
        said = known_name(encoding)
        if said is None:
            raise TableError([Problem("unknown-encoding", Place(name), {"got": encoding, "choices": GOOD_NAMES})])
    try:
        return _read_as(_unpacked(_opened(name)), said)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TableError([Problem("cannot-read", Place(name), {"why": why})]) from error


def decided(plain: Plain) -> Plain:
    """A file of which a block was found not to be UTF-8, or to hold a NUL: the whole of it says what it is.

    It is UTF-16 if NULs stand at every other byte as those of ASCII would (`Look.utf16`, `has_signs_of`), and all of
    it is UTF-16. It is GB18030 if more of it speaks against UTF-8 than for it (`Look.may_be_gb18030`) or it is made of
    common characters (`is_common_chinese`), all of it is GB18030, and it is Chinese by its bytes
    (`Look.is_mostly_chinese`). What the user or a mark says is UTF-8 is
    nothing else. GB18030 text that happens to be UTF-8 all through (女 alone is) is read as UTF-8: nobody can tell,
    and the user can say `--encoding`. The result replaces `plain`, whose temporary file is removed.

    Raises:
        TableError: It is none of them, or damaged; the problem names the row of the first byte that is wrong.
    """
    look = Look.at(plain.chunks())
    if look.is_utf8:
        return plain
    settled = plain.said or plain.skip or plain.encoding != "utf-8"
    if any(look.nuls):
        if look.utf16 and not settled and has_signs_of(look.utf16, plain.chunks()):
            try:
                read, _ = _as_utf8(plain, look.utf16)
            except UnicodeError:
                _refuse(plain, look.utf16)
            plain.close()
            return read
        _refuse(plain, "utf-8")
    if settled or not (look.may_be_gb18030 or is_common_chinese(plain.chunks())):
        _refuse(plain, "utf-8")
    try:
        read, characters = _as_utf8(plain, "gb18030")
    except UnicodeError:
        ignoring = texts_of(plain.chunks(), "gb18030", "ignore")
        if look.is_mostly_chinese(sum(_beyond_ascii(text.encode()) for text in ignoring)):
            _refuse(plain, "gb18030")
    else:
        if look.is_mostly_chinese(characters):
            plain.close()
            return read
        read.close()
    raise TableError([Problem("no-encoding", Place(plain.name, row_of_fault(plain.chunks(), "utf-8")), {})])


def _opened(name: str) -> Plain:
    """The file as it is, its bytes on disk."""
    if name == STANDARD_INPUT:
        return _held(temporary.spooled(None, name), name)
    path = located(name)
    if not temporary.is_regular(path):
        return _held(temporary.spooled(path, name), name)
    return Plain(name, path, 0, "utf-8", temporary=False)


def _unpacked(opened: Plain) -> Plain:
    """The file, unpacked if it is compressed."""
    compression = temporary.compression_of(_head(opened))
    if not compression:
        return opened
    with opened:
        return _held(temporary.unpacked(opened.path, compression, opened.name), opened.name)


def _held(held: Temporary, name: str, encoding: str = "utf-8", *, said: bool = False) -> Plain:
    return Plain(name, held.path, 0, encoding, temporary=True, said=said, held=held)


def _head(plain: Plain) -> bytes:
    with plain.path.open("rb") as file:
        return file.read(HEAD)


def _read_as(opened: Plain, said: str | None) -> Plain:
    """The file by what the user says, by its mark, or by its first bytes; what it was is removed where it fails."""
    try:
        head = _head(opened)
        marked, length = mark_of(head)
        codec = said or marked or "utf-8"
        if codec == "utf-8":
            plain = replace(opened, skip=length if marked == "utf-8" else 0, said=said is not None)
            return decided(plain) if 0 in head and not said else plain
        try:
            read, _ = _as_utf8(opened, codec, said=said is not None)
        except UnicodeError:
            _refuse(opened, codec)
    except BaseException:
        opened.close()
        raise
    opened.close()
    return read


def _as_utf8(plain: Plain, codec: str, *, said: bool = False) -> tuple[Plain, int]:
    """The file as a temporary one of UTF-8, and how many of its characters are not ASCII.

    Raises:
        UnicodeError: Not all of it is of this encoding, or it holds a NUL.
    """
    characters = 0

    def chunks() -> Iterator[bytes]:
        nonlocal characters
        begun = False
        for text in texts_of(plain.chunks(), codec):
            content = (text if begun else text.removeprefix("\ufeff")).encode()
            begun = begun or bool(text)
            if 0 in content:
                raise UnicodeError("a NUL")
            characters += _beyond_ascii(content)
            yield content

    held = temporary.written(chunks(), plain.name)
    return _held(held, plain.name, codec, said=said), characters


def _beyond_ascii(content: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) >= 0xC0))


def _refuse(plain: Plain, codec: str) -> NoReturn:
    """The first byte that is wrong in an encoding, as a problem."""
    row = row_of_fault(plain.chunks(), codec)
    raise TableError([Problem("damaged-text", Place(plain.name, row), {"encoding": codec.upper()})])
