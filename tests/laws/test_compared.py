"""What changed between two periods: parts, causes and movements add up, and turning the periods round turns signs."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from redprop.analysis.compare.causes import CAUSES
from redprop.analysis.compare.comparison import Comparison, compare
from redprop.analysis.compare.mixing import EARLIER, LATER, Mixer
from redprop.analysis.compare.pairs import pair
from redprop.analysis.compare.sights import sights
from redprop.engine.amounts import Amounts
from redprop.rubric.compile import compile_rubric
from tests.builders import a_file, a_result, loaded
from tests.laws.test_editions import (
    channel_changed,
    criteria_of,
    moved,
    mutated,
    other_rule,
    ranked,
    reweighed,
    turned,
)
from tests.laws.worlds import Row, World, quick, worlds


def adds_up(found: Comparison) -> None:
    """Everything that must come to a change does so, to the last digit."""
    finer = 10 ** (found.places - found.score_places)
    change = [int(units) * finer for units in found.change_units]
    for index, whole in enumerate(change):
        parts = [(int(split.before[index]), int(split.after[index]), split) for split in found.taken.parts.values()]
        assert sum(before for before, _, _ in parts) == int(found.score_units[0][index]) * finer
        assert sum(after for _, after, _ in parts) == int(found.score_units[1][index]) * finer
        for before, after, split in parts:
            assert sum(int(column[index]) for column in split.causes.values()) == after - before
        assert sum(int(found.cause(name)[index]) for name in CAUSES) == whole
    moved = found.moves
    assert (moved.own + moved.peers == moved.gained).all()
    gained = 2 * (found.before.rank_twice[found.pairs.old] - found.after.rank_twice[found.pairs.new])
    assert (moved.gained[moved.ranked] == gained[moved.ranked]).all()


def turned_round(one: Comparison, other: Comparison) -> None:
    """The same comparison with the periods the other way round: every number has the other sign."""
    assert one.ids == other.ids
    assert (one.change_units == -other.change_units).all()
    for name in CAUSES:
        assert one.cause(name).tolist() == (-other.cause(name)).tolist(), name
    for name in ("own", "peers", "gained"):
        assert getattr(one.moves, name).tolist() == (-getattr(other.moves, name)).tolist(), name
    assert one.taken.parts.keys() == other.taken.parts.keys()


@st.composite
def two_periods(draw: st.DrawFn) -> tuple[World, World]:
    """A standard with the rows of one period, and of another in which some of them are others."""
    world = draw(worlds())
    assume(world.rows)
    fresh = draw(worlds())
    stays = draw(st.lists(st.booleans(), min_size=len(world.rows), max_size=len(world.rows)))
    rows = [row for row, stay in zip(world.rows, stays, strict=True) if stay]
    more = [
        Row(other.subject, row.channel, other.visit, row.measure, row.value)
        for row, other in zip(world.rows, fresh.rows, strict=False)
    ]
    return world, world.but(rows=(*rows, *more))


@quick
@given(two_periods())
def test_parts_causes_and_places_add_up(periods: tuple[World, World]) -> None:
    before, after = (world.result() for world in periods)

    adds_up(compare(before, after))


@quick
@given(two_periods())
def test_turning_the_periods_round_turns_the_signs(periods: tuple[World, World]) -> None:
    before, after = (world.result() for world in periods)

    turned_round(compare(before, after), compare(after, before))


@quick
@given(two_periods())
def test_a_mixture_of_one_period_alone_is_what_the_engine_made_of_it(periods: tuple[World, World]) -> None:
    before, after = (world.result() for world in periods)
    pairs = pair(before, after)
    mixer = Mixer(sights(before, after, pairs), Amounts([""] * len(pairs)))
    for mixture, result, at in ((EARLIER, before, pairs.old), (LATER, after, pairs.new)):
        mixed = mixer.parts(mixture)
        for part in result.parts.contributions:
            assert mixed[part.kind, part.channel, part.node].equals(part.exact.take(at)).all()


@quick
@given(worlds())
def test_a_result_does_not_differ_from_itself(world: World) -> None:
    found = compare(world.result(), world.result())

    assert not found.change_units.any()
    assert found.at_work == ()
    assert not any(split.change.any() for split in found.taken.parts.values())
    assert not found.moves.own.any()
    assert not found.moves.peers.any()


def renamed(rubric: dict[str, Any], pick: int) -> None:
    """A criterion goes, and another of as many marks comes: the full marks stay."""
    every = criteria_of(rubric)
    item = every[pick % len(every)]
    item["id"] = f"new{pick}"
    if "measure" in item and pick % 2:  # a new measure, which the old files do not have
        item["measure"] = {key: f"new{pick}" if key != "per" else name for key, name in item["measure"].items()}
    if "deduct" in item:
        item["deduct"] = {"each": 1}


def new_channel(rubric: dict[str, Any], pick: int) -> None:
    rubric["channels"][f"channel{pick}"] = {"weight": pick + 1, "visits": "mean", "absent": "renormalise"}
    every = criteria_of(rubric)
    every[pick % len(every)]["channels"].append(f"channel{pick}")


ALIKE = (reweighed, moved, turned, channel_changed, other_rule, ranked, renamed, new_channel)
"""Changes that leave the full marks as they are."""


@quick
@given(two_periods(), st.lists(st.tuples(st.sampled_from(ALIKE), st.integers(0, 20)), min_size=1, max_size=4))
def test_they_do_where_the_editions_differ(periods: tuple[World, World], changes: list[Any]) -> None:
    old, new = periods
    read = loaded(a_file(**mutated(new.rubric, changes)))
    assume(read.rubric is not None)
    plan = compile_rubric(read.rubric)  # type: ignore[arg-type]  # assumed
    before = old.result()
    after = a_result(plan, new.files(), register=new.register, skip_bad_rows=True)
    assume(before.plan.full == after.plan.full)
    found = compare(before, after)

    adds_up(found)
    turned_round(found, compare(after, before))
