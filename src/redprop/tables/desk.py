"""What reading measurements needs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from redprop.rubric.plan import Plan
from redprop.tables.block import Names, names_for
from redprop.tables.cells import Reader
from redprop.tables.channels import channel_writings
from redprop.tables.headers import names_of
from redprop.tables.known import Known
from redprop.tables.raw import folded
from redprop.tables.register import Register
from redprop.tables.sources import EVERY_DAY, Window
from redprop.tables.visits import VisitLog

UNKNOWN, UNJUDGED, BLANK = -1, -2, -3
"""Whom a row means that means nobody who is judged: somebody unknown, somebody known, nobody at all."""


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
    def subjects(self) -> Known:
        """Whom a text means: a place in the register, or `UNJUDGED` or `UNKNOWN`."""
        return Known(self._subject)

    def _subject(self, text: str) -> int:
        index = self.register.by_writing.get(folded(text))
        if index is not None:
            return index
        return UNJUDGED if text.strip() in self.register.unjudged else UNKNOWN
