from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.frames import score_frame
from tests.builders import a_criterion, a_file, a_result, codes, loaded, scores

REGISTER = "estate,category\nA,old\nB,new\nC,other\n"
LEAGUES: dict[str, Any] = {"categories": {"old": {}, "new": {}, "other": {}}}


def test_full_marks_may_differ_by_category() -> None:
    # tidy counts 4 for all but the new, where it counts 8 and green 2
    tidy = a_criterion("tidy", 4, by_category={"new": {"marks": 8}})
    green = a_criterion("green", 6, by_category={"new": {"marks": 2}})
    rubric = LEAGUES | {"marks": 10, "criteria": [tidy, green]}
    rows = "A,tidy,6\nB,tidy,6\nC,tidy,1\n"

    # A: 0 of 4 and 6; B: 2 of 8 and 2; C: 3 of 4 and 6
    assert scores(a_result(rubric, rows, register=REGISTER)) == {"A": "6.00", "B": "4.00", "C": "9.00"}


def test_weights_in_a_mean_may_differ_by_category() -> None:
    cars = a_criterion("cars", 5, given={}, weight=1, by_category={"new": {"weight": 3}})
    bikes = a_criterion("bikes", 5, given={}, weight=1)
    part = {"id": "order", "marks": 10, "combine": "mean", "criteria": [cars, bikes]}
    rows = "".join(f"{name},cars,5\n{name},bikes,0\n" for name in "ABC")

    found = scores(a_result(LEAGUES | {"marks": 10, "sections": [part], "criteria": []}, rows, register=REGISTER))

    # 10 x (1 + 0) / 2 and 10 x (3 + 0) / 4
    assert found == {"A": "5.00", "B": "7.50", "C": "5.00"}


def test_an_unsaid_weight_is_what_the_marks_of_the_category_come_to() -> None:
    # in a mean of 10, order has 4 + 2 and counts 6 to safety's 6; for the new 16 + 2 under its cap of 12
    tidy = a_criterion("tidy", 4, by_category={"new": {"marks": 16}})
    order = {"id": "order", "cap": 12, "criteria": [tidy, a_criterion("green", 2)]}
    safety = {"id": "safety", "criteria": [a_criterion("exits", 6)]}
    whole = {"id": "whole", "marks": 10, "combine": "mean", "sections": [order, safety]}
    rows = "".join(f"{name},exits,6\n" for name in "AB")

    found = scores(a_result(LEAGUES | {"marks": 10, "sections": [whole], "criteria": []}, rows, register=REGISTER))

    # 10 x 6/12 and 10 x 12/18
    assert (found["A"], found["B"]) == ("5.00", "6.67")


def test_an_unsaid_weight_of_a_capped_criterion_is_its_cap() -> None:
    # green and tidy weigh 5 and 5; for the new tidy has 8 marks and still weighs 5: nothing of it leaves a half
    tidy = a_criterion("tidy", 6, cap=5, by_category={"new": {"marks": 8}})
    part = {"id": "order", "marks": 10, "combine": "mean", "criteria": [tidy, a_criterion("green", 5)]}
    rows = "A,green,5\nB,green,5\n"

    found = scores(a_result(LEAGUES | {"marks": 10, "sections": [part], "criteria": []}, rows, register=REGISTER))

    assert (found["A"], found["B"]) == ("5.00", "5.00")


def test_a_channel_may_weigh_otherwise_for_a_category() -> None:
    channels = {
        "city": {"weight": 50, "absent": "zero", "by_category": {"new": {"weight": 150}}},
        "owners": {"weight": 50, "absent": "zero"},
    }
    rubric = LEAGUES | {"channels": channels, "criteria": [a_criterion("tidy", 10, channels=["city", "owners"])]}
    files = {
        "city.csv": "estate,criterion,value\nA,tidy,0\nB,tidy,0\nC,tidy,0\n",
        "owners.csv": "estate,criterion,value\nA,tidy,10\nB,tidy,10\nC,tidy,10\n",
    }
    result = a_result(rubric, files, register=REGISTER)

    # 10 x 50/100 and 10 x 150/200
    assert scores(result) == {"A": "5.00", "B": "7.50", "C": "5.00"}
    assert [str(weight) for weight in score_frame(result)["city_weight"]] == ["50", "150", "50"]


def test_marks_by_category_hold_where_criteria_are_blended() -> None:
    channels = {
        "blend": "by_criterion",
        "city": {"weight": 1, "absent": "zero"},
        "owners": {"weight": 1, "absent": "zero"},
    }
    tidy = a_criterion("tidy", 4, channels=["city", "owners"], by_category={"new": {"marks": 8}})
    green = a_criterion("green", 6, channels=["city"], by_category={"new": {"marks": 2}})
    rubric = LEAGUES | {"channels": channels, "marks": 10, "criteria": [tidy, green]}
    files = {
        "city.csv": "estate,criterion,value\nA,tidy,2\nB,tidy,2\n",
        "owners.csv": "estate,criterion,value\nA,tidy,4\nB,tidy,4\n",
    }
    found = scores(a_result(rubric, files, register="estate,category\nA,old\nB,new\n"))

    # A: 4 x (2/4 + 0/4) / 2 + 6 = 7; B: 8 x (6/8 + 4/8) / 2 + 2 = 7
    assert found == {"A": "7.00", "B": "7.00"}


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        (a_criterion("tidy", 4, by_category={"new": {"marks": 5}}), "marks-do-not-add-up"),
        (a_criterion("tidy", 4, given={}, by_category={"new": {"marks": 5}}), "varied-marks"),
        (a_criterion("tidy", 4, by_category={"knew": {"marks": 4}}), "unknown-name"),
        (a_criterion("tidy", 4, by_category={"new": {}}), "one-of"),
    ],
)
def test_what_cannot_differ_is_refused(criterion: dict[str, Any], code: str) -> None:
    found = loaded(a_file(**LEAGUES, marks=10, criteria=[criterion, a_criterion("green", 6)])).problems

    assert codes(found) == [code]


def test_one_ruler_lets_nothing_differ() -> None:
    tidy = a_criterion("tidy", 10, weight=1, by_category={"new": {"weight": 2}})

    assert codes(loaded(a_file(**LEAGUES, one_ruler=True, criteria=[tidy])).problems) == ["one-ruler"]
