"""Runs whole processes in turn: how long each took, how much memory it held at most, and what it answered.

Linux counts the memory of the process that starts another into the peak of that other (`ru_maxrss` outlives the
`exec`). So this process stays small: it loads no numpy, pandas or pyarrow, and inputs are made by processes of their
own.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS = 600
"""A process that takes longer is ended, and has failed."""
MAXRSS_OF_A_MIB = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True)
class Command:
    """A process to run and how it should end; `answer` is the file that its answer ends in, if that is compared."""

    words: list[str]
    expected: int = 0
    answer: Path | None = None
    prints: bool = False
    """Whether the answer is what it prints; else it writes the file itself."""
    columns: int | None = None
    """Only so many first columns of the answer are compared."""


@dataclass(frozen=True)
class Ended:
    """One run of a command; `failed` says how it ended, if not as expected."""

    seconds: float
    mib: float
    answer: str = ""
    failed: str = ""

    def __str__(self) -> str:
        return self.failed or f"{self.seconds:.2f} s, {self.mib:.0f} MiB"


@dataclass
class Figures:
    """What the runs of a command came to."""

    counted: list[Ended] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)
    failed: str = ""

    @property
    def seconds(self) -> float | None:
        """The median wall time; none for a command that failed."""
        return None if self.failed else statistics.median(one.seconds for one in self.counted)

    @property
    def mib(self) -> float | None:
        """The median of the peaks of resident memory; none for a command that failed."""
        return None if self.failed else statistics.median(one.mib for one in self.counted)


def in_turn(commands: Mapping[str, Command], runs: int) -> dict[str, Figures]:
    """The figures of each command, run in turn (A B C A B C ...), the first round dropped.

    A command that fails is not run again; the others go on.
    """
    figures = {name: Figures() for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            found = figures[name]
            if found.failed:
                continue
            ended = once(command)
            tell(f"  {number}/{runs} {name}: {ended}")
            if ended.failed:
                tell(f"    {shlex.join(command.words)}")
            found.failed = ended.failed
            found.answers.add(ended.answer)
            found.counted += [ended] if number else []
    return figures


def once(command: Command) -> Ended:
    """Runs a command to its end, from the top of the repository."""
    if command.answer:
        command.answer.unlink(missing_ok=True)  # no answer of an earlier run is taken for this one's
    out = command.answer if command.answer and command.prints else Path(os.devnull)
    with out.open("wb") as stdout:
        begun = time.perf_counter()
        process = subprocess.Popen(command.words, cwd=ROOT, stdout=stdout, stderr=subprocess.DEVNULL)
        too_long = threading.Timer(MOST_SECONDS, os.kill, (process.pid, signal.SIGKILL))
        too_long.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        too_long.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    mib = usage.ru_maxrss / MAXRSS_OF_A_MIB
    if process.returncode != command.expected:
        how = f"exit {process.returncode}" if seconds < MOST_SECONDS else f"not done in {MOST_SECONDS} s"
        return Ended(seconds, mib, failed=f"failed ({how})")
    return Ended(seconds, mib, digest(command.answer, command.columns) if command.answer else "")


def digest(path: Path, columns: int | None = None) -> str:
    """A fingerprint of a CSV's bytes, or of those of its first columns; none of these has a comma in quotes."""
    found = hashlib.sha256()
    with path.open("rb") as lines:
        for line in lines:
            found.update(line if columns is None else b",".join(line.rstrip(b"\n").split(b",")[:columns]) + b"\n")
    return found.hexdigest()


def tell(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)
