"""Channels: who looked, what that weighs for each subject, and the score that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from redprop.combine import Marks
from redprop.engine.leaves import Looked, Scored, by_visit, chosen_visit, mean_of_visits
from redprop.engine.tree import Grown, grow
from redprop.exact import Flags, Ratios, Whole
from redprop.outcome import Outcome
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Plan, PlanChannel
from redprop.tables.register import Register
from redprop.tables.tally import Cells, Key, Tally
from redprop.tables.visits import VisitLog


@dataclass(frozen=True, eq=False)
class ChannelResult:
    """What one channel found, one entry a subject: its mark (of the whole's marks), outcome, and weight in force.

    `leaves` and `grown` are its workings: the marks of criteria and of sections as this channel saw them.
    """

    id: str
    mark: Ratios
    outcome: Whole
    weight: Ratios
    leaves: Mapping[str, Scored]
    grown: Mapping[str, Grown]
    lacking: tuple[tuple[str, str, Flags], ...] = ()

    @property
    def present(self) -> Flags:
        """Where the channel has a mark of its own."""
        return np.asarray(self.outcome == Outcome.SCORED.code)

    @property
    def marks(self) -> dict[str, Marks]:
        """The marks of criteria by id."""
        return {leaf: scored.marks for leaf, scored in self.leaves.items()}


def look(channel: PlanChannel, tally: Tally, log: VisitLog, register: Register) -> Looked:
    """A channel's cells and visits. Without a log, a subject was visited where a row names it."""
    cells: Mapping[Key, Cells] = {key: cell for key, cell in tally.cells.items() if key[0] == channel.id}
    size = len(register)
    if log.lists(channel.id):
        done = dict(log.done[channel.id])
    else:
        done = {visit: rows > 0 for (name, visit), rows in tally.rows.items() if name == channel.id}
    days = {visit: _days(tally, log, (channel.id, visit), size) for visit in done}
    if not done:
        return Looked(cells, {"": np.zeros(size, dtype=bool)}, {"": np.zeros(size, dtype=np.int64)})
    if channel.visits != "pooled":
        return Looked(cells, done, days)
    pooled: dict[Key, Cells] = {}
    for (name, _, column), cell in sorted(cells.items()):
        at = (name, "", column)
        pooled[at] = pooled[at] + cell if at in pooled else cell
    return Looked(pooled, {"": np.logical_or.reduce(list(done.values()))}, {"": np.zeros(size, dtype=np.int64)})


def _days(tally: Tally, log: VisitLog, at: tuple[str, str], size: int) -> Whole:
    """The day of a visit for each subject: as the log says, or the latest date of its rows; 0 where neither does."""
    zero = np.zeros(size, dtype=np.int64)
    logged = log.days.get(at, zero)
    return np.where(logged > 0, logged, tally.days.get(at, zero))


def score_channel(channel: PlanChannel, tally: Tally, log: VisitLog, plan: Plan, register: Register) -> ChannelResult:
    """One channel's marks: each visit scored first, then the visits put together as `visits` says."""
    size = len(register)
    looked = look(channel, tally, log, register)
    visits, by_leaf, lacking = by_visit(channel, looked, plan, register)
    rounding = plan.rubric.rounding
    if channel.visits in ("lowest", "last"):
        choice = _chosen(channel, looked, visits, by_leaf, plan, size)
        merged = {leaf: chosen_visit(scored, choice) for leaf, scored in by_leaf.items()}
    else:
        merged = {leaf: mean_of_visits(scored) for leaf, scored in by_leaf.items()}
    leaves = {
        leaf: Scored(_rounded(scored.marks, rounding.criterion, plan), scored.outcome)
        for leaf, scored in merged.items()
    }
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, size)
    whole = grown[WHOLE].handed_on
    visited = np.logical_or.reduce(list(looked.done.values()))
    outcome = np.full(size, Outcome.ABSENT.code, dtype=np.int64)
    outcome[visited] = Outcome.NOT_ASSESSED.code
    outcome[visited & whole.assessed] = Outcome.SCORED.code
    outcome[visited & ~_enough(channel, tally, register)] = Outcome.WITHHELD.code
    mark = (whole.share * plan.full).rounded(rounding.channel, rounding.mode)
    weight = Ratios.constant(channel.weight, size)
    return ChannelResult(channel.id, mark, outcome, weight, leaves, grown, tuple(lacking))


def _rounded(marks: Marks, places: int | None, plan: Plan) -> Marks:
    earned = marks.earned.rounded(places, plan.rubric.rounding.mode)
    return Marks(earned, marks.possible, marks.full, marks.looked_at)


def _chosen(
    channel: PlanChannel, looked: Looked, visits: list[str], by_leaf: Mapping[str, list[Scored]], plan: Plan, size: int
) -> Whole:
    """Which visit counts for each subject: the latest done (by day, then label), or the one with the lowest mark.

    Where no visit assessed anything, the first that was done stands for what was seen.
    """
    choice = np.asarray(np.argmax([looked.done[visit] for visit in visits], axis=0))
    found = np.zeros(size, dtype=bool)
    best: Ratios | None = None
    for index, visit in enumerate(visits):
        done = looked.done[visit]
        if channel.visits == "last":
            key = Ratios(looked.days[visit])
            better = done & (~found | (key >= best if best is not None else done))
        else:
            leaves = {leaf: scored[index].marks for leaf, scored in by_leaf.items()}
            root = grow(plan.root, leaves, plan.rubric, size)[WHOLE].handed_on
            key = root.share
            done = done & root.assessed
            better = done & (~found | (key < best if best is not None else done))
        choice[better] = index
        best = key if best is None else key.where(better, best)
        found |= done
    return choice


def _enough(channel: PlanChannel, tally: Tally, register: Register) -> Flags:
    """Where the survey reaches its minimum: both so many respondents and such a share of the register column."""
    size = len(register)
    minimum = channel.minimum
    if minimum is None:
        return np.ones(size, dtype=bool)
    at = {name: index for index, name in enumerate(register.ids)}
    people = np.bincount(
        [at[subject] for subject, _ in tally.respondents.get(channel.id, ())] or np.zeros(0, dtype=np.int64),
        minlength=size,
    )
    enough = people >= (minimum.count or 0)
    if minimum.share is not None and minimum.column is not None:
        column, there = register.number(minimum.column.removeprefix("register."))
        enough &= there & (Ratios(people) >= column * Fraction(minimum.share))
    return enough


def weights_in_force(plan: Plan, channels: Mapping[str, ChannelResult]) -> dict[str, Ratios]:
    """Each channel's weight for each subject, after absent channels have handed theirs on.

    `zero` keeps its weight and counts nothing, `renormalise` and `not_rated` lose theirs, `weight_to` hands it on, and
    what it was handed too; where heirs are absent in a ring the weight is lost.
    """
    weight = {name: result.weight for name, result in channels.items()}
    for _ in channels:
        for channel in plan.channels:
            if channel.absent == "weight_to" and channel.heir is not None:
                gone = ~channels[channel.id].present
                moved = weight[channel.id].where(gone, 0)
                weight[channel.id] = weight[channel.id].where(~gone, 0)
                weight[channel.heir] = weight[channel.heir] + moved
    for channel in plan.channels:
        if channel.absent != "zero":
            weight[channel.id] = weight[channel.id].where(channels[channel.id].present, 0)
    return weight


@dataclass(frozen=True, eq=False)
class Blended:
    """The score before limits, exact, with where it stands; `leaves` and `grown` where criteria were blended first."""

    score: Ratios
    outcome: Whole
    leaves: Mapping[str, Mapping[str, Ratios]] | None = None
    marks: Mapping[str, Marks] | None = None
    grown: Mapping[str, Grown] | None = None


def blend(plan: Plan, channels: Mapping[str, ChannelResult], size: int) -> Blended:
    """Channels to one score, by channel or by criterion."""
    if plan.blend == "by_criterion":
        return _by_criterion(plan, channels, size)
    zero = Ratios.constant(0, size)
    weighted = reduce(Ratios.__add__, ((c.mark * c.weight).where(c.present, 0) for c in channels.values()), zero)
    weights = reduce(Ratios.__add__, (c.weight for c in channels.values()), zero)
    return Blended(weighted.over(weights), _outcome(plan, channels, weights > 0))


def _by_criterion(plan: Plan, channels: Mapping[str, ChannelResult], size: int) -> Blended:
    """A criterion takes the weighted mean of the shares of the channels that saw it; then the tree is grown once."""
    zero = Ratios.constant(0, size)
    leaves: dict[str, Marks] = {}
    shares: dict[str, dict[str, Ratios]] = {}
    for leaf in plan.leaves:
        full, weights, applies = zero, zero, zero
        inside: dict[str, Ratios] = {}
        for name in leaf.channels:
            result = channels[name]
            marks = result.leaves[leaf.id].marks
            counts_nothing = (plan.channel(name).absent == "zero") & ~result.present
            saw = (result.present & marks.assessed) | counts_nothing
            weight = result.weight.where(saw, 0)
            inside[name] = weight
            weights = weights + weight
            applies = Ratios.greater(
                applies, marks.full.where(result.present, Ratios.constant(leaf.marks, size).where(counts_nothing, 0))
            )
        earned = zero
        for name, weight in inside.items():
            share = weight.over(weights)
            shares.setdefault(name, {})[leaf.id] = share
            result = channels[name]
            earned = earned + (result.leaves[leaf.id].marks.share * share).where(result.present, 0) * leaf.marks
        full = Ratios.constant(leaf.marks, size)
        possible = full.where(weights > 0, 0)
        leaves[leaf.id] = Marks(earned, possible, applies, possible)
    grown = grow(plan.root, leaves, plan.rubric, size)
    whole = grown[WHOLE].handed_on
    return Blended(whole.share * plan.full, _outcome(plan, channels, whole.assessed), shares, leaves, grown)


def _outcome(plan: Plan, channels: Mapping[str, ChannelResult], assessed: Flags) -> Whole:
    """Where there is a score: not where a channel or a criterion that is missing says that there is none."""
    outcome = np.where(assessed, Outcome.SCORED.code, Outcome.NOT_ASSESSED.code)
    for channel in plan.channels:
        result = channels[channel.id]
        if channel.absent == "not_rated":
            outcome = np.where(~result.present, Outcome.NOT_RATED.code, outcome)
        for scored in result.leaves.values():
            came = np.isin(result.outcome, (Outcome.SCORED.code, Outcome.NOT_ASSESSED.code))
            unrated = came & (scored.outcome == Outcome.NOT_RATED.code)
            outcome = np.where(unrated, Outcome.NOT_RATED.code, outcome)
    return outcome


def coverage(plan: Plan, channels: Mapping[str, ChannelResult], size: int) -> Whole:
    """Sum of weight x marks assessed / marks applicable over all weights, in ten-thousandths, rounded down.

    An absent channel counts nothing.
    """
    total = sum((channel.weight for channel in plan.channels), start=plan.channels[0].weight * 0)
    covered = Ratios.constant(0, size)
    for channel in plan.channels:
        result = channels[channel.id]
        whole = result.grown[WHOLE].own
        share = whole.looked_at.over(whole.full).where(result.present, 0)
        covered = covered + share * channel.weight
    return covered.over(total).units(4, "down")
