from __future__ import annotations

from typing import Any

import pytest

from redprop.outcome import Outcome
from tests.builders import a_criterion, a_result, earned, score_of, scores

HEAD = "estate,criterion,value,respondent\n"


def survey(**minimum: Any) -> dict[str, Any]:
    channels = {"owners": {"weight": 1, "absent": "not_rated", "minimum": {"of": "respondent"} | minimum}}
    question = a_criterion(
        "order", channels=["owners"], linear={"from": 1, "to": 5}, measure={"mean": "order"}, unanswered=[9]
    )
    return {"channels": channels, "criteria": [question]}


def answers(*values: Any, subject: str = "A") -> str:
    return "".join(f"{subject},order,{value},r{number}\n" for number, value in enumerate(values))


@pytest.mark.parametrize(("count", "expected"), [(3, "5.00"), (4, "not_rated")])
def test_a_channel_needs_so_many_respondents(count: int, expected: str) -> None:
    # a mean of 3 on the line from 1 to 5 is half of 10 marks
    assert score_of(survey(count=count), HEAD + answers(2, 3, 4)) == expected


def test_a_channel_below_its_minimum_is_withheld() -> None:
    result = a_result(survey(count=4), HEAD + answers(2, 3, 4))

    assert result.channels["owners"].outcome.tolist() == [Outcome.WITHHELD.code]


@pytest.mark.parametrize(("homes", "expected"), [("30", "5.00"), ("31", "not_rated"), ("", "not_rated")])
def test_a_channel_needs_its_share_of_a_register_column(homes: str, expected: str) -> None:
    # 3 of 30 are exactly a tenth
    rubric = survey(share=0.1, **{"in": "register.homes"})

    assert score_of(rubric, HEAD + answers(2, 3, 4), register=f"estate,homes\nA,{homes}\n") == expected


@pytest.mark.parametrize(("count", "homes"), [(4, "10"), (3, "100")])
def test_count_and_share_must_both_hold(count: int, homes: str) -> None:
    rubric = survey(count=count, share=0.1, **{"in": "homes"})

    assert score_of(rubric, HEAD + answers(2, 3, 4), register=f"estate,homes\nA,{homes}\n") == "not_rated"


def test_the_minimum_is_each_subjects_own() -> None:
    rows = HEAD + answers(2, 3, 4) + answers(3, 3, subject="B")

    assert scores(a_result(survey(count=3), rows)) == {"A": "5.00", "B": "not_rated"}


def test_a_respondent_who_answers_twice_counts_once() -> None:
    rows = HEAD + "A,order,2,r1\nA,order,4,r1\n"

    assert score_of(survey(count=2), rows) == "not_rated"


def test_an_answer_that_says_nothing_leaves_the_mean() -> None:
    # (2 + 4) / 2, the 9 left out
    result = a_result(survey(count=1), HEAD + answers(2, 4, 9))

    assert earned(result, "order", "owners") == 5


def test_who_left_one_question_open_still_counts_as_a_respondent() -> None:
    rubric = survey(count=2)
    rubric["criteria"].append(rubric["criteria"][0] | {"id": "safe", "measure": {"mean": "safe"}})
    rows = HEAD + "A,order,9,r1\nA,safe,3,r1\nA,order,3,r2\nA,safe,3,r2\n"

    assert score_of(rubric, rows) == "10.00"


def test_who_answered_nothing_usable_is_no_respondent() -> None:
    assert score_of(survey(count=2), HEAD + answers(3, 9)) == "not_rated"


def test_a_mean_over_several_questions_is_the_mean_of_all_answers() -> None:
    rubric = survey(count=1)
    rubric["criteria"][0] |= {"measure": {"mean": ["q1", "q2"]}}
    rows = HEAD + "A,q1,5,r1\nA,q1,5,r2\nA,q2,2,r1\n"

    # (5 + 5 + 2) / 3 = 4: 10 x 3/4
    assert score_of(rubric, rows) == "7.50"
