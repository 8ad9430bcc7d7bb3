"""Blocks added up into a tally, in place: one counter takes the blocks of all files, in any order."""

from __future__ import annotations

from threading import Lock

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import LIMIT, distinct, largest, narrow, whole
from redprop.rubric.plan import Plan
from redprop.tables.block import Block
from redprop.tables.cells import State
from redprop.tables.kept import kept_by_cell
from redprop.tables.tally import Cells, Key, Place, Tally

COUNTED, NOT_APPLICABLE, BLANK, BAD, GIVEN, ROWS = "count", "not_applicable", "blank", "bad", "given", "rows"
WORD = "="
"""Begins the name of a column that counts a word."""


class _Columns:
    """Columns with one entry a subject, made as they are met, in one array that grows."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.numbers: dict[tuple[str, ...], int] = {}
        self.flat = np.zeros(0, dtype=np.int64)

    def number(self, name: tuple[str, ...]) -> int:
        """The number of a column, new ones included."""
        return self.numbers.setdefault(name, len(self.numbers))

    def add(self, at: Whole, values: Whole | int) -> None:
        """Adds values at places: a column's number times the size, and the subject."""
        wanted = len(self.numbers) * self.size
        if len(self.flat) < wanted:
            grown = np.zeros(wanted * 2 if len(self.flat) else wanted, dtype=self.flat.dtype)
            grown[: len(self.flat)] = self.flat
            self.flat = grown
        np.add.at(self.flat, at, values)

    def column(self, name: tuple[str, ...]) -> Whole | None:
        """A column, where it was met."""
        number = self.numbers.get(name)
        return None if number is None else self.flat[number * self.size : (number + 1) * self.size]


class Counter:
    """Takes blocks in, from several threads, and gives their tally."""

    def __init__(self, plan: Plan, subjects: tuple[str, ...]) -> None:
        self.plan, self.subjects = plan, subjects
        leaves = (*plan.leaves, *plan.beside)
        self.extreme = {c for leaf in leaves if leaf.feed.take in ("min", "max") for c in leaf.feed.columns}
        self.once = {name for name, column in plan.columns.items() if column.once}
        self.counts, self.sums = _Columns(len(subjects)), _Columns(len(subjects))
        self.most = 0
        self._zero = np.zeros(len(subjects), dtype=np.int64)
        self.extremes: dict[Key, tuple[Whole, Whole, Flags]] = {}
        self.kept: dict[Key, dict[tuple[str, ...], int]] = {}
        self.days: dict[Place, Whole] = {}
        self.people: dict[str, set[tuple[str, str]]] = {}
        self.lock = Lock()

    def take(self, block: Block) -> None:
        """Adds a block; what needs no other block is worked out before its turn."""
        counted = _Counted(block)
        kept = kept_by_cell(block, counted.slot, self.plan, self.subjects)
        with self.lock:
            self._count(block, counted)
            self._sum(block, counted)
            self._extremes(block, counted)
            for slot, found in kept.items():
                cell = self.kept.setdefault(counted.keys[slot], {})
                for name, rank in found.items():
                    cell[name] = min(rank, cell.get(name, rank))
            self._rows(block)
            for channel, people in block.respondents.items():
                known = self.people.setdefault(block.names.channels[channel], set())
                known.update((self.subjects[subject], who) for subject, who in people)

    def _count(self, block: Block, counted: _Counted) -> None:
        """How many rows of each state, and of each word."""
        said = block.state == State.WORD
        self._tick(block, counted, (block.state == State.VALUE) | said, COUNTED)
        if said.any():
            for word in np.unique(block.word[said]).tolist():
                self._tick(block, counted, said & (block.word == word), WORD + block.names.words[word])
        if not (block.state == State.VALUE).all():
            self._tick(block, counted, block.state == State.NOT_APPLICABLE, NOT_APPLICABLE)
            self._tick(block, counted, block.state == State.BAD, BAD)
            self._tick(block, counted, (block.state == State.BLANK) & block.settles, BLANK)
        if self.once:
            numbers = [number for number, name in enumerate(block.names.columns) if name in self.once]
            self._tick(block, counted, np.isin(block.column, numbers) & (block.state != State.BAD), GIVEN)

    def _tick(self, block: Block, counted: _Counted, rows: Flags, what: str) -> None:
        """Counts rows in their cells."""
        if rows.all():
            self.counts.add(counted.places(self.counts, what) + block.subject, 1)
        elif rows.any():
            self.counts.add(counted.places(self.counts, what, rows) + block.subject[rows], 1)

    def _sum(self, block: Block, counted: _Counted) -> None:
        """Sums of values; in Python integers where 64 bits might not hold them."""
        valued = block.state == State.VALUE
        everything = bool(valued.all())
        values = block.value if everything else block.value[valued]
        self.most += largest(values) * len(values)
        if self.most >= LIMIT and self.sums.flat.dtype != object:
            self.sums.flat = self.sums.flat.astype(object)
        if self.most >= LIMIT:
            values = values.astype(object)
        if everything:
            self.sums.add(counted.places(self.sums, COUNTED) + block.subject, values)
        elif len(values):
            self.sums.add(counted.places(self.sums, COUNTED, valued) + block.subject[valued], values)

    def _extremes(self, block: Block, counted: _Counted) -> None:
        for slot, key in enumerate(counted.keys):
            if key[2] not in self.extreme:
                continue
            here = (block.state == State.VALUE) & (counted.slot == slot)
            subject, value = block.subject[here], block.value[here]
            found = _extremes(subject, value, len(self.subjects))
            self.extremes[key] = _wider(self.extremes[key], found) if key in self.extremes else found

    def _rows(self, block: Block) -> None:
        """How many rows name each subject, by channel and visit; and the latest day of theirs."""
        names = block.names
        code = block.rows_channel * len(names.visits) + block.rows_visit
        used, place = distinct(code, len(names.channels) * len(names.visits))
        found = [
            (names.channels[one // len(names.visits)], names.visits[one % len(names.visits)]) for one in used.tolist()
        ]
        numbers = whole([self.counts.number((*one, "", ROWS)) for one in found] or [0]) * len(self.subjects)
        if found:
            self.counts.add(numbers[place] + block.rows_subject, 1)
        if block.rows_day.any():
            for number, one in enumerate(found):
                days = self.days.setdefault(one, np.zeros(len(self.subjects), dtype=np.int64))
                np.maximum.at(days, block.rows_subject[place == number], block.rows_day[place == number])

    # -- the tally --------------------------------------------------------------------------------------------------

    def tally(self) -> Tally:
        """The tally of all blocks that were taken; its columns are the counter's own."""
        words: dict[Key, list[str]] = {}
        places: list[Place] = []
        for channel, visit, measure, what in sorted(self.counts.numbers):
            if what == ROWS:
                places.append((channel, visit))
                continue
            said = words.setdefault((channel, visit, measure), [])
            said += [what.removeprefix(WORD)] if what.startswith(WORD) else []
        return Tally(
            self.subjects,
            {key: self._cells(key, said) for key, said in words.items()},
            {(channel, visit): self._column((channel, visit, "", ROWS)) for channel, visit in places},
            dict(sorted(self.days.items())),
            {channel: frozenset(found) for channel, found in sorted(self.people.items())},
        )

    def _cells(self, key: Key, words: list[str]) -> Cells:
        least, greatest, _ = self.extremes.get(key, (None, None, None))
        total = self.sums.column((*key, COUNTED))
        return Cells(
            self._column((*key, COUNTED)),
            self._zero if total is None else narrow(total),
            self._column((*key, NOT_APPLICABLE)),
            self._column((*key, BLANK)),
            self._column((*key, BAD)),
            words={word: self._column((*key, WORD + word)) for word in words},
            least=least,
            greatest=greatest,
            kept=self.kept.get(key, {}),
            given=self.counts.column((*key, GIVEN)),
        )

    def _column(self, name: tuple[str, ...]) -> Whole:
        found = self.counts.column(name)
        return self._zero if found is None else found


class _Counted:
    """Where the observations of a block are counted: cells by number, with the key of each."""

    def __init__(self, block: Block) -> None:
        names = block.names
        visits, columns = len(names.visits), len(names.columns)
        codes = (block.channel * visits + block.visit) * columns + block.column
        used, self.slot = distinct(codes, len(names.channels) * visits * columns)
        self.keys: list[Key] = [
            (
                names.channels[one // columns // visits],
                names.visits[one // columns % visits],
                names.columns[one % columns],
            )
            for one in used.tolist()
        ]

    def places(self, columns: _Columns, what: str, rows: Flags | slice = slice(None)) -> Whole:
        """Where each observation's column begins; columns are made for the cells of these rows alone."""
        slot = self.slot[rows]
        if isinstance(rows, slice):
            return whole([columns.number((*key, what)) for key in self.keys] or [0])[slot] * columns.size
        begins = np.zeros(len(self.keys), dtype=np.int64)
        for one in np.unique(slot).tolist():
            begins[one] = columns.number((*self.keys[one], what))
        return begins[slot] * columns.size


def _extremes(subject: Whole, value: Whole, size: int) -> tuple[Whole, Whole, Flags]:
    """The least and the greatest value of each subject, 0 where it has none; and where it has some."""
    value = whole(value)
    far = largest(value) + 1
    least = whole([far] * size)
    least, greatest = least.astype(value.dtype), -least.astype(value.dtype)
    np.minimum.at(least, subject, value)
    np.maximum.at(greatest, subject, value)
    there = least != far
    return np.where(there, least, 0), np.where(there, greatest, 0), there


def _wider(a: tuple[Whole, Whole, Flags], b: tuple[Whole, Whole, Flags]) -> tuple[Whole, Whole, Flags]:
    """The extremes of both."""
    least, greatest = (
        np.where(b[2] & a[2], choose(one, other), np.where(a[2], one, other))
        for choose, one, other in ((np.minimum, a[0], b[0]), (np.maximum, a[1], b[1]))
    )
    return least, greatest, a[2] | b[2]


def tally_block(block: Block, plan: Plan, subjects: tuple[str, ...]) -> Tally:
    """The tally of one block."""
    counter = Counter(plan, subjects)
    counter.take(block)
    return counter.tally()
