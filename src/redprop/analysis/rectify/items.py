"""The rectification list: findings with who must act, by when, what is at stake, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import reduce

from redprop.analysis.rectify.duty import COMPANY, Duties
from redprop.analysis.rectify.follow import Finding, State, followed
from redprop.analysis.rectify.quarters import Quarter, Sighting
from redprop.analysis.rectify.replies import Reply
from redprop.analysis.rectify.settings import SEVERITIES, Rectify, SeverityName
from redprop.engine.lines import exact_shown
from redprop.exact import decimal_text
from redprop.tables.periods import span


class Due(StrEnum):
    """How a finding stands with its deadline, on the day of the list."""

    IN_TIME = "in_time"
    """Closed, and nothing shows that it was late."""
    OVERDUE = "overdue"
    """Not closed when it should have been, or closed and known to be late."""
    NOT_DUE = "not_due"
    """Still has time, or has no deadline."""
    REPORTED = "reported"
    """The company says in time that it is done, and no visit has looked since."""


class Answered(StrEnum):
    """What a company's answer is worth: visits decide."""

    UNCHECKED = "unchecked"
    """Reported done; no visit has looked since."""
    CONFIRMED = "confirmed"
    """Reported done, and a later visit did not find it."""
    REFUTED = "refuted"
    """Found again after the day on which it was said to be done."""
    NOT_DONE = "not_done"
    """Answered without a day of completion."""


@dataclass(frozen=True)
class Item:
    """One line of the list. `stake` is in units of the parts of the listed period's scores; None without a score."""

    finding: Finding
    at: int
    stake: int | None
    severity: SeverityName
    company: str
    party: str
    since: int
    deadline: int
    due: Due
    reply: Reply | None = None
    answered: Answered | None = None

    @property
    def label(self) -> str:
        """What the item is called on paper: its numbers, or where there are none its measure and place."""
        numbers = self.finding.numbers
        return "; ".join(numbers) if numbers else f"{self.finding.measure}@{self.finding.place}"


@dataclass(frozen=True, eq=False)
class Rectification:
    """The list of a period, worst first, as of a day (0: no day is known); `settings` made it.

    `findings` are all that were ever followed, those that were closed before the period too.
    """

    quarters: tuple[Quarter, ...]
    findings: tuple[Finding, ...]
    items: tuple[Item, ...]
    as_of: int
    settings: Rectify
    duties: Duties

    @property
    def quarter(self) -> Quarter:
        """The period of the list."""
        return self.quarters[-1]

    def shown(self, stake: int | None) -> Decimal | None:
        """What is at stake as a decimal."""
        return None if stake is None else Decimal(decimal_text(stake, self.quarter.result.parts.places))

    def register(self, item: Item, column: str) -> str:
        """A register column of an item's subject."""
        return self.quarter.result.register.texts(column)[item.at]

    def among(self, items: Iterable[Item]) -> Rectification:
        """The same list of fewer items."""
        return replace(self, items=tuple(items))


def rectification(
    quarters: Sequence[Quarter], duties: Duties, settings: Rectify, as_of: date | None = None
) -> Rectification:
    """The list of the last of some periods, which stand in their order.

    Listed is what was found in it, and what was found before and not closed before it began. What is no longer in the
    register is not listed.
    """
    findings = followed(quarters)
    register = quarters[-1].result.register
    number = len(quarters) - 1
    day = as_of.toordinal() if as_of else _last_day(quarters)
    listed = [
        finding
        for finding in findings
        if finding.subject in register.places
        and (finding.closing is None or finding.closing.period == number or finding.last.period == number)
    ]
    one = Rectification(tuple(quarters), tuple(findings), (), day, settings, duties)
    items = [_item(finding, register.places[finding.subject], one) for finding in listed]
    return one.among(sorted(items, key=lambda item: _worst_first(item, one)))


def _last_day(quarters: Sequence[Quarter]) -> int:
    """The last day on which anybody looked; the last of the period where no visit says its day."""
    days = [int(look.days[look.done].max(initial=0)) for quarter in quarters for look in quarter.looks]
    seen = [one.moment.day for quarter in quarters for one in quarter.sightings]
    known = max([*days, *seen], default=0)
    whole = span(quarters[-1].result.period)
    return known or (whole[1].toordinal() if whole else 0)


def _item(finding: Finding, at: int, one: Rectification) -> Item:
    register, settings = one.quarter.result.register, one.settings
    now = register.texts(COMPANY)[at]
    company = one.duties.company(finding.subject, finding.last.day, now)
    said = next((seen.responsible for seen in reversed(finding.sightings) if seen.responsible), "")
    own = [seen for seen in finding.run if one.duties.company(finding.subject, seen.moment.day, now) == company]
    since = min((seen.moment.day for seen in own if seen.moment.day), default=0)
    severity = _severity(finding, settings)
    days = getattr(settings.deadline_days, severity)
    deadline = (date.fromordinal(since) + timedelta(days=days)).toordinal() if since else 0
    stakes = [seen.stake for seen in finding.sightings if seen.moment.period == len(one.quarters) - 1]
    stake = None if not one.quarter.result.has_score[at] else sum(units or 0 for units in stakes)
    item = Item(finding, at, stake, severity, company, one.duties.party(said, company), since, deadline, Due.NOT_DUE)
    return replace(item, due=_due(item, one.as_of))


def _severity(finding: Finding, settings: Rectify) -> SeverityName:
    """The worst that its latest sightings say."""
    said = [_severity_of(one, settings) for one in finding.latest]
    return min(said, key=SEVERITIES.index)


def _severity_of(one: Sighting, settings: Rectify) -> SeverityName:
    return settings.severity_of((one.severity, one.measure, one.criterion), exact_shown(one.one) or Decimal(0))


def _due(item: Item, as_of: int) -> Due:
    finding, reply = item.finding, item.reply
    done = reply.done.toordinal() if reply and reply.done and item.answered is not Answered.REFUTED else 0
    late = bool(item.deadline) and (
        any(one.moment.day > item.deadline for one in finding.run) or (done > item.deadline)
    )
    if finding.state is State.CLOSED:
        return Due.OVERDUE if late else Due.IN_TIME
    if done and not late:
        return Due.REPORTED
    return Due.OVERDUE if item.deadline and as_of > item.deadline else Due.NOT_DUE


def _worst_first(item: Item, one: Rectification) -> tuple[object, ...]:
    finding = item.finding
    order = {leaf.id: number for number, leaf in enumerate(one.quarter.result.plan.leaves)}
    place = order.get(finding.criterion, len(order))
    stake = -(item.stake or 0)
    return (stake, SEVERITIES.index(item.severity), item.at, place, finding.measure, finding.place, finding.numbers)


def answered(one: Rectification, replies: Mapping[int, Reply]) -> Rectification:
    """The list with the replies to its items, by their places in it."""
    return one.among(_with_reply(item, replies.get(at), one.as_of) for at, item in enumerate(one.items))


def _with_reply(item: Item, reply: Reply | None, as_of: int) -> Item:
    if reply is None:
        return item
    item = replace(item, reply=reply, answered=_worth(item.finding, reply))
    return replace(item, due=_due(item, as_of))


def _worth(finding: Finding, reply: Reply) -> Answered:
    if reply.done is None:
        return Answered.NOT_DONE
    if any(one.moment.day > reply.done.toordinal() for one in finding.sightings):
        return Answered.REFUTED
    return Answered.CONFIRMED if finding.state is State.CLOSED else Answered.UNCHECKED


def units(finding: Finding) -> Fraction:
    """How many findings were counted on the visit that saw it last."""
    return reduce(Fraction.__add__, (one.units for one in finding.latest), Fraction(0))
