"""Two real workers on this machine: the same bytes as without them, whatever happens to them on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from redprop.cli.progress import Bar
from redprop.tables.cluster import connect
from tests.cluster.conftest import RUBRIC
from tests.running import Inside, plain_environment, process

pytestmark = [
    pytest.mark.filterwarnings("default"),  # Dask's own
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed and stopped by signals"),
]
WORDS = ("--rubric", RUBRIC, "--register", "estates.csv", "--format", "csv")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What is done one after the other when batches have come in, instead of showing how far reading has come."""
    actions: list[Callable[[], None]] = []
    monkeypatch.setattr(Bar, "__call__", lambda bar, rows, done, total: actions and actions.pop(0)())
    return actions


def test_two_workers_give_the_same_bytes(bulk: Path, inside: Inside, workers: Any, many_batches: None) -> None:
    for file in ("measurements.csv", "bad.csv"):
        words = ["rank", *WORDS, file, "--skip-bad-rows"]
        plain = inside(*words, cwd=bulk)

        assert plain.out
        assert inside(*words, "--cluster", workers.scheduler_address, cwd=bulk) == plain


def test_all_problems_come_in_the_same_order(
    bulk: Path, tmp_path: Path, inside: Inside, workers: Any, many_batches: None
) -> None:
    words = ["rank", *WORDS, "bad.csv", "measurements.csv"]
    plain = inside(*words, "--problems", tmp_path / "plain.csv", cwd=bulk)
    spread = inside(*words, "--problems", tmp_path / "spread.csv", "--cluster", workers.scheduler_address, cwd=bulk)

    assert plain.code == 2
    assert spread == plain
    assert (tmp_path / "spread.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


def test_a_worker_that_is_killed_half_way_changes_nothing(
    bulk: Path, inside: Inside, workers: Any, many_batches: None, begun: list[Callable[[], None]]
) -> None:
    """It is stopped first, so that it certainly has batches in its hands when it dies, and the driver waits for them."""
    words = ["rank", *WORDS, "measurements.csv"]
    plain = inside(*words, cwd=bulk)
    pid = workers.workers[0].pid

    stopped: list[float] = []

    def stop_and_kill() -> None:
        os.kill(pid, signal.SIGSTOP)
        stopped.append(time.monotonic())
        Timer(1, os.kill, (pid, signal.SIGKILL)).start()

    begun += [lambda: None, stop_and_kill]
    spread = inside(*words, "--cluster", workers.scheduler_address, cwd=bulk)

    assert spread == plain
    assert time.monotonic() - stopped[0] > 1, "nothing waited for the worker"
    deadline = time.monotonic() + 20
    while workers.workers[0].pid in (None, pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers.workers[0].pid != pid
    workers.wait_for_workers(2, timeout=20)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler and a worker as the page tells to start them; its address, and its process."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'redprop[cluster]'")
    said = tmp_path / "scheduler.json"
    run: dict[str, Any] = {"env": plain_environment(), "stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    here = ["--scheduler-file", str(said)]
    first = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *here], **run)
    deadline = time.monotonic() + 30
    while not (said.exists() and said.read_bytes().endswith(b"}")) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = subprocess.Popen(
        [*dask, "worker", *here, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "5"], **run
    )
    try:
        yield json.loads(said.read_text())["address"], first
    finally:
        for one in (second, first):
            one.kill()
            one.wait()


def test_a_scheduler_that_is_lost_in_the_middle_ends_in_an_error_and_no_output(
    scheduler: tuple[str, subprocess.Popen[bytes]],
    bulk: Path,
    tmp_path: Path,
    inside: Inside,
    many_batches: None,
    begun: list[Callable[[], None]],
) -> None:
    address, running = scheduler
    begun += [lambda: None, running.kill]
    output = tmp_path / "ranking.csv"
    start = time.monotonic()
    ran = inside("rank", *WORDS[:-2], "measurements.csv", "--cluster", address, "-o", output, cwd=bulk)

    assert (ran.code, ran.out) == (2, ""), ran.err
    assert (
        ran.err
        == f"The scheduler at {address} is lost, and there is no result. Start it and try again. (scheduler-lost)\n"
    )
    assert not output.exists()
    assert time.monotonic() - start < connect.WORKERLESS + 3 * connect.ASKED
    assert not begun


def test_no_scheduler_is_an_error_soon(bulk: Path) -> None:
    ran = process("rank", *WORDS, "measurements.csv", "--cluster", "tcp://127.0.0.1:9", cwd=bulk)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.endswith(b"(no-scheduler)\n")


def test_no_workers_are_an_error_after_a_while(bulk: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'redprop[cluster]'")
    monkeypatch.setattr(connect, "WORKERLESS", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=60) as empty:
        ran = inside("rank", *WORDS, "measurements.csv", "--cluster", empty.scheduler_address, cwd=bulk)

    assert (ran.code, ran.out) == (2, ""), ran.err
    assert ran.err.endswith("(no-workers)\n")


@pytest.mark.parametrize("said", ["local:0", "local:two", "local", "here", "http://host"])
def test_what_is_no_address_is_told(said: str, bulk: Path, inside: Inside) -> None:
    ran = inside("rank", *WORDS, "measurements.csv", "--cluster", said, cwd=bulk)

    assert (ran.code, ran.out) == (2, ""), ran.err
    assert ran.err.endswith("(bad-cluster)\n")
    assert said in ran.err


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"redprop": ""}, "has no redprop."), ({"Python": "2.7"}, "has Python 2.7, and this machine has")],
    ids=["missing", "other"],
)
def test_other_versions_are_told_before_anything_is_counted(
    changed: dict[str, str], told: str, bulk: Path, inside: Inside, workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions, asked = connect._versions, []

    def all_but_mine(said: dict[str, Any]) -> dict[str, str]:
        asked.append(said)
        return versions(said) | (changed if len(asked) > 1 else {})

    monkeypatch.setattr(connect, "_versions", all_but_mine)
    ran = inside("rank", *WORDS, "measurements.csv", "--cluster", workers.scheduler_address, cwd=bulk)

    assert (ran.code, ran.out) == (2, ""), ran.err
    assert ran.err.count(told) == 3  # the scheduler and two workers


def test_processes_of_this_machine_give_the_same_bytes_and_say_nothing(bulk: Path) -> None:
    plain = process("rank", *WORDS, "measurements.csv", cwd=bulk)
    spread = process("rank", *WORDS, "measurements.csv", "--cluster", "local:2", cwd=bulk)

    assert plain.stdout
    assert (spread.returncode, spread.stdout, spread.stderr) == (0, plain.stdout, b"")


@pytest.mark.parametrize("later", [0.0, 0.5], ids=["while-starting", "while-counting"])
def test_ctrl_c_stops_soon_and_leaves_no_process_behind(later: float, bulk: Path) -> None:
    psutil = pytest.importorskip("psutil", reason="Dask is not installed: pip install 'redprop[cluster]'")
    words = [sys.executable, "-m", "redprop", "rank", *map(str, WORDS), *["measurements.csv"], "--cluster", "local:2"]
    running = subprocess.Popen(
        words, cwd=bulk, env=plain_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    children: list[Any] = []
    while len(children) < 3 and running.poll() is None:
        children = psutil.Process(running.pid).children(recursive=True)
        time.sleep(0.02)
    time.sleep(later)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=30)

    assert running.returncode in (130, 0)  # it may have come to its end before
    assert err == b""
    psutil.wait_procs(children, timeout=5)
    assert [child for child in children if child.is_running() and child.status() != "zombie"] == []
