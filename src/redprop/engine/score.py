"""Tally and plan to a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.asked import Asked
from redprop.engine.bands import band
from redprop.engine.blend import ChannelResult, blend, coverage, score_channel, weights_in_force
from redprop.engine.blocks import scored_extras, unexposed_extras, with_blocks
from redprop.engine.leaves import applies
from redprop.engine.ranking import leagues
from redprop.engine.result import Result
from redprop.engine.verdict import Field, judge
from redprop.engine.zeroed import zeroed
from redprop.errors import Place, Problem, Severity
from redprop.exact import Flags, Ratios, Whole
from redprop.outcome import Outcome
from redprop.rubric.plan import Plan, PlanChannel
from redprop.tables.reading import Reading
from redprop.tables.tally import Tally


def score_reading(plan: Plan, reading: Reading) -> Result:
    """The result of what was read: marks of every node, scores, limits, grades, ranks.

    Pure: the same plan and reading always give the same result.
    """
    register, period = reading.register, reading.period
    tallied, amounts = reading.tally.among(register.ids), Amounts(register.categories)
    channels = {c.id: score_channel(c, tallied, reading.log, plan, register, period) for c in plan.channels}
    before = Asked(plan, tallied, reading, {}, {}, amounts.constant(0), np.zeros(len(amounts), dtype=bool), {})
    channels = {c.id: zeroed(c, channels[c.id], before) for c in plan.channels}
    weights = weights_in_force(plan, channels)
    channels = {name: replace(result, weight=weights[name]) for name, result in channels.items()}
    extras = scored_extras(plan, tallied, register)
    blended = with_blocks(plan, blend(plan, channels, amounts), extras, amounts)
    has_score = blended.outcome == Outcome.SCORED.code
    rounded = np.where(has_score, _rounded(plan, blended.score), 0)
    grades: dict[str, tuple[Whole, Flags]] = {}
    score = Ratios(rounded, [10**plan.places])
    asked = Asked(plan, tallied, reading, channels, extras, score, has_score, grades)
    for node in reversed(plan.graded):  # bands of a part may ask for the grades below it
        value, there = asked.marks(node)
        grades[node] = band(plan.grades_of(node), value, asked, lower=plan.less_is_better(node)), there
    members = leagues(register.categories, list(plan.rubric.categories), plan.rubric.ranking.within)
    verdict = judge(plan, rounded, blended.score, Field(has_score, register.rated, members), asked)
    outcome = np.where(verdict.not_eligible & has_score, Outcome.NOT_ELIGIBLE.code, blended.outcome)
    return Result(
        plan=plan,
        reading=reading,
        channels=channels,
        blended=blended,
        before_limits=rounded,
        verdict=verdict,
        outcome=outcome,
        coverage=coverage(plan, channels, amounts),
        extras=extras,
        part_grades=grades,
        notes=(*reading.notes, *_notes(plan, reading, channels, tallied)),
    )


def _rounded(plan: Plan, score: Ratios) -> Whole:
    """Scores in their last place; strictly inside a zone they become what it says."""
    rounding = plan.rubric.rounding
    units = score.units(plan.places, rounding.mode)
    zone = rounding.zone
    if zone is None:
        return units
    inside = (score > Fraction(zone.above)) & (score < Fraction(zone.below))
    return np.where(inside, int(Fraction(zone.to) * 10**plan.places), units)


def _notes(plan: Plan, reading: Reading, channels: Mapping[str, ChannelResult], tallied: Tally) -> list[Problem]:
    """What scoring noticed: exposures of nothing, channels drawn and missed, rows of what does not apply, or of visits
    that nothing shows.
    """
    ids = reading.register.ids
    found: list[Problem] = []

    def note(code: str, where: Flags, severity: Severity, **params: object) -> None:
        found.extend(
            Problem(code, Place(), {"id": ids[index], **params}, severity) for index in np.flatnonzero(where).tolist()
        )

    for channel in plan.channels:
        result, name = channels[channel.id], channel.id or "-"
        for criterion, visit, where in result.lacking:
            note("no-exposure", where, Severity.WARNING, criterion=criterion, channel=name, visit=visit or "-")
        if channel.drawn is not None:
            texts = reading.register.texts(channel.drawn.removeprefix("register."))
            drawn = np.asarray([is_drawn(text) for text in texts], dtype=bool)
            note("drawn-and-missing", drawn & ~result.present, Severity.NOTE, channel=channel.id)
        if plan.rubric.visit is not None and not reading.log.lists(channel.id):
            for visit, where in unshown(channel, tallied, plan).items():
                said = {"channel": name, "visit": visit or "-", "measure": plan.rubric.visit}
                note("rows-not-visited", where, Severity.WARNING, **said)
    for criterion, where in unexposed_extras(plan, tallied, reading.register).items():
        note("no-exposure", where, Severity.WARNING, criterion=criterion, channel="-", visit="-")
    for leaf in plan.leaves:
        if leaf.applies_when is None:
            continue
        off = ~applies(leaf, reading.register, reading.period)
        rows = [cell.count for (_, _, column), cell in tallied.cells.items() if column in leaf.feed.columns]
        if rows:
            note("rows-not-applicable", off & (sum(rows) > 0), Severity.WARNING, criterion=leaf.id)
    return found


def unshown(channel: PlanChannel, tallied: Tally, plan: Plan) -> dict[str, Flags]:
    """Where a channel has rows of a criterion on a visit, and none of the measure that would show the visit."""
    looked_at = {name for leaf in plan.leaves if channel.id in leaf.channels for name in leaf.feed.columns}
    own = {
        (visit, column): cell.rows > 0 for (name, visit, column), cell in tallied.cells.items() if name == channel.id
    }
    shown = {visit: there for (visit, column), there in own.items() if column == plan.rubric.visit}
    ever = np.logical_or.reduce([np.zeros(len(tallied.subjects), dtype=bool), *shown.values()])
    found: dict[str, Flags] = {}
    for (visit, column), there in own.items():
        if column in looked_at and column != plan.rubric.visit:
            seen = ever if channel.visits == "pooled" else shown.get(visit, np.zeros_like(ever))
            found[visit] = found.get(visit, np.zeros_like(ever)) | (there & ~seen)
    return found


def is_drawn(text: str) -> bool:
    """Whether a register entry says that a subject was drawn: anything but nothing, 0, no and 否."""
    return text.strip().casefold() not in ("", "0", "no", "否")
