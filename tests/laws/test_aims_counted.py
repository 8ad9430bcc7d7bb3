"""What to fix first where findings are counted and limits ask about them, held against trying every way."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from redprop.analysis.aims.aim import Aim, Range
from redprop.analysis.aims.answer import answer
from redprop.analysis.aims.findings import fixable
from redprop.analysis.aims.groups import before_rounding, changes_of
from tests.laws.found_and_fixed import inspected
from tests.laws.test_aims import fixed, has
from tests.laws.worlds import World, quick

MANY = 1500
"""So many ways to fix some of the findings are tried."""


@st.composite
def aims(draw: st.DrawFn, full: int) -> Aim:
    """A score in quarters of a mark, a grade, or a rank."""
    kind = draw(st.sampled_from(["score", "grade", "rank"]))
    if kind == "score":
        return Aim("score", score=Decimal(draw(st.integers(1, 4 * full))) / 4)
    return (
        Aim("rank", rank=draw(st.integers(1, 3))) if kind == "rank" else Aim("grade", grade=draw(st.sampled_from("AB")))
    )


@quick
@given(inspected(), st.integers(0, 3), st.data())
def test_nothing_with_fewer_findings_or_with_as_many_and_more_marks_reaches_the_aim(
    world: World, at: int, data: st.DataObject
) -> None:
    result = world.result()
    findings = fixable(result, at)
    every = list(product(*(range(one.count + 1) for one in findings)))
    assume(1 < len(every) <= MANY and result.has_score[at])
    aim = data.draw(aims(int(result.plan.full)))
    holds, then = Range(result, at, aim).reached([changes_of(findings, way, 10**result.plan.decimals) for way in every])
    tried = zip(every, holds, before_rounding(then), strict=True)
    least = min(((sum(way), -marks, [-k for k in way]) for way, reaches, marks in tried if reaches), default=None)

    found = answer(result, at, aim)

    assert found.reached == (least is not None)
    if least is not None:
        many = dict.fromkeys(findings, 0) | {fix.finding: fix.many for fix in found.fixes}
        assert [-many[one] for one in findings] == least[2]
        assert found.proven
        changed = sum(fix.change for fix in found.fixes) + sum(found.limits.values()) + found.rounding
        assert changed == (found.after.score - found.before.score) * 10 ** (found.places - result.plan.places)
        edited = fixed(world, result.register.ids[at], findings, tuple(many.values())).result()
        assert has(edited, at, aim)  # the rows of the files, really changed, and scored anew
        assert int(edited.score_units[at]) == found.after.score
