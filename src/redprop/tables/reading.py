"""What reading is given, and what it gives to scoring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from redprop.errors import Problem
from redprop.tables.desk import EVERY_DAY, Window
from redprop.tables.register import Register
from redprop.tables.tally import Tally
from redprop.tables.visits import VisitLog


@dataclass(frozen=True, eq=False)
class Sources:
    """The files of one period: measurements, and where there are any a register and a visit log."""

    measurements: tuple[Path, ...]
    register: Path | None = None
    visits: Path | None = None
    period: str = ""
    window: Window = EVERY_DAY


@dataclass(frozen=True, eq=False)
class Reading:
    """What the files hold: the tally, who is judged, the visit log; what was noted; how many rows were left out."""

    tally: Tally
    register: Register
    log: VisitLog
    period: str
    notes: tuple[Problem, ...] = ()
    left_out: int = 0
