"""Tally and plan to a result."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.asked import Asked
from redprop.engine.bands import band
from redprop.engine.blend import blend, coverage, score_channel, weights_in_force
from redprop.engine.blocks import scored_extras, with_blocks
from redprop.engine.notes import noticed
from redprop.engine.ranking import leagues
from redprop.engine.result import Result
from redprop.engine.verdict import Field, judge
from redprop.engine.zeroed import zeroed
from redprop.exact import Flags, Ratios, Whole
from redprop.outcome import Outcome
from redprop.rubric.plan import Plan
from redprop.tables.reading import Reading


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
        noticed=tuple(noticed(plan, reading, channels, tallied)),
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
