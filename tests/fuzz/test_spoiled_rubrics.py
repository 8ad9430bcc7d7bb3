"""Whatever a rubric file holds, checking it ends in findings or a clean pass, and soon.

`make test` tries 300 spoilt files, `make fuzz` 5,000. Two variables of the environment say otherwise:
`REDPROP_FUZZ` how many, `REDPROP_FUZZ_SEED` which. File N of a seed is always the same; one that fails is written to a
temporary folder. To try one file alone: `pytest tests/fuzz -k SEED-N-N`, or `redprop check` on what was written.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random

import pytest

from redprop.check.force import marks_in_force
from redprop.check.run import Checked, check_bytes
from redprop.errors import Severity
from redprop.messages import LANGUAGES
from redprop.report import RENDERERS
from redprop.report.checks import force_sheet, problem_sheet
from redprop.report.sheet import Screen
from tests.docs.test_docs import as_yaml
from tests.fuzz import structure, text
from tests.fuzz.seeds import Seed, seeds

SEED = os.environ.get("REDPROP_FUZZ_SEED", "20220630")
COUNT = int(os.environ.get("REDPROP_FUZZ", "300"))
CHUNK = 25
SOON = 2.0  # seconds of this process's own time, so that a busy machine is not taken for a slow program
HANGS = 60  # seconds after which a file is given up
SCREEN = Screen(width=80)


def test_there_is_something_to_spoil() -> None:
    assert sum(seed.right for seed in seeds()) >= 30
    assert sum(not seed.right for seed in seeds()) >= 100


def test_a_spoilt_file_is_the_same_each_time() -> None:
    assert [spoilt(number) for number in range(10)] == [spoilt(number) for number in range(10)]


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK), ids=lambda first: f"{SEED}-{first}")
def test_a_spoilt_rubric_ends_in_findings_or_a_clean_pass(
    first: int, record_property: Callable[[str, object], None]
) -> None:
    failed, slowest = [], (0.0, 0)
    for number in range(first, min(first + CHUNK, COUNT)):
        content = spoilt(number)
        told, taken = what_fails(content)
        slowest = max(slowest, (taken, number))
        if told is None and taken > SOON:
            told = f"{taken:.1f} seconds"
        if told is not None:
            failed.append(f"file {number} of seed {SEED}, in {_kept(content, number)}:\n{told}")
    record_property("slowest", slowest)

    assert not failed, "\n\n".join(failed)


def spoilt(number: int) -> bytes:
    """The file of a number: right rubrics are spoilt more often, for they get further."""
    random = Random(f"{SEED}:{number}")
    right = random.random() < 0.7
    seed = random.choice(_sorted_out()[right])
    if seed.data is not None and random.random() < 0.75:
        return as_yaml(structure.spoiled(seed.data, random)).encode(errors="replace")
    return text.spoiled(seed.text, random)


@cache
def _sorted_out() -> dict[bool, list[Seed]]:
    return {right: [seed for seed in seeds() if seed.right is right] for right in (True, False)}


def what_fails(content: bytes) -> tuple[str | None, float]:
    """The traceback of a file that the program cannot bear, or nothing; and how long its check took."""
    begun = time.process_time()
    taken = 0.0
    try:
        with given_up():
            checked = check_bytes(content, "spoilt.yaml")
            said = [problem.line(language) for problem in checked.problems for language in LANGUAGES]
            taken = time.process_time() - begun
            assert all(said)
            assert_told(checked)
            show(checked)
    except Exception:
        return traceback.format_exc(limit=-6), time.process_time() - begun
    return None, taken


def show(checked: Checked) -> None:
    """What `redprop check` prints, in each language and format."""
    force = marks_in_force(checked.plan) if checked.plan is not None else None
    for language in LANGUAGES:
        for render in RENDERERS.values():
            render(problem_sheet(checked.problems, language), SCREEN)
            if checked.plan is not None and force is not None:
                render(force_sheet(checked.plan, force, language), SCREEN)


def assert_told(checked: Checked) -> None:
    """Either a plan or an error; every finding has its place in the file."""
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert checked.plan is not None or errors
    for problem in checked.problems:
        assert problem.place.line >= 1, problem
        assert problem.place.column >= 1, problem


@contextmanager
def given_up() -> Iterator[None]:
    """Stops what never ends, where the system has alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _kept(content: bytes, number: int) -> Path:
    """The file, kept for whoever looks into it."""
    folder = Path(tempfile.gettempdir()) / f"redprop-fuzz-{SEED}"
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}.yaml"
    path.write_bytes(content)
    return path
