"""Limits and grades: what conditions do to a score, always in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.engine.bands import Asker, band, condition_holds, with_quotas
from redprop.exact import Flags, Ratios, Whole
from redprop.limits import Cap, FixedGrade, Gate, StepsDown, lowest_cap, taken_down, worst_of
from redprop.rubric.plan import Plan


@dataclass(frozen=True, eq=False)
class Verdict:
    """What limits and bands made of the rounded scores.

    `score` is in the score's last place; `grade` counts from the best, 0, and is -1 where there is none; `held` says
    for each limit where it held, `lowered` by how much a cap changed the score.
    """

    score: Whole
    grade: Whole
    held: Mapping[str, Flags]
    lowered: Mapping[str, Whole]
    vetoed: Flags
    not_eligible: Flags


@dataclass(frozen=True, eq=False)
class Field:
    """Among whom subjects are judged: who has a score, who is rated, the leagues."""

    has_score: Flags
    rated: Flags
    leagues: Sequence[Whole]


def judge(plan: Plan, score: Whole, exact: Ratios, field: Field, asked: Asker) -> Verdict:
    """The lowest cap, the band of the capped score with quotas, steps down, the worst fixed grade, eligibility.

    In that order, whatever the file's. `exact` is the score before rounding, which a ranking `on: exact` compares.
    """
    held = {limit.id: condition_holds(limit.when, limit.if_missing, asked) for limit in plan.rubric.limits}
    effects = [(limit.id, limit.effect) for limit in plan.rubric.limits]
    units = 10**plan.places
    caps = [(name, int(Fraction(effect.cap) * units)) for name, effect in effects if isinstance(effect, Cap)]
    capped = lowest_cap(score, ((held[name], cap) for name, cap in caps), lower_is_better=plan.lower_is_better)
    capped = np.where(field.has_score, capped, score)
    lowered: dict[str, Whole] = {}
    left = capped != score
    for name, cap in caps:
        here = left & held[name] & (capped == cap)
        lowered[name] = np.where(here, capped - score, 0)
        left = left & ~here
    none = np.zeros(len(score), dtype=bool)
    vetoed = np.logical_or.reduce([none, *(held[name] for name, e in effects if isinstance(e, FixedGrade))])
    gated = np.logical_or.reduce([none, *(held[name] for name, e in effects if isinstance(e, Gate))])
    grade = np.full(len(score), -1, dtype=np.int64)
    if plan.rubric.grades is not None:
        order, rounding = plan.rubric.grades.order, plan.rubric.rounding
        banded = Ratios(capped, [units]).rounded(rounding.grade, rounding.mode)
        grade = band(plan.rubric.grades, banded, asked, lower=plan.lower_is_better)
        if plan.rubric.grades.quotas:
            among = field.has_score & field.rated & ~vetoed & ~gated
            key = ranked_value(plan, capped, score, exact).order()
            key = -key if plan.lower_is_better else key
            grade = with_quotas(plan.rubric.grades, grade, field.leagues, among, key)
        down = [(held[name], e.steps_down) for name, e in effects if isinstance(e, StepsDown)]
        grade = taken_down(grade, down, len(order) - 1)
        fixed = [(held[name], order.index(e.grade)) for name, e in effects if isinstance(e, FixedGrade)]
        grade = np.where(field.has_score, worst_of(grade, fixed), -1)
    return Verdict(capped, np.where(gated, -1, grade), held, lowered, vetoed, gated)


def ranked_value(plan: Plan, capped: Whole, before: Whole, exact: Ratios) -> Ratios:
    """What a ranking compares: the published score, or the exact one where no limit changed it."""
    value = Ratios(capped, [10**plan.places])
    if plan.rubric.ranking.on == "exact":
        value = value.where(capped != before, exact)
    return value.rounded(plan.rubric.rounding.rank, plan.rubric.rounding.mode)
