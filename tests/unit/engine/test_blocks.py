from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.frames import score_frame
from tests.builders import a_criterion, a_plan, a_result, score_of, scores, table_problems

BONUS = {
    "cap": 3,
    "criteria": [{"id": "praised", "points": {"each": 1}, "cap": 2}, {"id": "spread", "points": {"each": 0.5}}],
}
PENALTY = {"cap": 5, "criteria": [{"id": "blamed", "points": {"each": 0.5}}, {"id": "refused", "points": {"once": 2}}]}
BOTH: dict[str, Any] = {"criteria": [a_criterion("tidy", 100)], "bonus": BONUS, "penalty": PENALTY}


def after(rows: str, **changed: Any) -> str:
    """The score of A, who lost ten marks."""
    return score_of(BOTH | changed, "A,tidy,10\n" + rows)


def test_no_row_is_no_point() -> None:
    assert after("") == "90.00"


def test_a_bonus_is_added() -> None:
    assert after("A,praised,1\nA,spread,1\n") == "91.50"


def test_a_criterion_of_the_bonus_has_its_own_most() -> None:
    assert after("A,praised,7\n") == "92.00"


def test_a_bonus_is_at_most_its_cap() -> None:
    # 2 + 0.5 x 4 = 4, at most 3
    assert after("A,praised,2\nA,spread,4\n") == "93.00"


def test_a_bonus_never_passes_full_marks() -> None:
    assert score_of(BOTH, "A,tidy,1\nA,praised,2\n") == "100.00"


def test_a_bonus_may_pass_full_marks_where_it_says_so() -> None:
    assert score_of(BOTH | {"bonus": BONUS | {"past_full": True}}, "A,tidy,1\nA,praised,2\n") == "101.00"


def test_a_penalty_is_taken_off_after_the_bonus() -> None:
    # 99 + 2, at most 100; then 0.5 x 3 is taken off: net first would give 99.5
    assert score_of(BOTH, "A,tidy,1\nA,praised,2\nA,blamed,3\n") == "98.50"


def test_a_penalty_is_at_most_its_cap() -> None:
    assert after("A,blamed,20\nA,refused,1\n") == "85.00"


def test_a_penalty_leaves_nothing_below_nothing() -> None:
    assert score_of(BOTH, "A,tidy,98\nA,blamed,20\n") == "0.00"


def test_nobody_without_a_score_gets_one_by_a_bonus() -> None:
    rubric = BOTH | {"criteria": [a_criterion("tidy", 100, missing="not_assessed")]}

    assert score_of(rubric, "A,praised,2\n") == "not_assessed"


def test_blocks_come_before_the_score_is_rounded() -> None:
    # 66.64 + 0.01 = 66.65 rounds to 66.7; rounded first it would be 66.6 + 0.01
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 100})
    small = {"cap": 1, "criteria": [{"id": "praised", "points": {"each": 0.01}}]}
    rubric = {"criteria": [line], "bonus": small, "rounding": {"score": 1}}

    assert score_of(rubric, "A,tidy,66.64\nA,praised,1\n") == "66.7"


def test_decisions_may_come_in_a_file_that_names_no_channel() -> None:
    channels = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
    rubric = BOTH | {"channels": channels, "criteria": [a_criterion("tidy", 100, channels=["city", "owners"])]}
    files = {
        "city.csv": "estate,criterion,value\nA,tidy,10\n",
        "owners.csv": "estate,criterion,value\nA,tidy,30\n",
        "adjustments.csv": "estate,criterion,value,note\nA,praised,1,a letter\n",
    }

    # (90 + 70) / 2 + 1
    assert score_of(rubric, files) == "81.00"


def test_a_row_of_a_channel_in_such_a_file_is_a_problem() -> None:
    channels = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
    plan = a_plan(
        **(BOTH | {"channels": channels, "criteria": [a_criterion("tidy", 100, channels=["city", "owners"])]})
    )

    found = table_problems(plan, {"adjustments.csv": "estate,criterion,value\nA,praised,1\nA,tidy,3\n"})

    assert [(p.code, p.place.line) for p in found] == [("no-channel", 3)]


def test_limits_hold_the_score_with_its_bonus() -> None:
    limit = {"id": "fire", "when": {"score": {"at_least": 92}}, "if_missing": "ignored", "cap": 50}

    assert after("A,praised,2\n", limits=[limit]) == "50.00"
    assert after("A,praised,1\n", limits=[limit]) == "91.00"


def test_limits_may_ask_for_a_criterion_of_the_bonus() -> None:
    limit = {"id": "proud", "when": {"marks.praised": {"at_least": 2}}, "if_missing": "ignored", "cap": 50}

    assert after("A,praised,5\n", limits=[limit]) == "50.00"


def test_the_columns_add_up_to_the_score() -> None:
    result = a_result(BOTH, "A,tidy,10\nA,praised,7\nA,blamed,1\n")
    row = score_frame(result).iloc[0]

    # 90 + 2 - 0.5
    assert [str(row[name]) for name in ("tidy", "bonus", "penalty", "rounding")] == [
        *("90.000000", "2.000000", "-0.500000", "0.000000")
    ]
    assert str(row["score"]) == "91.50"


@pytest.mark.parametrize("name", ["bonus", "penalty"])
def test_values_of_a_block_are_never_below_nothing(name: str) -> None:
    row = {"bonus": "A,praised,-1\n", "penalty": "A,blamed,-1\n"}[name]

    assert [problem.code for problem in table_problems(a_plan(**BOTH), row)] == ["value-outside"]


def test_a_block_takes_the_greatest_of_several_rows_where_it_says_so() -> None:
    # honours of 1 and 3 points: the greater counts, from whichever visit
    bonus = {"criteria": [{"id": "honours", "measure": {"max": "honour"}, "points": {}}]}
    rows = "estate,criterion,value,visit\nA,tidy,10,1\nA,tidy,10,2\nA,honour,3,1\nA,honour,1,2\n"

    assert score_of(BOTH | {"bonus": bonus}, {"rows.csv": rows}) == "93.00"


def test_points_with_nothing_to_divide_them_by_count_nothing_and_are_told() -> None:
    # 2 of 4 rooms are half a point; B has no room, C has no row
    bonus = {"criteria": [{"id": "praised", "points": {"each": 1, "per": "rooms"}}]}
    rows = "".join(f"{name},tidy,10\n" for name in "ABC") + "A,praised,2\nA,rooms,4\nB,praised,2\nC,rooms,0\n"
    result = a_result(BOTH | {"bonus": bonus, "penalty": None}, rows)

    assert scores(result) == {"A": "90.50", "B": "90.00", "C": "90.00"}
    assert [(note.code, note.params["id"], note.params["criterion"]) for note in result.notes] == [
        ("no-exposure", "B", "praised")
    ]


def test_of_what_is_recorded_once_a_second_row_is_a_problem_wherever_it_stands() -> None:
    channels = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
    bonus = {"criteria": [{"id": "prize", "measure": {"once": "prize"}, "points": {}}]}
    tidy = a_criterion("tidy", 100, channels=["city", "owners"])
    plan = a_plan(channels=channels, criteria=[tidy], bonus=bonus)
    head = "estate,criterion,value\n"

    found = table_problems(plan, {"city.csv": head + "A,prize,2\n", "decided.csv": head + "A,prize,2\n"})

    assert [(p.code, p.params["first"].rpartition("/")[2]) for p in found] == [("second-row", "city.csv:2")]
