"""What reading measurements needs at hand, and where it puts what it finds wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from redprop.errors import Problem
from redprop.rubric.plan import Plan
from redprop.tables.block import Names
from redprop.tables.cells import Reader
from redprop.tables.headers import names_of
from redprop.tables.register import Register
from redprop.tables.visits import VisitLog, channel_writings

Window = tuple[date | None, date | None]
"""The first and the last day that count; None leaves that side open."""
EVERY_DAY: Window = (None, None)


@dataclass
class Desk:
    """What reading needs at hand: the plan, who is judged, the visit log, the period; and what was found wrong.

    `lost` counts rows that no cell could be named for: they are left out alone.
    """

    plan: Plan
    register: Register
    log: VisitLog
    period: str
    names: Names
    window: Window = EVERY_DAY
    problems: list[Problem] = field(default_factory=list)
    lost: int = 0

    def __post_init__(self) -> None:
        self.reader = Reader(self.plan)
        self.channels = channel_writings(self.plan)
        self.measures = names_of(self.plan)
