"""STUB until the real one arrives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Plain:
    name: str
    path: Path
    skip: int
    encoding: str
    temporary: bool


def plain_file(path, encoding=None):
    from redprop.tables.files.ranges import read_range

    head = read_range(str(path), 0, 3)
    return Plain(str(path), Path(path), 3 if head == b"\xef\xbb\xbf" else 0, "utf-8", False)


def decided(plain):
    from redprop.errors import Place, Problem, TableError

    raise TableError([Problem("not-utf8", Place(plain.name, 1), {})])
