"""Findings followed over visits and periods: the same one by its number, or by subject, measure and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from redprop.analysis.rectify.quarters import Look, Moment, Quarter, Sighting, passes
from redprop.tables.raw import folded


class State(StrEnum):
    """Where a finding stands, by what visits saw. Nobody's word but a visit's closes one."""

    OPEN = "open"
    """Found again on a later visit."""
    CLOSED = "closed"
    """A later visit looked there and did not find it."""
    BACK = "back"
    """Found again after it was closed."""
    UNCHECKED = "unchecked"
    """No later visit looked there."""


@dataclass
class Trail:
    """One finding and everything that was seen of it, being put together."""

    subject: str
    measure: str
    place: str
    sightings: list[Sighting] = field(default_factory=list)

    def add(self, one: Sighting) -> None:
        """Takes a sighting in; a place that was not known before is known from now on."""
        self.place = self.place or one.place
        self.sightings.append(one)


@dataclass(frozen=True)
class Finding:
    """One finding with its state. `run` are its sightings since it was last closed before it was last seen.

    `closing` is the visit that closed it.
    """

    subject: str
    measure: str
    place: str
    sightings: tuple[Sighting, ...]
    run: tuple[Sighting, ...]
    state: State
    closing: Moment | None = None

    @property
    def last(self) -> Moment:
        """When it was last seen."""
        return self.sightings[-1].moment

    @property
    def latest(self) -> tuple[Sighting, ...]:
        """Its sightings on the visit that saw it last."""
        return tuple(one for one in self.sightings if one.moment == self.last)

    @property
    def criterion(self) -> str:
        """The criterion that counts it, by the rubric in force when it was last seen."""
        return self.sightings[-1].criterion

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that it has on the visit that saw it last, or had before."""
        latest = tuple(dict.fromkeys(one.number for one in self.latest if one.number))
        return latest or tuple(dict.fromkeys(one.number for one in reversed(self.sightings) if one.number))[:1]


def followed(quarters: Sequence[Quarter]) -> list[Finding]:
    """Every finding of some periods in their order, with its state at the end of the last."""
    looks = [look for quarter in quarters for look in quarter.looks]
    looking = _Looking(quarters, looks)
    return [_settled(trail, looking) for trail in trails(one for quarter in quarters for one in quarter.sightings)]


def trails(sightings: Iterable[Sighting]) -> list[Trail]:
    """Sightings that are of one finding, together.

    A number is followed inside its subject and measure, unless the places say that it was given to something else
    since. What has another number, or none, is the same at the same place; so are findings that have neither.
    """
    found: list[Trail] = []
    numbered: dict[tuple[str, str, str], list[Trail]] = {}
    placed: dict[tuple[str, str, str], Trail] = {}
    for one in sightings:
        number, place = folded(one.number), folded(one.place)
        key = one.subject, one.measure
        trail = next((t for t in numbered.get((*key, number), []) if _agree(t, place)), None) if number else None
        if trail is None and (place or not number):
            trail = placed.get((*key, place))
        if trail is None:
            trail = Trail(one.subject, one.measure, one.place)
            found.append(trail)
        trail.add(one)
        if number and trail not in (known := numbered.setdefault((*key, number), [])):
            known.append(trail)
        if trail.place or not number:
            placed.setdefault((*key, folded(trail.place)), trail)
    return found


def _agree(trail: Trail, place: str) -> bool:
    return not place or not trail.place or folded(trail.place) == place


class _Looking:
    """Which visits looked at a place, and saw nothing."""

    def __init__(self, quarters: Sequence[Quarter], looks: Sequence[Look]) -> None:
        self.quarters = {look.period: quarter for quarter in quarters for look in quarter.looks}
        self.looks = looks

    def clean(self, trail: Trail) -> Iterator[Moment]:
        """The visits that looked where a finding was and did not find it."""
        seen = {one.moment for one in trail.sightings}
        for look in self.looks:
            quarter = self.quarters[look.period]
            at = quarter.result.register.places.get(trail.subject)
            leaf = quarter.leaves.get(trail.measure)
            if at is None or leaf is None or not look.done[at] or (trail.subject, trail.measure) in look.vague:
                continue
            assessed = look.assessed.get(leaf.id)
            if assessed is None or not assessed[at] or not passes(look.routes.get(at, ""), trail.place):
                continue
            moment = Moment(look.period, int(look.days[at]), look.channel, look.visit)
            if not any((one.period, one.channel, one.visit) == (look.period, look.channel, look.visit) for one in seen):
                yield moment


def _settled(trail: Trail, looking: _Looking) -> Finding:
    """A finding with its state, by what was seen before and after."""
    seen = sorted(trail.sightings, key=lambda one: one.order)
    clean = sorted(looking.clean(trail), key=lambda moment: moment.order)
    breaks = [
        moment
        for moment in clean
        if any(moment.after(one.moment) for one in seen) and any(one.moment.after(moment) for one in seen)
    ]
    run = tuple(one for one in seen if all(one.moment.after(moment) for moment in breaks))
    closing = next((moment for moment in clean if all(moment.after(one.moment) for one in seen)), None)
    if closing is not None:
        state = State.CLOSED
    elif breaks:
        state = State.BACK
    elif any(one.moment.after(other.moment) for one in seen for other in seen):
        state = State.OPEN
    else:
        state = State.UNCHECKED
    return Finding(trail.subject, trail.measure, trail.place, tuple(seen), run or tuple(seen), state, closing)
