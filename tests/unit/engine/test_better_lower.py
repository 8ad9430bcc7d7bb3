from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redprop.engine.columns import grades_of
from tests.builders import a_criterion, a_file, a_result, places, scores, text_of
from tests.running import Inside

POINTS: dict[str, Any] = {
    "better": "lower",
    "criteria": [a_criterion("minor", points={"each": 4}), a_criterion("grave", points={"each": 50})],
    "grades": {"order": ["clear", "warned", "shut"], "bands": [[8, "clear"], [60, "warned"]], "else": "shut"},
}
ROWS = "A,minor,2\nB,minor,3\nC,grave,1\nD,minor,15\nE,grave,2\nF,minor,0\n"


def test_the_least_ranks_first() -> None:
    assert places(a_result(POINTS, ROWS)) == {"F": 1, "A": 2, "B": 3, "C": 4, "D": 5, "E": 6}


def test_a_band_reaches_down_to_its_cut_which_belongs_to_it() -> None:
    # 8 is clear, 12 is not; 60 is warned, 100 is shut
    assert grades_of(a_result(POINTS, ROWS)) == ["clear", "warned", "warned", "warned", "shut", "clear"]


def test_a_cap_says_no_better_than() -> None:
    limit = {"id": "hidden", "when": {"hid": {"at_least": 1}}, "if_missing": "ignored", "cap": 40}
    result = a_result(POINTS | {"limits": [limit]}, ROWS + "A,hid,1\nE,hid,1\n")

    found = scores(result)
    assert (found["A"], found["E"]) == ("40.00", "100.00"), "a score that is worse already stays"
    assert grades_of(result)[0] == "warned"


def test_quotas_count_from_the_least() -> None:
    quota = {"grade": "clear", "top_share": 0.34, "seats": "floor", "ties": "in"}
    grades = {"order": ["clear", "rest"], "bands": [], "else": "rest", "quotas": [quota]}

    # 34% of six are two seats: F with 0 and A with 8
    assert grades_of(a_result(POINTS | {"grades": grades}, ROWS)) == ["clear", "rest", "rest", "rest", "rest", "clear"]


def test_a_ranking_by_a_part_puts_the_least_first() -> None:
    twice, _, _ = a_result(POINTS, ROWS).rank_by("criterion.grave")

    assert [place / 2 for place in twice.tolist()] == [1, 1, 5, 1, 6, 1]


@pytest.mark.parametrize(("bar", "code", "told"), [("60", 1, "Above 60: E."), ("100", 0, "")])
def test_whoever_is_above_the_bar_fails_it(bar: str, code: int, told: str, inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(text_of(a_file(**POINTS)))
    (tmp_path / "rows.csv").write_text("estate,criterion,value\n" + ROWS)

    ran = inside("rank", "--rubric", "r.yaml", "rows.csv", "--fail-under", bar, cwd=tmp_path)

    assert (ran.code, ran.err.strip()) == (code, told)
