"""Limits, bands, quotas and ranks, held against paper; and turned round, where less is better."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from redprop.engine.columns import grades_of, outcomes_of
from redprop.engine.result import Result
from tests.laws.verdicts import Bench, Paper, benches, judged
from tests.laws.worlds import quick


def told(result: Result) -> dict[str, Paper]:
    """What the engine says of everybody."""
    units = 10**result.plan.places
    rows = zip(
        result.register.ids,
        result.score_units.tolist(),
        result.has_score.tolist(),
        grades_of(result),
        outcomes_of(result),
        result.rank_twice.tolist(),
        strict=True,
    )
    return {
        name: Paper(Fraction(score, units) if has else None, grade, outcome, place // 2)
        for name, score, has, grade, outcome, place in rows
    }


@quick
@given(benches())
def test_everybody_has_the_verdict_that_paper_gives(bench: Bench) -> None:
    assert told(bench.result()) == judged(bench)
