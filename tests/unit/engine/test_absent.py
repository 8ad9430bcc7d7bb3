from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_result, fractions, score_of, scores

REGISTER = "estate\nA\nB\n"


def three(**absent: Any) -> dict[str, Any]:
    """Channels of weight 5, 3 and 2 that all look at one criterion of 10 marks."""
    weights = {"industry": 5, "owners": 3, "city": 2}
    channels = {name: {"weight": w, "absent": absent.get(name, "renormalise")} for name, w in weights.items()}
    return {"channels": channels, "criteria": [a_criterion(channels=list(weights))]}


def seen(**counts: int) -> dict[str, str]:
    """A file for each channel that saw A, with so many findings."""
    return {f"{name}.csv": f"estate,criterion,value\nA,tidy,{count}\n" for name, count in counts.items()}


def test_channels_weigh_what_they_say() -> None:
    # (5 x 9 + 3 x 8 + 2 x 6) / 10
    assert score_of(three(), seen(industry=1, owners=2, city=4)) == "8.10"


def test_renormalise_leaves_the_absent_weight_out() -> None:
    # (5 x 9 + 3 x 8) / 8 = 8.625
    assert score_of(three(), seen(industry=1, owners=2)) == "8.63"


def test_zero_keeps_the_weight_and_counts_nothing() -> None:
    # (5 x 9 + 3 x 8 + 2 x 0) / 10
    assert score_of(three(city="zero"), seen(industry=1, owners=2)) == "6.90"


def test_not_rated_leaves_the_subject_without_a_score() -> None:
    assert score_of(three(city="not_rated"), seen(industry=1, owners=2)) == "not_rated"


def test_not_rated_is_nothing_where_the_channel_is_there() -> None:
    assert score_of(three(city="not_rated"), seen(industry=1, owners=2, city=4)) == "8.10"


def test_weight_goes_to_the_heir() -> None:
    # ((5 + 2) x 9 + 3 x 8) / 10
    assert score_of(three(city={"weight_to": "industry"}), seen(industry=1, owners=2)) == "8.70"


def test_an_absent_heir_hands_on_what_it_was_handed() -> None:
    # city's 2 go to owners, owners' 3 + 2 to industry
    rubric = three(city={"weight_to": "owners"}, owners={"weight_to": "industry"})

    assert score_of(rubric, seen(industry=1)) == "9.00"
    assert [fractions(c.weight) for c in a_result(rubric, seen(industry=1)).channels.values()] == [[10], [0], [0]]


def test_a_chain_is_followed_against_the_order_of_the_file_too() -> None:
    # industry's 5 go to owners, owners' 3 + 5 to city: (10 x 6) / 10
    rubric = three(industry={"weight_to": "owners"}, owners={"weight_to": "city"})

    assert score_of(rubric, seen(city=4)) == "6.00"


def test_an_heir_that_is_absent_and_renormalises_loses_what_it_was_handed() -> None:
    # city's 2 go to owners, who are absent: only industry is left
    rubric = three(city={"weight_to": "owners"})

    assert score_of(rubric, seen(industry=1)) == "9.00"


def test_an_heir_that_is_absent_and_counts_nothing_keeps_what_it_was_handed() -> None:
    # city's 2 go to owners, whose 3 + 2 count nothing: 5 x 9 / 10
    rubric = three(city={"weight_to": "owners"}, owners="zero")

    assert score_of(rubric, seen(industry=1)) == "4.50"


def test_heirs_that_are_absent_in_a_ring_lose_their_weight() -> None:
    rubric = three(city={"weight_to": "owners"}, owners={"weight_to": "city"})

    assert score_of(rubric, seen(industry=1)) == "9.00"


def test_two_channels_may_leave_their_weight_to_one() -> None:
    # owners' 3 and city's 2 go to industry
    rubric = three(owners={"weight_to": "industry"}, city={"weight_to": "industry"})

    assert [fractions(c.weight) for c in a_result(rubric, seen(industry=1)).channels.values()] == [[10], [0], [0]]


def test_weights_are_each_subjects_own() -> None:
    files = {
        "industry.csv": "estate,criterion,value\nA,tidy,1\nB,tidy,1\n",
        "city.csv": "estate,criterion,value\nB,tidy,6\n",
    }
    result = a_result(three(city={"weight_to": "industry"}), files)

    # A: 9; B: (5 x 9 + 2 x 4) / 7 = 7.571...
    assert scores(result) == {"A": "9.00", "B": "7.57"}


def test_with_no_channel_there_is_nothing_to_score() -> None:
    result = a_result(three(), seen(industry=1), register=REGISTER)

    assert scores(result)["B"] == "not_assessed"


@pytest.mark.parametrize("absent", ["zero", "renormalise", {"weight_to": "industry"}])
def test_a_channel_whose_visit_assessed_nothing_follows_its_policy_too(absent: Any) -> None:
    rubric = three(city=absent) | {"missing": "not_assessed"}
    files = seen(industry=1, owners=1) | {"city.csv": "estate,tidy\nA,\n"}
    without = seen(industry=1, owners=1)

    assert score_of(rubric, files) == score_of(rubric, without)
