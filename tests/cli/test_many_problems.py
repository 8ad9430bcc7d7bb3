"""A hundred thousand problems in a million rows: each is counted, each can be had, and memory stays what it was."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import RUBRIC
from tests.running import Measured, measured

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="nothing measures a process here")
ROWS, EVERY = 1_000_000, 20
"""Of so many rows, one in so many has a value that is none, and one an estate that is not in the register."""
EACH = ROWS // EVERY
WORDS = ("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", "--format", "csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files without a problem, with a thousand, and with a hundred thousand, every one of another text."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "rubric.yaml").write_text(RUBRIC)
    estates = [f"E{number:05}" for number in range(500)]
    (folder / "estates.csv").write_text("estate,name,category\n" + "".join(f"{one},{one},old\n" for one in estates))
    for name, every in {"good": ROWS, "few": 100 * EVERY, "bad": EVERY}.items():
        (folder / name).mkdir()
        with (folder / name / "industry.csv").open("w") as out:
            out.write("estate,criterion,value\n")
            for number in range(ROWS):
                wrong = number % every if every < ROWS else 0
                estate = f"X{number}" if wrong == 3 else estates[number * 7 % 500]
                out.write(f"{estate},tidy,{f'x{number}' if wrong == 12 else f'{number % 90}.5'}\n")
    return folder


@pytest.fixture(scope="module")
def clean(folder: Path) -> Measured:
    return measured(*WORDS, "good/industry.csv", cwd=folder)


@pytest.fixture(scope="module")
def few(folder: Path) -> Measured:
    return measured(*WORDS, "few/industry.csv", cwd=folder)


def test_the_total_is_the_true_one_and_memory_does_not_grow(folder: Path, clean: Measured, few: Measured) -> None:
    ran = measured(*WORDS, "bad/industry.csv", cwd=folder)

    assert (clean.code, ran.code) == (0, 2)
    assert f"Problems: {2 * EACH:,}\n" in ran.err
    for code in ("not-a-value", "unknown-subject"):
        assert len(re.findall(rf"industry\.csv:\d+ .*\({code}\)", ran.err)) == 5
        assert f"{EACH - 5:,} more of these ({code})" in ran.err
    assert_as_little(ran, clean, few)
    assert ran.seconds < 2 * clean.seconds + 2


def test_every_problem_is_written_in_the_order_of_the_rows(folder: Path, clean: Measured, few: Measured) -> None:
    ran = measured(*WORDS, "bad/industry.csv", "--problems", "problems.csv", cwd=folder)
    with (folder / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(int(row["row"]), row["code"]) for row in csv.DictReader(file)]

    assert ran.code == 2
    assert len(rows) == 2 * EACH
    assert rows == sorted(rows)
    assert rows[:2] == [(5, "unknown-subject"), (14, "not-a-value")]
    assert rows[-1] == (ROWS - EVERY + 14, "not-a-value")
    assert_as_little(ran, clean, few)
    assert ran.seconds < 15


def test_rows_that_are_skipped_are_counted(folder: Path, clean: Measured, few: Measured) -> None:
    ran = measured(*WORDS, "bad/industry.csv", "--skip-bad-rows", cwd=folder)

    assert ran.code == 0
    assert f"error: {EACH} × " in ran.err
    assert_as_little(ran, clean, few)


def assert_as_little(ran: Measured, clean: Measured, few: Measured) -> None:
    """A hundred times as many problems take little more: what is wrong is known by its text while its piece is read."""
    assert ran.peak < 1.35 * few.peak
    assert ran.peak < 1.6 * clean.peak
