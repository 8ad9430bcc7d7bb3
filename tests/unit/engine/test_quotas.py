from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.columns import grades_of
from tests.builders import a_criterion, a_result

TOP = {"grade": "AAA", "top_share": 0.05, "seats": "floor", "ties": "in"}


def graded(scores: list[int], *quotas: dict[str, Any], register: str | None = None, **changed: Any) -> list[str]:
    """Each subject's grade, the subjects named in the order of `scores`."""
    grades = {"order": ["AAA", "A", "E"], "bands": [[60, "A"]], "else": "E", "quotas": list(quotas)}
    rubric = {"criteria": [a_criterion("mark", 100, given={})], "grades": grades} | changed
    rows = "".join(f"S{number:02},mark,{score}\n" for number, score in enumerate(scores))
    return grades_of(a_result(rubric, rows, register=register))


def count(grades: list[str], grade: str = "AAA") -> int:
    return grades.count(grade)


def test_five_of_a_hundred_are_two_of_forty() -> None:
    grades = graded(list(range(51, 91)), TOP)

    assert [place for place, grade in enumerate(grades) if grade == "AAA"] == [38, 39]


@pytest.mark.parametrize(("seats", "winners"), [("floor", 1), ("ceil", 2), ("half_up", 2)])
def test_a_half_seat_is_rounded_as_the_quota_says(seats: str, winners: int) -> None:
    # 5% of 30 are 1.5
    assert count(graded(list(range(60, 90)), TOP | {"seats": seats})) == winners


def test_equals_at_the_cut_are_all_in() -> None:
    # two seats of 40; the second place is shared by three
    scores = [99, 90, 90, 90, *range(50, 86)]

    assert count(graded(scores, TOP)) == 4


def test_equals_who_do_not_all_fit_are_out() -> None:
    scores = [99, 90, 90, 90, *range(50, 86)]

    assert count(graded(scores, TOP | {"ties": "out"})) == 1


def test_where_all_are_equal_all_have_it_or_nobody() -> None:
    assert count(graded([70] * 20, TOP)) == 20
    assert count(graded([70] * 20, TOP | {"ties": "out"})) == 0


def test_a_small_league_has_bands_alone() -> None:
    assert count(graded([70, 80, 90], TOP | {"seats": "ceil", "smallest": 3})) == 1
    assert count(graded([70, 80, 90], TOP | {"seats": "ceil", "smallest": 4})) == 0


def test_no_seat_is_no_grade() -> None:
    # 5% of 19 are 0.95
    assert count(graded(list(range(60, 79)), TOP)) == 0


def test_the_last_share_is_taken_from_the_bottom() -> None:
    grades = graded(list(range(60, 100)), {"grade": "E", "bottom_share": 0.05, "seats": "floor", "ties": "in"})

    assert [place for place, grade in enumerate(grades) if grade == "E"] == [0, 1]


def test_nobody_has_two_grades_and_the_best_is_given_first() -> None:
    # half of three, rounded up, are two from either end: the one in the middle is among both
    last = {"grade": "E", "bottom_share": 0.5, "seats": "ceil", "ties": "in"}

    assert graded([90, 80, 70], last, TOP | {"top_share": 0.5, "seats": "ceil"}) == ["AAA", "AAA", "E"]


def test_the_last_share_is_part_of_a_greater_last_share() -> None:
    # 20% and 40% of five from the bottom are one and two seats: the last is E, the one before him D
    grades = {"order": ["A", "D", "E"], "bands": [[0, "A"]], "else": "A"}
    last = [
        {"grade": "D", "bottom_share": 0.4, "seats": "floor", "ties": "in"},
        {"grade": "E", "bottom_share": 0.2, "seats": "floor", "ties": "in"},
    ]

    assert graded([90, 80, 70, 65, 61], grades=grades | {"quotas": last}) == ["A", "A", "A", "D", "E"]


def test_one_subject_alone_takes_every_seat_that_is_rounded_up() -> None:
    assert graded([10], TOP | {"seats": "ceil"}) == ["AAA"]


def test_the_vetoed_the_ineligible_and_the_observed_are_not_of_the_league() -> None:
    # of 22 one is vetoed and one not eligible; 5% of 20 is one seat, and the best of those left has it
    limits = [
        {"id": "veto", "when": {"fire": {"at_least": 1}}, "if_missing": "ignored", "grade": "E"},
        {"id": "gate", "when": {"gone": {"at_least": 1}}, "if_missing": "ignored", "not_eligible": True},
    ]
    grades = {"order": ["AAA", "A", "E"], "bands": [[60, "A"]], "else": "E", "quotas": [TOP]}
    rubric = {"criteria": [a_criterion("mark", 100, given={})], "grades": grades, "limits": limits}
    rows = "".join(f"S{n:02},mark,{60 + n}\n" for n in range(22)) + "S21,fire,1\nS20,gone,1\n"

    assert grades_of(a_result(rubric, rows))[19:] == ["AAA", "", "E"]

    # with another observed, N is 19 and there is no seat
    register = "estate,status\n" + "".join(f"S{n:02},{'observed' if n == 19 else ''}\n" for n in range(22))
    assert count(grades_of(a_result(rubric, rows, register=register))) == 0


def test_steps_down_come_after_the_quota() -> None:
    limit = {"id": "accident", "when": {"mark": {"at_least": 90}}, "if_missing": "ignored", "steps_down": 1}

    assert graded([50, 90], TOP | {"seats": "ceil"}, limits=[limit]) == ["E", "A"]


def test_leagues_have_seats_of_their_own() -> None:
    register = "estate,category\n" + "".join(f"S{n:02},{'a' if n < 20 else 'b'}\n" for n in range(40))
    grades = graded(list(range(60, 100)), TOP, register=register, categories={"a": {}, "b": {}})

    assert [place for place, grade in enumerate(grades) if grade == "AAA"] == [19, 39]


def test_quotas_alone_are_enough() -> None:
    grades = {"order": ["AAA", "rest"], "bands": [], "else": "rest", "quotas": [TOP | {"seats": "ceil"}]}

    assert graded([1, 2], grades=grades) == ["rest", "AAA"]
