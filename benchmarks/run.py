"""Times redprop beside its peers and writes `results.md`: `make bench`, or by hand.

    python benchmarks/run.py [--runs N] [--rows 1e6,1e7,4e7] [--only bulk,memory] [--data FOLDER]

Whole processes, in turn (A B C A B C ...), the first round dropped, medians of the rest: machines are noisy, ratios of
one run are not. The bulk job's answer in whole numbers (`exact.py`) is held against everyone's. A command that fails is
told in its table and stops nothing. Each section is written as soon as it is measured; with `--only` the others stay as
they were. Parts that want a million rows, or ten, take the greatest of `--rows` if that is less.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import nullcontext
from pathlib import Path

from inputs import HERE, Inputs
from report import with_section
from sections import SECTIONS, Bench
from timing import tell

RESULTS = HERE / "results.md"


def main() -> None:
    """Measures what was asked for and writes it into the page."""
    asked = arguments()
    titles = [title for title, _ in SECTIONS.values()]
    with nullcontext(asked.data) if asked.data else tempfile.TemporaryDirectory() as folder:
        bench = Bench(Inputs(Path(folder)), asked.rows, asked.runs)
        for name in asked.only:
            title, section = SECTIONS[name]
            tell(title)
            page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
            RESULTS.write_text(with_section(page, title, section(bench), titles), encoding="utf-8")
    tell(f"written: {RESULTS.relative_to(HERE.parent)}")


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description="Times redprop beside its peers and writes benchmarks/results.md.")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command, after one that is dropped")
    parser.add_argument("--rows", type=sizes, default=sizes("1e6,1e7,4e7"), help="sizes of the bulk job")
    parser.add_argument("--only", type=names, default=[*SECTIONS], help=f"some of {','.join(SECTIONS)}")
    parser.add_argument("--data", type=Path, help="keep the inputs in this folder, or use those that are there")
    asked = parser.parse_args()
    if asked.runs < 1:
        parser.error("--runs: at least 1")
    return asked


def sizes(text: str) -> list[int]:
    """Numbers of rows, the least first."""
    return sorted({int(float(size)) for size in text.split(",")})


def names(text: str) -> list[str]:
    """Names of sections, in the order of the page."""
    asked = text.split(",")
    if unknown := [name for name in asked if name not in SECTIONS]:
        raise argparse.ArgumentTypeError(f"no such section: {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    return [name for name in SECTIONS if name in asked]


if __name__ == "__main__":
    main()
