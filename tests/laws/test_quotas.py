"""Grades for a share of a league."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redprop.engine.columns import grades_of
from tests.builders import a_criterion, a_result
from tests.laws.worlds import quick

marks = st.lists(st.integers(0, 12), min_size=1, max_size=25)
shares = st.sampled_from(["0.05", "0.1", "0.25", "0.5", "1"])
seats = st.sampled_from(["floor", "ceil", "half_up"])


def quota(grade: str, share: str, rounding: str, ties: str, end: str = "top_share") -> dict[str, Any]:
    return {"grade": grade, end: float(share), "seats": rounding, "ties": ties}


def graded(given: list[int], *quotas: dict[str, Any]) -> list[str]:
    grades = {"order": ["A", "B", "C", "D"], "bands": [[6, "C"]], "else": "D", "quotas": list(quotas)}
    rubric = {"criteria": [a_criterion("mark", 12, given={})], "grades": grades}
    return grades_of(a_result(rubric, "".join(f"S{n:02},mark,{mark}\n" for n, mark in enumerate(given))))


def allowed(count: int, share: str, rounding: str) -> int:
    """The seats of a league of so many."""
    number = Fraction(share) * count
    half_up = math.floor(number + Fraction(1, 2))
    return {"floor": math.floor(number), "ceil": math.ceil(number), "half_up": half_up}[rounding]


@quick
@given(marks, shares, seats, st.sampled_from(["top_share", "bottom_share"]))
def test_with_ties_out_no_more_have_it_than_there_are_seats(given: list[int], share: str, how: str, end: str) -> None:
    assert graded(given, quota("A", share, how, "out", end)).count("A") <= allowed(len(given), share, how)


@quick
@given(marks, shares, seats)
def test_with_ties_in_all_seats_are_taken_and_one_equal_less_would_leave_some(
    given: list[int], share: str, how: str
) -> None:
    grades, room = graded(given, quota("A", share, how, "in")), allowed(len(given), share, how)
    holders = [mark for mark, grade in zip(given, grades, strict=True) if grade == "A"]

    assert len(holders) >= room
    assert sum(mark > min(holders) for mark in holders) < room if holders else room == 0


@quick
@given(marks, shares, shares, seats, st.sampled_from(["in", "out"]))
def test_equals_have_equal_grades_and_the_better_no_worse(
    given: list[int], best: str, next_best: str, how: str, ties: str
) -> None:
    grades = graded(given, quota("B", next_best, how, ties), quota("A", best, how, ties))

    for mark, grade in zip(given, grades, strict=True):
        for other, its in zip(given, grades, strict=True):
            assert mark != other or grade == its
            assert mark <= other or grade <= its, "A comes before D"
