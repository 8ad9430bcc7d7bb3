"""The container of old Office files, a small file system of its own: one stream out of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from struct import unpack_from

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


def stream_of(content: bytes, names: Sequence[str]) -> bytes:
    """The first of the named streams that a container holds.

    Raises:
        ValueError: The container is broken, or holds none of them.
    """
    sector = 1 << unpack_from("<H", content, 30)[0]
    small = 1 << unpack_from("<H", content, 32)[0]
    if sector not in (512, 4096) or small != 64:
        raise ValueError("sectors of an unknown size")
    if any(unpack_from("<I", content, at)[0] > len(content) // sector for at in (40, 44, 64, 72)):
        raise ValueError("more sectors than there are")
    directory, cutoff, first_small = (unpack_from("<I", content, at)[0] for at in (48, 56, 60))
    table = _table(content, sector)
    entries = b"".join(_chain(content, sector, table, directory))
    found = {name: (begin, size) for name, begin, size in _entries(entries)}
    if any(size > len(content) for _, size in found.values()):
        raise ValueError("a stream larger than the file")
    name = next((name for name in names if name in found), None)
    if name is None:
        raise ValueError("it holds no workbook")
    begin, size = found[name]
    if size >= cutoff:
        return b"".join(_chain(content, sector, table, begin))[:size]
    root = b"".join(_chain(content, sector, table, found["Root Entry"][0])) if "Root Entry" in found else b""
    packed = b"".join(_chain(content, sector, table, first_small))
    chain = array("I", packed[: len(packed) // 4 * 4])
    return b"".join(_pieces(root, small, chain, begin, 0))[:size]


def _table(content: bytes, sector: int) -> array[int]:
    """Which sector comes after which."""
    listed = list(unpack_from("<109I", content, 76))
    more = unpack_from("<I", content, 68)[0]
    seen = set()
    while more not in (_END, _FREE) and more not in seen:
        seen.add(more)
        numbers = unpack_from(f"<{sector // 4}I", content, (more + 1) * sector)
        listed += numbers[:-1]
        more = numbers[-1]
    parts = [content[(number + 1) * sector : (number + 2) * sector] for number in listed if number < _END]
    return array("I", b"".join(part for part in parts if len(part) == sector))


def _chain(content: bytes, sector: int, table: array[int], begin: int) -> Iterator[bytes]:
    return _pieces(content, sector, table, begin, sector)


def _pieces(content: bytes, size: int, table: array[int], number: int, before: int) -> Iterator[bytes]:
    """The pieces of a chain; one that comes back to itself is broken."""
    for _ in range(len(content) // size + 2):
        if number >= _END:
            return
        yield content[before + number * size : before + (number + 1) * size]
        if number >= len(table):
            raise ValueError("a stream breaks off")
        number = table[number]
    raise ValueError("a stream never ends")


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """The streams of a container: name, first sector, size."""
    for at in range(0, len(directory) - 127, 128):
        length = unpack_from("<H", directory, at + 64)[0]
        begin, size = unpack_from("<II", directory, at + 116)
        if 2 <= length <= 64:
            yield directory[at : at + length - 2].decode("utf-16-le", "replace"), begin, size
