"""A section that holds one part only hands it on, however it puts marks together; one that adds up is not felt."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from redprop.engine.result import Result
from tests.laws.counted import counted
from tests.laws.worlds import World, quick, worlds


def scored(result: Result) -> tuple[Any, ...]:
    """Scores, outcomes and coverage."""
    return result.score_units.tolist(), result.outcome.tolist(), result.coverage.tolist()


def told(result: Result) -> tuple[Any, ...]:
    """The same with every part of the scores; sections that hand on have none."""
    parts = [
        (part.kind, part.channel, part.node, units.tolist(), part.in_force.fractions())
        for part, units in zip(result.parts.contributions, result.parts.units, strict=True)
    ]
    return (*scored(result), sorted(parts, key=repr))


@quick
@given(worlds(), st.integers(1, 3))
def test_a_section_that_adds_up_sections_is_not_felt(world: World, count: int) -> None:
    rubric = world.changed_rubric()
    rubric["rounding"].pop("section", None)  # what a rescaled section hands on would be rounded
    world = world.but(rubric=copy.deepcopy(rubric))
    outer = {"id": "outer", "sections": rubric["sections"][:count]}
    rubric["sections"] = [outer, *rubric["sections"][count:]]

    assert told(world.but(rubric=rubric).result()) == told(world.result())


@quick
@given(counted(), st.integers(1, 3))
def test_neither_is_it_where_nothing_is_scaled(world: World, deep: int) -> None:
    rubric = world.changed_rubric()
    for number in range(deep):
        outer = {"id": f"outer{number}", "sections": rubric["sections"], "criteria": rubric["criteria"]}
        rubric |= {"sections": [outer], "criteria": []}

    assert told(world.but(rubric=rubric).result()) == told(world.result())


@quick
@given(counted())
def test_what_is_taken_off_of_what_is_taken_off_is_added(world: World) -> None:
    """Of counts alone: full marks of what was not found would be nothing where they are a cost."""
    rubric = world.changed_rubric()
    (alone,) = rubric["criteria"]
    assume("points" in alone)
    alone["takes_off"] = not alone["takes_off"]
    rubric |= {"sections": [*rubric["sections"], {"id": "twice", "takes_off": True, "criteria": [alone]}]}
    rubric["criteria"] = []

    assert scored(world.but(rubric=rubric).result()) == scored(world.result())


@quick
@given(worlds(), st.sampled_from(["sum", "mean", "geometric_mean", "lowest"]), st.booleans())
def test_a_section_of_one_part_hands_it_on(world: World, combine: str, rescale: bool) -> None:
    rubric = world.changed_rubric()
    rubric["rounding"].pop("section", None)
    plain = world.but(rubric=rubric).result()
    for section in rubric["sections"]:
        section["sections"] = [alone(criterion, combine, rescale) for criterion in section.pop("criteria")]

    assert scored(world.but(rubric=rubric).result()) == scored(plain)


def alone(criterion: dict[str, Any], combine: str, rescale: bool) -> dict[str, Any]:
    """A criterion in a section of its own, of the same marks and weight."""
    marks = min(criterion["marks"], criterion.get("cap", criterion["marks"]))
    said: dict[str, Any] = {"id": f"only_{criterion['id']}", "criteria": [criterion]}
    said |= {"weight": criterion.get("weight", marks)}
    said |= {"combine": combine, "marks": marks} if combine != "sum" else {}
    return said | ({"rescale": "here"} if rescale else {})
