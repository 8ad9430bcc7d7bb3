"""What cells keep of rows that are told apart: each different text once, each defect once at its worst severity."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from redprop.exact import Whole
from redprop.rubric.plan import Plan
from redprop.tables.block import Block
from redprop.tables.cells import State

Key = tuple[str, str, str]
"""Channel, visit and measure, by id."""
Kept = Mapping[tuple[str, ...], int]
"""By what rows are told apart, the subject first: the worst severity, counted from the worst, 0."""


def worst(a: Kept, b: Kept) -> Kept:
    """What either keeps, at the worse severity of both."""
    if not a or not b:
        return a or b
    return {key: min(a.get(key, rank), b.get(key, rank)) for key, rank in (*a.items(), *b.items())}


def kept_by_cell(
    block: Block, place: Whole, keys: Mapping[int, Key], plan: Plan, subjects: tuple[str, ...]
) -> dict[Key, dict[tuple[str, ...], int]]:
    """What rows are told apart by, for each cell that keeps it, with the worst severity of each.

    `place` is where each observation's cell stands in `keys`.
    """
    names = block.names
    ranks = {
        number: {word: rank for rank, word in enumerate(column.apart.words)} if column.apart else {}
        for number, name in enumerate(names.columns)
        if (column := plan.columns[name]).reads in ("texts", "defects")
    }
    found: dict[Key, dict[tuple[str, ...], int]] = {}
    if not ranks or not block.keys:
        return found
    rows = np.flatnonzero((block.key >= 0) & np.isin(block.state, (State.VALUE, State.WORD)))
    read = (column[rows].tolist() for column in (place, block.column, block.subject, block.key, block.word))
    for at, column, subject, key, word in zip(*read, strict=True):
        cell = found.setdefault(keys[at], {})
        kept = (subjects[subject], *block.keys[key])
        severities = ranks[column]  # none where texts are counted; a defect that is not scored ranks below all
        rank = severities.get(names.words[word], len(severities)) if severities and word >= 0 else len(severities)
        cell[kept] = min(rank, cell.get(kept, rank))
    return found
