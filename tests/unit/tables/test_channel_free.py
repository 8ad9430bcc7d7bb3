"""Rows that need no channel: what was decided on or happened, whoever looked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_plan, a_result, codes, score_of, scores, spots, table_problems

CHANNELS = {"city": {"weight": 1, "absent": "not_rated"}, "owners": {"weight": 1, "absent": "renormalise"}}
RUBRIC: dict[str, Any] = {
    "channels": CHANNELS,
    "criteria": [a_criterion("tidy", 100, channels=["city", "owners"])],
    "bonus": {"criteria": [{"id": "praised", "title": "Commended", "points": {"each": 2}}]},
    "limits": [{"id": "fire", "when": {"fires": {"at_least": 2}}, "if_missing": "ignored", "cap": 50}],
}
HEAD = "estate,criterion,value\n"
CITY = {"city.csv": HEAD + "A,tidy,20\n"}
TWO = a_plan(**RUBRIC)


def refused(text: str, name: str = "adjustments.csv") -> list[tuple[str, str, int, str]]:
    return spots(table_problems(TWO, CITY | {name: text}))


def test_without_such_rows_the_score_stands() -> None:
    assert score_of(TWO, CITY) == "80.00"


@pytest.mark.parametrize("text", [HEAD + "A,praised,3\n", HEAD + "A,commended,3\n", "estate,praised\nA,3\n"])
def test_a_bonus_may_come_in_a_long_or_a_wide_file_without_a_channel(text: str) -> None:
    # 80 + 2 x 3
    assert score_of(TWO, CITY | {"adjustments.csv": text}) == "86.00"


def test_what_only_a_limit_reads_may_come_without_a_channel() -> None:
    # exactly on the threshold of two fires, and one under it
    assert score_of(TWO, CITY | {"incidents.csv": HEAD + "A,fires,2\n"}) == "50.00"
    assert score_of(TWO, CITY | {"incidents.csv": HEAD + "A,fires,1\n"}) == "80.00"


def test_rows_with_and_without_a_channel_are_added_up() -> None:
    # 80 + 2 x (1 + 2)
    files = {"city.csv": HEAD + "A,tidy,20\nA,praised,1\n", "adjustments.csv": HEAD + "A,praised,2\n"}
    assert score_of(TWO, files) == "86.00"

    # one fire and one
    files = {"city.csv": HEAD + "A,tidy,20\nA,fires,1\n", "incidents.csv": HEAD + "A,fires,1\n"}
    assert score_of(TWO, files) == "50.00"


def test_a_file_may_name_a_channel_in_some_rows_alone() -> None:
    text = "estate,channel,criterion,value\nA,city,tidy,20\nA,,praised,1\n"

    assert score_of(TWO, {"all.csv": text}) == "82.00"


def test_a_row_that_needs_a_channel_and_names_none_is_told_alone() -> None:
    assert refused(HEAD + "A,praised,1\nA,tidy,3\n") == [("no-channel", "adjustments.csv", 3, "criterion")]


def test_so_is_a_cell_of_a_wide_file() -> None:
    assert refused("estate,praised,tidy\nA,1,3\nA,1,\n") == [("no-channel", "adjustments.csv", 2, "tidy")]


def test_so_is_an_empty_channel_of_a_row_that_needs_one() -> None:
    text = "estate,channel,criterion,value\nA,,praised,1\nA,,tidy,1\n"

    assert refused(text, "more.csv") == [("no-channel", "more.csv", 3, "criterion")]


def test_every_row_that_needs_a_channel_is_told() -> None:
    assert refused(HEAD + "A,tidy,1\nA,tidy,2\n") == [
        ("no-channel", "adjustments.csv", 2, "criterion"),
        ("no-channel", "adjustments.csv", 3, "criterion"),
    ]


def test_a_channel_that_there_is_not_is_told_there_too() -> None:
    text = "estate,channel,criterion,value\nA,town,praised,1\n"

    assert refused(text) == [("unknown-channel", "adjustments.csv", 2, "channel")]


def test_problems_of_values_and_subjects_are_told_as_elsewhere() -> None:
    register = "estate\nA\n"
    found = table_problems(
        TWO, CITY | {"adjustments.csv": HEAD + "A,praised,-1\nB,praised,1\nA,prased,1\n"}, register=register
    )

    assert codes(found) == ["value-outside", "unknown-subject", "unknown-measure"]


def test_a_decision_is_no_visit() -> None:
    # nobody came to B: its city channel is missing, and so is its score
    files = CITY | {"adjustments.csv": HEAD + "B,praised,3\n"}

    assert scores(a_result(TWO, files)) == {"A": "80.00", "B": "not_rated"}


def test_a_decision_needs_no_visit_in_the_log() -> None:
    log = "estate,channel,visit,date,status\nA,city,1,2022-05-01,done\nA,owners,1,2022-05-01,refused\n"
    files = {"city.csv": HEAD + "A,tidy,20\n", "adjustments.csv": "estate,criterion,value,visit\nA,praised,3,7\n"}

    assert score_of(TWO, files, visits=log) == "86.00"


def test_a_condition_of_one_channel_does_not_ask_rows_without_one() -> None:
    limit = {"id": "fire", "when": {"fires": {"at_least": 1, "channel": "city"}}, "if_missing": "ignored", "cap": 50}
    plan = a_plan(**(RUBRIC | {"limits": [limit]}))

    assert score_of(plan, CITY | {"incidents.csv": HEAD + "A,fires,1\n"}) == "80.00"
    assert score_of(plan, {"city.csv": HEAD + "A,tidy,20\nA,fires,1\n"}) == "50.00"


def test_a_skipped_row_leaves_its_bonus_out_and_nothing_else() -> None:
    files = CITY | {"adjustments.csv": HEAD + "A,praised,one\nA,praised,1\nB,praised,1\n"}
    result = a_result(TWO, files | {"owners.csv": HEAD + "B,tidy,0\n"}, skip_bad_rows=True)

    # both rows of A are of one cell; B has no city channel
    assert (scores(result)["A"], result.reading.left_out) == ("80.00", 2)


def test_a_file_in_which_nothing_was_decided_yet_is_no_problem() -> None:
    assert score_of(TWO, CITY | {"adjustments.csv": HEAD}) == "80.00"


def test_where_every_measure_is_some_channels_no_row_goes_without() -> None:
    plan = a_plan(**{key: said for key, said in RUBRIC.items() if key not in ("bonus", "limits")})

    assert spots(table_problems(plan, {"all.csv": "estate,channel,criterion,value\nA,,tidy,1\n"})) == [
        ("unknown-channel", "all.csv", 2, "channel")
    ]


def test_without_channels_every_file_is_the_same() -> None:
    rubric = {"criteria": [a_criterion("tidy", 100)], "bonus": RUBRIC["bonus"]}

    assert score_of(rubric, {"rows.csv": HEAD + "A,tidy,20\n", "adjustments.csv": HEAD + "A,praised,1\n"}) == "82.00"
