"""A person who watches sees how far reading has come, and can end it: at once, with nothing left behind."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter
from rich.console import Console

from redprop.cli.progress import Bar
from tests.cli.conftest import RUBRIC
from tests.running import plain_environment

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to pretend here")
ROWS = 1_200_000
SHORT = """
import sys
from functools import partial
from redprop.cli import main, progress
progress.Bar = partial(progress.Bar, long=1)
main()
"""
HEAD = "estate,criterion,value\n"
WORDS = ("rank", "--rubric", "rubric.yaml", "--register", "estates.csv")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of 30 MB, the same many times over packed, and a workbook of many rows."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "rubric.yaml").write_text(RUBRIC)
    (folder / "estates.csv").write_text("estate,name,category\nE000001,a,old\nE000002,b,new\n")
    rows = "E000001,tidy,1.000000\nE000002,tidy,2.000000\n" * (ROWS // 2)
    (folder / "industry.csv").write_text(HEAD + rows)
    packed = gzip.compress(rows.encode(), 1)
    (folder / "packed").mkdir()
    (folder / "packed" / "industry.csv.gz").write_bytes(gzip.compress(HEAD.encode()) + packed * 20)
    with xlsxwriter.Workbook(folder / "industry.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD.strip().split(","), *([["E000001", "tidy", 1]] * 150_000)]):
            sheet.write_row(number, 0, row)
    return folder


def started(
    code: str, *words: str, cwd: Path, stderr: int = subprocess.PIPE, **changed: str
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *words]
    environment = plain_environment(TERM="xterm", COLUMNS="100", **changed)
    return subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=stderr)


def on_a_terminal(*words: str, cwd: Path, interrupt: bool = False) -> tuple[int, str]:
    """What a person sees of standard error, raw; `interrupt` presses Ctrl-C when rows are counted."""
    ours, theirs = os.openpty()
    running = started(SHORT, *words, cwd=cwd, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # that is how a terminal ends
            break
        if not part:
            break
        seen += part
        if interrupt and b" a second" in seen:  # earlier, modules are being loaded, and Python may lose a signal
            running.send_signal(signal.SIGINT)
            interrupt = False
    os.close(ours)
    running.communicate(timeout=60)
    return running.returncode, seen.decode()


def test_rows_rate_and_time_left_are_shown_and_taken_away_again(large: Path) -> None:
    code, seen = on_a_terminal(*WORDS, "industry.csv", cwd=large)

    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
    assert re.search(r"\d+% [\d,]{7,} rows, [\d,]+ a second +[\d-]:[\d-]{2}:[\d-]{2}", plain), plain
    assert seen.endswith(("\x1b[2K", "\x1b[?25h")) or not re.sub(
        r"\x1b\[[0-9;?]*[A-Za-z]|\s", "", seen.rpartition("\x1b[2K")[2]
    )


def test_a_pipe_and_a_small_file_get_no_bar(large: Path) -> None:
    piped = started(SHORT, *WORDS, "industry.csv", cwd=large)
    _, said = piped.communicate(timeout=60)
    (large / "small.csv").write_text(HEAD)
    ours, theirs = os.openpty()
    watched = started("from redprop.cli import main; main()", *WORDS, "industry.csv", cwd=large, stderr=theirs)
    os.close(theirs)
    watched.communicate(timeout=60)
    os.set_blocking(ours, False)

    assert (piped.returncode, said) == (0, b"")
    with pytest.raises(OSError):  # noqa: PT011  # nothing to read
        os.read(ours, 1)
    os.close(ours)


def test_ctrl_c_gives_the_terminal_back(large: Path) -> None:
    code, seen = on_a_terminal(*WORDS, "packed/industry.csv.gz", cwd=large, interrupt=True)

    assert code == 130, seen
    assert seen.rfind("\x1b[?25h") > seen.rfind("\x1b[?25l")
    assert "Traceback" not in seen


def test_ctrl_c_while_the_bar_is_being_put_there_is_no_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(Console, "push_render_hook", pressed)
    with pytest.raises(KeyboardInterrupt), Bar("en", long=1) as bar:
        bar(1, 1, 2)


LOSING = """
import os, signal, sys
from redprop.rubric import load
from redprop.cli import main

def losing(*_):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(10_000):
            pass
    except KeyboardInterrupt:
        if OTHERWISE:
            raise ValueError("as pydantic has it when it is interrupted while models are built")

load.load_rubric = losing
from redprop.rubric import compile
compile.compile_rubric = lambda _: None
main()
"""


@pytest.mark.parametrize("how", ["lost", "otherwise"])
@pytest.mark.parametrize("command", ["rank", "check"])
def test_ctrl_c_that_a_library_loses_is_found(how: str, command: str, large: Path, tmp_path: Path) -> None:
    words = (command, *WORDS[1:], "industry.csv", "-o", str(tmp_path / "r.csv"))
    running = started(LOSING.replace("OTHERWISE", str(how == "otherwise")), *words, cwd=large)
    out, said = running.communicate(timeout=60)

    assert (running.returncode, out, said) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="nothing tells how much a process has read")
@pytest.mark.parametrize(
    ("name", "begun"), [("industry.csv", 25_000_000), ("packed/industry.csv.gz", 0), ("industry.xlsx", 0)]
)
@pytest.mark.parametrize("option", ["-o", "--problems"])
def test_ctrl_c_ends_at_once_and_leaves_nothing_behind(
    name: str, begun: int, option: str, large: Path, tmp_path: Path
) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "out").mkdir()
    code = "from redprop.cli import main; main()"
    words = (*WORDS, name, option, str(tmp_path / "out" / "r.csv"))
    running = started(code, *words, cwd=large, TMPDIR=str(tmp_path / "tmp"))
    wait_until_read(running, large / name, begun, tmp_path / "tmp")
    pressed = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=60)
    taken = time.monotonic() - pressed

    assert running.returncode == 130, said
    assert taken < 5  # a second on a quiet machine; what runs on would take far longer
    assert out == b""
    assert said.count(b"\n") <= 1
    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "tmp").iterdir()) == []


def size_of(path: Path) -> int:
    """The bytes of a file; none of one that is gone by now."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def wait_until_read(running: subprocess.Popen[bytes], file: Path, begun: int, tmp: Path) -> None:
    """Waits until the process has read so much, or unpacks, or has its workbook open."""
    until = time.monotonic() + 30
    while time.monotonic() < until and running.poll() is None:
        if file.suffix == ".gz":
            if any(size_of(one) > 1 << 20 for one in tmp.iterdir()):
                return
        elif file.suffix == ".xlsx":
            if "python_calamine" in Path(f"/proc/{running.pid}/maps").read_text():
                time.sleep(0.2)
                return
        elif read_by(running.pid) > begun:
            return
        time.sleep(0.002)
    pytest.fail("it ended before it could be interrupted")


def read_by(process: int) -> int:
    return int(Path(f"/proc/{process}/io").read_text().split()[1])
