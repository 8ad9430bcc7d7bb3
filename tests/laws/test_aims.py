"""What to fix first, held against trying everything: rows of the file are really changed and scored anew."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from redprop.analysis.aims.aim import Aim, Range
from redprop.analysis.aims.findings import Findings, fixable
from redprop.analysis.aims.groups import before_rounding
from redprop.analysis.aims.search import search
from redprop.engine.result import Result
from tests.laws.worlds import World, worlds

FEW = 12
"""So many ways to fix some of the findings are tried."""


def fixed(world: World, subject: str, findings: list[Findings], way: tuple[int, ...]) -> World:
    """The world with so many fewer of each kind: the values of its rows are lowered, to 0 at least."""
    left = {one.key: Decimal(many) for one, many in zip(findings, way, strict=True)}
    rows = []
    for row in world.rows:
        key = row.channel, row.visit, row.measure
        counted = row.subject == subject and row.value != "n/a" and key in left
        less = min(left[key], Decimal(row.value)) if counted else Decimal(0)
        left |= {key: left[key] - less} if less else {}
        rows.append(replace(row, value=str(Decimal(row.value) - less)) if less else row)
    return world.but(rows=tuple(rows))


def has(result: Result, at: int, aim: Aim) -> bool:
    """Whether a subject of a result has what is aimed at, as rankings and scores print it."""
    if not result.has_score[at]:
        return False
    if aim.kind == "score":
        return Fraction(int(result.score_units[at]), 10**result.plan.places) >= Fraction(aim.score)
    if aim.kind == "grade":
        assert result.plan.rubric.grades is not None
        return 0 <= int(result.verdict.grade[at]) <= result.plan.rubric.grades.order.index(aim.grade)
    return 0 < int(result.rank_twice[at]) <= 2 * aim.rank


@st.composite
def aims(draw: st.DrawFn, result: Result) -> Aim:
    """A score of the whole's marks, a grade, or a rank."""
    kinds = ["score", "rank", *(["grade"] if result.plan.rubric.grades else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "score":
        return Aim("score", Decimal(draw(st.integers(0, 100))) * Decimal(int(result.plan.full)) / 100)
    if kind == "rank":
        return Aim("rank", rank=draw(st.integers(1, 4)))
    assert result.plan.rubric.grades is not None
    return Aim("grade", grade=draw(st.sampled_from(result.plan.rubric.grades.order)))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)  # most worlds have no finding, or too many to try all ways
@given(worlds(), st.data())
def test_no_way_to_fix_fewer_findings_or_as_many_with_more_marks_reaches_the_aim(
    world: World, data: st.DataObject
) -> None:
    result = world.result()
    at = data.draw(st.integers(0, 3))
    findings = fixable(result, at)
    every = list(product(*(range(one.count + 1) for one in findings)))
    assume(1 < len(every) <= FEW)
    aim = data.draw(aims(result))
    subject = result.register.ids[at]
    found = search(Range(result, at, aim), findings)

    reaching: list[tuple[int, Fraction, tuple[int, ...]]] = []
    for way in every:
        then = fixed(world, subject, findings, way).result()
        if has(then, at, aim):
            reaching.append((sum(way), -before_rounding(then)[at], tuple(-k for k in way)))
    if not reaching:
        assert found is None
    else:
        assert found is not None
        assert found.proven
        least = min(reaching)
        assert (sum(found.way), found.way) == (least[0], tuple(-k for k in least[2]))
