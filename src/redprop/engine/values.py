"""Cells to what was measured for one criterion, by one channel on one visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from redprop.exact import Flags, Ratios, Whole
from redprop.exact.arrays import plus
from redprop.rubric.plan import Leaf, Plan
from redprop.rules import Seen, Take
from redprop.tables.register import Register
from redprop.tables.tally import Cells, Key


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured, and where: `valued` has a value, `not_applicable` was said not to apply, `blank` has rows
    that settle nothing, `unexposed` has a value but nothing above zero to divide it by.
    """

    seen: Seen
    valued: Flags
    not_applicable: Flags
    blank: Flags
    unexposed: Flags


def measured(leaf: Leaf, cells: Mapping[Key, Cells], at: tuple[str, str], plan: Plan, register: Register) -> Measured:
    """What one channel on one visit (`at`) measured for a criterion, one entry a subject."""
    size = len(register)
    own = [_cell(cells, at, column, size) for column in leaf.feed.columns]
    rows = _added([cell.count for cell in own], size)
    bad = _added([cell.bad for cell in own], size) > 0
    not_applicable = _added([cell.not_applicable for cell in own], size) > 0
    blank = _added([cell.blank for cell in own], size) > 0
    valued = (rows > 0) & ~bad
    not_applicable &= ~valued & ~bad
    blank = bad | (blank & ~valued)
    exposure, exposed = Ratios.constant(1, size), np.ones(size, dtype=bool)
    if leaf.feed.per is not None:
        per = _cell(cells, at, leaf.feed.per, size)
        exposure, exposed = _units(per.total, plan), (per.count > 0) & (per.total > 0)
        silent = per.count == 0
        not_applicable |= silent & (per.not_applicable > 0) & ~bad
        blank |= (per.bad > 0) | (silent & (per.blank > 0))
    elif leaf.feed.per_register is not None:
        exposure, there = register.number(leaf.feed.per_register)
        exposed = there & (exposure > 0)
    if leaf.rule.cause_names():
        causes = {column: _units(cell.total, plan) for column, cell in zip(leaf.feed.columns, own, strict=True)}
        seen = Seen(Ratios.constant(0, size), causes=causes)
    elif leaf.rule.reads == "words":
        words = {
            word: _added([cell.words[word] for cell in own if word in cell.words], size)
            for cell in own
            for word in cell.words
        }
        seen = Seen(Ratios.constant(0, size), words=words)
    else:
        value = taken(leaf.feed.take, own, plan, size).over(exposure) * leaf.feed.times
        seen = Seen(leaf.feed.times - value if leaf.feed.complement else value)
    not_applicable &= ~blank
    valued &= ~blank & ~not_applicable
    return Measured(seen, valued & exposed, not_applicable, blank, valued & ~exposed)


def _cell(cells: Mapping[Key, Cells], at: tuple[str, str], column: str, size: int) -> Cells:
    zero = np.zeros(size, dtype=np.int64)
    return cells.get((*at, column)) or Cells(zero, zero, zero, zero, zero)


def _added(columns: list[Whole], size: int) -> Whole:
    return reduce(plus, columns, np.zeros(size, dtype=np.int64))


def _units(total: Whole, plan: Plan) -> Ratios:
    """A sum in the plan's units as a number."""
    return Ratios(total, [10**plan.decimals])


def taken(take: Take, own: list[Cells], plan: Plan, size: int) -> Ratios:
    """Rows to one value. Columns are pooled: a mean over several is the mean of all their rows."""
    count = _added([cell.count for cell in own], size)
    if take == "count":
        return Ratios(count)
    if take in ("min", "max"):
        whole = reduce(Cells.__add__, own)
        extreme = whole.least if take == "min" else whole.greatest
        return _units(np.zeros(size, dtype=np.int64) if extreme is None else extreme, plan)
    total = _units(_added([cell.total for cell in own], size), plan)
    return total.over(Ratios(count)) if take == "mean" else total


def register_value(register: Register, column: str, words: tuple[str, ...]) -> tuple[Ratios, Flags]:
    """A register column for a condition: its numbers, or where words are asked for, 1 for those that say one."""
    numbers, there = register.number(column)
    texts = register.texts(column)
    if words and not there.any():
        said = np.asarray([bool(text.strip()) for text in texts], dtype=bool)
        return Ratios.of([Fraction(text.strip() in words) for text in texts]), said
    return numbers, there
