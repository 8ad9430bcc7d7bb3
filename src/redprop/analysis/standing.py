"""Where a subject stands: whom it has ahead of it, which grade comes next, what limits changed, what rounding did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from redprop.engine.columns import grades_of, ranks_shown
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.limits import Cap


@dataclass(frozen=True)
class Ahead:
    """The next better rank: who has it, and how many score units away it is; 0 where only tie-breakers decide.

    `blocked` is the limit whose cap holds and lies below, "" for none: findings alone do not lead there.
    """

    rank: str
    subjects: tuple[int, ...]
    gap: int
    blocked: str = ""


@dataclass(frozen=True)
class NextGrade:
    """The next better grade of the bands: its cut, and how many score units away that is; `blocked` as of `Ahead`."""

    grade: str
    cut: Fraction
    gap: int
    blocked: str = ""


@dataclass(frozen=True)
class Held:
    """What the limits that held changed together: each side is score units, grade and rank, "" for none."""

    limits: tuple[str, ...]
    before: tuple[int, str, str]
    after: tuple[int, str, str]


@dataclass(frozen=True)
class Standing:
    """One subject among the others. `crossed` is a cut that the exact score and the printed one lie on two sides of."""

    rank: str
    among: int
    ahead: Ahead | None
    next_grade: NextGrade | None
    held: Held | None
    crossed: Fraction | None


def standing(result: Result, subject: int) -> Standing:
    """Where the subject at a place of the register stands."""
    twice = result.rank_twice
    league = next((members for members in result.leagues if subject in members), np.zeros(0, dtype=np.int64))
    has = bool(result.has_score[subject])
    return Standing(
        rank=shown_rank(result, subject),
        among=int((twice[league] > 0).sum()),
        ahead=_ahead(result, subject, league) if twice[subject] else None,
        next_grade=_next_grade(result, subject) if has else None,
        held=_held(result, subject),
        crossed=_crossed(result, subject) if has else None,
    )


def shown_rank(result: Result, subject: int) -> str:
    """A subject's rank as it is printed, "" for none."""
    place = ranks_shown(result.rank_twice[subject : subject + 1])[0]
    return "" if place is None else format(place, "f")


def _ahead(result: Result, subject: int, league: np.ndarray) -> Ahead | None:
    """Those with the nearest better rank."""
    twice, scores = result.rank_twice, result.score_units
    better = [int(twice[other]) for other in league.tolist() if 0 < twice[other] < twice[subject]]
    if not better:
        return None
    there = tuple(other for other in league.tolist() if twice[other] == max(better))
    there_score = int(scores[there[0]])
    gap = abs(there_score - int(scores[subject]))
    return Ahead(shown_rank(result, there[0]), there, gap, _capped(result, subject, there_score))


def _capped(result: Result, subject: int, wanted: int) -> str:
    """The limit that holds and caps the score short of what is wanted, in score units; "" for none."""
    sign = -1 if result.plan.lower_is_better else 1
    for limit in result.plan.rubric.limits:
        if isinstance(limit.effect, Cap) and result.verdict.held[limit.id][subject]:
            cap = int(Fraction(limit.effect.cap) * 10**result.plan.places)
            if sign * cap < sign * wanted:
                return limit.id
    return ""


def _next_grade(result: Result, subject: int) -> NextGrade | None:
    """The band with the nearest cut that the score does not reach, of a grade better than the subject has."""
    grades, plan = result.plan.rubric.grades, result.plan
    held = int(result.verdict.grade[subject])
    if grades is None or held < 0 or result.verdict.vetoed[subject]:
        return None
    units, score = 10**plan.places, int(result.score_units[subject])
    sign = -1 if plan.lower_is_better else 1
    found = []
    for band in grades.bands:
        cut = Fraction(band.cut)
        away = sign * (cut * units - score)
        if away > 0 and grades.order.index(band.grade) < held:
            found.append((-(-away.numerator // away.denominator), band.grade, cut))
    if not found:
        return None
    gap, grade, cut = min(found)
    return NextGrade(grade, cut, gap, _capped(result, subject, int(cut * units)))


def _held(result: Result, subject: int) -> Held | None:
    """What score, grade and rank would be without limits, where some held."""
    limits = tuple(name for name, held in result.verdict.held.items() if held[subject])
    if not limits:
        return None
    rubric = result.plan.rubric.model_copy(update={"limits": []})
    free = score_reading(replace(result.plan, rubric=rubric), result.reading)
    return Held(limits, _state(free, subject), _state(result, subject))


def _state(result: Result, subject: int) -> tuple[int, str, str]:
    return int(result.score_units[subject]), grades_of(result)[subject], shown_rank(result, subject)


def _crossed(result: Result, subject: int) -> Fraction | None:
    """The cut that rounding carried the score over, or kept it from, if there is one."""
    grades = result.plan.rubric.grades
    exact = result.blended.score.fractions()[subject]
    printed = Fraction(int(result.before_limits[subject]), 10**result.plan.places)
    cuts = [Fraction(band.cut) for band in grades.bands] if grades is not None else []
    if result.plan.lower_is_better:
        return next((cut for cut in cuts if (exact <= cut) != (printed <= cut)), None)
    return next((cut for cut in cuts if (exact >= cut) != (printed >= cut)), None)
