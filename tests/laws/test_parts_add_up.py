from __future__ import annotations

from functools import reduce

from hypothesis import given

from redprop.exact import Ratios
from tests.laws.worlds import World, quick, worlds


@quick
@given(worlds())
def test_parts_add_up_to_the_score_exactly(world: World) -> None:
    result = world.result()
    named = [*result.parts.criteria.values(), *result.parts.others.values()]
    parts = [*named, *result.parts.limits.values(), result.parts.rounding]
    finer = 10 ** (result.parts.places - result.plan.places)

    for index in range(len(result.register)):
        assert sum(int(part[index]) for part in parts) == int(result.score_units[index]) * finer


@quick
@given(worlds())
def test_exact_contributions_are_the_exact_score_where_no_stage_rounds(world: World) -> None:
    rubric = world.changed_rubric()
    rubric["rounding"] = {"score": 2}
    result = world.but(rubric=rubric).result()

    before_blocks = reduce(Ratios.__add__, (-moved for moved in result.blended.blocks.values()), result.blended.score)
    assert result.contribution("").where(result.has_score, before_blocks).equals(before_blocks).all()


@quick
@given(worlds())
def test_what_rounding_leaves_over_is_small_where_only_the_score_rounds(world: World) -> None:
    rubric = world.changed_rubric()
    rubric["rounding"] = {"score": 2}
    result = world.but(rubric=rubric).result()
    count = len(result.parts.contributions)

    # half a unit of the score, and half a unit of a part for each criterion in each channel, each bound and block
    for left, has in zip(result.parts.rounding.tolist(), result.has_score.tolist(), strict=True):
        assert not has or abs(2 * left) <= 10**4 + count


@quick
@given(worlds())
def test_sections_contribute_what_their_criteria_do(world: World) -> None:
    result = world.result()
    sections = [result.part_units(section.id) for section in result.plan.sections]

    assert sum(sections).tolist() == result.part_units("").tolist()  # type: ignore[union-attr]  # never empty
