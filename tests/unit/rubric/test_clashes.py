from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_file, loaded

CHANNELS = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}


def is_refused(**changed: Any) -> bool:
    return loaded(a_file(**changed)).rubric is None


def seen(*names: str, **said: Any) -> dict[str, Any]:
    return a_criterion(channels=list(names), **said)


@pytest.mark.parametrize("title", ["Walls", "walls", " ＷＡＬＬＳ "])
def test_two_measures_of_one_title_are_refused(title: str) -> None:
    # a file's column of that title would go to the first, and the second would look spotless
    assert is_refused(criteria=[a_criterion("a", title="Walls"), a_criterion("b", title=title)])


def test_a_title_that_is_another_measures_id_is_refused() -> None:
    assert is_refused(criteria=[a_criterion("walls"), a_criterion("b", title="walls")])


def test_a_title_in_two_languages_may_be_the_same() -> None:
    assert not is_refused(criteria=[a_criterion("a", title={"en": "Lift", "zh": "Lift"}), a_criterion("b")])


def test_two_channels_of_one_title_are_refused() -> None:
    channels = {name: said | {"title": "Survey"} for name, said in CHANNELS.items()}

    assert is_refused(channels=channels, criteria=[seen("city", "owners")])


def test_two_categories_of_one_alias_are_refused() -> None:
    assert is_refused(categories={"old": {"en": "Old", "aliases": ["x"]}, "new": {"en": "New", "aliases": ["x"]}})


@pytest.mark.parametrize(
    "levels",
    [
        {"Good": 10, "good": 0},
        {"good": {"earns": 10, "aliases": ["ok"]}, "bad": {"earns": 0, "aliases": ["OK"]}},
        {"good": 10, "bad": {"earns": 0, "title": "good"}},
    ],
)
def test_a_word_of_two_levels_is_refused(levels: dict[str, Any]) -> None:
    assert is_refused(criteria=[a_criterion(levels=levels)])


def test_a_word_for_both_yes_and_no_is_refused() -> None:
    assert is_refused(criteria=[a_criterion(all_or_nothing={"yes": ["ok"], "no": ["OK"]})])


@pytest.mark.parametrize(
    "other",
    [
        {"levels": {"x": 10, "y": 0}, "measure": {"mean": "level"}},
        {"linear": {"from": 0, "to": 1}, "measure": {"mean": "level"}},
    ],
)
def test_a_measure_that_two_rules_read_differently_is_refused(other: dict[str, Any]) -> None:
    level = a_criterion("level", levels={"good": 10, "bad": 0}, measure={"mean": "level"})

    assert is_refused(criteria=[level, a_criterion("other", **other)])


def test_a_measure_may_feed_two_criteria_that_read_it_alike() -> None:
    levels = {"good": 10, "bad": 0}
    first = a_criterion("level", levels=levels, measure={"mean": "level"})

    assert not is_refused(criteria=[first, a_criterion("other", levels=levels, measure={"mean": "level"})])


def test_a_column_that_a_measure_names_twice_is_refused() -> None:
    assert is_refused(criteria=[a_criterion(linear={"from": 0, "to": 1}, measure={"sum": ["x", "x"]})])


def test_a_channel_that_a_criterion_names_twice_is_refused() -> None:
    assert is_refused(channels=CHANNELS, criteria=[seen("city", "owners", "city")])


@pytest.mark.parametrize("name", ["value", "visit", "date", "estate", "Channel"])
def test_a_measure_named_as_a_column_of_files_is_refused(name: str) -> None:
    # a wide file's column of that name would never be read as the measure
    assert is_refused(criteria=[a_criterion(name)])


def test_a_measure_named_as_the_subjects_column_is_refused() -> None:
    assert is_refused(subject={"column": "contractor"}, criteria=[a_criterion("contractor")])


def test_grades_are_taken_down_only_where_there_are_some() -> None:
    limit = {"id": "l", "when": {"tidy": {"above": 0}}, "if_missing": "ignored", "steps_down": 1}

    assert is_refused(limits=[limit])
