from __future__ import annotations

from typing import Any

import pytest

from redprop.outcome import Outcome
from tests.builders import a_criterion, a_result, earned, outcome_of, score_of

HEAD = "estate,visit,criterion,value\n"
LOG = "estate,channel,visit,date,status\n"


def by(visits: str, **changed: Any) -> dict[str, Any]:
    channels = {"city": {"weight": 1, "visits": visits, "absent": "not_rated"}}
    criteria = [a_criterion("tidy", 10), a_criterion("walls", 10)]
    section = {"id": "s", "channels": ["city"], "criteria": criteria}
    return {"channels": channels, "sections": [section | changed]}


# first visit: 10 - 4 and 10 - 1; second: 10 - 2 and 10 - 8
ROWS = HEAD + "A,1,tidy,4\nA,1,walls,1\nA,2,tidy,2\nA,2,walls,8\n"


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ("mean", "12.50"),  # (6 + 8) / 2 + (9 + 2) / 2
        ("lowest", "10.00"),  # 15 and 10
        ("last", "10.00"),  # the second
        ("pooled", "5.00"),  # 10 - 6 and 10 - 9
    ],
)
def test_visits_become_one_as_the_channel_says(visits: str, expected: str) -> None:
    assert score_of(by(visits), ROWS) == expected


def test_the_lowest_visit_is_lowest_as_a_whole() -> None:
    # tidy was better on the lowest visit, and counts as it was there
    assert earned(a_result(by("lowest"), ROWS), "tidy", "city") == 8


def test_the_last_visit_is_the_last_by_its_day() -> None:
    log = LOG + "A,city,1,2022-05-02,done\nA,city,2,2022-05-01,done\n"

    assert score_of(by("last"), ROWS, visits=log) == "15.00"


def test_without_a_log_the_last_visit_is_the_one_with_the_latest_row() -> None:
    # visit 1 is dated after visit 2: 20 less 1 finding, not less 5
    rows = "estate,visit,criterion,value,date\nA,1,tidy,1,2022-06-01\nA,2,tidy,5,2022-05-01\n"

    assert score_of(by("last"), rows) == "19.00"


def test_visits_of_one_day_are_in_order_of_their_labels() -> None:
    log = LOG + "A,city,1,2022-05-02,done\nA,city,2,2022-05-02,done\n"

    assert score_of(by("last"), ROWS, visits=log) == "10.00"


def test_a_visit_that_was_put_off_is_not_the_last() -> None:
    rows = HEAD + "A,1,tidy,4\n"
    log = LOG + "A,city,1,2022-05-02,done\nA,city,2,2022-06-02,postponed\n"

    assert score_of(by("last"), rows, visits=log) == "16.00"


@pytest.mark.parametrize(("visits", "expected"), [("mean", "18.00"), ("lowest", "16.00"), ("last", "20.00")])
def test_a_visit_that_found_nothing_counts_as_one(visits: str, expected: str) -> None:
    # 16 on the first visit, 20 on the second
    log = LOG + "A,city,1,2022-05-02,done\nA,city,2,2022-06-02,done\n"

    assert score_of(by(visits), HEAD + "A,1,tidy,4\n", visits=log) == expected


def test_each_subject_has_visits_of_its_own() -> None:
    rows = HEAD + "A,1,tidy,4\nB,2,tidy,2\n"
    result = a_result(by("lowest"), rows)

    assert result.score_units.tolist() == [1600, 1800]


def test_a_mean_is_over_the_visits_that_assessed_the_criterion() -> None:
    rows = HEAD + "A,1,tidy,4\nA,1,walls,1\nA,2,tidy,2\n"
    result = a_result(by("mean", missing="not_assessed"), rows)

    # tidy (6 + 8) / 2, walls 9 on the only visit that saw it
    assert (earned(result, "tidy", "city"), earned(result, "walls", "city")) == (7, 9)


def test_a_mean_over_three_visits_is_exact() -> None:
    rows = HEAD + "A,1,tidy,0\nA,2,tidy,0\nA,3,tidy,1\n"

    # (10 + 10 + 9) / 3 + 10 = 19.666...
    assert score_of(by("mean"), rows) == "19.67"


def test_a_visit_that_assessed_nothing_is_not_the_lowest() -> None:
    rows = "estate,visit,tidy,walls\nA,1,,\nA,2,3,\n"

    # 7 of the 10 marks that were assessed, of 20
    assert score_of(by("lowest", missing="not_assessed"), {"city.csv": rows}) == "14.00"


def test_where_no_visit_assessed_anything_the_channel_is_not_assessed() -> None:
    result = a_result(by("lowest", missing="not_assessed"), {"city.csv": "estate,visit,tidy,walls\nA,1,,\n"})

    assert result.channels["city"].outcome.tolist() == [Outcome.NOT_ASSESSED.code]


@pytest.mark.parametrize("visits", ["mean", "lowest", "last", "pooled"])
def test_a_criterion_that_no_visit_assessed_is_not_assessed(visits: str) -> None:
    # B was visited on the second visit only, when nothing was seen
    rows = "estate,visit,tidy,walls\nA,1,1,1\nB,2,,\n"
    result = a_result(by(visits, missing="not_assessed"), {"city.csv": rows})

    assert outcome_of(result, "tidy", "city", "B") == "not_assessed"


@pytest.mark.parametrize("visits", ["mean", "lowest", "last", "pooled"])
def test_a_channel_that_came_nowhere_is_absent_everywhere(visits: str) -> None:
    result = a_result(by(visits), {"city.csv": "estate,visit,tidy,walls\n"}, register="estate\nA\n")

    assert result.channels["city"].outcome.tolist() == [Outcome.ABSENT.code]


@pytest.mark.parametrize("visits", ["mean", "lowest", "last", "pooled"])
def test_who_was_never_visited_is_absent(visits: str) -> None:
    result = a_result(by(visits), {"city.csv": "estate,visit,tidy,walls\nA,1,1,1\n"}, register="estate\nA\nB\n")

    assert outcome_of(result, "tidy", "city", "B") == "absent"
