"""What is told of a whole category: how many rose and fell, the mean change and its causes, the largest moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from redprop.analysis.compare.causes import CAUSES, Cause, Split
from redprop.analysis.compare.comparison import Comparison, ordered
from redprop.analysis.compare.mixing import Part
from redprop.exact import Flags, Whole, decimal_text, round_whole
from redprop.exact.arrays import plus, whole

LEFT_TO: Cause = "rounding"
"""The cause that takes what printing with fewer places leaves over."""


def printed_causes(found: Comparison) -> dict[Cause, Whole]:
    """What each cause did to each score, in units of the score's last place; what that leaves over is rounding's."""
    finer = whole([10 ** (found.places - found.score_places)])
    units = {name: round_whole(found.cause(name), finer, "half_up") for name in CAUSES if name != LEFT_TO}
    left = found.change_units
    for column in units.values():
        left = plus(left, -column)
    return units | {LEFT_TO: left}


@dataclass(frozen=True)
class Summary:
    """A category's changes. Means are over those ranked both times, in the score's places, and the means of causes
    add up to the mean change; None where nobody was ranked both times.
    """

    category: str
    compared: int
    ranked: int
    up: int
    down: int
    mean: Decimal | None
    causes: tuple[tuple[Cause, Decimal], ...]
    risen: int | None
    fallen: int | None

    @property
    def same(self) -> int:
        """How many scores stayed."""
        return self.compared - self.up - self.down


def summaries(found: Comparison) -> list[Summary]:
    """One for each category with subjects that are compared, in the later rubric's order."""
    return [_summary(found, name) for name in dict.fromkeys(found.categories[at] for at in found.order)]


def _summary(found: Comparison, category: str) -> Summary:
    change = found.change_units
    inside = np.asarray([name == category for name in found.categories], dtype=bool)
    ranked = inside & found.moves.ranked
    units = change.tolist()
    members = np.flatnonzero(inside).tolist()
    best = max(members, key=lambda at: units[at])
    worst = min(members, key=lambda at: units[at])
    finer = 10 ** (found.places - found.score_places)
    mean = _mean(change, ranked)
    causes = {name: _mean(found.cause(name), ranked) / finer for name in found.at_work}
    shown = {name: _units(value) for name, value in causes.items() if name != LEFT_TO}
    left = _units(mean) - sum(shown.values())
    told = sorted(((n, v) for n, v in (shown | {LEFT_TO: left}).items() if v), key=lambda item: -abs(item[1]))
    return Summary(
        category,
        compared=int(inside.sum()),
        ranked=int(ranked.sum()),
        up=int((change[inside] > 0).sum()),
        down=int((change[inside] < 0).sum()),
        mean=_decimal(_units(mean), found.score_places) if ranked.any() else None,
        causes=tuple((name, _decimal(value, found.score_places)) for name, value in told),
        risen=best if units[best] > 0 else None,
        fallen=worst if units[worst] < 0 else None,
    )


@dataclass(frozen=True)
class PartMean:
    """A part of the score over a category: its mean before and after, and for how many it changed."""

    part: Part
    before: Decimal
    after: Decimal
    change: Decimal
    changed: int
    most: int


def part_means(found: Comparison, category: str) -> list[PartMean]:
    """The parts that changed for anybody in a category, the largest mean change first; means are over those ranked
    both times. `most` is the subject for whom the part changed most.
    """
    inside = np.asarray([name == category for name in found.categories], dtype=bool) & found.moves.ranked
    means: list[tuple[Fraction, PartMean]] = []
    for part in ordered(found):
        split = found.taken.parts[part]
        if inside.any() and split.change[inside].any():
            means.append((abs(_mean(split.change, inside)), _part_mean(part, split, inside, found.places)))
    return [mean for _, mean in sorted(means, key=lambda pair: -pair[0])]


def _part_mean(part: Part, split: Split, inside: Flags, places: int) -> PartMean:
    change = split.change
    units = change.tolist()
    before, after = (_decimal(_units(_mean(column, inside)), places) for column in (split.before, split.after))
    most = max(np.flatnonzero(inside).tolist(), key=lambda at: abs(units[at]))
    return PartMean(part, before, after, after - before, int((change[inside] != 0).sum()), most)


def largest(found: Comparison, among: Sequence[int], top: int) -> list[int]:
    """The subjects whose scores changed most in each category, ties included, the largest change first."""
    units = found.change_units.tolist()
    kept: list[int] = []
    for category in dict.fromkeys(found.categories[at] for at in among):
        inside = [at for at in among if found.categories[at] == category]
        inside.sort(key=lambda at: -abs(units[at]))
        bar = abs(units[inside[min(top, len(inside)) - 1]])
        kept += [at for at in inside if abs(units[at]) >= bar and units[at]]
    return kept


def _mean(units: Whole, inside: Flags) -> Fraction:
    chosen = units[inside].tolist()
    return Fraction(sum(chosen), len(chosen)) if chosen else Fraction(0)


def _units(value: Fraction) -> int:
    return int(round_whole(whole([value.numerator]), whole([value.denominator]), "half_up")[0])


def _decimal(units: int, places: int) -> Decimal:
    return Decimal(decimal_text(units, places))
