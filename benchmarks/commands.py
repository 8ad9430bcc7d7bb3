"""The commands of the bulk job: redprop's, the peers' and the floors'."""

from __future__ import annotations

import sys
from pathlib import Path

from inputs import HERE, Inputs
from timing import Command

REDPROP = str(Path(sys.executable).parent / "redprop")
PEERS = ("pandas", "polars", "duckdb")


def redprop(
    folder: Path, file: Path, *more: str, rubric: Path = HERE / "bulk.yaml", expected: int = 0, columns: int | None = 5
) -> Command:
    """redprop's bulk job on a file, with the register of its folder; the peers write its first five columns."""
    words = [REDPROP, "rank", "--rubric", str(rubric), "--register", str(folder / "estates.csv"), str(file)]
    return Command(
        [*words, "--format", "csv", *more], expected, answer=folder / "redprop.csv", prints=True, columns=columns
    )


def peer(folder: Path, name: str) -> Command:
    """The job by hand in another tool."""
    out = folder / f"{name}.csv"
    return Command([sys.executable, str(HERE / f"peer_{name}.py"), str(folder), str(out)], answer=out)


def floor(folder: Path, script: str) -> Command:
    """What only reads the file."""
    return Command([sys.executable, str(HERE / script), str(folder)])


def grown(inputs: Inputs, rows: int, estates: int, criteria: int = 40) -> Command:
    """redprop's bulk job at any size; the answer is not compared."""
    folder = inputs.bulk(rows, estates, criteria)
    return redprop(folder, folder / "measurements.csv", rubric=inputs.rubric(criteria))
