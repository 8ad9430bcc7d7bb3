"""Numbers as small plots on one line."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS, DIGITS = "▁▂▃▄▅▆▇█", "12345678"
GAPS, EDITIONS = {True: "·", False: "."}, {True: "│", False: "|"}


def levels(*, blocks: bool) -> str:
    """The marks of a plot from the lowest to the highest: blocks, or digits where a console shows no blocks."""
    return BLOCKS if blocks else DIGITS


def spark(values: Sequence[int | None], low: int, high: int, marks: Sequence[str], *, blocks: bool) -> str:
    """A mark for each value, from `low` to `high` (which may be the smaller one); a gap where there is none.

    `marks` stand before the values: what a period begins with, or nothing. Where all are equal, all stand lowest.

    >>> spark([70, None, 80], 70, 80, ["", "", "|"], blocks=False)
    '1.|8'
    """
    steps = levels(blocks=blocks)
    told = ""
    for value, mark in zip(values, marks, strict=True):
        told += mark
        if value is None:
            told += GAPS[blocks]
        else:
            told += steps[min(len(steps) - 1, (value - low) * len(steps) // (high - low)) if high != low else 0]
    return told
