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


def test_rows_of_a_visit_that_nothing_shows_are_told() -> None:
    # A's second visit found two pieces of litter and says nothing of rooms: A keeps 10, and somebody must look
    rows = "estate,criterion,value,visit\nA,rooms,3,1\nA,litter,2,2\nB,rooms,5,1\nB,litter,1,1\n"
    result = a_result(SHOWN, {"rows.csv": rows})

    assert scores(result) == {"A": "10.00", "B": "9.00"}
    assert [(note.code, note.params) for note in result.notes] == [
        ("rows-not-visited", {"id": "A", "channel": "-", "visit": "2", "measure": "rooms"})
    ]


def test_where_visits_are_pooled_one_row_shows_them_all() -> None:
    channels = {"city": {"weight": 1, "absent": "zero", "visits": "pooled"}}
    rubric = SHOWN | {"channels": channels, "criteria": [a_criterion("litter", 10, channels=["city"])]}
    head = "estate,criterion,value,visit\n"
    result = a_result(rubric, {"city.csv": head + "A,rooms,3,1\nA,litter,2,2\nB,litter,2,2\n"})

    assert scores(result) == {"A": "8.00", "B": "0.00"}
    assert [note.params for note in result.notes] == [{"id": "B", "channel": "city", "visit": "2", "measure": "rooms"}]


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


def test_a_row_that_says_not_applicable_is_a_row_too() -> None:
    assert scores(a_result(SHOWN, "A,rooms,n/a\n")) == {"A": "10.00"}


def test_each_visit_needs_a_row_of_its_own() -> None:
    head = "estate,criterion,value,visit\n"
    rows = "A,rooms,3,1\nA,litter,2,1\nA,litter,9,2\n"

    # on the second visit nobody came
    assert scores(a_result(SHOWN, head + rows)) == {"A": "8.00"}
    # somebody did: (8 + 1) / 2
    assert scores(a_result(SHOWN, head + rows + "A,rooms,3,2\n")) == {"A": "4.50"}


def test_a_visit_log_comes_before_it() -> None:
    channels = {"city": {"weight": 1, "absent": "zero"}}
    rubric = SHOWN | {"channels": channels, "criteria": [a_criterion("litter", 10, channels=["city"])]}
    log = "estate,channel,visit,date,status\nA,city,1,2022-05-01,done\nB,city,1,2022-05-01,refused\n"
    files = {"city.csv": "estate,criterion,value,visit\nA,litter,2,1\n"}

    result = a_result(rubric, files, visits=log, register="estate\nA\nB\n")
    assert scores(result) == {"A": "8.00", "B": "0.00"}


def test_each_channel_shows_its_own_visits() -> None:
    channels = {"city": {"weight": 1, "absent": "not_rated"}, "own": {"weight": 1, "absent": "renormalise"}}
    rubric = SHOWN | {
        "channels": channels,
        "criteria": [a_criterion("litter", 10, measure={"sum": "litter", "per": "rooms"}, channels=["city", "own"])],
    }
    head = "estate,criterion,value\n"
    files = {"city.csv": head + "A,rooms,2\nA,litter,4\n", "own.csv": head + "A,litter,9\n"}

    # the city alone came: 10 - 4/2
    assert scores(a_result(rubric, files)) == {"A": "8.00"}


def test_nobody_anywhere_leaves_nobody_assessed() -> None:
    assert scores(a_result(SHOWN, "A,litter,2\nB,litter,0\n")) == {"A": "not_assessed", "B": "not_assessed"}


def test_a_skipped_row_of_it_still_shows_that_somebody_came() -> None:
    assert scores(a_result(SHOWN, "A,rooms,many\nA,litter,2\n", skip_bad_rows=True)) == {"A": "8.00"}
