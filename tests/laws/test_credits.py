"""Laws of standards that start, take off, count without a ceiling and are bounded."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from redprop.report.plain import as_csv
from redprop.report.results import score_sheet
from tests.laws.credits import credits, on_paper
from tests.laws.worlds import SUBJECTS, World, quick


@quick
@given(credits())
def test_a_score_is_what_it_comes_to_on_paper(world: World) -> None:
    result = world.result()

    for index, subject in enumerate(SUBJECTS):
        expected = on_paper(world, subject)
        assert bool(result.has_score[index]) == (expected is not None)
        if expected is not None:
            assert result.blended.score.fractions()[index] == expected


@quick
@given(credits())
def test_parts_add_up_to_the_score_exactly(world: World) -> None:
    result = world.result()
    parts = result.parts
    finer = 10 ** (parts.places - result.plan.places)

    for index in range(len(SUBJECTS)):
        found = sum(int(column[index]) for column in (*parts.units, *parts.limits.values(), parts.rounding))
        assert not result.has_score[index] or found == int(result.score_units[index]) * finer


@quick
@given(credits(), st.randoms(use_true_random=False), st.integers(0, 25))
def test_the_order_of_rows_and_the_cutting_of_files_change_no_byte(world: World, random: object, cut: int) -> None:
    rows = list(world.rows)
    random.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis's own random

    told = [
        as_csv(score_sheet(one.result(*cuts), "en"))
        for one, cuts in ((world, ()), (world.but(rows=tuple(rows)), (cut,)))
    ]

    assert told[0] == told[1]


@quick
@given(credits())
def test_a_cost_that_grows_never_lifts_a_score(world: World) -> None:
    costs = [c for c in world.rubric["criteria"] if c.get("takes_off")]
    if not costs:
        return
    name = next((n for n, said in costs[0]["points"].items() if isinstance(said, dict)), costs[0]["id"])
    base = world.rows + tuple(row for row in world.rows if row.measure == name)
    before, after = on_paper(world, "A"), on_paper(world.but(rows=base), "A")
    result = world.but(rows=base).result()

    if before is not None and after is not None:
        assert result.blended.score.fractions()[0] == after <= before
        assert after >= Fraction(0) or "floor" not in world.rubric
