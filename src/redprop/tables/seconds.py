"""A second row in a cell that takes one row: told with the place of the first, and the cell is not assessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from redprop.errors import Problem
from redprop.exact import Flags, Whole
from redprop.exact.arrays import plus
from redprop.tables.block import Block
from redprop.tables.cells import State
from redprop.tables.desk import Desk
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opening
from redprop.tables.passes import Counts, Measured, blocks
from redprop.tables.tally import Cells, Key, Tally


def second_rows(counts: Counts, tables: Sequence[Measured], desk: Desk, opening: Opening) -> Tally:
    """The tally, its cells that were given more than one row spoilt where they take one; these rows are told.

    Counting shows which cells these are; only where there are some, the files are read again for the rows.
    """
    tally, once = counts.counter.tally(), _Once(desk)
    given: dict[Key, Whole] = {}
    for key, cell in tally.cells.items():
        if cell.given is not None:
            group = once.cell(*key)
            given[group] = plus(given[group], cell.given) if group in given else cell.given
    twice = {group: often > 1 for group, often in given.items() if (often > 1).any()}
    if not twice:
        return tally
    _tell(twice, once, tables, desk, opening, counts.told)
    spoilt = {key: twice[group] for key in tally.cells if (group := once.cell(*key)) in twice}
    return replace(tally, cells={key: _spoil(cell, spoilt.get(key)) for key, cell in tally.cells.items()})


class _Once:
    """Which rows make one cell together: where visits are pooled they are one, and what feeds the bonus or the penalty
    alone is one cell over all channels and visits.
    """

    def __init__(self, desk: Desk) -> None:
        plan = desk.plan
        in_tree = {name for leaf in plan.leaves for name in leaf.feed.columns}
        self.whole = {name for leaf in plan.beside for name in leaf.feed.columns} - in_tree
        self.pooled = {channel.id for channel in plan.channels if channel.visits == "pooled"}
        self.columns = [n for n, name in enumerate(desk.names.columns) if plan.columns[name].once]

    def cell(self, channel: str, visit: str, measure: str) -> Key:
        """The cell of a row, by what its rows have in common."""
        if measure in self.whole:
            return "", "", measure
        return channel, "" if channel in self.pooled else visit, measure


def _tell(
    twice: dict[Key, Flags], once: _Once, tables: Sequence[Measured], desk: Desk, opening: Opening, told: Ledger
) -> None:
    """Tells every row of these cells but the first, with the place of that."""
    first: dict[tuple[Key, int], str] = {}
    for table, block in blocks(tables, desk, opening):
        for row, group, subject in _rows(block, twice, once):
            place = table.place(row)
            before = first.setdefault((group, subject), str(place))
            if before == str(place):
                continue
            measure = group[2]
            params = {"id": desk.register.ids[subject], "measure": measure, "first": before}
            told.tell(Problem("second-row", place._replace(field=measure), params))


def _rows(block: Block, twice: dict[Key, Flags], once: _Once) -> list[tuple[int, Key, int]]:
    """The rows of a block that stand in these cells: each one's row, cell and subject."""
    names = block.names
    here = np.flatnonzero(np.isin(block.column, once.columns) & (block.state != State.BAD))
    rows = np.arange(len(block))[block.row] if isinstance(block.row, slice) else block.row
    columns = (rows, block.channel, block.visit, block.column, block.subject)
    found = []
    for row, channel, visit, column, subject in zip(*(one[here].tolist() for one in columns), strict=True):
        group = once.cell(names.channels[channel], names.visits[visit], names.columns[column])
        if group in twice and twice[group][subject]:
            found.append((row, group, subject))
    return found


def _spoil(cell: Cells, here: Flags | None) -> Cells:
    """A cell, everything in it turned into rows that could not be used for some subjects."""
    if here is None or cell.given is None:
        return cell
    good = ~here
    return replace(
        cell,
        count=cell.count * good,
        total=cell.total * good,
        not_applicable=cell.not_applicable * good,
        blank=cell.blank * good,
        bad=cell.bad + cell.given * here,
        words={word: count * good for word, count in cell.words.items()},
    )
