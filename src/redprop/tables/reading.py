"""What reading gives to scoring."""

from __future__ import annotations

from dataclasses import dataclass, field

from redprop.errors import Problem
from redprop.tables.ledger import Ledger
from redprop.tables.register import Register
from redprop.tables.tally import Tally
from redprop.tables.visits import VisitLog


@dataclass(frozen=True, eq=False)
class Reading:
    """What the files hold: the tally, who is judged, the visit log; what was noted; how many rows were left out."""

    tally: Tally
    register: Register
    log: VisitLog
    period: str
    found: Ledger = field(default_factory=Ledger)
    left_out: int = 0

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was noted; of many problems of a kind the first."""
        return tuple(self.found.problems())
