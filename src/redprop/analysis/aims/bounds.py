"""What an aim needs at least, before anything is rounded or limited: what falls short of it need not be tried."""

from __future__ import annotations

from fractions import Fraction

from redprop.analysis.aims.aim import Range
from redprop.engine.result import Result


def needed(aimed: Range) -> Fraction | None:
    """The value, greater for the better, without which the aim is not reached; None where nothing can be said.

    Limits only make a result worse, so that what a score needs without them it needs with them too.
    """
    result, aim = aimed.result, aimed.aim
    sign = -1 if result.plan.lower_is_better else 1
    if aim.kind == "score":
        return sign * Fraction(aim.score)
    if aim.kind == "grade":
        return _of_grade(aimed, sign)
    vetoed = result.plan.rubric.ranking.vetoed == "last"  # the first of the key is then no value
    others = sorted((key for key in aimed.others), reverse=True)
    if result.plan.rubric.ranking.ties not in ("competition", "ordinal") or vetoed or len(others) < aim.rank:
        return None
    return Fraction(others[aim.rank - 1][0]) if aim.rank else None


def _of_grade(aimed: Range, sign: int) -> Fraction | None:
    """The nearest cut of the bands that have the grade or a better one; shares of a league have none."""
    grades = aimed.result.plan.rubric.grades
    assert grades is not None  # noqa: S101  # the aim names one of its grades
    good = grades.order[: grades.order.index(aimed.aim.grade) + 1]
    if grades.quotas or grades.otherwise.grade in good:
        return None
    return min((sign * Fraction(band.cut) for band in grades.bands if band.grade in good), default=None)


def slack(result: Result) -> Fraction:
    """What rounding channels, the score, and the value that grades and ranks compare can add at most.

    Half a unit of the place where what lies between goes to the nearest, else a whole one.
    """
    rounding = result.plan.rubric.rounding
    places = [rounding.channel, result.plan.places, rounding.grade, rounding.rank]
    most = Fraction(1, 2) if rounding.mode.startswith("half") else Fraction(1)
    return sum((most / 10**one for one in places if one is not None), Fraction(0))
