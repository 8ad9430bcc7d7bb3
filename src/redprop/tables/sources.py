"""What reading is given: which files, which days, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redprop.tables.files.cuts import BLOCK
from redprop.tables.ledger import Lines

Window = tuple[date | None, date | None]
"""The first and the last day that count; None leaves that side open."""
EVERY_DAY: Window = (None, None)
Progress = Callable[[int, int, int], None]
"""Told as reading goes on: rows so far, bytes so far, bytes in all."""


@dataclass(frozen=True, eq=False)
class Sources:
    """The files of one period: measurements, and where there are any a register and a visit log."""

    measurements: tuple[Path, ...]
    register: Path | None = None
    visits: Path | None = None
    period: str = ""
    window: Window = EVERY_DAY


@dataclass(frozen=True)
class How:
    """How files are read.

    With `skip_bad_rows`, rows that cannot be used are left out together with all rows of their cell, which then is not
    assessed. `ignored` are columns that nobody asks for. `encoding` is what text files are in, where it is known.
    `problem_lines` has all problems written, and not only the first of each kind kept. Files are cut into pieces of
    about `block` bytes, which `workers` threads read, as many as there are processors where it is 0; or the workers of
    the `cluster` at an address.
    """

    skip_bad_rows: bool = False
    ignored: frozenset[str] = frozenset()
    encoding: str | None = None
    problem_lines: Lines | None = None
    block: int = BLOCK
    workers: int = 0
    cluster: str = ""
    progress: Progress | None = None
