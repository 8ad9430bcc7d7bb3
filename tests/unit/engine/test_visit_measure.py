from __future__ import annotations

from typing import Any

from tests.builders import a_criterion, a_result, scores

SHOWN: dict[str, Any] = {
    "visit": "rooms",
    "measures": {"rooms": {"title": "Rooms seen"}},
    "criteria": [a_criterion("litter", 10)],
}


def test_a_row_of_the_measure_shows_a_visit_and_a_clean_one_keeps_full_marks() -> None:
    assert scores(a_result(SHOWN, "A,rooms,3\nA,litter,2\nB,rooms,5\n")) == {"A": "8.00", "B": "10.00"}


def test_whoever_has_no_row_of_it_was_not_visited() -> None:
    assert scores(a_result(SHOWN, "A,rooms,3\nB,litter,2\n")) == {"A": "10.00", "B": "not_assessed"}


def test_a_row_of_nothing_seen_is_a_row() -> None:
    assert scores(a_result(SHOWN, "A,rooms,0\n")) == {"A": "10.00"}


def test_a_condition_may_ask_one_channel_alone() -> None:
    channels = {"city": {"weight": 1, "absent": "zero"}, "own": {"weight": 1, "absent": "zero"}}
    limit = {"id": "l", "when": {"fires": {"at_least": 1, "channel": "city"}}, "if_missing": "ignored", "cap": 5}
    rubric = {
        "channels": channels,
        "criteria": [a_criterion("tidy", 10, channels=["city", "own"])],
        "limits": [limit],
    }
    head = "estate,criterion,value\nA,tidy,0\nB,tidy,0\n"
    files = {"city.csv": head + "B,fires,1\n", "own.csv": head + "A,fires,1\n"}

    assert scores(a_result(rubric, files)) == {"A": "10.00", "B": "5.00"}
