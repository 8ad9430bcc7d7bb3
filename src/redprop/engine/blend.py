"""Channels: who looked, what that weighs for each subject, and the score that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from typing import Literal

import numpy as np

from redprop.combine import Marks
from redprop.engine.amounts import Amounts
from redprop.engine.leaves import Looked, Scored, by_visit, chosen_visit, mean_of_visits
from redprop.engine.tree import Grown, bounded, grow, rounded
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

    `leaves` and `grown` are its workings: the marks of criteria and of sections as this channel saw them. `counted`
    says which visits its mark is of; all visits are one, without a name, where they are pooled. `zeroed` says where
    the channel counts nothing because its `zero_when` holds.
    """

    id: str
    mark: Ratios
    outcome: Whole
    weight: Ratios
    leaves: Mapping[str, Scored]
    grown: Mapping[str, Grown]
    lacking: tuple[tuple[str, str, Flags], ...] = ()
    counted: Mapping[str, Flags] = field(default_factory=dict)
    zeroed: Flags | None = None

    @property
    def present(self) -> Flags:
        """Where the channel has a mark of its own."""
        return np.asarray(self.outcome == Outcome.SCORED.code)

    @property
    def marks(self) -> dict[str, Marks]:
        """The marks of criteria by id."""
        return {leaf: scored.marks for leaf, scored in self.leaves.items()}


def look(channel: PlanChannel, tally: Tally, log: VisitLog, plan: Plan, size: int) -> Looked:
    """A channel's cells and visits.

    Without a log, a subject was visited where a row names it, or, where the rubric says which measure shows a visit,
    where it has a row of that measure.
    """
    cells: Mapping[Key, Cells] = {key: cell for key, cell in tally.cells.items() if key[0] == channel.id}
    if log.lists(channel.id):
        done = dict(log.done[channel.id])
    elif plan.rubric.visit is not None:
        done = {visit: cell.rows > 0 for (_, visit, column), cell in cells.items() if column == plan.rubric.visit}
    else:
        done = {visit: rows > 0 for (name, visit), rows in tally.rows.items() if name == channel.id}
    days = {visit: _days(tally, log, (channel.id, visit), size) for visit in done}
    if not done:
        return Looked(cells, {"": np.zeros(size, dtype=bool)}, {"": np.zeros(size, dtype=np.int64)})
    if channel.visits != "pooled":
        return Looked(cells, done, days)
    pooled = pooled_cells(cells, channel.id)
    return Looked(pooled, {"": np.logical_or.reduce(list(done.values()))}, {"": np.zeros(size, dtype=np.int64)})


def pooled_cells(cells: Mapping[Key, Cells], channel: str) -> dict[Key, Cells]:
    """Cells of several visits or channels as one visit of one channel."""
    pooled: dict[Key, Cells] = {}
    for (_, _, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        at = (channel, "", column)
        pooled[at] = pooled[at] + cell if at in pooled else cell
    return pooled


def _days(tally: Tally, log: VisitLog, at: tuple[str, str], size: int) -> Whole:
    """The day of a visit for each subject: as the log says, or the latest date of its rows; 0 where neither does."""
    zero = np.zeros(size, dtype=np.int64)
    logged = log.days.get(at, zero)
    return np.where(logged > 0, logged, tally.days.get(at, zero))


def score_channel(
    channel: PlanChannel, tally: Tally, log: VisitLog, plan: Plan, register: Register, period: str
) -> ChannelResult:
    """One channel's marks: each visit scored first, then the visits put together as `visits` says."""
    size, amounts = len(register), Amounts(register.categories)
    looked = look(channel, tally, log, plan, size)
    visits, by_leaf, lacking = by_visit(channel, looked, plan, register, period)
    rounding = plan.rubric.rounding
    if channel.visits in ("lowest", "last"):
        choice = _chosen(channel, looked, visits, by_leaf, plan, amounts)
        merged = {leaf: chosen_visit(scored, choice) for leaf, scored in by_leaf.items()}
        counted = {visit: looked.done[visit] & (choice == index) for index, visit in enumerate(visits)}
    else:
        merged = {leaf: mean_of_visits(scored) for leaf, scored in by_leaf.items()}
        counted = dict(looked.done)
    edges = {leaf.id: leaf.edge for leaf in plan.leaves}
    leaves = {
        leaf: Scored(rounded(bounded(scored.marks, edges[leaf]), rounding.criterion, plan.rubric), scored.outcome)
        for leaf, scored in merged.items()
    }
    visited = np.logical_or.reduce(list(looked.done.values()))
    found = channel_result(channel, leaves, visited, _enough(channel, tally, register), plan, amounts)
    return replace(found, lacking=tuple(lacking), counted=counted)


def channel_result(
    channel: PlanChannel, leaves: Mapping[str, Scored], visited: Flags, enough: Flags, plan: Plan, amounts: Amounts
) -> ChannelResult:
    """A channel's result from the marks of its criteria: where it came, and where its survey reached its minimum."""
    grown = grow(plan.root, {leaf: scored.marks for leaf, scored in leaves.items()}, plan.rubric, amounts)
    whole = grown[WHOLE].handed_on
    outcome = np.full(len(amounts), Outcome.ABSENT.code, dtype=np.int64)
    outcome[visited] = Outcome.NOT_ASSESSED.code
    outcome[visited & whole.assessed] = Outcome.SCORED.code
    outcome[visited & ~enough] = Outcome.WITHHELD.code
    mark = whole.share * plan.full if plan.scaled else whole.earned
    mark = mark.rounded(plan.rubric.rounding.channel, plan.rubric.rounding.mode)
    return ChannelResult(channel.id, mark, outcome, amounts.channel(channel), leaves, grown)


def _chosen(
    channel: PlanChannel,
    looked: Looked,
    visits: list[str],
    by_leaf: Mapping[str, list[Scored]],
    plan: Plan,
    amounts: Amounts,
) -> Whole:
    """Which visit counts for each subject: the latest done (by day, then label), or the one with the lowest mark.

    Where no visit assessed anything, the first that was done stands for what was seen.
    """
    choice = np.asarray(np.argmax([looked.done[visit] for visit in visits], axis=0))
    found = np.zeros(len(amounts), dtype=bool)
    best: Ratios | None = None
    for index, visit in enumerate(visits):
        done = looked.done[visit]
        if channel.visits == "last":
            key = Ratios(looked.days[visit])
            better = done & (~found | (key >= best if best is not None else done))
        else:
            looked_at = (leaf for leaf in plan.leaves if leaf.id in by_leaf)
            leaves = {leaf.id: bounded(by_leaf[leaf.id][index].marks, leaf.edge) for leaf in looked_at}
            root = grow(plan.root, leaves, plan.rubric, amounts)[WHOLE].handed_on
            key = root.share if plan.scaled else root.earned
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
    people = np.bincount(
        [register.places[subject] for subject, _ in tally.respondents.get(channel.id, ())]
        or np.zeros(0, dtype=np.int64),
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
    """The score before limits, exact, with where it stands; `leaves` and `grown` where criteria were blended first.

    `blocks` holds what the bonus added and the penalty took off (below nothing), where there are such blocks.
    """

    score: Ratios
    outcome: Whole
    leaves: Mapping[str, Mapping[str, Ratios]] | None = None
    marks: Mapping[str, Marks] | None = None
    grown: Mapping[str, Grown] | None = None
    blocks: Mapping[Literal["bonus", "penalty"], Ratios] = field(default_factory=dict)


def blend(plan: Plan, channels: Mapping[str, ChannelResult], amounts: Amounts) -> Blended:
    """Channels to one score, by channel or by criterion."""
    if plan.blend == "by_criterion":
        return _by_criterion(plan, channels, amounts)
    zero = amounts.constant(0)
    weighted = reduce(Ratios.__add__, ((c.mark * c.weight).where(c.present, 0) for c in channels.values()), zero)
    weights = reduce(Ratios.__add__, (c.weight for c in channels.values()), zero)
    return Blended(weighted.over(weights), _outcome(plan, channels, weights > 0))


def _by_criterion(plan: Plan, channels: Mapping[str, ChannelResult], amounts: Amounts) -> Blended:
    """A criterion takes the weighted mean of the shares of the channels that saw it; then the tree is grown once."""
    zero = amounts.constant(0)
    leaves: dict[str, Marks] = {}
    shares: dict[str, dict[str, Ratios]] = {}
    for leaf in plan.leaves:
        weights, applies, full = zero, zero, amounts.most(leaf)
        inside: dict[str, Ratios] = {}
        for name in leaf.channels:
            result = channels[name]
            marks = result.leaves[leaf.id].marks
            counts_nothing = (plan.channel(name).absent == "zero") & ~result.present
            saw = (result.present & marks.assessed) | counts_nothing
            weight = result.weight.where(saw, 0)
            inside[name] = weight
            weights = weights + weight
            applies = Ratios.greater(applies, marks.full.where(result.present, full.where(counts_nothing, 0)))
        earned = zero
        for name, weight in inside.items():
            share = weight.over(weights)
            shares.setdefault(name, {})[leaf.id] = share
            result = channels[name]
            earned = earned + (result.leaves[leaf.id].marks.share * share).where(result.present, 0) * full
        possible = full.where(weights > 0, 0)
        leaves[leaf.id] = Marks(earned, possible, applies, possible, applies)
    grown = grow(plan.root, leaves, plan.rubric, amounts)
    whole = grown[WHOLE].handed_on
    return Blended(whole.share * plan.full, _outcome(plan, channels, whole.assessed), shares, leaves, grown)


def _outcome(plan: Plan, channels: Mapping[str, ChannelResult], assessed: Flags) -> Whole:
    """Where there is a score: not where a channel or a criterion that is missing says that there is none."""
    outcome = np.where(assessed, Outcome.SCORED.code, Outcome.NOT_ASSESSED.code)
    for channel in plan.channels:
        result = channels[channel.id]
        if channel.absent == "not_rated":
            outcome = np.where(~result.present, Outcome.NOT_RATED.code, outcome)
        came = np.isin(result.outcome, (Outcome.SCORED.code, Outcome.NOT_ASSESSED.code))
        unrated = np.zeros(len(came), dtype=bool)
        for scored in result.leaves.values():
            unrated |= scored.outcome == Outcome.NOT_RATED.code
        outcome = np.where(came & unrated, Outcome.NOT_RATED.code, outcome)
    return outcome


def coverage(plan: Plan, channels: Mapping[str, ChannelResult], amounts: Amounts) -> Whole:
    """Sum of weight x marks assessed / marks applicable over all weights, in ten-thousandths, rounded down.

    An absent channel counts nothing.
    """
    covered, total = amounts.constant(0), amounts.constant(0)
    for channel in plan.channels:
        result, weight = channels[channel.id], amounts.channel(channel)
        whole = result.grown[WHOLE].own
        share = whole.looked_at.over(whole.applies).where(result.present, 0)
        covered, total = covered + share * weight, total + weight
    return covered.over(total).units(4, "down")
