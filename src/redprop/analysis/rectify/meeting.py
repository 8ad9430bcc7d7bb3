"""The table for the regular meeting: what was issued, done in time, overdue; by company and by community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from redprop.analysis.rectify.duty import COMPANY
from redprop.analysis.rectify.follow import State
from redprop.analysis.rectify.items import Due, Item, Rectification
from redprop.exact import decimal_text

COMMUNITY = "community"
FOCUS = 2
"""So many findings are named as what matters most this week."""


@dataclass(frozen=True)
class Standing:
    """One line of the table. `issued` is the sum of the four that follow; `closed` of them were checked and closed.

    `others` are findings that are not the company's to put right: they are counted apart. `focus` are the worst that
    are not closed, those that are overdue first.
    """

    name: str
    issued: int
    in_time: int
    overdue: int
    not_due: int
    reported: int
    closed: int
    back: int
    others: int
    focus: tuple[Item, ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """The closing rate in percent, rounded half up to one place; None where nothing was issued.

        >>> Standing("", 8, 0, 0, 0, 0, 3, 0, 0).rate, Standing("", 0, 0, 0, 0, 0, 0, 0, 0).rate
        (Decimal('37.5'), None)
        """
        if not self.issued:
            return None
        share = Fraction(1000 * self.closed, self.issued)
        return Decimal(decimal_text((2 * share.numerator + share.denominator) // (2 * share.denominator), 1))


def meeting(one: Rectification) -> dict[str, list[Standing]]:
    """The lines by company and by community, each with the whole last, named "".

    Who has most that is overdue comes first, then by name; who has no name stands last.
    """
    return {
        COMPANY: _lines(one.items, lambda item: item.company),
        COMMUNITY: _lines(one.items, lambda item: one.register(item, COMMUNITY)),
    }


def _lines(items: Sequence[Item], name_of: Callable[[Item], str]) -> list[Standing]:
    grouped: dict[str, list[Item]] = {}
    for item in items:
        grouped.setdefault(name_of(item), []).append(item)
    lines = [standing(name or UNKNOWN, inside) for name, inside in grouped.items()]
    return [*sorted(lines, key=lambda line: (line.name == UNKNOWN, -line.overdue, line.name)), standing("", items)]


UNKNOWN = "-"
"""Stands for a company or community that no file names."""


def standing(name: str, items: Sequence[Item]) -> Standing:
    """One line: the counts of some items."""
    own = [item for item in items if not item.party]
    due = Counter(item.due for item in own)
    states = Counter(item.finding.state for item in own)
    left = [item for item in own if item.finding.state is not State.CLOSED]
    focus = sorted(left, key=lambda item: item.due is not Due.OVERDUE)[:FOCUS]  # items stand worst first already
    return Standing(
        name,
        len(own),
        due[Due.IN_TIME],
        due[Due.OVERDUE],
        due[Due.NOT_DUE],
        due[Due.REPORTED],
        states[State.CLOSED],
        states[State.BACK],
        len(items) - len(own),
        tuple(focus),
    )
