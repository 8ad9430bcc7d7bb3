from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.frames import score_frame
from tests.builders import a_criterion, a_file, a_result, codes, loaded, scores

RUBRIC: dict[str, Any] = {
    "channels": {
        "city": {"weight": 80, "absent": "zero"},
        "own": {"weight": 20, "absent": "zero", "zero_when": {"lies": {"at_least": 1}}},
    },
    "criteria": [a_criterion("tidy", 100, channels=["city", "own"])],
}
FILES = {
    "city.csv": "estate,criterion,value\nA,tidy,10\nB,tidy,10\nA,lies,1\n",
    "own.csv": "estate,criterion,value\nA,tidy,0\nB,tidy,0\n",
}


def test_the_channel_counts_nothing_where_the_condition_holds() -> None:
    # A: 0.8 x 90 + 0.2 x 0; B, of whom nothing was said: 0.8 x 90 + 0.2 x 100
    result = a_result(RUBRIC, FILES)

    assert scores(result) == {"A": "72.00", "B": "92.00"}
    assert [str(mark) for mark in score_frame(result)["own"]] == ["0.00", "100.00"]


def test_what_it_might_have_counted_is_lost_and_the_parts_add_up() -> None:
    row = score_frame(a_result(RUBRIC, FILES)).iloc[0]

    assert (str(row["tidy"]), str(row["tidy_full"])) == ("72.000000", "100")


def test_no_floor_lifts_what_counts_nothing() -> None:
    # s is at least 40 of 100; A: 0.8 x 90 + 0.2 x 0, and all of it comes from what the city saw
    section = {"id": "s", "floor": 40, "criteria": RUBRIC["criteria"]}
    row = score_frame(a_result(RUBRIC | {"sections": [section], "criteria": []}, FILES)).iloc[0]

    assert [str(row[name]) for name in ("score", "s", "rounding")] == ["72.00", "72.000000", "0.000000"]


@pytest.mark.parametrize("name", ["score", "channel.city", "marks.tidy"])
def test_it_may_ask_for_measures_and_the_register_alone(name: str) -> None:
    channels = RUBRIC["channels"] | {"own": RUBRIC["channels"]["own"] | {"zero_when": {name: {"at_least": 1}}}}

    assert codes(loaded(a_file(**RUBRIC | {"channels": channels})).problems) == ["unknown-name"]
