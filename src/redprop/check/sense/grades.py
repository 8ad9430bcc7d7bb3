"""Bands that nobody reaches, that leave gaps or overlap, and grades that nothing gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from redprop.check.sense.reach import Reaches
from redprop.check.sense.values import Range
from redprop.errors import Problem, Severity
from redprop.limits import FixedGrade, StepsDown
from redprop.rubric.grading import Band, Grades
from redprop.rubric.model import Criterion, Rubric, Section, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document


@dataclass(frozen=True)
class _Scale:
    """Grades with what they are given for: the ends of the number, its places, and whether less is better."""

    grades: Grades
    ends: Range
    places: int
    lower: bool

    def better(self, cut: Decimal) -> Fraction:
        """A number that is greater for the better cut."""
        return -Fraction(cut) if self.lower else Fraction(cut)


_Found = tuple[int, str, dict[str, str]]
"""The number of a band, and the code and parameters of what is odd about it."""


def bands(rubric: Rubric, plan: Plan, document: Document) -> Iterator[Problem]:
    """Bands that no score reaches, that leave gaps or overlap, or that stand in disorder; each is told once."""
    reaches = Reaches(rubric)
    for path, node in [((), rubric), *nodes(rubric)]:
        if node.grades is None:
            continue
        ends = reaches.ends[node.id] if path else reaches.score
        places = _places(rubric, node)
        scale = _Scale(node.grades, ends, places, plan.less_is_better(node.id if path else ""))
        told: dict[int, tuple[str, dict[str, str]]] = {}
        for look in (_unreachable, _printed_ends, _repeated, _disordered):
            for index, code, params in look(scale):
                told.setdefault(index, (code, params))
        for index, (code, params) in sorted(told.items()):
            yield Problem(code, document.place((*path, "grades", "bands", index)), params, Severity.WARNING)


def _places(rubric: Rubric, node: Rubric | Section | Criterion) -> int:
    """The places of what is banded: of a score before it is banded, of a part at its own stage; else the score's."""
    rounding = rubric.rounding
    stage = rounding.criterion if isinstance(node, Criterion) else rounding.section
    places = rounding.grade if isinstance(node, Rubric) else stage
    return rounding.score if places is None else places


def _unreachable(scale: _Scale) -> Iterator[_Found]:
    """Bands that one before takes whole, or whose cut is more than can be earned."""
    widest: Band | None = None
    for index, one in enumerate(scale.grades.bands):
        params = {"grade": one.grade, "cut": str(one.cut), "before": "", "most": ""}
        if widest is not None and scale.better(one.cut) >= scale.better(widest.cut):
            yield index, "band-unreachable", {**params, "before": str(widest.cut)}
        elif not scale.lower and scale.ends.most is not None and one.cut > scale.ends.most:
            yield index, "band-unreachable", {**params, "most": shown(scale.ends.most)}
        elif one.when is None:
            widest = one


def _printed_ends(scale: _Scale) -> Iterator[_Found]:
    """Bands whose printed upper end leaves values out before the next better cut, or reaches it."""
    unit = Fraction(1, 10**scale.places)
    for index, one in enumerate(scale.grades.bands):
        above = [band.cut for band in scale.grades.bands[:index] if scale.better(band.cut) > scale.better(one.cut)]
        if one.to is None or not above:
            continue
        cut = min(above, key=scale.better)
        first = (scale.better(one.to) // unit + 1) * unit
        last = -(-scale.better(cut) // unit) * unit - unit
        params = {"grade": one.grade, "to": str(one.to)}
        if scale.better(one.to) >= scale.better(cut):
            yield index, "band-overlap", {**params, "cut": str(one.cut), "before": str(cut)}
        elif first <= last:
            sign = -1 if scale.lower else 1
            yield index, "band-gap", {**params, "first": shown(sign * first), "last": shown(sign * last)}


def _repeated(scale: _Scale) -> Iterator[_Found]:
    """Bands that give a grade once more, after one of another grade; with a condition a band may stand anywhere."""
    last: dict[str, int] = {}
    plain = _unconditional(scale.grades)
    for at, (index, one) in enumerate(plain):
        before = last.get(one.grade, at - 1)
        if before != at - 1:
            params = {"grade": one.grade, "cut": str(one.cut), "to": "", "before": str(plain[before][1].cut)}
            yield index, "band-overlap", params
        last[one.grade] = at


def _disordered(scale: _Scale) -> Iterator[_Found]:
    """Bands of a better grade than the band before."""
    rank = _ranks(scale.grades)
    for (_, above), (index, below) in pairwise(_unconditional(scale.grades)):
        if rank[below.grade] < rank[above.grade]:
            yield index, "bands-not-ordered", {"grade": below.grade, "before": above.grade}


def _unconditional(grades: Grades) -> list[tuple[int, Band]]:
    return [(index, one) for index, one in enumerate(grades.bands) if one.when is None]


def _ranks(grades: Grades) -> Mapping[str, int]:
    return {grade: index for index, grade in enumerate(grades.order)}


def grade_never_given(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Grades of the order that no band, quota, else or limit gives, nor steps down from one that is given."""
    for path, node in [((), rubric), *nodes(rubric)]:
        if node.grades is None:
            continue
        given = _given(node.grades)
        if not path:
            given = _after_limits(rubric, node.grades, given)
        for index, grade in enumerate(node.grades.order):
            if index not in given:
                place = document.place((*path, "grades", "order", index))
                yield Problem("grade-never-given", place, {"grade": grade}, Severity.WARNING)


def _given(grades: Grades) -> set[int]:
    rank = _ranks(grades)
    said = [grades.otherwise.grade, *(one.grade for one in grades.bands), *(one.grade for one in grades.quotas)]
    return {rank[grade] for grade in said}


def _after_limits(rubric: Rubric, grades: Grades, given: set[int]) -> set[int]:
    """The grades that there are once limits took some down, each alone or several together, and fixed others."""
    last = len(grades.order) - 1
    for limit in rubric.limits:
        if isinstance(limit.effect, StepsDown):
            given = given | {min(index + limit.effect.steps_down, last) for index in given}
    rank = _ranks(grades)
    return given | {rank[limit.effect.grade] for limit in rubric.limits if isinstance(limit.effect, FixedGrade)}
