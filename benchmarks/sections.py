"""The sections of the results: what each one runs and the tables that it writes."""

from __future__ import annotations

import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import bars
from cells import relative, seconds, spread, verdict
from commands import PEERS, REDPROP, floor, grown, peer, redprop
from inputs import Inputs, exact, variant
from report import held, number, ratio, table
from timing import Command, digest, in_turn

MILLION = 1_000_000
MOST_ESTATES = 10_000
FLOOR = "limit_arrow.py"


@dataclass(frozen=True)
class Bench:
    """What was asked for: sizes of the bulk job, the least first, counted runs, and where the inputs are."""

    inputs: Inputs
    rows: list[int]
    runs: int

    @property
    def million(self) -> int:
        """The size of what is measured at a million rows; less if only less was asked for."""
        return min(MILLION, self.rows[-1])

    @property
    def middle(self) -> int:
        """The size of what is measured at ten million rows; the greatest if that was not asked for."""
        return 10 * MILLION if 10 * MILLION in self.rows else self.rows[-1]

    def sized(self, rows: int) -> Path:
        """The folder of a size of the bulk job."""
        return self.inputs.bulk(rows, estates(rows))

    def facts(self, *packages: str, rows: int | None = None) -> str:
        """What a section was measured with, and the size of the bulk job if it is one for all of it."""
        found = [f"Python {platform.python_version()}", *(f"{name} {installed(name)}" for name in packages)]
        runs = "1 counted run" if self.runs == 1 else f"{self.runs} counted runs"
        size = f"; {rows:,} rows, {estates(rows):,} estates" if rows else ""
        return f"{', '.join(found)}; {os.cpu_count()} cores; {runs}{size}."


def estates(rows: int) -> int:
    """The estates of a size of the bulk job: one for a thousand rows, at least 161, at most 10,000."""
    return min(MOST_ESTATES, max(161, rows // 1000))


def installed(package: str) -> str:
    """The version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def start(bench: Bench) -> str:
    """Commands on the shipped quarter beside the loading of pandas; `check` of few criteria and of many."""
    commands = {"`python -c 'import pandas'`": Command([sys.executable, "-c", "import pandas"])}
    for name in (*bars.START, "`redprop rank --format csv`"):
        commands[name] = Command([REDPROP, *name.strip("`").split()[1:]])
    found = in_turn(commands, bench.runs)
    checks = {f"{n}": Command([REDPROP, "check", str(bench.inputs.check_rubric(n))]) for n in (5, 500)}
    checked = in_turn(checks, bench.runs)
    return "\n\n".join(
        [
            bench.facts("pandas"),
            relative("command", found, "`import pandas`", bars.START),
            relative("`redprop check`, criteria", checked, "that of 5", bars.CHECK),
        ]
    )


def bulk(bench: Bench) -> str:
    """The bulk job beside the peers and beside what only parses."""
    ratios, tools = [], []
    for rows in bench.rows:
        folder = bench.sized(rows)
        right = digest(exact(folder))
        commands = {"redprop": redprop(folder, folder / "measurements.csv")}
        commands |= {name: peer(folder, name) for name in PEERS} | {FLOOR: floor(folder, FLOOR)}
        found = in_turn(commands, bench.runs)
        took = {name: one.seconds for name, one in found.items() if one.seconds is not None}
        best = min(took.keys() & PEERS, key=lambda name: took[name], default="-")
        to_peer, to_floor = bars.BULK.get(rows, (None, None))
        ours = took.get("redprop")
        beside = (*held(ratio(ours, took.get(best)), to_peer), *held(ratio(ours, took.get(FLOOR)), to_floor))
        ratios.append([f"{rows:,}", f"{estates(rows):,}", best, *beside, verdict(found["redprop"], right)])
        for name, one in found.items():
            same = "" if name == FLOOR else verdict(one, right)
            tools.append([f"{rows:,}", name, seconds(one), spread(one), number(one.mib, 0), same])
    head = ["rows", "estates", "fastest peer", "redprop, times that", "bar", f"times `{FLOOR}`", "bar"]
    return "\n\n".join(
        [
            f"{bench.facts(*PEERS, 'pyarrow')} The peers' jobs are written by hand and check no input.",
            table([*head, "bytes as `exact.py`"], ratios),
            table(["rows", "tool", "seconds", "least to most", "peak, MiB", "bytes as `exact.py`"], tools),
        ]
    )


def memory(bench: Bench) -> str:
    """The most memory that redprop holds, by rows and where a tenth of them are problems."""
    folders = {rows: bench.sized(rows) for rows in bench.rows}
    base, spoilt = f"{bench.middle:,}", f"{bench.middle:,}, a tenth of them problems (exit 2)"
    commands = {f"{rows:,}": redprop(folder, folder / "measurements.csv") for rows, folder in folders.items()}
    commands[spoilt] = redprop(folders[bench.middle], variant(folders[bench.middle], "problems"), expected=2)
    found = in_turn(commands, bench.runs)
    most = {f"{rows:,}": bar for rows, bar in bars.PEAK_MIB.items()}
    times = {f"{rows:,}": bar for rows, bar in bars.PEAK_TIMES.items()} | {spoilt: bars.PEAK_PROBLEMS}
    lines = []
    for (name, one), rows in zip(found.items(), [*bench.rows, bench.middle], strict=True):
        beside = (*held(one.mib, most.get(name), 0), *held(ratio(one.mib, found[base].mib), times.get(name)))
        lines.append([name, f"{estates(rows):,}", seconds(one), *beside])
    head = ["rows", "estates", "seconds", "peak, MiB", "bar", f"times that of {base}", "bar"]
    return f"{bench.facts('pyarrow')}\n\n{table(head, lines)}"


def parquet(bench: Bench) -> str:
    """The same rows as Parquet: beside CSV, and beside what only reads the four columns."""
    folder = bench.sized(bench.middle)
    file, right = variant(folder, "parquet"), digest(exact(folder))
    ours, text, limit = "redprop, Parquet", "redprop, CSV", "limit_parquet.py"
    found = in_turn(
        {
            ours: redprop(folder, file),
            text: redprop(folder, folder / "measurements.csv"),
            limit: floor(folder, limit),
        },
        bench.runs,
    )
    most = {text: bars.PARQUET_CSV, limit: bars.PARQUET_FLOOR}
    rows = []
    for name, one in found.items():
        same = "" if name == limit else verdict(one, right)
        beside = held(ratio(found[ours].seconds, one.seconds), most.get(name))
        rows.append([name, seconds(one), *beside, number(one.mib, 0), same])
    head = ["", "seconds", "redprop from Parquet, times that", "bar", "peak, MiB", "bytes as `exact.py`"]
    return f"{bench.facts('pyarrow', rows=bench.middle)}\n\n{table(head, rows)}"


def gb18030(bench: Bench) -> str:
    """Estates by their Chinese names, in the encoding of Chinese offices and in UTF-8."""
    folder = bench.sized(bench.million)
    right = digest(exact(folder))
    found = in_turn({form: redprop(folder, variant(folder, form)) for form in ("gb18030", "utf-8")}, bench.runs)
    rows = [
        [name, seconds(one), *held(ratio(one.seconds, found["utf-8"].seconds), most), verdict(one, right)]
        for (name, one), most in zip(found.items(), (bars.GB18030, None), strict=True)
    ]
    head = ["encoding", "seconds", "times utf-8", "bar", "bytes as `exact.py`"]
    facts = bench.facts("pyarrow", rows=bench.million)
    return f"{facts} Estates by their Chinese names.\n\n{table(head, rows)}"


def growth(bench: Bench) -> str:
    """How time grows with rows, with estates and with criteria, each for itself."""
    at = bench.million
    by_rows = {n: grown(bench.inputs, n, 1000) for n in (100_000, MILLION, 10 * MILLION) if n <= bench.rows[-1]}
    by_estates = {n: grown(bench.inputs, at, n) for n in (161, 1000, 10_000, 100_000)}
    by_criteria = {n: grown(bench.inputs, at, 1000, n) for n in (10, 40, 160)}
    parts = [bench.facts("pyarrow")]
    for head, commands in (
        ("rows, 1,000 estates", by_rows),
        (f"estates, {at:,} rows", by_estates),
        (f"criteria, {at:,} rows, 1,000 estates", by_criteria),
    ):
        if commands:
            found = in_turn({f"{n:,}": command for n, command in commands.items()}, bench.runs)
            parts.append(relative(head, found, f"that of {next(iter(found))}", {}))
    return "\n\n".join(parts)


def cluster(bench: Bench) -> str:
    """Two worker processes give the same bytes as none."""
    options = subprocess.run([REDPROP, "rank", "--help"], capture_output=True, text=True, check=True).stdout
    if "--cluster" not in options:
        return "Not run: `redprop rank` has no `--cluster`."
    if importlib.util.find_spec("distributed") is None:
        return "Not run: the extra that brings Dask `distributed` is not installed."
    folder = bench.sized(bench.middle)
    plain = redprop(folder, folder / "measurements.csv", columns=None)
    spread_out = redprop(folder, folder / "measurements.csv", "--cluster", "local:2", columns=None)
    found = in_turn({"without": plain, "`--cluster local:2`": spread_out}, bench.runs)
    right = next(iter(found["without"].answers))
    rows = [[name, seconds(one), number(one.mib, 0), verdict(one, right)] for name, one in found.items()]
    head = ["", "seconds", "peak of the greatest process, MiB", "bytes as without"]
    return f"{bench.facts('distributed', rows=bench.middle)}\n\n{table(head, rows)}"


SECTIONS: dict[str, tuple[str, Callable[[Bench], str]]] = {
    "start": ("Start-up and the shipped quarter", start),
    "bulk": ("Bulk job", bulk),
    "memory": ("Peak memory", memory),
    "parquet": ("Parquet", parquet),
    "gb18030": ("GB18030", gb18030),
    "growth": ("Growth", growth),
    "cluster": ("Two workers", cluster),
}
