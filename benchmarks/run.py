"""Times redprop beside its peers and writes `results.md`: `make bench`, or `python benchmarks/run.py [RUNS]`.

Whole processes, in turn (A B A B ...), the first round dropped, medians of the rest: machines are noisy, ratios of one
run are not. The bulk job's input is made here; its answer in whole numbers (`exact.py`) is held against ours.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
REDPROP = str(BIN / "redprop")
START = {
    "`python -c 'import pandas'`": [sys.executable, "-c", "import pandas"],
    "`redprop --help`": [REDPROP, "--help"],
    "`redprop check rubrics/red-property.yaml`": [REDPROP, "check", "rubrics/red-property.yaml"],
    "`redprop rank`": [REDPROP, "rank"],
    "`redprop rank --format csv`": [REDPROP, "rank", "--format", "csv"],
}
BARS = {
    "`redprop --help`": "0.6",
    "`redprop check rubrics/red-property.yaml`": "1.1",
    "`redprop rank`": "2.5",
}
CHECK_BARS = {"500": "3"}


def seconds(command: list[str]) -> float:
    """The wall time of one whole process; a command that fails stops the benchmark."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def in_turn(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median wall time of each command, the commands run in turn and the first round dropped."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def bulk(rows: int, folder: Path, runs: int) -> tuple[dict[str, float], bool]:
    """The bulk job at a size: times beside pandas, and whether the bytes are those of whole-number arithmetic."""
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(rows), str(folder)], check=True)
    exact, ours = folder / "exact.csv", folder / "ours.csv"
    subprocess.run([sys.executable, str(HERE / "exact.py"), str(folder), str(exact)], check=True)
    command = [REDPROP, "rank", "--rubric", str(HERE / "bulk.yaml"), "--register", str(folder / "estates.csv")]
    command += [str(folder / "measurements.csv"), "--format", "csv"]
    with ours.open("wb") as out:
        subprocess.run(command, cwd=ROOT, check=True, stdout=out, stderr=subprocess.DEVNULL)
    cut = b"".join(b",".join(line.split(b",")[:5]) + b"\n" for line in ours.read_bytes().splitlines())
    peer = [sys.executable, str(HERE / "peer_pandas.py"), str(folder), str(folder / "peer.csv")]
    return in_turn({"redprop": command, "pandas by hand": peer}, runs), cut == exact.read_bytes()


def check_by_size(folder: Path, runs: int) -> dict[str, float]:
    """`check` on a made-up rubric of few criteria and of many: what a criterion more costs beside starting up."""
    commands = {}
    for criteria in ("5", "500"):
        path = folder / f"{criteria}.yaml"
        with path.open("wb") as out:
            subprocess.run([sys.executable, str(HERE / "check_rubric.py"), criteria], check=True, stdout=out)
        commands[criteria] = [REDPROP, "check", str(path)]
    return in_turn(commands, runs)


def main() -> None:
    """Measures everything and writes the page."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    lines = ["# Benchmark results", "", "Made by `make bench`; whole processes, medians, see `run.py`.", ""]
    lines += [f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} counted runs.", ""]
    times = in_turn(START, runs)
    base = next(iter(times.values()))
    lines += ["| command | seconds | times `import pandas` | bar |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {t:.3f} | {t / base:.2f} | {BARS.get(name, '')} |" for name, t in times.items()]
    with tempfile.TemporaryDirectory() as name:
        sizes = check_by_size(Path(name), runs)
    lines += ["", "| `redprop check`, criteria | seconds | times that of 5 | bar |", "| --- | --- | --- | --- |"]
    lines += [f"| {n} | {t:.3f} | {t / sizes['5']:.2f} | {CHECK_BARS.get(n, '')} |" for n, t in sizes.items()]
    lines += ["", "| bulk job, rows | redprop, s | pandas by hand, s | ratio | bar | bytes as exact |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    for rows in (100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            found, same = bulk(rows, Path(folder), runs)
        ours, peer = found["redprop"], found["pandas by hand"]
        bar = "1.2" if rows == 1_000_000 else ""
        lines.append(f"| {rows:,} | {ours:.2f} | {peer:.2f} | {ours / peer:.2f} | {bar} | {'yes' if same else 'NO'} |")
    (HERE / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
