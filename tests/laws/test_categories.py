"""What differs by category is, for each category, the standard that says only its numbers."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redprop.engine.result import Result
from tests.laws.worlds import SUBJECTS, World, quick, worlds

LEAGUES = {"old": ("A", "B"), "new": ("C",), "other": ("D",)}
REGISTER = "estate,category\n" + "".join(f"{one},{name}\n" for name, members in LEAGUES.items() for one in members)
FOLLOWS = ("deduct", "linear", "shortfall", "proportion")
"""Rules that scale with full marks."""


@st.composite
def varied(draw: st.DrawFn) -> World:
    """A standard whose marks within means, weights and channels differ for some categories."""
    world = draw(worlds())
    rubric = world.changed_rubric()
    rubric["categories"] = {name: {} for name in LEAGUES}
    numbers = st.sampled_from([1, 2.5, 4, 8])
    some = st.sets(st.sampled_from(["old", "new"]))

    def said(*keys: str) -> dict[str, Any]:
        return {name: {key: draw(numbers) for key in keys} for name in sorted(draw(some))}

    for section in rubric["sections"]:
        section["by_category"] = said("weight")
        for criterion in section["criteria"]:
            free = "combine" in section and any(rule in criterion for rule in FOLLOWS)
            keys = draw(st.sampled_from([("marks",), ("weight",), ("marks", "weight")])) if free else ("weight",)
            criterion["by_category"] = said(*keys)
    for channel in rubric["channels"].values():
        if isinstance(channel, dict):
            channel["by_category"] = said("weight")
    return world.but(rubric=rubric, register=REGISTER)


def only(world: World, category: str) -> World:
    """The standard as a category has it: its numbers are everyone's."""

    def plain(said: dict[str, Any]) -> None:
        said |= said.pop("by_category", {}).get(category, {})

    rubric = world.changed_rubric()
    channels = [channel for channel in rubric["channels"].values() if isinstance(channel, dict)]
    every = [*rubric["sections"], *(c for section in rubric["sections"] for c in section["criteria"])]
    for said in (*channels, *every):
        plain(said)
    return world.but(rubric=rubric)


def told(result: Result, subject: str) -> tuple[Any, ...]:
    """Everything that a subject has: score, outcome, coverage, parts, marks in force."""
    at = result.register.ids.index(subject)
    parts = [(part.node, part.channel, int(units[at])) for part, units in _parts(result)]
    force = [part.in_force.fractions()[at] for part, _ in _parts(result)]
    return int(result.score_units[at]), int(result.outcome[at]), int(result.coverage[at]), parts, force


def _parts(result: Result) -> list[Any]:
    return list(zip(result.parts.contributions, result.parts.units, strict=True))


@quick
@given(varied())
def test_a_category_has_the_standard_that_says_its_numbers(world: World) -> None:
    whole = world.result()
    for category, members in LEAGUES.items():
        alone = only(world, category).result()

        assert [told(whole, one) for one in members] == [told(alone, one) for one in members]


@quick
@given(worlds())
def test_categories_without_numbers_of_their_own_change_no_score(world: World) -> None:
    rubric = world.changed_rubric() | {"categories": {name: {} for name in LEAGUES}}
    one, other = world.result(), world.but(rubric=rubric, register=REGISTER).result()

    assert [told(one, name) for name in SUBJECTS] == [told(other, name) for name in SUBJECTS]
