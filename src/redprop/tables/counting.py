"""Blocks added up into a tally, in place: one counter takes the blocks of all files, in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import LIMIT, Coded, coded, largest, narrow
from redprop.rubric.plan import Plan
from redprop.tables.block import Block, Names
from redprop.tables.cells import State
from redprop.tables.extremes import Extremes, extremes_of, wider
from redprop.tables.kept import Kept, kept_by_cell
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

    def begin(self, name: tuple[str, ...]) -> int:
        """Where a column begins, new ones included."""
        return self.numbers.setdefault(name, len(self.numbers)) * self.size

    def add(self, at: Whole, values: Whole | int) -> None:
        """Adds values at places: a column's begin and the subject."""
        self.flat = self.long_enough(self.flat)
        np.add.at(self.flat, at, values)

    def add_column(self, name: tuple[str, ...], values: Whole) -> None:
        """Adds a whole column, new ones included."""
        begin = self.begin(name)
        self.flat = self.long_enough(self.flat)
        self.flat[begin : begin + self.size] += values

    def long_enough(self, flat: Whole) -> Whole:
        """An array with room for all columns: itself, or a longer copy."""
        wanted = len(self.numbers) * self.size
        if len(flat) >= wanted:
            return flat
        grown = np.zeros(wanted * 2 if len(flat) else wanted, dtype=flat.dtype)
        grown[: len(flat)] = flat
        return grown

    def merge(self, other: _Columns, mine: Whole, theirs: Whole) -> Whole:
        """An array of these columns with one of another's columns added to it, which is not longer than they are."""
        begins = [self.begin(name) for name in other.numbers]  # in the order in which they stand there
        merged = self.long_enough(mine)
        for number, begin in enumerate(begins):
            merged[begin : begin + self.size] += theirs[number * self.size : (number + 1) * self.size]
        return merged

    def column(self, name: tuple[str, ...], flat: Whole | None = None) -> Whole | None:
        """A column, where it was met; of an array beside the counts where one is given."""
        number = self.numbers.get(name)
        whole = self.flat if flat is None else flat
        return None if number is None else whole[number * self.size : (number + 1) * self.size]


class Counter:
    """Takes blocks in, from several threads, and gives their tally."""

    def __init__(self, plan: Plan, subjects: tuple[str, ...]) -> None:
        self.plan, self.subjects = plan, subjects
        leaves = (*plan.leaves, *plan.beside)
        self.extreme = {c for leaf in leaves if leaf.feed.take in ("min", "max") for c in leaf.feed.columns}
        self.once = {name for name, column in plan.columns.items() if column.once}
        self.values, self.others = _Columns(len(subjects)), _Columns(len(subjects))
        self.sums = np.zeros(0, dtype=np.int64)
        self.most = 0
        self.keys: set[Key] = set()
        self._zero = np.zeros(len(subjects), dtype=np.int64)
        self.extremes: dict[Key, Extremes] = {}
        self.kept: dict[Key, dict[tuple[str, ...], int]] = {}
        self.days: dict[Place, Whole] = {}
        self.people: dict[str, set[tuple[str, str]]] = {}
        self.lock = Lock()

    def take(self, block: Block) -> None:
        """Adds a block; what needs no other block is worked out before its turn."""
        cells, shown = _Cells.of(block), _Cells.of_rows(block)
        kept = kept_by_cell(block, cells.coded.column, cells.keys, self.plan, self.subjects)
        with self.lock:
            self.keys.update(cells.keys.values())
            self._values(block, cells)
            if not (block.state == State.VALUE).all():
                self._other_states(block, cells)
            self._given(block, cells)
            self._extremes(block, cells)
            for key, found in kept.items():
                self._keep(key, found)
            self._rows(block, shown)
            for channel, people in block.respondents.items():
                known = self.people.setdefault(block.names.channels[channel], set())
                known.update((self.subjects[subject], who) for subject, who in people)

    def _values(self, block: Block, cells: _Cells) -> None:
        """Counts and sums of values, and counts of rows with a word; sums in Python integers where 64 bits are few."""
        counted = (block.state == State.VALUE) | (block.state == State.WORD)
        rows = slice(None) if counted.all() else counted
        at = cells.places(self.values, COUNTED, rows) + block.subject[rows]
        values = block.value[rows]
        self.most += largest(values) * len(values)
        if self.most >= LIMIT:
            self.sums, values = self.sums.astype(object, copy=False), values.astype(object)
        self.values.add(at, 1)
        self.sums = self.values.long_enough(self.sums)
        np.add.at(self.sums, at, values)

    def _other_states(self, block: Block, cells: _Cells) -> None:
        """How many rows of each state that is no value, and of each word."""
        said = block.state == State.WORD
        for word in np.flatnonzero(np.bincount(block.word[said])).tolist():
            self._tick(block, cells, said & (block.word == word), WORD + block.names.words[word])
        self._tick(block, cells, block.state == State.NOT_APPLICABLE, NOT_APPLICABLE)
        self._tick(block, cells, block.state == State.BAD, BAD)
        self._tick(block, cells, (block.state == State.BLANK) & block.settles, BLANK)

    def _given(self, block: Block, cells: _Cells) -> None:
        """How many rows could be used of measures that take one."""
        numbers = [number for number, name in enumerate(block.names.columns) if name in self.once]
        if numbers:
            self._tick(block, cells, np.isin(block.column, numbers) & (block.state != State.BAD), GIVEN)

    def _tick(self, block: Block, cells: _Cells, rows: Flags, what: str) -> None:
        """Counts rows in their cells."""
        if rows.any():
            self.others.add(cells.places(self.others, what, rows) + block.subject[rows], 1)

    def _extremes(self, block: Block, cells: _Cells) -> None:
        for place, key in cells.keys.items():
            if key[2] not in self.extreme:
                continue
            here = (block.state == State.VALUE) & (cells.coded.column == place)
            found = extremes_of(block.subject[here], block.value[here], len(self.subjects))
            self.extremes[key] = wider(self.extremes[key], found) if key in self.extremes else found

    def _keep(self, key: Key, found: Kept) -> None:
        """Keeps what rows of a cell are told apart by, at its worst severity."""
        cell = self.kept.setdefault(key, {})
        for name, rank in found.items():
            cell[name] = min(rank, cell.get(name, rank))

    def _rows(self, block: Block, shown: _Cells) -> None:
        """How many rows name each subject, by channel and visit; and the latest day of theirs."""
        if not len(block.rows_subject):
            return
        size = len(self.subjects)
        if shown.coded.size * size <= 2 * len(block.rows_subject):  # few channels and visits: all of them at once
            often = np.bincount(shown.coded.column * size + block.rows_subject, minlength=shown.coded.size * size)
            for place, key in shown.keys.items():
                self.others.add_column((*key, ROWS), often[place * size : (place + 1) * size])
        else:
            self.others.add(shown.places(self.others, ROWS) + block.rows_subject, 1)
        if block.rows_day.any():
            for place, (channel, visit, _) in shown.keys.items():
                days = self.days.setdefault((channel, visit), np.zeros(len(self.subjects), dtype=np.int64))
                here = shown.coded.column == place
                np.maximum.at(days, block.rows_subject[here], block.rows_day[here])

    # -- counters of other places ------------------------------------------------------------------------------------

    def __getstate__(self) -> dict[str, object]:
        """What travels: everything but the lock."""
        return {name: value for name, value in vars(self).items() if name != "lock"}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self.lock = Lock()

    def add(self, other: Counter) -> None:
        """Adds what another counter of the same plan and subjects has taken, in place."""
        with self.lock:
            self.keys |= other.keys
            self.most += other.most
            if self.most >= LIMIT:
                self.sums = self.sums.astype(object, copy=False)
            self.values.flat = self.values.merge(other.values, self.values.flat, other.values.flat)
            self.sums = self.values.merge(other.values, self.sums, other.sums)
            self.others.flat = self.others.merge(other.others, self.others.flat, other.others.flat)
            for key, found in other.extremes.items():
                self.extremes[key] = wider(self.extremes[key], found) if key in self.extremes else found
            for key, kept in other.kept.items():
                self._keep(key, kept)
            for place, days in other.days.items():
                self.days[place] = np.maximum(self.days[place], days) if place in self.days else days
            for channel, people in other.people.items():
                self.people.setdefault(channel, set()).update(people)

    # -- the tally --------------------------------------------------------------------------------------------------

    def tally(self) -> Tally:
        """The tally of all blocks that were taken; its columns are the counter's own."""
        words: dict[Key, list[str]] = {key: [] for key in sorted(self.keys)}
        places: list[Place] = []
        for channel, visit, measure, what in sorted(self.others.numbers):
            if what == ROWS:
                places.append((channel, visit))
            elif what.startswith(WORD):
                words[channel, visit, measure].append(what.removeprefix(WORD))
        return Tally(
            self.subjects,
            {key: self._cells(key, said) for key, said in words.items()},
            {(channel, visit): self._column((channel, visit, "", ROWS)) for channel, visit in places},
            {place: days for place, days in sorted(self.days.items()) if days.any()},
            {channel: frozenset(found) for channel, found in sorted(self.people.items())},
        )

    def _cells(self, key: Key, words: list[str]) -> Cells:
        least, greatest, _ = self.extremes.get(key, (None, None, None))
        count, total = (self.values.column((*key, COUNTED), flat) for flat in (None, self.sums))
        return Cells(
            self._zero if count is None else count,
            self._zero if total is None else narrow(total),
            self._column((*key, NOT_APPLICABLE)),
            self._column((*key, BLANK)),
            self._column((*key, BAD)),
            words={word: self._column((*key, WORD + word)) for word in words},
            least=least,
            greatest=greatest,
            kept=self.kept.get(key, {}),
            given=self.others.column((*key, GIVEN)),
        )

    def _column(self, name: tuple[str, ...]) -> Whole:
        found = self.others.column(name)
        return self._zero if found is None else found


@dataclass(frozen=True)
class _Cells:
    """Which cells the entries of a block stand in; `keys` by their places in the table of `coded`."""

    coded: Coded
    keys: Mapping[int, Key]

    @classmethod
    def of(cls, block: Block) -> _Cells:
        """The cells of the observations."""
        names = block.names
        visits, columns = len(names.visits), len(names.columns)
        codes = (block.channel * visits + block.visit) * columns + block.column
        return cls._named(coded(codes, len(names.channels) * visits * columns), names, names.columns)

    @classmethod
    def of_rows(cls, block: Block) -> _Cells:
        """The channels and visits of the rows."""
        names, visits = block.names, len(block.names.visits)
        return cls._named(
            coded(block.rows_channel * visits + block.rows_visit, len(names.channels) * visits), names, ("",)
        )

    @classmethod
    def _named(cls, found: Coded, names: Names, columns: Sequence[str]) -> _Cells:
        keys = {}
        for place, code in zip(found.places.tolist(), found.codes.tolist(), strict=True):
            channel, visit = divmod(code // len(columns), len(names.visits))
            keys[place] = names.channels[channel], names.visits[visit], columns[code % len(columns)]
        return cls(found, keys)

    def places(self, columns: _Columns, what: str, rows: Flags | slice = slice(None)) -> Whole:
        """Where each entry's column begins; columns are made for the cells of these rows alone."""
        codes, used = self.coded.column[rows], self.coded.places
        table = np.zeros(self.coded.size, dtype=np.int64)
        if not isinstance(rows, slice):
            used = np.flatnonzero(np.bincount(codes, minlength=self.coded.size))
        table[used] = [columns.begin((*self.keys[one], what)) for one in used.tolist()]
        return table[codes]


def tally_block(block: Block, plan: Plan, subjects: tuple[str, ...]) -> Tally:
    """The tally of one block."""
    counter = Counter(plan, subjects)
    counter.take(block)
    return counter.tally()
