from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from redprop.analysis.standing import standing
from redprop.engine.result import Result
from tests.builders import a_criterion, a_result

GRADES = {"order": ["good", "fair", "poor"], "bands": [[8, "good"], [5, "fair"]], "else": "poor"}


def of(rows: str, at: int = 0, **changed: Any) -> Any:
    return standing(a_result({"grades": GRADES, **changed}, rows), at)


def test_the_next_rank_is_that_of_whoever_is_nearest_above() -> None:
    found = of("A,tidy,5\nB,tidy,1\nC,tidy,3\nD,tidy,3\n")  # 5, 9, 7, 7

    assert (found.rank, found.among) == ("4", 4)
    assert (found.ahead.rank, found.ahead.subjects, found.ahead.gap) == ("2", (2, 3), 200)


def test_the_first_has_nobody_ahead_and_neither_has_one_alone() -> None:
    assert of("A,tidy,0\nB,tidy,1\n").ahead is None
    assert of("A,tidy,4\n").ahead is None


def test_equal_scores_that_tie_breakers_part_are_no_distance() -> None:
    changed = {
        "sections": [{"id": name, "criteria": [a_criterion(f"{name}s", 5)]} for name in ("floor", "wall")],
        "ranking": {"then_by": ["section.wall"]},
    }
    found = of("A,floors,0\nA,walls,1\nB,floors,1\nB,walls,0\n", **changed)  # 9 and 9; the walls of B are better

    assert (found.rank, found.ahead.rank, found.ahead.gap) == ("2", "1", 0)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (5, ("good", 8, 300)),  # 5 is fair, on its cut
        (6, ("fair", 5, 100)),
        (2, None),  # 8 is good
    ],
)
def test_the_next_grade_is_the_nearest_cut_above(findings: int, expected: tuple[str, int, int] | None) -> None:
    found = of(f"A,tidy,{findings}\n").next_grade

    assert (found and (found.grade, found.cut, found.gap)) == expected


def test_where_less_is_better_the_next_grade_lies_below() -> None:
    criterion = {"id": "cost", "points": {"each": 1}}
    grades = {"order": ["good", "poor"], "bands": [[3, "good"]], "else": "poor"}
    result = a_result({"better": "lower", "criteria": [criterion], "grades": grades}, "A,cost,5\nB,cost,3\n")

    found = standing(result, 0).next_grade
    assert found is not None
    assert (found.grade, found.gap) == ("good", 200)
    assert standing(result, 1).next_grade is None


def capped(**effect: Any) -> Result:
    limit = {"id": "fire", "when": {"fires": {"at_least": 1}}, "if_missing": "ignored", **effect}
    rubric = {"grades": GRADES, "limits": [limit], "measures": {"fires": {}}}
    return a_result(rubric, "A,tidy,1\nA,fires,1\nB,tidy,2\n")


def test_what_a_cap_changed() -> None:
    held = standing(capped(cap=4), 0).held

    assert held is not None
    assert (held.limits, held.before, held.after) == (("fire",), (900, "good", "1"), (400, "poor", "2"))


def test_what_a_veto_changed_leaves_the_score_and_no_grade_is_next() -> None:
    found = standing(capped(grade="poor"), 0)

    assert found.held is not None
    assert (found.held.before, found.held.after) == ((900, "good", "1"), (900, "poor", "1"))
    assert found.next_grade is None
    assert standing(capped(grade="poor"), 1).held is None


def test_rounding_that_crosses_a_cut_is_told_with_the_cut() -> None:
    rubric = {"grades": GRADES, "criteria": [a_criterion("tidy", 10, deduct={"each": 0.001})], "rounding": {"score": 2}}
    result = a_result(rubric, "A,tidy,2005\nB,tidy,2006\nC,tidy,2000\n")

    # 7.995 is printed 8.00; 7.994 as 7.99; 8 is 8
    assert [standing(result, at).crossed for at in range(3)] == [Fraction(8), None, None]


def test_who_has_no_score_has_no_rank_and_no_distance() -> None:
    result = a_result({"missing": "not_rated", "grades": GRADES}, "B,tidy,1\n", register="estate\nA\nB\n")
    found = standing(result, 0)

    assert (found.rank, found.ahead, found.next_grade, found.crossed) == ("", None, None, None)


def test_a_cap_that_stands_before_a_rank_or_a_grade_is_named() -> None:
    found = standing(capped(cap=4), 0)  # 9 capped to 4; B has 8

    assert found.ahead is not None
    assert (found.ahead.gap, found.ahead.blocked) == (400, "fire")
    assert found.next_grade is not None
    assert (found.next_grade.cut, found.next_grade.blocked) == (5, "fire")


def test_a_cap_on_the_cut_of_a_grade_stands_before_nothing() -> None:
    limit = {"id": "fire", "when": {"fires": {"at_least": 1}}, "if_missing": "ignored", "cap": 8}
    rubric = {"grades": GRADES, "limits": [limit], "measures": {"fires": {}}}
    found = standing(a_result(rubric, "A,tidy,4\nA,fires,1\n"), 0)  # 6 is fair, good is from 8

    assert found.next_grade is not None
    assert (found.next_grade.gap, found.next_grade.blocked) == (200, "")
