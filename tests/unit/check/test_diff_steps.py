from __future__ import annotations

from typing import Any

from redprop.check.diff.steps import Difference, Edition, Level, difference
from redprop.rubric.compile import compile_rubric
from tests.builders import a_criterion, a_file, loaded

GRADES = {"order": ["good", "poor"], "bands": [[8, "good"]], "else": "poor"}
PLAIN: dict[str, Any] = {"criteria": [a_criterion(), a_criterion("lights")], "grades": GRADES}


def between(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    return difference(*(edition_of(a_file(**data)) for data in (old, new)))


def edition_of(data: dict[str, Any]) -> Edition:
    read = loaded(data)
    assert read.rubric is not None, read.problems
    return Edition.of("r.yaml", read.document.data, compile_rubric(read.rubric))


def after(**changed: Any) -> Difference:
    return between(PLAIN, PLAIN | changed)


def levels(found: Difference) -> list[tuple[str, list[str]]]:
    """Each step's class, and what changes in it."""
    return [(step.level.word, [".".join(map(str, change.path)) for change in step.changes]) for step in found.steps]


def test_an_edition_differs_in_nothing_from_itself() -> None:
    assert (after().level, after().steps) == (Level.NONE, ())


def test_scores_can_change_by_a_rule() -> None:
    found = after(criteria=[a_criterion(deduct={"each": 2}), a_criterion("lights")])

    assert levels(found) == [("major", ["criteria.tidy.=.deduct.each"])]
    assert found.level is Level.MAJOR


def test_only_verdicts_can_change_by_a_band() -> None:
    assert levels(after(grades=GRADES | {"bands": [[7, "good"]]})) == [("minor", ["grades.bands.good.cut"])]


def test_nothing_can_change_by_titles() -> None:
    found = after(title="Plain", criteria=[a_criterion(title="Tidy", aliases=["neat"]), a_criterion("lights")])

    assert levels(found) == [("patch", ["criteria.tidy.title", "criteria.tidy.aliases", "title"])]


def test_wording_comes_last_and_together() -> None:
    criteria = [a_criterion(title="Tidy", marks=12), a_criterion("lights")]
    found = after(title="Plain", criteria=criteria, grades=GRADES | {"bands": [[7, "good"]]})

    assert [level for level, _ in levels(found)] == ["major", "minor", "major", "patch"]
    assert [paths for _, paths in levels(found)] == [
        ["criteria.tidy.marks"],
        ["grades.bands.good.cut"],
        ["marks"],
        ["criteria.tidy.title", "title"],
    ]


def test_marks_need_not_add_up_on_the_way() -> None:
    """10 + 10 of 20 become 12 + 8 of 20: after the first step the parts come to 22."""
    found = after(criteria=[a_criterion(marks=12), a_criterion("lights", marks=8)])

    assert levels(found) == [("major", ["criteria.tidy.marks"]), ("major", ["criteria.lights.marks"])]


def test_what_cannot_stand_alone_goes_in_with_its_clause() -> None:
    """Levels must earn the criterion's marks, so neither number can change before the other."""
    old, new = ({"criteria": [a_criterion(marks=m, levels={"yes": m, "no": 0})], "marks": 10} for m in (3, 4))
    found = between(old | {"criteria": [*old["criteria"], a_criterion("rest", marks=7)]},
                    new | {"criteria": [*new["criteria"], a_criterion("rest", marks=6)]})  # fmt: skip

    assert sorted(levels(found)) == [
        ("major", ["criteria.rest.marks"]),
        ("major", ["criteria.tidy.marks", "criteria.tidy.=.levels.yes"]),
    ]


def test_a_channel_leaves_after_the_last_criterion_that_names_it() -> None:
    def seen_by(*channels: str) -> dict[str, Any]:
        listed = {name: {"weight": 1, "absent": "zero"} for name in channels}
        return {"channels": listed, "criteria": [a_criterion(channels=list(channels))]}

    found = between(seen_by("city", "owners"), seen_by("city"))

    assert levels(found) == [("major", ["criteria.tidy.channels"]), ("major", ["channels.owners"])]


def test_the_same_said_elsewhere_is_no_more_than_wording() -> None:
    """`missing` moves from the root to both criteria: it may go only when both say it."""
    criteria = [a_criterion(missing="full"), a_criterion("lights", missing="full")]
    found = after(missing=None, criteria=criteria)

    assert found.level is Level.PATCH
    assert [level for level, _ in levels(found)] == ["patch", "patch", "patch"]
    assert levels(found)[-1][1] == ["missing"]


def test_what_one_change_takes_and_another_gives_back_is_no_difference_of_scores() -> None:
    """The root says `missing: zero` in one edition and both criteria `full`; in the other all is left to the root."""
    old = {"missing": "zero", "criteria": [a_criterion(missing="full"), a_criterion("lights", missing="full")]}
    new = {"missing": "full", "criteria": [a_criterion(), a_criterion("lights")]}

    assert between(old, new).level is Level.PATCH


def test_the_order_of_keys_is_no_difference_and_that_of_channels_is() -> None:
    """Which channel decides may depend on their order, so the fingerprint of scores holds it."""
    city, owners = {"weight": 1, "absent": "zero"}, {"absent": "zero", "weight": 2}
    old = {"channels": {"city": city, "owners": owners}, "criteria": [a_criterion(channels=["city", "owners"])]}
    turned = {"channels": {"owners": owners, "city": city}}
    keys = {"channels": {"city": dict(reversed(city.items())), "owners": owners}}

    assert levels(between(old, old | keys)) == []
    assert levels(between(old, old | turned)) == [("major", ["channels"])]


def test_the_order_of_categories_decides_verdicts_only() -> None:
    old, new = (PLAIN | {"categories": {key: {} for key in order}} for order in (("a", "b"), ("b", "a")))

    assert levels(between(old, new)) == [("minor", ["categories"])]


def test_a_new_section_comes_with_the_criterion_that_moves_into_it() -> None:
    old = {"sections": [{"id": "one", "criteria": [a_criterion(), a_criterion("lights")]}]}
    new = {"sections": [{"id": "one", "criteria": [a_criterion()]}, {"id": "two", "criteria": [a_criterion("lights")]}]}

    assert levels(between(old, new)) == [("major", ["sections.two", "sections.two.criteria.lights"])]


def test_two_standards_with_nothing_in_common_are_told_too() -> None:
    new = {"sections": [{"id": "s", "criteria": [a_criterion("x", given={})]}], "rounding": {"score": 0}}
    found = between(PLAIN, new)

    assert found.level is Level.MAJOR
    assert found.steps[-1].plan is found.new.plan


def test_a_change_that_another_gives_back_is_no_more_than_the_whole() -> None:
    """The section's channel changes, which its criterion feels; then the criterion says the old one itself."""
    channels = {name: {"weight": 1, "absent": "zero"} for name in ("city", "owners")}
    seen = {"id": "other", "criteria": [a_criterion("lights", channels=["owners"])]}
    old = {"id": "one", "channels": ["city"], "criteria": [a_criterion()]}
    new = {"id": "one", "channels": ["owners"], "criteria": [a_criterion(channels=["city"])]}
    found = between(*({"channels": channels, "sections": [section, seen]} for section in (old, new)))

    assert levels(found) == [("patch", ["sections.one.channels"]), ("patch", ["sections.one.criteria.tidy.channels"])]


def test_a_section_leaves_after_what_lives_on_elsewhere() -> None:
    old = [
        {"id": "one", "criteria": [a_criterion(), a_criterion("noise")]},
        {"id": "two", "criteria": [a_criterion("x")]},
    ]
    new = [{"id": "two", "criteria": [a_criterion("x"), a_criterion()]}]

    assert levels(between({"sections": old, "marks": 30}, {"sections": new, "marks": 20})) == [
        ("major", ["sections.two.criteria.tidy"]),
        ("major", ["marks"]),
        ("major", ["sections.one"]),
    ]


def test_what_leaves_a_section_that_moves_is_found_where_that_went() -> None:
    inner = {"id": "inner", "criteria": [a_criterion(), a_criterion("lights"), a_criterion("noise")]}
    old = [{"id": "outer", "sections": [inner], "criteria": [a_criterion("x")]}]
    new = [
        {"id": "inner", "criteria": [a_criterion()]},
        {"id": "outer", "criteria": [a_criterion("x"), a_criterion("lights"), a_criterion("noise")]},
    ]
    found = between({"sections": old}, {"sections": new})

    assert levels(found) == [
        ("major", ["sections.inner"]),
        ("major", ["sections.outer.criteria.lights"]),
        ("major", ["sections.outer.criteria.noise"]),
    ]


def test_what_is_only_called_a_title_is_no_wording() -> None:
    old, new = ({"title": t, "criteria": [a_criterion(deduct={"title": {"each": n}})]} for t, n in (("A", 1), ("B", 2)))

    assert sorted(levels(between(old, new))) == [
        ("major", ["criteria.tidy.=.deduct.title.each"]),
        ("patch", ["title"]),
    ]
