"""Wherever a file of text is cut into pieces, and however many threads read them, the same is read and told."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redprop.cli.told import ProblemLines
from redprop.errors import Problem, TableError
from redprop.rubric.plan import Plan
from redprop.tables import ledger
from redprop.tables.read import read_period
from redprop.tables.sources import How, Sources
from tests.builders import a_criterion, a_plan

BLOCKS = (1, 7, 30, 100, 1000)
REGISTER = "estate\nE1\nE2\nE3\n"
PLAN = a_plan(
    criteria=[
        a_criterion("tidy", 10),
        a_criterion("liked", 10, given={}),
        a_criterion("state", 10, levels={"good": 10, "bad": 0}, measure={"mean": "state"}),
    ]
)
LONG = ("estate,criterion,value,note", ("E1", "E2", "E3", "E9", ""), ("tidy", "liked", "state", "gone", ""))
WIDE = ("estate,tidy,liked,state,note", ("E1", "E2", "E3", "E9", ""), ())
VALUES = ("1", "2.5", "good", "x", "", "n/a", "-1", "1e9")
NOTES = (
    "",
    "plain",
    '"quoted"',
    '"two\nlines"',
    '"two\r\nlines, ""so""\n"',
    "小区",
    '"\n\n"',
    '""',
    "\u2028",
    "\ufeff",
)
STRAY = (
    '"',
    '""',
    '5"',
    '"a"b',
    'a"b"',
    "\r",
    ",",
    ",,",
    "\n",
    "\r\n\n",
    "\t",
    "\x0b",
    '"open\n',
    '\n"',
    "\ufeff",
    '"\r',
)
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file, long or wide: mostly right, with wrong rows, blank lines and stray quotes here and there."""
    header, subjects, measures = draw(st.sampled_from([LONG, WIDE]))
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    wrong = draw(st.sampled_from([0, 0, 3, 10]))
    lines = [header]
    for _ in range(draw(st.integers(0, 25))):
        fields = [draw(st.sampled_from(subjects))]
        if measures:
            fields += [draw(st.sampled_from(measures)), draw(st.sampled_from(VALUES))]
        else:
            fields += [draw(st.sampled_from(VALUES)) for _ in range(3)]
        line = ",".join([*fields, draw(st.sampled_from(NOTES))])
        if wrong and draw(st.integers(0, 19)) < wrong:
            at = draw(st.integers(0, len(line)))
            line = line[:at] + draw(st.sampled_from(STRAY)) + line[at + draw(st.integers(0, 1)) :]
        lines.append(line)
    return end.join(lines) + draw(st.sampled_from(["", end]))


def read(folder: Path, plan: Plan, **how: Any) -> tuple[object, ...]:
    """What reading gives, and all that it tells."""
    sources = Sources((folder / "rows.csv",), folder / "estates.csv")
    try:
        reading = read_period(sources, plan, How(problem_lines=ProblemLines(), **how))
    except TableError as error:
        found = error.found
        every = list(found.every()) if found else []
        return "refused", [*map(shown, error.problems)], found and found.totals(), every
    problems, every = reading.found.problems(), list(reading.found.every())
    counts = reading.tally.fingerprint(), reading.left_out, reading.found.totals()
    return *counts, [*map(shown, problems)], every


def shown(problem: Problem) -> str:
    """All that a problem says."""
    return f"{problem.severity} {problem.place} {problem.code} {sorted(problem.params.items())}"


def assert_same(text: str, blocks: tuple[int, ...] = BLOCKS, plan: Plan = PLAN) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rows.csv").write_bytes(text.encode())
        (folder / "estates.csv").write_text(REGISTER)
        for skip in (False, True):
            whole = read(folder, plan, workers=1, skip_bad_rows=skip)
            for block in blocks:
                for workers in (1, 2):
                    assert read(folder, plan, block=block, workers=workers, skip_bad_rows=skip) == whole, block


@often
@given(texts())
def test_cutting_a_file_into_pieces_changes_nothing(text: str) -> None:
    assert_same(text)


@often
@given(texts())
def test_no_more_problems_than_are_kept_change_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "KEPT", 2)
        assert_same(text, (7, 100))
