"""Cells to what was measured for one criterion, by one channel on one visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from redprop.exact import Flags, Ratios, Whole
from redprop.exact.arrays import plus
from redprop.rubric.plan import Column, Leaf, Plan
from redprop.rules import Seen, Take
from redprop.tables.register import Register
from redprop.tables.tally import Cells, Key


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured, and where: `valued` has a value, `not_applicable` was said not to apply, `blank` has rows
    that settle nothing, `unexposed` has a value but nothing above zero to divide it by; `not_scored` has rows, and
    the standard scores none of them.
    """

    seen: Seen
    valued: Flags
    not_applicable: Flags
    blank: Flags
    unexposed: Flags
    not_scored: Flags


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
    not_scored = np.zeros(size, dtype=bool)
    if leaf.rule.cause_names():
        causes = {
            column: _exposed(_units(cell.total, plan), exposure, leaf)
            for column, cell in zip(leaf.feed.columns, own, strict=True)
        }
        seen = Seen(Ratios.constant(0, size), causes=causes)
    elif leaf.rule.reads == "defects":
        counts, not_scored = _defects(own[0], plan.columns[leaf.feed.columns[0]], register)
        causes = {word: _exposed(Ratios(count), exposure, leaf) for word, count in counts.items()}
        seen = Seen(Ratios.constant(0, size), causes=causes)
    elif leaf.rule.reads == "words":
        words = {
            word: _added([cell.words[word] for cell in own if word in cell.words], size)
            for cell in own
            for word in cell.words
        }
        seen = Seen(Ratios.constant(0, size), words=words)
    else:
        if leaf.feed.take == "distinct":
            value = _exposed(Ratios(different(own, register)), exposure, leaf)
        else:
            value = _exposed(taken(leaf.feed.take, own, plan, size), exposure, leaf)
        seen = Seen(leaf.feed.times - value if leaf.feed.complement else value)
    not_applicable &= ~blank
    valued &= ~blank & ~not_applicable
    return Measured(seen, valued & exposed, not_applicable, blank, valued & ~exposed, not_scored)


def _exposed(value: Ratios, exposure: Ratios, leaf: Leaf) -> Ratios:
    """A value divided by what it was exposed to, and multiplied as the rubric says."""
    if leaf.feed.per is not None or leaf.feed.per_register is not None:
        value = value.over(exposure)
    return value * leaf.feed.times if leaf.feed.times != 1 else value


def different(own: list[Cells], register: Register) -> Whole:
    """How many different texts each subject's rows have, over all columns."""
    count = np.zeros(len(register), dtype=np.int64)
    for subject, *_ in {key for cell in own for key in cell.kept}:
        count[register.places[subject]] += 1
    return count


def _defects(cell: Cells, column: Column, register: Register) -> tuple[dict[str, Whole], Flags]:
    """How many defects of each severity each subject has, and where there are only some that are not scored."""
    words = column.apart.words if column.apart else ()
    counts = [np.zeros(len(register), dtype=np.int64) for _ in range(len(words) + 1)]
    for (subject, *_), rank in cell.kept.items():
        counts[rank][register.places[subject]] += 1
    scored = np.sum(counts[:-1], axis=0)
    return dict(zip(words, counts[:-1], strict=True)), np.asarray((counts[-1] > 0) & (scored == 0))


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
