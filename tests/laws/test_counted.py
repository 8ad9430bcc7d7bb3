"""Standards that are not scaled: the score is what a start, credits and costs come to."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from redprop.engine.frames import score_frame
from redprop.exact import Ratios
from redprop.outcome import Outcome
from tests.laws.counted import counted, measured, score
from tests.laws.worlds import SUBJECTS, World, quick


@quick
@given(counted())
def test_the_score_is_the_one_that_paper_gives(world: World) -> None:
    result = world.result()
    units = 10**result.plan.places
    found = {
        name: Fraction(int(result.score_units[index]), units)
        if has
        else Outcome.of_code(int(result.outcome[index])).value
        for index, (name, has) in enumerate(zip(result.register.ids, result.has_score.tolist(), strict=True))
    }

    assert found == {name: score(world, name) for name in SUBJECTS}


@quick
@given(counted())
def test_parts_add_up_to_the_score_exactly(world: World) -> None:
    result = world.result()
    total = reduce(lambda one, other: one + other, result.parts.units) + result.parts.rounding

    assert total.tolist() == (result.score_units * 10 ** (result.parts.places - result.plan.places)).tolist()


@quick
@given(counted())
def test_the_columns_add_up_to_the_score(world: World) -> None:
    result = world.result()
    nodes = [node.id for node in (*result.plan.sections, *result.plan.loose)]
    frame = score_frame(result)
    columns = [name for name in ("start", *nodes, "bounds", "limits_lost", "rounding") if name in frame]

    for _, row in frame[frame["outcome"] == "scored"].iterrows():
        assert sum(row[name] for name in columns) == row["score"]


@quick
@given(counted())
def test_exact_contributions_are_the_exact_score_where_no_stage_rounds(world: World) -> None:
    rubric = world.changed_rubric()
    rubric["rounding"] = {"score": 2}
    result = world.but(rubric=rubric).result()
    told = reduce(Ratios.__add__, (part.exact for part in result.parts.contributions))

    assert told.where(result.has_score, result.blended.score).equals(result.blended.score).all()


@quick
@given(counted(), st.randoms(use_true_random=False), st.lists(st.integers(0, 30), max_size=3))
def test_neither_the_order_of_rows_nor_files_change_anything(world: World, random: object, cuts: list[int]) -> None:
    rows = list(world.rows)
    random.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis's own random
    one, other = world.result(), world.but(rows=tuple(rows)).result(*cuts)

    assert one.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(one.scores, other.scores)
    pd.testing.assert_frame_equal(one.ranking(), other.ranking())


@quick
@given(counted(costs_only=True), st.data())
def test_one_more_finding_never_raises_a_score(world: World, data: st.DataObject) -> None:
    visited = {(row.subject, row.visit, row.measure) for row in world.rows if row.value != "n/a"}
    more = data.draw(measured(world.rubric).filter(lambda row: row.value != "n/a"))
    before, after = world.result(), world.but(rows=(*world.rows, more)).result()

    # a first finding may be the visit itself, or make what was not applicable count
    if (more.subject, more.visit, more.measure) in visited:
        assert (after.score_units <= before.score_units).all()


@quick
@given(counted())
def test_ranks_follow_scores_either_way(world: World) -> None:
    rubric = world.changed_rubric()
    rubric["better"] = "lower"
    up, down = world.result(), world.but(rubric=rubric).result()

    assert up.score_units.tolist() == down.score_units.tolist()
    for one in range(len(SUBJECTS)):
        if up.has_score[one]:
            higher = int((up.score_units[up.has_score] > up.score_units[one]).sum())
            lower = int((up.score_units[up.has_score] < up.score_units[one]).sum())
            assert (int(up.rank_twice[one]) // 2, int(down.rank_twice[one]) // 2) == (higher + 1, lower + 1)
