from __future__ import annotations

import json
from typing import Any

import pytest

from redprop.engine.frames import rank_frame, score_frame
from redprop.rubric.columns import FIXED, OF_RANKS
from tests.builders import a_criterion, a_file, a_result, loaded

WORK = a_criterion("work", 100, given={})
CITY = {"weight": 1, "absent": "zero"}


def told(**changed: Any) -> list[tuple[str, dict[str, Any], str]]:
    """Each problem's code, what it says, and the text that stands at its place."""
    lines = json.dumps(a_file(**changed), indent=1).splitlines()
    found = loaded("\n".join(lines)).problems
    return [
        (p.code, dict(p.params), lines[p.place.line - 1][p.place.column - 1 :].rstrip(",").split(":")[0]) for p in found
    ]


def paid(**columns: Any) -> dict[str, Any]:
    return {"order": ["A", "C"], "bands": [[60, "A", columns]], "else": ["C", columns]}


@pytest.mark.parametrize("name", [*FIXED, *OF_RANKS, "estate", "work", "work_full"])
def test_a_grade_carries_no_column_that_a_result_has(name: str) -> None:
    found = told(criteria=[WORK], grades=paid(**{name: 1}))

    assert found == [("same-column", {"name": name}, f'"{name}"')], "told once, at the first band"


@pytest.mark.parametrize("name", ["pay", "start", "bounds", "bonus", "company", "work_grade", "Score"])
def test_a_column_that_this_result_has_not_is_free(name: str) -> None:
    assert told(criteria=[WORK], grades=paid(**{name: 1})) == []


def test_several_columns_are_told_each() -> None:
    assert [said["name"] for _, said, _ in told(criteria=[WORK], grades=paid(score=1, pay=2, grade=3))] == [
        "score",
        "grade",
    ]


def test_a_column_that_else_alone_carries_is_told_there() -> None:
    grades = {"order": ["A", "C"], "bands": [[60, "A"]], "else": ["C", {"score": 1}]}

    assert told(criteria=[WORK], grades=grades) == [("same-column", {"name": "score"}, '"score"')]


@pytest.mark.parametrize("name", FIXED)
def test_a_part_right_below_the_whole_is_not_called_like_a_column(name: str) -> None:
    assert told(sections=[{"id": name, "criteria": [WORK]}]) == [("same-column", {"name": name}, '"id"')]


def test_a_criterion_beside_the_sections_has_a_column_too() -> None:
    assert told(criteria=[a_criterion("score", 100)]) == [("same-column", {"name": "score"}, '"id"')]


def test_a_name_that_files_have_too_is_told_once() -> None:
    assert [code for code, _, _ in told(criteria=[a_criterion("period", 100)])] == ["reserved-name"]


def test_a_part_further_down_has_no_column() -> None:
    assert told(sections=[{"id": "s", "criteria": [a_criterion("score", 100)]}]) == []


def test_nor_are_ranks_told_apart_by_parts() -> None:
    assert told(criteria=[a_criterion("rank", 100)]) == []


def test_a_channel_is_not_called_like_a_column() -> None:
    assert told(channels={"score": CITY}, criteria=[a_criterion("work", 100, channels=["score"])]) == [
        ("same-column", {"name": "score"}, '"score"')
    ]


def test_a_part_is_not_called_like_the_weight_of_a_channel() -> None:
    found = told(channels={"city": CITY}, criteria=[a_criterion("city_weight", 100, channels=["city"])])

    assert found == [("same-column", {"name": "city_weight"}, '"id"')]


def test_nor_like_the_full_marks_of_another() -> None:
    found = told(criteria=[a_criterion("work", 50), a_criterion("work_full", 50)])

    assert found == [("same-column", {"name": "work_full"}, '"id"')]


def test_nor_like_the_start_of_the_whole_where_it_starts() -> None:
    points = a_criterion("start", points={})

    assert told(criteria=[points]) == []
    assert told(criteria=[points], **{"from": 5}) == [("same-column", {"name": "start"}, '"id"')]


def test_the_grade_of_a_part_has_a_column() -> None:
    graded = a_criterion("work", 50, given={}, grades={"order": ["a", "b"], "bands": [[5, "a"]], "else": "b"})

    assert told(criteria=[graded, a_criterion("work_grade", 50)]) == [("same-column", {"name": "work_grade"}, '"id"')]


def test_the_columns_are_those_of_the_frames() -> None:
    grades = {"order": ["A", "C"], "bands": [[60, "A", {"pay": 1}]], "else": ["C", {"pay": 0}]}
    graded = {"order": ["a", "b"], "bands": [[5, "a"]], "else": "b"}
    rubric = {
        "channels": {"city": CITY},
        "sections": [
            {"id": "s", "criteria": [a_criterion("work", 100, given={}, channels=["city"])], "grades": graded}
        ],
        "grades": grades,
        "bonus": {"criteria": [{"id": "praised", "points": {}}]},
    }
    result = a_result(rubric, {"city.csv": "estate,criterion,value\nA,work,70\n"})

    own = {"estate", "city", "city_weight", "s", "s_full", "s_grade", "bonus", "pay"}
    assert set(score_frame(result).columns) == {*FIXED, *own}
    assert set(rank_frame(result).columns) <= {*FIXED, *OF_RANKS, "estate", "pay"}
