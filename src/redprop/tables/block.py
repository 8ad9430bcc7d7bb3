"""Rows made ready for the tally: one entry an observation, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from redprop.exact import Flags, Whole
from redprop.rubric.plan import Plan

Picked = Whole | slice
"""Rows of a table, by number; the slice of everything where they are all of it, in order."""


class Names(NamedTuple):
    """What the numbers of blocks stand for: measures, channels, visits and words, each by its place."""

    columns: tuple[str, ...]
    channels: tuple[str, ...]
    visits: tuple[str, ...]
    words: tuple[str, ...]


def names_for(plan: Plan, visits: Sequence[str] = ("",)) -> Names:
    """The numbering of measures, channels, visits and words; visits may be numbered anew in each block.

    Measures that any channel may report may also come without a channel, which then is "".
    """
    words = sorted({word for column in plan.columns.values() for word in column.spellings.values()})
    channels = tuple(channel.id for channel in plan.channels)
    if plan.rubric.channels is not None and any(not column.channels for column in plan.columns.values()):
        channels = (*channels, "")
    return Names(tuple(plan.columns), channels, tuple(visits), tuple(words))


@dataclass(frozen=True, eq=False)
class Block:
    """The observations of one file, or of a piece of one; columns of numbers that `names` tells the meaning of.

    `subject` counts in the register; `state` is a `State`; `value` is in the plan's units; `word` is -1 where none
    counts; `row` is the observation's row in its table. `key` says by which of `keys` a row is told apart, -1 by none.
    `rows_*` have one entry a row of the file: who was looked at, by which channel, on which visit. `lost` counts rows
    that no cell could be named for: they are left out alone.
    """

    names: Names
    subject: Whole
    column: Whole
    channel: Whole
    visit: Whole
    state: Whole
    value: Whole
    word: Whole
    row: Picked
    settles: Flags
    rows_subject: Whole
    rows_channel: Whole
    rows_visit: Whole
    rows_day: Whole
    key: Whole
    keys: Sequence[tuple[str, ...]] = ()
    respondents: Mapping[int, frozenset[tuple[int, str]]] = field(default_factory=dict)
    lost: int = 0

    def __len__(self) -> int:
        return len(self.subject)


def joined(columns: Sequence[Whole]) -> Whole:
    """Columns of whole numbers, one after the other."""
    return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
