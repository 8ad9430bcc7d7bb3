"""Makes the inputs of the benchmarks in a folder, each once: what is there already is used again.

Everything is made by processes of its own (`timing.py` says why), under another name until it is whole.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import bulk_rubric
import check_rubric
from timing import tell

HERE = Path(__file__).resolve().parent


class Inputs:
    """The inputs in a folder; those of one size of the bulk job stand in a folder of their own, with their answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)

    def bulk(self, rows: int, estates: int, criteria: int = 40) -> Path:
        """A folder with `measurements.csv` and `estates.csv`."""
        folder = self.folder / f"{rows}-rows-{estates}-estates-{criteria}-criteria"
        return made(folder, "generate.py", str(rows), folder, str(estates), str(criteria))

    def rubric(self, criteria: int) -> Path:
        """The bulk job's rubric with so many criteria."""
        return written(self.folder / f"bulk-{criteria}.yaml", "\n".join(bulk_rubric.lines(criteria)))

    def check_rubric(self, criteria: int) -> Path:
        """A rubric for `check`, of every rule and with examples."""
        return written(self.folder / f"check-{criteria}.yaml", "\n".join(check_rubric.lines(criteria)))


def exact(folder: Path) -> Path:
    """The right answer for a folder's measurements."""
    out = folder / "exact.csv"
    return made(out, "exact.py", folder, out)


def variant(folder: Path, form: str) -> Path:
    """A folder's measurements in one of the forms of `variants.py`."""
    out = folder / ("measurements.parquet" if form == "parquet" else f"{form}.csv")
    return made(out, "variants.py", form, folder, out)


def made(target: Path, script: str, *words: str | Path) -> Path:
    """What a script makes; `target` among its words is another name until it has ended well."""
    if target.exists():
        return target
    tell(f"  making {target.relative_to(target.parents[1])}")
    part = target.with_name(f"{target.name}.part")
    if part.is_dir():
        shutil.rmtree(part)
    told = [str(part if word == target else word) for word in words]
    subprocess.run([sys.executable, str(HERE / script), *told], check=True, stdout=subprocess.DEVNULL)
    return part.rename(target)


def written(path: Path, text: str) -> Path:
    """A text in its file."""
    path.write_text(f"{text}\n", encoding="utf-8")
    return path
