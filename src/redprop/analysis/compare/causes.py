"""The change of a score, part by part and cause by cause, in whole units that add up to it exactly.

Causes are players of a game whose stakes are the parts of the score: a coalition is worth what the engine gives when
only its causes have changed. Each cause has its Shapley value: what it adds, on average over all orders in which the
causes could have changed. So the values add up to the change, the order in which periods are named only turns
their signs, and a cause that changes nothing has nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import factorial
from typing import Literal, get_args

import numpy as np

from redprop.analysis.compare.mixing import EARLIER, INPUTS, LATER, Mixer, Mixture, Part
from redprop.analysis.compare.pairs import Pairs
from redprop.analysis.compare.sights import Sights, seen, sights
from redprop.engine.amounts import Amounts
from redprop.engine.result import Result
from redprop.exact import Whole, round_whole
from redprop.exact.arrays import plus, times, whole

Cause = Literal["findings", "coverage", "channels", "season", "rules", "weights", "limits", "rounding"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
LIMIT, ROUNDING = "limit", "rounding"


@dataclass(frozen=True, eq=False)
class Split:
    """One part of the score before and after, and what each cause did to it: whole units, one entry a subject.

    The causes add up to `after - before`.
    """

    before: Whole
    after: Whole
    causes: Mapping[Cause, Whole]

    @property
    def change(self) -> Whole:
        """By how much the part changed."""
        return plus(self.after, -self.before)


@dataclass(frozen=True, eq=False)
class Taken:
    """The change of every subject that is compared, in units of 10^-`places`, by part.

    Parts of the kinds `limit` and `rounding` are what limits changed of the score and what rounding leaves over. All
    parts add up to the change of the score, and so do all causes.
    """

    places: int
    parts: Mapping[Part, Split]

    def cause(self, name: Cause, size: int) -> Whole:
        """What a cause did to the score: over all parts."""
        columns = (split.causes[name] for split in self.parts.values() if name in split.causes)
        return reduce(plus, columns, np.zeros(size, dtype=np.int64))


def take_apart(before: Result, after: Result, pairs: Pairs) -> Taken:
    """Each part of the scores before and after, with what the causes did to it."""
    places = max(before.parts.places, after.parts.places)
    ends = _units(before, pairs.old, places), _units(after, pairs.new, places)
    seen_by_both = sights(before, after, pairs)
    mixer = Mixer(seen_by_both, Amounts([before.register.categories[at] for at in pairs.old.tolist()]))
    players = _playing(seen_by_both)
    worth = {mixture: _mixed(mixer, mixture, places, ends) for mixture in _coalitions(players)}
    names = dict.fromkeys(part for values in (*ends, *worth.values()) for part in values)
    none = np.zeros(len(pairs), dtype=np.int64)
    parts = {part: _split(part, worth, players, none, ends) for part in names}
    return Taken(places, parts)


def _units(result: Result, at: Whole, places: int) -> dict[Part, Whole]:
    """The parts of a result's scores in units of 10^-`places`, limits and rounding among them."""
    parts, finer = result.parts, whole([10 ** (places - result.parts.places)])
    found: dict[Part, Whole] = {}
    for one, units in zip(parts.contributions, parts.units, strict=True):
        key = one.kind, one.channel, one.node
        found[key] = plus(found[key], units) if key in found else units
    found |= {(LIMIT, "", name): units for name, units in parts.limits.items()}
    found[ROUNDING, "", ""] = parts.rounding
    return {part: times(units[at], finer) for part, units in found.items()}


def _playing(both: Sights) -> tuple[str, ...]:
    """The causes that can have changed anything."""
    earlier, later = both.by[0, 0], both.by[1, 1]
    leaves = earlier.leaves.keys() & later.leaves.keys()
    playing = {"findings"}
    if not both.same_rules:
        playing |= {"rules", "weights", "coverage", "channels"}
    if any((earlier.present[name] != later.present[name]).any() for name in both.shared_channels):
        playing.add("channels")
    if any((seen(earlier.leaves[at]) & seen(later.leaves[at]) == 0).any() for at in leaves):
        playing.add("coverage")
    if any(both.season):
        playing.add("season")
    return tuple(name for name in INPUTS if name in playing)


def _coalitions(players: Sequence[str]) -> Iterable[Mixture]:
    """Every way in which some of the causes have changed and the others have not; those that do not play change
    with the first.
    """
    for sides in product((0, 1), repeat=len(players)):
        said = dict(zip(players, sides, strict=True))
        yield Mixture(**{name: said.get(name, sides[0]) for name in INPUTS})


def _mixed(mixer: Mixer, mixture: Mixture, places: int, ends: tuple[dict[Part, Whole], ...]) -> dict[Part, Whole]:
    """What the parts come to for a mixture, in units; for what really was, the parts as they are."""
    if mixture in (EARLIER, LATER):
        return {part: units for part, units in ends[mixture == LATER].items() if part[0] not in (LIMIT, ROUNDING)}
    return {part: exact.units(places, "half_up") for part, exact in mixer.parts(mixture).items()}


def _split(
    part: Part,
    worth: Mapping[Mixture, Mapping[Part, Whole]],
    players: Sequence[str],
    none: Whole,
    ends: tuple[Mapping[Part, Whole], ...],
) -> Split:
    """One part's change by cause; what whole units cannot share out evenly is the rounding's."""
    before, after = (end.get(part, none) for end in ends)
    change = plus(after, -before)
    if part[0] in (LIMIT, ROUNDING):
        return Split(before, after, {"limits" if part[0] == LIMIT else "rounding": change})
    causes: dict[Cause, Whole] = {}
    for name in players:
        value = _shapley(name, players, {mixture: values.get(part, none) for mixture, values in worth.items()})
        if value.any():
            causes[name] = value  # type: ignore[index]  # inputs are causes
    left = reduce(plus, (-value for value in causes.values()), change)
    return Split(before, after, causes | ({"rounding": left} if left.any() else {}))


def _shapley(name: str, players: Sequence[str], worth: Mapping[Mixture, Whole]) -> Whole:
    """What a cause adds, on average over all orders, rounded to whole units."""
    count = len(players)
    total = np.zeros(1, dtype=np.int64)
    for mixture, units in worth.items():
        changed = sum(getattr(mixture, other) for other in players)
        inside = getattr(mixture, name)
        others = changed - inside
        weight = factorial(others) * factorial(count - others - 1)
        total = plus(total, times(units, whole([weight if inside else -weight])))
    return round_whole(total, whole([factorial(count)]), "half_up")
