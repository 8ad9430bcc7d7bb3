"""What reading measurements needs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from redprop.rubric.plan import Plan
from redprop.tables.block import Names, names_for
from redprop.tables.cells import Reader
from redprop.tables.headers import names_of
from redprop.tables.register import Register
from redprop.tables.visits import VisitLog, channel_writings

Window = tuple[date | None, date | None]
"""The first and the last day that count; None leaves that side open."""
EVERY_DAY: Window = (None, None)


@dataclass(frozen=True)
class Desk:
    """What reading needs at hand: the plan, who is judged, the visit log, the period, the days that count.

    What was read once is remembered, for all pieces of all files.
    """

    plan: Plan
    register: Register
    log: VisitLog
    period: str
    window: Window = EVERY_DAY

    @cached_property
    def names(self) -> Names:
        """The numbering of measures, channels and words, which all blocks share."""
        return names_for(self.plan)

    @cached_property
    def reader(self) -> Reader:
        """Reads values."""
        return Reader(self.plan)

    @cached_property
    def channels(self) -> dict[str, str]:
        """Every way to write a channel, folded, with its id."""
        return channel_writings(self.plan)

    @cached_property
    def measures(self) -> dict[str, str]:
        """Every way to write a measure, folded, with its id."""
        return names_of(self.plan)

    @cached_property
    def logged_visits(self) -> frozenset[str]:
        """The visits that the log lists."""
        return frozenset(visit for done in self.log.done.values() for visit in done)

    @cached_property
    def met(self) -> dict[str, int]:
        """Subjects by each way of writing them that was met as it stands in a file, with their places."""
        return {}
