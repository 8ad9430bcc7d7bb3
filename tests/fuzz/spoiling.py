"""Ways to spoil the bytes of a table."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Spoil = Callable[[bytes, Random], bytes]
ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "gb18030", "big5", "latin-1", "utf-7", "cp037", "shift_jis")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\x84\x31\x95\x33", b"\xef\xbb\xbf\xef\xbb\xbf")
STRAY = (
    *(
        b'"',
        b'""',
        b'"\n',
        b'"open',
        b',"',
        b'","',
        b"\0",
        b"\0\0\0",
        b"\r",
        b"\n\r",
        b"\r\n",
        b"\n\n\n",
        b"\x1a",
        b"\x0b",
    ),
    *(b",", b",,,,,,", b"\t", b";", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u2028".encode(), b"\x85"),
    *(b"=1+1", b"=cmd|' /C calc'!A0", b"-1", b"@SUM(A1)", b"+1", b"1e999", b"nan", b"0x10", b"NULL", b"\xef\xbb\xbf"),
    *(
        b"9" * 5000,
        b"PAR1",
        b"ARROW1",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"\x1b[2J",
        b"%s{0}",
        "女".encode(),
    ),
)


def flip(content: bytes, random: Random) -> bytes:
    """Some bits are wrong."""
    spoilt = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 20))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def cut(content: bytes, random: Random) -> bytes:
    """The end is missing: anywhere, or right after a line's end, a comma, a quote."""
    marks = [at + 1 for at, byte in enumerate(content) if byte in b'\n,"\r']
    at = random.choice(marks) if marks and random.random() < 0.5 else random.randrange(len(content))
    return content[:at]


def drop(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + content[at + random.randrange(1, 60) :]


def double(content: bytes, random: Random) -> bytes:
    at, length = random.randrange(len(content)), random.randrange(1, 200)
    return content[:at] + content[at : at + length] * random.choice((2, 2, 30)) + content[at + length :]


def twice(content: bytes, random: Random) -> bytes:
    """The file behind itself, as `cat` puts it."""
    return content + content


def stray(content: bytes, random: Random) -> bytes:
    """Something stands where nobody put it."""
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(content) + 1)
        content = content[:at] + random.choice(STRAY) + content[at:]
    return content


def rubbish(content: bytes, random: Random) -> bytes:
    """Bytes of chance, behind the first bytes of the file or in their place."""
    return content[: random.choice((0, 0, 4, 8, 100))] + random.randbytes(random.choice((1, 10, 1000, 70_000)))


def encode(content: bytes, random: Random) -> bytes:
    """Another encoding, with or without a mark, or a mark of another."""
    text = content.decode("utf-8", "replace")
    encoded = text.encode(random.choice(ENCODINGS), "replace")
    return random.choice((b"", b"", *MARKS)) + encoded


def mark(content: bytes, random: Random) -> bytes:
    return random.choice(MARKS) + content


def ends(content: bytes, random: Random) -> bytes:
    """Lines end in this way and that."""
    parts = content.split(b"\n")
    choices = random.choice([(b"\r\n",), (b"\r",), (b"\n", b"\r\n", b"\r"), (b"\n\n", b"\n", b"\n \n"), (b"\n\r",)])
    return b"".join(part + random.choice(choices) for part in parts)


def quote(content: bytes, random: Random) -> bytes:
    """Fields are quoted, some wrongly, some with line ends and quotes within."""
    inside = random.choice((b"\n", b'""', b"\r\n", b'"', b",", b'"\n"'))
    parts = content.split(b",")
    for _ in range(random.choice((1, 2, 10))):
        at = random.randrange(len(parts))
        parts[at] = b'"' + parts[at] + inside + random.choice((b'"', b'"', b"")) if parts[at] else b'"'
    return b",".join(parts)


def many(content: bytes, random: Random) -> bytes:
    """A field, a row or the header is far longer than anybody would write."""
    rows = content.split(b"\n")
    at = random.choice((0, random.randrange(len(rows))))
    rows[at] += random.choice((b",x" * 20_000, b"," * 20_000, b"y" * 200_000, b',"' + b"\n" * 9_000 + b'"'))
    return b"\n".join(rows)


def none(content: bytes, random: Random) -> bytes:
    return random.choice((b"", b"\n", b"\0", b" ", b"\r", b"\xef\xbb\xbf", b"\n\n\n", b'"', b","))


OF_BYTES: tuple[Spoil, ...] = (flip, flip, cut, cut, drop, double, twice, stray, stray, rubbish, none)
OF_TEXT: tuple[Spoil, ...] = (*OF_BYTES, encode, encode, mark, ends, ends, quote, quote, quote, stray, many)
