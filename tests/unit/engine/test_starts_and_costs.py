from __future__ import annotations

from typing import Any

from redprop.engine.columns import grades_of
from tests.builders import a_criterion, a_result, earned, outcome_of, places, score_of, scores

GOOD = a_criterion("good", points={"each": 2}, missing="zero")
BAD = a_criterion("bad", points={"each": 1.5}, takes_off=True)
CREDIT: dict[str, Any] = {"from": 59, "criteria": [GOOD, BAD]}


def test_a_score_is_the_start_and_credits_less_costs() -> None:
    # 59 + 2 x 4 - 1.5 x 3
    assert score_of(CREDIT, "A,good,4\nA,bad,3\n") == "62.50"


def test_whoever_has_no_record_stands_at_the_start() -> None:
    assert score_of(CREDIT, "A,good,0\n") == "59.00"


def test_costs_may_take_a_score_below_nothing() -> None:
    # 59 - 1.5 x 50
    assert score_of(CREDIT, "A,bad,50\n") == "-16.00"


def test_a_start_counts_only_where_anything_was_assessed() -> None:
    only = {"from": 59, "criteria": [GOOD | {"missing": "not_assessed"}], "missing": "not_assessed"}

    found = scores(a_result(only, "A,good,1\nB,good,n/a\n"))

    assert found == {"A": "61.00", "B": "not_assessed"}


def test_a_section_may_start_and_be_taken_off() -> None:
    # 100 - (10 + 2 x 3)
    costs = {"id": "costs", "from": 10, "takes_off": True, "criteria": [GOOD | {"missing": "full"}]}

    assert score_of({"from": 100, "sections": [costs], "criteria": []}, "A,good,3\n") == "84.00"


def test_the_full_marks_of_a_cost_are_no_marks() -> None:
    # 50 + 8 of 10 - 4 of 5: nothing is scaled
    held = a_criterion("held", 10, given={})
    fine = a_criterion("fine", 5, given={}, takes_off=True)

    assert score_of({"from": 50, "criteria": [held, fine]}, "A,held,8\nA,fine,4\n") == "54.00"


def test_nothing_found_costs_nothing_though_missing_says_full() -> None:
    fine = a_criterion("fine", 5, given={}, takes_off=True, missing="full")

    assert score_of({"from": 50, "criteria": [fine, GOOD]}, "A,good,1\n") == "52.00"


def test_a_cost_that_does_not_apply_costs_nothing() -> None:
    fine = a_criterion("fine", 5, given={}, takes_off=True, missing="full", not_applicable="full")
    result = a_result({"from": 50, "criteria": [fine, GOOD]}, "A,good,1\nA,fine,n/a\n")

    assert (scores(result), outcome_of(result, "fine")) == ({"A": "52.00"}, "not_applicable")


def test_a_criterion_without_full_marks_counts_one_in_the_coverage() -> None:
    unseen = a_criterion("unseen", points={"each": 1}, missing="not_assessed")
    result = a_result({"from": 0, "criteria": [GOOD, BAD, unseen]}, "A,good,1\n")

    # two of three were assessed: 0.6666, rounded down
    assert result.coverage.tolist() == [6666]


def test_limits_may_ask_what_was_taken_off() -> None:
    limit = {"id": "much", "when": {"cost.bad": {"at_least": 3}}, "if_missing": "ignored", "cap": 10}

    assert scores(a_result(CREDIT | {"limits": [limit]}, "A,bad,1.9999\nB,bad,2\n")) == {"A": "56.00", "B": "10.00"}


def test_ranks_and_bands_take_scores_as_they_are() -> None:
    bands = {"order": ["up", "down"], "bands": [[59, "up"]], "else": "down"}
    result = a_result(CREDIT | {"grades": bands}, "A,good,0\nB,bad,1\nC,good,1\n")

    assert places(result) == {"A": 2, "B": 3, "C": 1}
    assert grades_of(result) == ["up", "down", "up"]


def test_a_ranking_by_a_cost_puts_the_least_first() -> None:
    result = a_result(CREDIT, "A,bad,3\nB,bad,1\nC,good,1\n")

    twice, value, _ = result.rank_by("criterion.bad")

    assert [place / 2 for place in twice.tolist()] == [3, 2, 1]
    assert earned(result, "bad") == 4.5
    assert len(value) == 3


def test_what_stands_below_a_cost_is_a_cost_and_what_is_taken_off_there_is_none() -> None:
    costs = {
        "id": "costs",
        "takes_off": True,
        "criteria": [a_criterion("bad", points={}), a_criterion("made_good", points={}, takes_off=True)],
    }
    result = a_result({"from": 50, "sections": [costs], "criteria": []}, "A,bad,6\nA,made_good,5\nB,bad,2\n")

    # A: 50 - (6 - 5), B: 50 - 2; by bad B is first, by made_good A
    assert places(result) == {"A": 1, "B": 2}
    assert {name: result.rank_by(name)[0].tolist() for name in ("criterion.bad", "criterion.made_good")} == {
        "criterion.bad": [4, 2],
        "criterion.made_good": [2, 4],
    }
