"""What the data of both periods come to under the rules of both: the marks of every criterion in every channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from redprop.analysis.compare.pairs import Pairs
from redprop.combine import Marks
from redprop.engine.leaves import Scored, applies
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.exact import Flags, Whole
from redprop.exact.arrays import times, whole
from redprop.outcome import Outcome
from redprop.rubric.fingerprint import fingerprints
from redprop.rubric.plan import Column, Leaf, Plan
from redprop.rubric.resolve import REGISTER
from redprop.tables.reading import Reading
from redprop.tables.tally import Cells, Tally

SEEN = tuple(outcome.code for outcome in (Outcome.SCORED, Outcome.NOT_SCORED))
"""Outcomes of a criterion that was looked at and has marks of its own."""
BESIDE = "*"
"""Stands for a channel where a criterion of the bonus or penalty has none; no channel can be called so."""


@dataclass(frozen=True, eq=False)
class Sight:
    """One period's data under one edition, one entry for each subject that is compared."""

    result: Result
    at: Whole

    @cached_property
    def present(self) -> Mapping[str, Flags]:
        """Where each channel has a mark of its own."""
        return {name: channel.present[self.at] for name, channel in self.result.channels.items()}

    @cached_property
    def zeroed(self) -> Mapping[str, Flags]:
        """Where each channel counts nothing because something was found out."""
        nowhere = np.zeros(len(self.result.register), dtype=bool)
        return {
            name: (nowhere if channel.zeroed is None else channel.zeroed)[self.at]
            for name, channel in self.result.channels.items()
        }

    @cached_property
    def leaves(self) -> Mapping[tuple[str, str], Scored]:
        """The marks and the outcome of criteria, by channel and id; of bonus and penalty beside channels."""
        found = {
            (name, leaf): _taken(scored, self.at)
            for name, channel in self.result.channels.items()
            for leaf, scored in channel.leaves.items()
        }
        return found | {(BESIDE, leaf): _taken(scored, self.at) for leaf, scored in self.result.extras.items()}


def _taken(scored: Scored, at: Whole) -> Scored:
    marks = scored.marks
    parts = (marks.earned, marks.possible, marks.full, marks.looked_at, marks.applies)
    return Scored(Marks(*(part.take(at) for part in parts)), scored.outcome[at])


def seen(scored: Scored) -> Flags:
    """Where a criterion was assessed: given by a policy is not."""
    return np.isin(scored.outcome, SEEN) & scored.marks.assessed


@dataclass(frozen=True, eq=False)
class Sights:
    """Both periods' data (0 the earlier, 1 the later) under both editions.

    `shared` says for each criterion of an edition whether the other period's files can be marked by it too.
    """

    plans: tuple[Plan, Plan]
    by: Mapping[tuple[int, int], Sight]
    shared: tuple[frozenset[str], frozenset[str]]
    shared_channels: frozenset[str]
    season: tuple[Mapping[str, Flags], Mapping[str, Flags]]

    @property
    def same_rules(self) -> bool:
        """Whether scores of both come about by the same rules."""
        return self.by[0, 1] is self.by[0, 0]

    @cached_property
    def measured_by_both(self) -> frozenset[str]:
        """The criteria that every edition which has them can mark from the files of both periods."""
        has = [frozenset(leaf.id for leaf in (*plan.leaves, *plan.beside)) for plan in self.plans]
        lacking = [there - shared for there, shared in zip(has, self.shared, strict=True)]
        return frozenset.union(*has) - frozenset.union(*lacking)


def sights(before: Result, after: Result, pairs: Pairs) -> Sights:
    """What both periods saw; where the editions score alike, each period's own marks stand for both editions."""
    plans = before.plan, after.plan
    own = Sight(before, pairs.old), Sight(after, pairs.new)
    channels = frozenset(before.channels) & frozenset(after.channels)
    seasons = _season(own, before.plan), _season(own, after.plan)
    if fingerprints(before.plan).score == fingerprints(after.plan).score:
        by = {(0, 0): own[0], (0, 1): own[0], (1, 0): own[1], (1, 1): own[1]}
        everything = frozenset(leaf.id for leaf in (*before.plan.leaves, *before.plan.beside))
        return Sights(plans, by, (everything, everything), channels, seasons)
    readings = [_as_read_by(after.plan, before), _as_read_by(before.plan, after)]
    crossed = [
        Sight(score_reading(plan, reading), sight.at)
        for plan, (reading, _), sight in zip((after.plan, before.plan), readings, own, strict=True)
    ]
    by = {(0, 0): own[0], (0, 1): crossed[0], (1, 0): crossed[1], (1, 1): own[1]}
    return Sights(plans, by, (readings[1][1], readings[0][1]), channels, seasons)


def _season(own: tuple[Sight, Sight], plan: Plan) -> dict[str, Flags]:
    """The criteria that apply in one of the two periods only because of its quarter, and for whom."""
    periods = [sight.result.period for sight in own]
    found: dict[str, Flags] = {}
    for leaf in plan.leaves:
        if leaf.applies_when is None or not any("quarter" in group for group in leaf.applies_when):
            continue
        changes = [
            applies(leaf, sight.result.register, periods[0])[sight.at]
            != applies(leaf, sight.result.register, periods[1])[sight.at]
            for sight in own
        ]
        found[leaf.id] = changes[0] | changes[1]
    return {name: here for name, here in found.items() if here.any()}


def _as_read_by(plan: Plan, result: Result) -> tuple[Reading, frozenset[str]]:
    """What another edition would read in the same files: the measures that both read alike, and which criteria of it
    these are enough for.
    """
    old, tally = result.plan, result.reading.tally
    scale = 10 ** abs(plan.decimals - old.decimals)
    alike: dict[str, bool] = {}
    cells = {}
    for (channel, visit, name), cell in tally.cells.items():
        if name not in plan.columns or not _read_alike(old.columns[name], plan.columns[name]):
            continue
        fits = plan.decimals >= old.decimals or all(not (c % scale).any() for c in _totals(cell))
        alike[name] = alike.get(name, True) and fits
        if fits:
            change = (lambda c: times(c, whole([scale]))) if plan.decimals >= old.decimals else (lambda c: c // scale)
            cells[channel, visit, name] = _rescaled(cell, change)
    read = {
        name
        for name, column in plan.columns.items()
        if name in old.columns and _read_alike(old.columns[name], column) and alike.get(name, True)
    }
    kept = Tally(tally.subjects, cells, tally.rows, tally.days, tally.respondents)
    enough = frozenset(leaf.id for leaf in (*plan.leaves, *plan.beside) if _enough(leaf, read, result))
    return replace(result.reading, tally=kept), enough


def _read_alike(old: Column, new: Column) -> bool:
    """Whether a cell of a measure says under one edition what it says under the other."""
    kept = ("reads", "unanswered", "once", "counts_rows", "fills_gaps", "apart")
    words = set(old.spellings.values()) == set(new.spellings.values())
    return words and all(getattr(old, name) == getattr(new, name) for name in kept)


def _totals(cell: Cells) -> Iterator[Whole]:
    yield from (column for column in (cell.total, cell.least, cell.greatest) if column is not None)


def _rescaled(cell: Cells, change: Callable[[Whole], Whole]) -> Cells:
    least, greatest = (None if column is None else change(column) for column in (cell.least, cell.greatest))
    return replace(cell, total=change(cell.total), least=least, greatest=greatest)


def _enough(leaf: Leaf, read: set[str], result: Result) -> bool:
    """Whether the files of another edition say all that a criterion asks for."""
    feed, cells = leaf.feed, result.reading.tally.cells
    wanted = {*feed.columns, *([feed.per] if feed.per else [])}
    asked = {name for group in leaf.applies_when or () for name in group if name.startswith(REGISTER)}
    known = {"category", "status", "name", *result.register.columns}
    there = {name.removeprefix(REGISTER) for name in asked | ({feed.per_register} if feed.per_register else set())}
    extremes = all(
        cell.least is not None for (_, _, name), cell in cells.items() if name in feed.columns and cell.count.any()
    )
    return wanted <= read and there <= known and (feed.take not in ("min", "max") or extremes)
