"""Whatever bytes a file of measurements holds, reading it ends in a result or in listed problems, and soon.

As many files as of rubrics are tried, and by the same variables: see `test_spoiled_rubrics`. A file that fails is
written to a temporary folder.
"""

from __future__ import annotations

import os
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from redprop.cli.told import ProblemLines
from redprop.errors import Found, Problem, TableError
from redprop.messages import LANGUAGES
from redprop.tables.read import read_period
from redprop.tables.sources import How, Sources
from tests.fuzz.forms import NAMES, forms, shipped, the_plan
from tests.fuzz.spoiling import OF_BYTES, OF_TEXT
from tests.fuzz.test_spoiled_rubrics import given_up

SEED = os.environ.get("REDPROP_FUZZ_SEED", "20220630")
COUNT = int(os.environ.get("REDPROP_FUZZ", "300"))
CHUNK = 25
SOON = 3.0  # seconds of this process's own time


def spoilt(number: int) -> tuple[str, str, bytes, How]:
    """The file of a number, whose place it takes, and how it is read."""
    random = Random(f"{SEED}:table:{number}")
    name = random.choice(NAMES)
    ending = random.choice((".csv", ".csv", *forms(name)))
    content = forms(name)[ending]
    is_text = ending in (".csv", ".tsv")
    for _ in range(random.choice((1, 1, 2))):
        content = random.choice(OF_TEXT if is_text else OF_BYTES)(content, random) if content else content
    if random.random() < 0.1:
        ending = random.choice(list(forms(name)))
    how = How(
        skip_bad_rows=random.random() < 0.3,
        block=random.choice((1, 7, 100, 1000, 8 << 20)),
        workers=random.choice((1, 2)),
        problem_lines=ProblemLines() if random.random() < 0.3 else None,
        encoding=random.choice((*[None] * 20, "gbk", "utf-8", "utf-16")),
    )
    return name, ending.replace(".gb", "").replace(".u16", ""), content, how


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK), ids=lambda first: f"{SEED}-{first}")
def test_a_spoilt_table_ends_in_a_result_or_listed_problems(
    first: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    failed, slowest = [], (0.0, 0)
    for number in range(first, min(first + CHUNK, COUNT)):
        told, taken = what_fails(number, tmp_path)
        slowest = max(slowest, (taken, number))
        if told is None and taken > SOON:
            told = f"{taken:.1f} seconds"
        if told is not None:
            failed.append(f"file {number} of seed {SEED}, in {_kept(number)}:\n{told}")
    record_property("slowest", slowest)

    assert not failed, "\n\n".join(failed)


def what_fails(number: int, folder: Path) -> tuple[str | None, float]:
    """The traceback of a file that the program cannot bear, or nothing; and how long reading it took."""
    name, ending, content, how = spoilt(number)
    wrong = folder / f"{name}{ending}"
    wrong.write_bytes(content)
    measured = wrong if name not in ("estates", "visits") else shipped("adjustments")
    register = wrong if name == "estates" else shipped("estates")
    visits = wrong if name == "visits" else shipped("visits")
    begun = time.process_time()
    try:
        with given_up():
            assert_told(problems_of(Sources((measured,), register, visits, "2022Q2"), how))
    except Exception:
        return traceback.format_exc(limit=-6), time.process_time() - begun
    finally:
        wrong.unlink()
    return None, time.process_time() - begun


def problems_of(sources: Sources, how: How) -> list[Problem]:
    """All that reading tells; an error has something to tell."""
    try:
        found = read_period(sources, the_plan(), how).found
    except TableError as error:
        assert error.problems  # noqa: PT017  # a result is as good
        assert_lines(error.found)
        return list(error.problems)
    assert_lines(found)
    return found.problems()


def assert_lines(found: Found | None) -> None:
    """All problems can be written, each on its line."""
    assert all(line.endswith("\n") for line in (found.every() if found is not None else ()))


def assert_told(problems: list[Problem]) -> None:
    """Every problem says something in both languages, on one line of what a terminal can show."""
    for problem in problems:
        for language in LANGUAGES:
            line = problem.line(language)
            assert line
            assert line.isprintable(), repr(line)
            assert len(line) < 2000, line[:100]


def _kept(number: int) -> Path:
    """The file, kept for whoever looks into it."""
    folder = Path(tempfile.gettempdir()) / f"redprop-fuzz-{SEED}"
    folder.mkdir(exist_ok=True)
    name, ending, content, _ = spoilt(number)
    path = folder / f"{number}-{name}{ending}"
    path.write_bytes(content)
    return path


def test_spoilt_tables_end_in_many_ways(tmp_path: Path) -> None:
    """Else the above would try little: some are read, and some are told of problems of their rows."""
    read, codes = 0, set()
    for number in range(80):
        name, ending, content, how = spoilt(number)
        if name in ("estates", "visits"):
            continue
        path = tmp_path / f"{name}{ending}"
        path.write_bytes(content)
        try:
            read_period(Sources((path,), shipped("estates"), shipped("visits"), "2022Q2"), the_plan(), how)
            read += 1
        except TableError as error:
            codes |= {problem.code for problem in error.problems}

    assert read >= 5
    assert len(codes) >= 10
