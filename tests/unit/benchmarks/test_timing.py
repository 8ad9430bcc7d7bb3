"""Processes in turn: what is counted, and that one that fails stops nothing. Nothing here is timed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.unit.benchmarks.loading import load

timing = load("timing")


def python(code: str, **how: object) -> object:
    return timing.Command([sys.executable, "-S", "-c", code], **how)


def test_a_command_that_fails_is_told_and_the_others_go_on() -> None:
    found = timing.in_turn({"bad": python("raise SystemExit(3)"), "good": python("")}, runs=2)

    assert (found["bad"].failed, found["bad"].seconds, found["bad"].mib) == ("failed (exit 3)", None, None)
    assert len(found["good"].counted) == 2, "the first of three rounds is dropped"
    assert found["good"].seconds > 0


def test_a_command_that_should_end_with_problems_has_not_failed() -> None:
    found = timing.in_turn({"problems": python("raise SystemExit(2)", expected=2)}, runs=1)

    assert found["problems"].failed == ""


def test_answers_are_compared_on_their_first_columns(tmp_path: Path) -> None:
    (tmp_path / "right.csv").write_text("rank,score\n1,2.50\n", encoding="utf-8")
    ours = python("print('rank,score,more'); print('1,2.50,x')", answer=tmp_path / "ours.csv", prints=True, columns=2)
    found = timing.in_turn({"ours": ours}, runs=1)

    assert found["ours"].answers == {timing.digest(tmp_path / "right.csv")}
