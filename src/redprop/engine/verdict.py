"""Limits and grades: what conditions do to a score, always in the same order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.conditions import Comparison, holds
from redprop.exact import Flags, Ratios, Whole
from redprop.limits import Cap, FixedGrade, Gate, StepsDown, lowest_cap, taken_down, worst_of
from redprop.rubric.plan import Plan

Asked = Callable[[str, Comparison], tuple[Flags, Flags]]
"""Where a named value is as a comparison asks, and where it is there at all."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """What limits and bands made of the rounded scores.

    `score` is in the score's last place; `grade` counts from the best, 0, and is -1 where there is none; `held` says
    for each limit where it held, `lowered` by how much a cap took the score down.
    """

    score: Whole
    grade: Whole
    held: Mapping[str, Flags]
    lowered: Mapping[str, Whole]
    vetoed: Flags
    not_eligible: Flags


def judge(plan: Plan, score: Whole, has_score: Flags, asked: Asked) -> Verdict:
    """The lowest cap, the band of the capped score, steps down, the worst fixed grade, eligibility: in that order."""
    held = {limit.id: _held(limit.when, limit.if_missing, asked) for limit in plan.rubric.limits}
    effects = [(limit.id, limit.effect) for limit in plan.rubric.limits]
    units = 10**plan.places
    caps = [(name, int(Fraction(effect.cap) * units)) for name, effect in effects if isinstance(effect, Cap)]
    capped = lowest_cap(score, ((held[name], cap) for name, cap in caps))
    lowered: dict[str, Whole] = {}
    left = capped < score
    for name, cap in sorted(caps, key=lambda found: found[1]):
        here = left & held[name] & (capped == cap)
        lowered[name] = np.where(here, capped - score, 0)
        left = left & ~here
    grade = np.full(len(score), -1, dtype=np.int64)
    if plan.rubric.grades is not None:
        order = plan.rubric.grades.order
        grade = np.where(has_score, band(plan, capped), -1)
        down = [(held[name], e.steps_down) for name, e in effects if isinstance(e, StepsDown)]
        grade = taken_down(grade, down, len(order) - 1)
        fixed = [(held[name], order.index(e.grade)) for name, e in effects if isinstance(e, FixedGrade)]
        grade = worst_of(grade, fixed)
    none = np.zeros(len(score), dtype=bool)
    vetoed = np.logical_or.reduce([none, *(held[name] for name, e in effects if isinstance(e, FixedGrade))])
    gated = np.logical_or.reduce([none, *(held[name] for name, e in effects if isinstance(e, Gate))])
    return Verdict(capped, np.where(gated, -1, grade), held, lowered, vetoed, gated)


def _held(condition: list[dict[str, Comparison]], if_missing: str | None, asked: Asked) -> Flags:
    held, known = holds(condition, asked)
    return held & known | (~known & (if_missing == "holds"))


def band(plan: Plan, score: Whole) -> Whole:
    """The band of each score, counted from the best: the first from the top whose cut is reached."""
    grades, rounding = plan.rubric.grades, plan.rubric.rounding
    if grades is None:
        return np.full(len(score), -1, dtype=np.int64)
    value = Ratios(score, [10**plan.places]).rounded(rounding.grade, rounding.mode)
    found = np.full(len(score), grades.order.index(grades.otherwise), dtype=np.int64)
    for one in reversed(grades.bands):
        found = np.where(value >= Fraction(one.cut), grades.order.index(one.grade), found)
    return found
