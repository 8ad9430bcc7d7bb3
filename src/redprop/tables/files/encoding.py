"""How the text of a file is encoded: what its mark says, or what its bytes say when all of them were looked at."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks, the longer before those that they begin with."""
GOOD_NAMES = ("utf-8", "gb18030", "gbk", "big5", "utf-16")
SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030"}
"""What is read as something larger, in which all of it means the same."""
SIGNS = "\n,\t 0123456789"
"""What every file of a table is full of, whatever its language."""


def mark_of(head: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark says, and how long the mark is; neither where there is none."""
    return next(((name, len(mark)) for mark, name in MARKS if head.startswith(mark)), ("", 0))


def known_name(said: str) -> str | None:
    """The codec that a user means by a name; None where there is none, or it does not make text of bytes.

    >>> known_name("UTF8"), known_name("cp936"), known_name("latin-1"), known_name("klingon"), known_name("base64")
    ('utf-8', 'gb18030', 'iso8859-1', None, None)
    """
    try:
        name = codecs.lookup(said).name
        codecs.getincrementaldecoder(name)
        b" ".decode(name, "ignore")
    except (LookupError, ValueError):
        return None
    name = "utf-8" if name == "utf-8-sig" else name
    return SUPERSETS.get(name, name)


def texts_of(chunks: Iterable[bytes], codec: str, errors: str = "strict") -> Iterator[str]:
    """The text of bytes, some at a time.

    Raises:
        UnicodeError: A byte is wrong, and errors are not ignored.
    """
    decoder = codecs.getincrementaldecoder(codec)(errors)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


@dataclass
class Look:
    """What the bytes of a whole file are, as UTF-8.

    `right` counts the bytes that follow the first in whole sequences, `wrong` those in no whole sequence, `high` those
    that are not ASCII; `nuls` are counted at even and at odd places.
    """

    size: int = 0
    right: int = 0
    wrong: int = 0
    high: int = 0
    nuls: tuple[int, int] = (0, 0)

    @classmethod
    def at(cls, chunks: Iterable[bytes]) -> Look:
        """Looks at all of a file, in a stream."""
        look = cls()
        for text in texts_of(look._counted(chunks), "utf-8", "ignore"):
            whole = len(text.encode())
            look.right += whole - len(text)
            look.wrong -= whole
        look.wrong += look.size
        return look

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            numbers = np.frombuffer(chunk, dtype=np.uint8)
            self.high += int(np.count_nonzero(numbers & 0x80))
            if 0 in chunk:
                even, odd = (int(np.count_nonzero(numbers[(start + self.size) % 2 :: 2] == 0)) for start in (0, 1))
                self.nuls = (self.nuls[0] + even, self.nuls[1] + odd)
            self.size += len(chunk)
            yield chunk

    @property
    def is_utf8(self) -> bool:
        """Whether all of it is UTF-8 text."""
        return not self.wrong and not any(self.nuls)

    @property
    def utf16(self) -> str:
        """The UTF-16 that the places of its NULs speak for, if any.

        ASCII is a NUL and a byte, the NUL first or last in all the file. A few characters have a NUL on the other
        side (一 is 4E 00), so the rarer side may hold some.
        """
        even, odd = self.nuls
        if max(even, odd) <= 1.5 * min(even, odd):
            return ""
        return "utf-16-be" if even > odd else "utf-16-le"

    @property
    def may_be_gb18030(self) -> bool:
        """Whether more speaks against UTF-8 than for it.

        A UTF-8 file with a damaged byte often is GB18030 without a fault, and rubbish. The counts tell them apart. Of
        Chinese text in UTF-8 each character brings 2 to `right`, and damage brings 1 to 4 to `wrong` wherever it is.
        Of text in GB18030 some four bytes of ten look like sequences of UTF-8 by chance, which brings 2 to `right`,
        and the others bring 6 to `wrong`. So `wrong` is three times `right` or more in a file in GB18030, and a small
        part of it in a damaged one. Where it is a draw the file is refused: to refuse costs a word on the command
        line, to read wrongly costs a result.
        """
        return self.wrong > self.right

    def is_mostly_chinese(self, characters: int) -> bool:
        """Whether so many characters that are not ASCII, read as GB18030, fit the bytes that are not ASCII.

        A Chinese character has two of them; some rare and traditional ones have one, and an ASCII byte. A letter of
        a Western European encoding stands alone and would swallow the ASCII letter behind it (é and r are 閞): one
        each, all through.
        """
        return 1.25 * characters <= self.high <= 2.2 * characters


def is_common_chinese(chunks: Iterable[bytes]) -> bool:
    """Whether four of five characters that are not ASCII, read as GB18030, are signs or common Chinese characters.

    Those are the rows 1 to 3 and 16 to 55 of GB 2312, the latter ordered by sound for being in daily use. Text is made
    of them: of 499 phrases of the shipped standard none comes to less than 83 % in GB18030, and none in UTF-8, whose
    bytes lie elsewhere, to more than 67 %. It speaks for a file that
    is one word over and over, whose bytes may look like UTF-8 by chance: 虚构 is D0 E9 B9 B9, of which three are.
    """
    common = characters = 0
    for text in texts_of(chunks, "gb18030", "ignore"):
        characters += len(text) - len(text.encode("ascii", "ignore"))
        known = np.frombuffer(text.encode("gb2312", "ignore"), dtype=np.uint8)
        leads = known[known >= 0x80][::2]
        common += int(np.count_nonzero((leads <= 0xA3) | ((leads >= 0xB0) & (leads <= 0xD7))))
    return characters > 0 and common >= 0.8 * characters


def has_signs_of(codec: str, chunks: Iterable[bytes]) -> bool:
    """Whether most commas, digits, line ends and the like among the bytes are still that when read as UTF-16.

    So a NUL that strayed into other text does not turn it into Chinese. Of Chinese characters one in 18 holds a byte
    like that.
    """
    before = after = 0

    def counted() -> Iterator[bytes]:
        nonlocal before
        for chunk in chunks:
            before += sum(chunk.count(sign.encode()) for sign in SIGNS)
            yield chunk

    for text in texts_of(counted(), codec, "ignore"):
        after += sum(map(text.count, SIGNS))
    return 2 * after > before


def row_of_fault(chunks: Iterable[bytes], codec: str) -> int:
    """The row (line in the file, the first being 1) of the first byte that is wrong in an encoding, or a NUL."""
    decoder = codecs.getincrementaldecoder(codec)()
    lines = _Lines()
    for chunk in chunks:
        before = decoder.getstate()
        try:
            lines.feed(decoder.decode(chunk))
        except UnicodeError:
            decoder.setstate(before)
            return _row_within(chunk, decoder, lines)
        if lines.nul:
            break
    return lines.row


def _row_within(chunk: bytes, decoder: codecs.IncrementalDecoder, lines: _Lines) -> int:
    for at in range(len(chunk)):
        try:
            lines.feed(decoder.decode(chunk[at : at + 1]))
        except UnicodeError:
            break
        if lines.nul:
            break
    return lines.row


class _Lines:
    r"""Counts lines up to a NUL, by \n, \r\n and a lone \r as Python's reader of CSV does."""

    def __init__(self) -> None:
        self.row = 1
        self.returned = False
        self.nul = False

    def feed(self, text: str) -> None:
        text, nul, _ = text.partition("\0")
        self.nul = bool(nul)
        self.row += text.count("\n") + text.count("\r") - text.count("\r\n")
        self.row -= self.returned and text.startswith("\n")
        if text:
            self.returned = text.endswith("\r")
