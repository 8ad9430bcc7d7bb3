from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import places, scores
from tests.laws.on_paper import most
from tests.laws.worlds import World, quick, worlds


def scaled(world: World, times: int) -> World:
    """The same world with every channel weighing so many hundredths as much."""
    rubric = world.changed_rubric()
    for said in rubric["channels"].values():
        if isinstance(said, dict):
            said["weight"] = said["weight"] * times / 100
    return world.but(rubric=rubric)


@quick
@given(worlds(), st.integers(1, 5000))
def test_only_ratios_of_channel_weights_matter(world: World, times: int) -> None:
    one, other = world.result(), scaled(world, times).result()

    assert scores(one) == scores(other)
    assert places(one) == places(other)
    assert one.coverage.tolist() == other.coverage.tolist()


@quick
@given(worlds(), st.integers(2, 9))
def test_only_ratios_of_weights_within_a_mean_matter(world: World, times: int) -> None:
    rubric = world.changed_rubric()
    every: list[dict[str, Any]] = [criterion for section in rubric["sections"] for criterion in section["criteria"]]
    for criterion in every:
        criterion["weight"] = criterion.get("weight", float(most(criterion))) * times

    assert scores(world.but(rubric=rubric).result()) == scores(world.result())
