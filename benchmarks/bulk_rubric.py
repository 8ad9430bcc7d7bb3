"""Writes the bulk job's rubric with so many criteria: `python benchmarks/bulk_rubric.py 160 > rubric.yaml`.

`bulk.yaml` is the one of forty. Half of the criteria deduct, a quarter are linear, a quarter are in bands; together they
always carry 100 marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

FORTY = Path(__file__).parent / "bulk.yaml"
DEDUCT = "      - {{id: {id}, marks: {marks}, deduct: {{each: {each}, looked_at: route}}}}"
LINEAR = "      - {{id: {id}, marks: {marks}, measure: {{mean: {id}}}, linear: {{from: 10, to: 0}}}}"
BANDS = (
    "      - {{id: {id}, marks: {marks}, measure: {{mean: {id}}}, steps: "
    "[{{below: 1.5, earns: {marks}}}, {{below: 3, earns: {more}}}, {{below: 5, earns: {less}}}, {{else: 0}}]}}"
)


def lines(criteria: int) -> Iterator[str]:
    """The rubric, line by line; what is not a criterion is that of `bulk.yaml`."""
    forty = FORTY.read_text(encoding="utf-8").splitlines()
    first, last = (find(forty, f"      - {{id: {name},") for name in ("c00", "c39"))
    share = Decimal(40) / criteria
    amounts = {
        name: f"{(Decimal(amount) * share).normalize():f}"
        for name, amount in {"marks": "2.5", "each": "0.1", "more": "1.5", "less": "0.5"}.items()
    }
    yield from forty[:first]
    for number in range(criteria):
        rule = DEDUCT if number < criteria / 2 else LINEAR if number < criteria * 3 / 4 else BANDS
        yield rule.format(id=f"c{number:02d}", **amounts)
    yield from forty[last + 1 :]


def find(text: list[str], start: str) -> int:
    """Where the line that begins so stands."""
    return next(number for number, line in enumerate(text) if line.startswith(start))


if __name__ == "__main__":
    print("\n".join(lines(int(sys.argv[1]))))
