"""The zip archive that a workbook is: opened only if it unpacks to something bounded, and to what it says."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat

from redprop.errors import Place, Problem, TableError

MOST_BYTES = 512 * 1024 * 1024
"""How much a workbook may unpack to, pictures left out."""
TIGHT_BYTES, TIGHT_TIMES = 100 * 1024 * 1024, 200
"""A part larger than this may not be packed tighter than this: sheets of people come to some twenty times."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".webp", ".svg", ".mp4", ".pdf")
_CHUNK = 1 << 20


class Package:
    """An archive whose parts were all unpacked once, counted and thrown away."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        try:
            self.archive = zipfile.ZipFile(BytesIO(content))
            self._measure()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise not_a_workbook(file, str(error) or type(error).__name__) from error
        except RuntimeError as error:  # a part that asks for a password
            raise TableError([Problem("workbook-encrypted", Place(file), {})]) from error
        self.names = frozenset(self.archive.namelist())

    def _measure(self) -> None:
        """Unpacks every part, however large it says it is: what a part says is not what a reader would get."""
        total = 0
        for part in self.archive.infolist():
            if part.filename.lower().endswith(PICTURES):
                continue
            unsaid = copy.copy(part)
            unsaid.file_size = 1 << 62
            size = 0
            with self.archive.open(unsaid) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._weigh(part, size, total + size)
            total += size
            if size != part.file_size:
                raise zipfile.BadZipFile(f"{part.filename} unpacks to {size} bytes, not to {part.file_size}")

    def _weigh(self, part: zipfile.ZipInfo, size: int, total: int) -> None:
        if total > MOST_BYTES:
            limit = MOST_BYTES // 1024**2
            raise TableError([Problem("workbook-too-large", Place(self.file), {"limit": limit})])
        if size > TIGHT_BYTES and size > TIGHT_TIMES * part.compress_size:
            params = {"part": part.filename, "times": TIGHT_TIMES}
            raise TableError([Problem("packed-too-tight", Place(self.file), params)])

    def read(self, name: str) -> bytes:
        """A part, whole; nothing for one that is not there."""
        return self.archive.read(name) if name in self.names else b""

    def open(self, name: str) -> IO[bytes]:
        """A part, to be read piece by piece."""
        if name not in self.names:
            raise not_a_workbook(self.file, f"there is no {name}")
        return self.archive.open(name)

    def walk(self, name: str, parser: expat.XMLParserType) -> None:
        """Runs a parser over a part.

        Raises:
            TableError: The part is no XML, or defines entities, which no workbook needs.
        """
        parser.StartDoctypeDeclHandler = self._no_doctype
        try:
            with self.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise not_a_workbook(self.file, f"{name}: {error}") from error

    def _no_doctype(self, *_: Any) -> None:
        raise not_a_workbook(self.file, "DOCTYPE")

    def elements(self, name: str, seen: Callable[[str, dict[str, str]], None]) -> None:
        """Tells the names of a part's elements without their namespaces, and their attributes, one after the other."""
        parser = expat.ParserCreate()
        most = self.archive.getinfo(name).file_size if name in self.names else 0

        def start(element: str, attributes: dict[str, str]) -> None:
            believe(attributes, most)
            seen(local(element), attributes)

        parser.StartElementHandler = start
        self.walk(name, parser)

    def first(self, name: str) -> None:
        """Looks at what a part says of itself before its first entry: how many there are."""
        parser = expat.ParserCreate()
        most = self.archive.getinfo(name).file_size
        depth = 0

        def start(_: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth == 1:
                believe(attributes, most)
            else:
                raise StopIteration

        parser.StartElementHandler = start
        with suppress(StopIteration):
            self.walk(name, parser)


def believe(attributes: dict[str, str], most: int) -> None:
    """Refuses a part that says it has more entries than bytes: a reader would ask for memory for all of them at once.

    Raises:
        ValueError: It does.
    """
    for name in ("count", "uniqueCount"):
        count = attributes.get(name, "")
        if len(count) > 9 or (count.isdecimal() and int(count) > most):
            raise ValueError(f"{count} entries")


def local(name: str) -> str:
    """An element's or attribute's name without its namespace's prefix."""
    return name[name.rfind(":") + 1 :]


def not_a_workbook(file: str, why: str) -> TableError:
    """The error of a file that no reader of workbooks can read."""
    return TableError([Problem("not-a-workbook", Place(file), {"why": why})])
