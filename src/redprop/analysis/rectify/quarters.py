"""One period as rectification sees it: what was found where, and which visits looked where."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from redprop.analysis.rectify.stakes import Stake, stakes
from redprop.analysis.rectify.weights import costly
from redprop.engine.blend import look
from redprop.engine.leaves import by_visit
from redprop.engine.result import Result
from redprop.exact import Flags, Whole
from redprop.outcome import Outcome
from redprop.rubric.plan import Leaf
from redprop.tables.locate import Row, locate
from redprop.tables.periods import parse_date
from redprop.tables.raw import folded
from redprop.tables.sources import How, Sources

BUILDING = re.compile(r"(\d+)\s*(?:栋|幢|座|号楼|#)|(?:building|block|bldg)\s*\.?\s*(\d+)", re.IGNORECASE)
"""A building in the text of a place."""
WALKED = re.compile(r"\d+")


@dataclass(frozen=True)
class Moment:
    """A visit as a point in time: the period's place among all, the day (0 where nobody knows), channel and visit."""

    period: int
    day: int
    channel: str
    visit: str

    def after(self, other: Moment) -> bool:
        """Whether it is surely later: by period, then by day; without days by the visits of one channel."""
        if self.period != other.period:
            return self.period > other.period
        if self.day and other.day:
            return self.day > other.day
        return self.channel == other.channel and _natural(self.visit) > _natural(other.visit)

    @property
    def order(self) -> tuple[object, ...]:
        """What moments are listed by."""
        return self.period, self.day, self.channel, _natural(self.visit)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Texts in the order of the numbers in them: visit 2 before visit 10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text) if part)


@dataclass(frozen=True)
class Sighting:
    """A finding as one row of a file has it. `stake` is in units of the period's parts; None without a score."""

    moment: Moment
    subject: str
    criterion: str
    measure: str
    place: str
    number: str
    evidence: str
    note: str
    responsible: str
    units: Fraction
    one: Fraction
    severity: str
    stake: int | None

    @property
    def order(self) -> tuple[object, ...]:
        """What sightings are followed in: time first, then what they say; never where they stand in a file."""
        told = (self.measure, folded(self.place), folded(self.number), self.evidence, self.note, self.responsible)
        return (*self.moment.order, self.subject, *told, self.units)


@dataclass(frozen=True, eq=False)
class Look:
    """One visit of one channel: whom it saw, on which day, on which way, and for which criteria.

    `vague` are subjects and measures of which it found something without saying where: it may have been anywhere.
    """

    period: int
    channel: str
    visit: str
    done: Flags
    days: Whole
    routes: Mapping[int, str]
    assessed: Mapping[str, Flags]
    vague: frozenset[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Quarter:
    """One period: its result, what was found in it, and who looked."""

    result: Result
    sightings: tuple[Sighting, ...]
    looks: tuple[Look, ...]
    leaves: Mapping[str, Leaf]


def quarter(
    number: int, result: Result, sources: Sources, how: How | None = None, subjects: Collection[str] | None = None
) -> Quarter:
    """What was found and looked at in a period, the `number`th of all; of some subjects, or of all.

    Raises:
        TableError: The files are not those any more that the result is of.
    """
    leaves = costly(result.plan)
    keys = [key for key in result.reading.tally.cells if key[2] in leaves]
    rows = locate(sources, result.plan, result.reading, subjects=subjects, cells=keys, how=how) if keys else []
    found = stakes(result, rows)
    sightings = _sightings(number, result, found, leaves)
    return Quarter(result, tuple(sightings), tuple(_looks(number, result, sightings)), leaves)


def _sightings(number: int, result: Result, found: Sequence[Stake], leaves: Mapping[str, Leaf]) -> list[Sighting]:
    log, tally = result.reading.log.days, result.reading.tally.among(result.register.ids).days
    told = []
    for one in found:
        row, at = one.row, (one.row.channel, one.row.visit)
        place = result.register.places[row.subject]
        day = int(log[at][place]) if at in log else 0
        day = day or _day(row) or (int(tally[at][place]) if at in tally else 0)
        said = row.said
        told.append(
            Sighting(
                Moment(number, day, *at),
                row.subject,
                leaves[row.measure].id,
                row.measure,
                said.get("place", ""),
                said.get("finding", ""),
                said.get("evidence", ""),
                said.get("note", ""),
                said.get("responsible", ""),
                one.weight.units,
                one.weight.one,
                one.weight.severity,
                one.units,
            )
        )
    return sorted(told, key=lambda sighting: sighting.order)


def _day(row: Row) -> int:
    day: date | None = parse_date(row.said.get("date", ""))
    return day.toordinal() if day else 0


def _looks(number: int, result: Result, sightings: Sequence[Sighting]) -> list[Look]:
    plan, reading, register = result.plan, result.reading, result.register
    tally = reading.tally.among(register.ids)
    vague: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in sightings:
        if not one.place:
            vague.setdefault((one.moment.channel, one.moment.visit), set()).add((one.subject, one.measure))
    found = []
    for channel in plan.channels:
        apart = channel._replace(visits="mean")  # pooled visits are one to the score, and not to who looks where
        looked = look(apart, tally, reading.log, plan, len(register))
        visits, scored, _ = by_visit(apart, looked, plan, register, result.period)
        for at, visit in enumerate(visits):
            codes = (Outcome.SCORED.code, Outcome.NOT_SCORED.code)
            assessed = {
                leaf: (one[at].outcome == codes[0]) | (one[at].outcome == codes[1]) for leaf, one in scored.items()
            }
            found.append(
                Look(
                    number,
                    channel.id,
                    visit,
                    looked.done[visit],
                    looked.days[visit],
                    reading.log.routes.get((channel.id, visit), {}),
                    assessed,
                    frozenset(vague.get((channel.id, visit), ())),
                )
            )
    return found


def passes(route: str, place: str) -> bool:
    """Whether a way that was walked leads past a place, as far as the texts tell.

    No way said: the whole of it was visited. A place in a building is passed where the way names the building; one
    outside of buildings (a gate, the main road) lies on every way. Nobody knows of no place.

    >>> passes("1 3 5", "3栋2单元"), passes("1 3 5", "8栋3单元"), passes("1 3 5", "南门"), passes("1 3 5", "")
    (True, False, True, False)
    """
    if not route:
        return True
    if not place:
        return False
    inside = BUILDING.search(place)
    building = next((text for text in inside.groups() if text), "") if inside else ""
    return not building or int(building) in {int(text) for text in WALKED.findall(route)}
