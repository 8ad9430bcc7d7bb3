"""Running redprop from tests: inside this process for the many, as a real process where that is the point."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from redprop.cli.boundary import run

ROOT = Path(__file__).resolve().parents[1]
MAXRSS_PER_MB = 1 << 20 if sys.platform == "darwin" else 1 << 10
TOLD = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "LANGUAGE", "TERM")


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        """Standard output read as CSV."""
        return rows_of(self.out)


def rows_of(text: str) -> list[dict[str, str]]:
    """CSV text as rows by column."""
    return list(csv.DictReader(io.StringIO(text)))


def plain_environment(**changed: str) -> dict[str, str]:
    """The environment without what a developer's own shell says about screens and languages."""
    plain = {name: value for name, value in os.environ.items() if name not in TOLD and not name.startswith("LC_")}
    paths = [str(ROOT / "src"), *([os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else [])]
    return plain | {"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(paths)} | changed


def process(*words: str | Path, cwd: Path, stdin: bytes = b"", **changed: str) -> subprocess.CompletedProcess[bytes]:
    """A real process: `python -m redprop WORDS`; `changed` are variables of its environment."""
    command = [sys.executable, "-m", "redprop", *map(str, words)]
    return subprocess.run(
        command, cwd=cwd, input=stdin, env=plain_environment(**changed), capture_output=True, timeout=120, check=False
    )


class Inside:
    """Runs commands in this process, from a folder, in English unless told otherwise."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch
        for name in (*TOLD, "LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", "C.UTF-8")

    def __call__(self, *words: str | Path, cwd: Path | None = None) -> Ran:
        if cwd is not None:
            self.monkeypatch.chdir(cwd)
        self.capsys.readouterr()
        code = run([str(word) for word in words])
        said = self.capsys.readouterr()
        return Ran(int(code), said.out, said.err)


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]], header: Sequence[str] | None = None) -> Path:
    """Rows as a CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, header or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """A CSV file as rows by column."""
    return rows_of(path.read_text(encoding="utf-8-sig"))


@dataclass(frozen=True)
class Measured:
    """A process that has ended: its exit code, what it said, its own seconds and its greatest memory in MB."""

    code: int
    out: str
    err: str
    seconds: float
    peak: float


MEASURE = """
import json, os, sys
child = os.fork()
if not child:
    os.execv(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss], told)
"""
"""What starts and measures it: a small process, for the memory of the one that forks counts as its child's."""


def measured(*words: str | Path, cwd: Path, **changed: str) -> Measured:
    """`python -m redprop WORDS`, measured by the system; only where there is `wait4`."""
    with tempfile.NamedTemporaryFile() as told:
        command = [sys.executable, "-S", "-c", MEASURE, told.name, sys.executable, "-m", "redprop", *map(str, words)]
        ran = subprocess.run(command, cwd=cwd, env=plain_environment(**changed), capture_output=True, timeout=300)
        code, seconds, peak = json.load(told)
    return Measured(code, ran.stdout.decode(), ran.stderr.decode(errors="replace"), seconds, peak / MAXRSS_PER_MB)
