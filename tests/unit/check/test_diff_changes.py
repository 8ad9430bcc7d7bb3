from __future__ import annotations

from typing import Any

import pytest

from redprop.check.diff.changes import Change
from redprop.check.diff.find import changes_between
from redprop.check.diff.tree import as_data, as_tree
from tests.builders import a_criterion, loaded

OLD: dict[str, Any] = {
    "redprop": 1,
    "id": "two",
    "marks": 20,
    "missing": "full",
    "channels": {"city": {"weight": 4, "absent": "zero"}, "owners": {"weight": 6, "absent": "zero"}},
    "sections": [
        {"id": "order", "channels": ["city"], "criteria": [a_criterion("tidy"), a_criterion("lights", marks=5)]},
        {"id": "people", "channels": ["owners"], "criteria": [a_criterion("liked", marks=5, given={})]},
    ],
    "limits": [{"id": "fire", "when": {"fires": {"at_least": 1}}, "if_missing": "ignored", "cap": 10}],
    "rounding": {"score": 2},
    "grades": {"order": ["good", "fair", "poor"], "bands": [[16, "good"], [10, "fair"]], "else": "poor"},
}


def found(old: Any, new: Any) -> list[Change]:
    return changes_between(as_tree(old), as_tree(new))


def changed(*path: str | int, to: Any = None) -> dict[str, Any]:
    """The old edition with one value set, or taken out where nothing is given."""
    from copy import deepcopy

    new = deepcopy(OLD)
    here: Any = new
    for step in path[:-1]:
        here = here[step]
    if to is None:
        del here[path[-1]]
    else:
        here[path[-1]] = to
    return new


def told(change: Change) -> tuple[object, ...]:
    return change.kind, change.clause.block, change.clause.id, change.inside, change.old, change.new


FIRST = ("sections", 0, "criteria", 0)


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        (("channels", "city", "weight"), 5, ("changed", "channels", "city", ("weight",), 4, 5)),
        ((*FIRST, "marks"), 12, ("changed", "criteria", "tidy", ("marks",), 10, 12)),
        ((*FIRST, "deduct", "each"), 2, ("changed", "criteria", "tidy", ("deduct", "each"), 1, 2)),
        ((*FIRST, "title"), "Tidy", ("added", "criteria", "tidy", ("title",), None, "Tidy")),
        (("missing",), None, ("removed", "missing", "", (), "full", None)),
        (("limits", 0, "cap"), 9, ("changed", "limits", "fire", ("cap",), 10, 9)),
        (("limits", 0, "when", "fires", "at_least"), 2, ("changed", "limits", "fire", ("when", "fires", "at_least"), 1, 2)),
        (("rounding", "mode"), "down", ("added", "rounding", "", ("mode",), None, "down")),
        (("grades", "bands", 0, 0), 15, ("changed", "bands", "good", ("cut",), 16, 15)),
        (("grades", "else"), "fair", ("changed", "grades", "", ("else",), "poor", "fair")),
        (("ranking",), {"ties": "dense"}, ("added", "ranking", "", (), None, {"ties": "dense"})),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_a_change_is_told_by_its_clause(path: tuple[str | int, ...], to: Any, expected: tuple[object, ...]) -> None:
    assert [told(one) for one in found(OLD, changed(*path, to=to))] == [expected]


@pytest.mark.parametrize(
    "path", [("colour",), (*FIRST, "colour"), ("channels", "city", "colour"), ("rounding", "colour")]
)
def test_a_key_that_nobody_knows_is_told_with_its_path(path: tuple[str | int, ...]) -> None:
    (change,) = found(OLD, changed(*path, to={"a": [1]}))

    assert (change.kind, change.path[-1], change.new) == ("added", "colour", {"a": [1]})


def test_a_block_that_nobody_knows_goes_by_the_ids_in_it() -> None:
    old = {"lists": [{"id": "red", "size": 3}, {"id": "black", "size": 3}]}
    new = {"lists": [{"id": "black", "size": 4}, {"id": "red", "size": 3}]}

    assert [told(one) for one in found(old, new)] == [
        ("reordered", "lists", "", (), ["red", "black"], ["black", "red"]),
        ("changed", "lists", "black", ("size",), 3, 4),
    ]


def test_another_rule_is_one_change() -> None:
    item = {"id": "tidy", "marks": 10, "steps": [{"at_least": 1, "earns": 10}, {"else": 0}]}
    (change,) = found(OLD, changed(*FIRST, to=item))

    assert change.inside == ()
    assert (change.old, change.new) == (
        {"deduct": {"each": 1}},
        {"steps": [{"at_least": 1, "earns": 10}, {"else": 0}]},
    )


def test_a_measure_that_is_taken_otherwise_is_one_change() -> None:
    old, new = ({"criteria": [{"id": "a", "measure": said}]} for said in ({"sum": "x", "per": "y"}, {"mean": "x"}))
    (change,) = found(old, new)

    assert (change.inside, change.old, change.new) == (("measure",), {"sum": "x", "per": "y"}, {"mean": "x"})


def test_steps_are_told_one_by_one_where_there_are_as_many() -> None:
    old, new = ({"criteria": [{"id": "a", "steps": [{"at_least": 3, "earns": e}, {"else": 0}]}]} for e in (2, 1))

    assert [told(one) for one in found(old, new)] == [("changed", "criteria", "a", ("steps", 0, "earns"), 2, 1)]


def test_another_id_is_one_removed_and_one_added() -> None:
    new = changed(*FIRST, "id", to="neat")

    assert sorted((one.kind, one.clause.id) for one in found(OLD, new)) == [("added", "neat"), ("removed", "tidy")]


def test_what_moved_is_told_once_with_what_changed_in_it() -> None:
    new = changed("sections", 0, "criteria", to=[a_criterion("tidy")])
    new["sections"][1]["criteria"].insert(0, a_criterion("lights", marks=6))

    assert [(one.kind, one.clause.id, one.inside, one.origin) for one in found(OLD, new)] == [
        ("moved", "lights", (), ("sections", "order", "criteria", "lights")),
        ("changed", "lights", ("marks",), ()),
    ]


def test_what_lives_on_elsewhere_is_not_lost_with_its_section() -> None:
    new = changed("sections", to=[{"id": "all", "channels": ["city"], "criteria": [a_criterion("lights", marks=5)]}])
    changes = found(OLD, new)

    assert [(one.kind, one.clause.id) for one in changes] == [
        ("removed", "order"),
        ("removed", "people"),
        ("added", "all"),
        ("moved", "lights"),
    ]
    assert changes[0].stays == {"lights"}
    assert changes[2].new["criteria"] == {}


def test_places_in_lists_are_no_differences_but_the_order_is() -> None:
    new = changed("sections", to=[OLD["sections"][1], OLD["sections"][0]])

    assert [(one.kind, one.path, one.silent) for one in found(OLD, new)] == [("reordered", ("sections",), False)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("marks: 4", "marks: 4.00"),
        ("edition: 2024", 'edition: "2024"'),
        ("a: 1\nb: 2 # why", "b: 2\na: 1"),
        ("a: [1, 2]", "a:\n  - 1\n  - 2"),
        ("a: &x {b: 1}\nc: *x", "a: {b: 1}\nc: {b: 1}"),
    ],
)
def test_other_ways_to_write_the_same_are_no_changes(old: str, new: str) -> None:
    assert [one for one in found(loaded(old).document.data, loaded(new).document.data) if not one.silent] == []


@pytest.mark.parametrize(
    ("old", "new"), [({"a": True}, {"a": 1}), ({"a": "yes"}, {"a": True}), ({"a": [1, 2]}, {"a": [2, 1]})]
)
def test_what_is_not_the_same_is_a_change(old: Any, new: Any) -> None:
    assert len(found(old, new)) == 1


def test_a_tree_is_its_data_again() -> None:
    assert as_data(as_tree(OLD)) == OLD


def test_a_grade_may_have_two_bands() -> None:
    data = {"grades": {"bands": [[90, "good", {"when": {"bad": {"equals": 0}}}], [80, "good"], [70, "fair"]]}}
    tree = as_tree(data)

    assert list(tree["grades"]["bands"]) == ["good", "good #2", "fair"]
    assert as_data(tree) == data


def test_blocks_beside_the_sections_are_told_by_their_own_criteria() -> None:
    old = {"bonus": {"cap": 3, "criteria": [{"id": "prize", "points": {"each": 1}}]}}
    new = {"bonus": {"cap": 4, "criteria": [{"id": "prize", "points": {"each": 2}}, {"id": "help", "points": {}}]}}

    assert [told(one) for one in found(old, new)] == [
        ("changed", "bonus", "", ("cap",), 3, 4),
        ("changed", "criteria", "prize", ("points", "each"), 1, 2),
        ("added", "criteria", "help", (), None, {"id": "help", "=": {"points": {}}}),
    ]


def test_quotas_go_by_grade() -> None:
    old, new = ({"grades": {"quotas": [{"grade": "AAA", "top_share": share}]}} for share in (1, 2))

    assert [told(one) for one in found(old, new)] == [("changed", "quotas", "AAA", ("top_share",), 1, 2)]
