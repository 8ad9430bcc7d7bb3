"""Two editions: what is said of the changes agrees with the fingerprints, and single effects add up."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from redprop.check.diff.find import changes_between
from redprop.check.diff.moves import moves
from redprop.check.diff.reading import Files
from redprop.check.diff.steps import Difference, Edition, Level, difference
from redprop.check.diff.tree import as_data, as_tree
from redprop.errors import TableError
from redprop.rubric.compile import compile_rubric
from redprop.tables.sources import Sources
from tests.builders import a_file, loaded
from tests.laws.worlds import World, quick, standards, worlds

GRADES = {"order": ["good", "fair", "poor"], "bands": [[8, "good"], [4, "fair"]], "else": "poor"}


def edition(name: str, rubric: dict[str, Any]) -> Edition:
    read = loaded(a_file(**rubric))
    assume(read.rubric is not None)
    return Edition.of(name, read.document.data, compile_rubric(read.rubric))  # type: ignore[arg-type]  # assumed


def between(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    return difference(edition("old", old), edition("new", new))


def criteria_of(rubric: dict[str, Any]) -> list[dict[str, Any]]:
    return [criterion for section in rubric["sections"] for criterion in section["criteria"]]


def reworded(rubric: dict[str, Any], pick: int) -> None:
    every = criteria_of(rubric)
    every[pick % len(every)] |= {"title": {"en": f"Title {pick}"}, "why": "so"}


def reweighed(rubric: dict[str, Any], pick: int) -> None:
    every = criteria_of(rubric)
    every[pick % len(every)]["weight"] = pick % 7 + 1


def unstated_here(rubric: dict[str, Any], pick: int) -> None:
    """The same policy, said by the section and not by each of its criteria, where they agree."""
    section = rubric["sections"][pick % len(rubric["sections"])]
    said = {criterion.get("missing") for criterion in section["criteria"]}
    if len(said) == 1 and None not in said:
        section["missing"] = said.pop()
        for criterion in section["criteria"]:
            del criterion["missing"]


def moved(rubric: dict[str, Any], pick: int) -> None:
    sections = rubric["sections"]
    leaves, home = sections[pick % len(sections)], sections[(pick + 1) % len(sections)]
    if len(leaves["criteria"]) > 1:
        home["criteria"].insert(0, leaves["criteria"].pop())


def gone(rubric: dict[str, Any], pick: int) -> None:
    section = rubric["sections"][pick % len(rubric["sections"])]
    if len(section["criteria"]) > 1:
        section["criteria"].pop(pick % len(section["criteria"]))


def come(rubric: dict[str, Any], pick: int) -> None:
    section = rubric["sections"][pick % len(rubric["sections"])]
    channels = [name for name in rubric["channels"] if name != "blend"]
    new = {"id": f"new{pick}", "marks": 3, "missing": "full", "channels": channels, "deduct": {"each": 1}}
    section["criteria"].append(new)


def turned(rubric: dict[str, Any], pick: int) -> None:
    rubric["sections"].reverse()


def channel_turned(rubric: dict[str, Any], pick: int) -> None:
    rubric["channels"] = dict(reversed(rubric["channels"].items()))


def keys_turned(rubric: dict[str, Any], pick: int) -> None:
    every = criteria_of(rubric)
    item = every[pick % len(every)]
    turned_round = dict(reversed(item.items()))
    item.clear()
    item.update(turned_round)


def channel_changed(rubric: dict[str, Any], pick: int) -> None:
    names = [name for name in rubric["channels"] if name != "blend"]
    rubric["channels"][names[pick % len(names)]]["weight"] = pick + 1


def other_rule(rubric: dict[str, Any], pick: int) -> None:
    every = criteria_of(rubric)
    item = every[pick % len(every)]
    marks = {key: item[key] for key in ("id", "marks", "missing", "channels") if key in item}
    item.clear()
    item.update(marks | {"measure": {"mean": marks["id"]}, "linear": {"from": 0, "to": pick + 1}})


def graded(rubric: dict[str, Any], pick: int) -> None:
    rubric["grades"] = GRADES | {"bands": [[8 + pick % 2, "good"], [4, "fair"]]}


def ranked(rubric: dict[str, Any], pick: int) -> None:
    rubric["ranking"] = {"ties": ["dense", "mean", "competition"][pick % 3]}


MUTATIONS = (
    *(reworded, reweighed, unstated_here, moved, gone, come, turned, channel_turned, keys_turned),
    *(channel_changed, other_rule, graded, ranked),
)
changed = st.lists(st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 20)), max_size=4)


def mutated(rubric: dict[str, Any], changes: list[Any]) -> dict[str, Any]:
    new = copy.deepcopy(rubric)
    for change, pick in changes:
        change(new, pick)
    return new


def agrees(found: Difference) -> None:
    """The whole is what the fingerprints say, and the steps are no more and, at most, no less."""
    old, new = found.old.prints, found.new.prints
    by_prints = Level.MAJOR if old.score != new.score else Level.MINOR if old.verdict != new.verdict else Level.PATCH
    assert found.level == (by_prints if found.steps else Level.NONE)
    assert by_prints is Level.PATCH or found.steps
    assert max((step.level for step in found.steps), default=Level.NONE) == found.level


def filled(value: Any) -> Any:
    """Data without lists that hold nothing: whether they are written is no difference."""
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items() if item != []}
    return [filled(item) for item in value] if isinstance(value, list) else value


@quick
@given(standards(), changed, changed)
def test_what_is_said_of_changes_agrees_with_the_fingerprints(
    rubric: dict[str, Any], first: list[Any], then: list[Any]
) -> None:
    old = mutated(rubric, first)
    agrees(between(old, mutated(old, then)))


@quick
@given(standards(), standards())
def test_it_does_for_any_two_standards(one: dict[str, Any], other: dict[str, Any]) -> None:
    agrees(between(one, other))


@quick
@given(standards(), changed)
def test_an_edition_differs_in_nothing_from_itself(rubric: dict[str, Any], changes: list[Any]) -> None:
    new = mutated(rubric, changes)
    found = between(new, copy.deepcopy(new))

    assert (found.level, found.steps) == (Level.NONE, ())


@quick
@given(standards(), standards(), changed)
def test_all_changes_made_lead_to_the_new_edition(
    one: dict[str, Any], other: dict[str, Any], changes: list[Any]
) -> None:
    from redprop.check.diff.steps import _all_made

    for new in (other, mutated(one, changes)):
        here, there = edition("old", one), edition("new", new)
        made = _all_made(as_tree(here.data), changes_between(as_tree(here.data), as_tree(there.data)))

        assert filled(as_data(made)) == filled(there.data)


@quick
@given(worlds(), changed)
def test_single_effects_add_up_to_the_whole_difference(world: World, changes: list[Any]) -> None:
    found = between(world.rubric, mutated(world.rubric, changes))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**world.files(), "estates.csv": world.register}.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        sources = Sources((Path(folder) / "part0.csv",), Path(folder) / "estates.csv")
        try:
            moved_by = moves(found, Files.of(sources, skip_bad_rows=True))
        except TableError:
            assume(False)
    for mover in moved_by.movers:
        if mover.difference is not None:
            assert sum(effect.difference or 0 for effect in mover.effects) == mover.difference
