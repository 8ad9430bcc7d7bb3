"""Rows to cells. A tally of two parts is the sum of their tallies: order and cutting change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import distinct, largest, narrow, plus, whole
from redprop.rubric.plan import Plan
from redprop.tables.block import Block, Names
from redprop.tables.cells import State
from redprop.tables.kept import Kept, kept_by_cell, worst

Key = tuple[str, str, str]
"""Channel, visit and measure, by id."""


@dataclass(frozen=True, eq=False)
class Cells:
    """One measure on one visit of one channel, one entry a subject.

    `count` and `total` are of rows with a value (in the plan's units), `least` and `greatest` of the same where the
    plan asks; `not_applicable`, `blank` (settled as not assessed) and `bad` count rows of those states; `words`
    counts each word; `kept` holds what rows are told apart by, with the subject first, and the worst severity of each
    (counted from the worst, 0), where the plan counts different texts or defects.
    """

    count: Whole
    total: Whole
    not_applicable: Whole
    blank: Whole
    bad: Whole
    words: Mapping[str, Whole] = field(default_factory=dict)
    least: Whole | None = None
    greatest: Whole | None = None
    kept: Kept = field(default_factory=dict)

    @property
    def rows(self) -> Whole:
        """How many rows there are, of any state."""
        return plus(plus(self.count, self.not_applicable), plus(self.blank, self.bad))

    def __add__(self, other: Cells) -> Cells:
        zero = np.zeros_like(self.count)
        words = {
            word: plus(self.words.get(word, zero), other.words.get(word, zero))
            for word in sorted({*self.words, *other.words})
        }
        return Cells(
            plus(self.count, other.count),
            plus(self.total, other.total),
            plus(self.not_applicable, other.not_applicable),
            plus(self.blank, other.blank),
            plus(self.bad, other.bad),
            words,
            self._extreme(np.minimum, other, self.least, other.least),
            self._extreme(np.maximum, other, self.greatest, other.greatest),
            worst(self.kept, other.kept),
        )

    def _extreme(
        self, choose: Callable[[Whole, Whole], Whole], other: Cells, mine: Whole | None, theirs: Whole | None
    ) -> Whole | None:
        """The extreme of both, where both have rows; of the one that has some elsewhere."""
        if mine is None or theirs is None:
            return mine if theirs is None else theirs
        both = choose(mine, theirs)
        return np.where(other.count == 0, mine, np.where(self.count == 0, theirs, both))


def without_bad(cell: Cells, subjects: Sequence[str]) -> Cells:
    """The cells without those that hold a row which could not be used; `subjects` are whose they are."""
    good = cell.bad == 0
    spoilt = {subjects[index] for index in np.flatnonzero(~good).tolist()}
    return replace(
        cell,
        count=np.where(good, cell.count, 0),
        total=np.where(good, cell.total, 0),
        words={word: np.where(good, count, 0) for word, count in cell.words.items()},
        kept={key: rank for key, rank in cell.kept.items() if key[0] not in spoilt} if spoilt else cell.kept,
    )


@dataclass(frozen=True, eq=False)
class Tally:
    """Everything that scoring needs of the rows: cells by channel, visit and measure; rows; respondents.

    Every column has one entry a subject, in the order of `subjects`; `days` holds the latest day of rows. Memory grows
    with subjects times measures, not with rows.
    """

    subjects: tuple[str, ...]
    cells: Mapping[Key, Cells] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], Whole] = field(default_factory=dict)
    days: Mapping[tuple[str, str], Whole] = field(default_factory=dict)
    respondents: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        if self.subjects != other.subjects:
            everyone = tuple(sorted({*self.subjects, *other.subjects}))
            return self.among(everyone) + other.among(everyone)
        return Tally(
            self.subjects,
            _merged(self.cells, other.cells, Cells.__add__),
            _merged(self.rows, other.rows, plus),
            _merged(self.days, other.days, np.maximum),
            _merged(self.respondents, other.respondents, frozenset.union),
        )

    def among(self, subjects: tuple[str, ...]) -> Tally:
        """The same tally over more subjects, in their order."""
        if subjects == self.subjects:
            return self
        at = {name: index for index, name in enumerate(subjects)}
        places = np.asarray([at[name] for name in self.subjects], dtype=np.int64)

        def spread(column: Whole) -> Whole:
            out = np.zeros(len(subjects), dtype=column.dtype)
            out[places] = column
            return out

        cells = {
            key: Cells(
                spread(cell.count),
                spread(cell.total),
                spread(cell.not_applicable),
                spread(cell.blank),
                spread(cell.bad),
                words={word: spread(count) for word, count in cell.words.items()},
                least=None if cell.least is None else spread(cell.least),
                greatest=None if cell.greatest is None else spread(cell.greatest),
                kept=cell.kept,
            )
            for key, cell in self.cells.items()
        }
        rows, days = ({key: spread(c) for key, c in columns.items()} for columns in (self.rows, self.days))
        return Tally(subjects, cells, rows, days, self.respondents)

    def fingerprint(self) -> str:
        """A name for exactly these cells: the order, the split and the format of files do not matter."""
        import hashlib  # few commands ask for a fingerprint

        digest = hashlib.sha256()
        order = sorted(range(len(self.subjects)), key=lambda index: self.subjects[index])
        digest.update("\0".join(self.subjects[index] for index in order).encode())
        for key, cell in sorted(self.cells.items()):
            digest.update("\0".join(key).encode())
            columns = [cell.count, cell.total, cell.not_applicable, cell.blank, cell.bad]
            columns += [count for _, count in sorted(cell.words.items())]
            columns += [column for column in (cell.least, cell.greatest) if column is not None]
            digest.update(" ".join(sorted(word for word, count in cell.words.items() if count.any())).encode())
            for column in columns:
                digest.update(",".join(str(number) for number in column[order].tolist()).encode())
            digest.update(repr(sorted(cell.kept.items())).encode() if cell.kept else b"")
        for place, rows in sorted(self.rows.items()):
            digest.update(repr((place, (rows[order] > 0).tolist())).encode())
        for place, days in sorted(self.days.items()):
            digest.update(repr((place, days[order].tolist())).encode())
        for channel, people in sorted(self.respondents.items()):
            digest.update(repr((channel, sorted(people))).encode())
        return digest.hexdigest()[:16]


def _merged(a: Mapping, b: Mapping, add: Callable) -> dict:  # type: ignore[type-arg]  # the same for every kind of cell
    both = {key: add(a[key], b[key]) for key in a.keys() & b.keys()}
    return {key: both[key] if key in both else a.get(key, b.get(key)) for key in sorted({*a, *b})}


def tally(blocks: Iterable[Block], plan: Plan, names: Names, subjects: tuple[str, ...]) -> Tally:
    """The tally of all blocks."""
    total = Tally(subjects)
    for block in blocks:
        total = total + tally_block(block, plan, names, subjects)
    return total


def tally_block(block: Block, plan: Plan, names: Names, subjects: tuple[str, ...]) -> Tally:
    """The tally of one block."""
    size = len(subjects)
    leaves = (*plan.leaves, *plan.beside)
    extremes = {c for leaf in leaves if leaf.feed.take in ("min", "max") for c in leaf.feed.columns}
    slots = (block.channel * len(names.visits) + block.visit) * len(names.columns) + block.column
    used, slot = distinct(slots, len(names.channels) * len(names.visits) * len(names.columns))
    at = slot * size + block.subject
    shape = (len(used), size)

    def counted(rows: Flags) -> Whole:
        if not rows.any():
            return np.zeros(shape, dtype=np.int64)
        here = at if rows.all() else at[rows]
        return np.bincount(here, minlength=shape[0] * size).reshape(shape)

    values = block.state == State.VALUE
    count = counted(values | (block.state == State.WORD))
    everything = bool(values.all())
    total = _summed(at if everything else at[values], block.value if everything else block.value[values], shape)
    states = [counted(block.state == state) for state in (State.NOT_APPLICABLE, State.BLANK, State.BAD)]
    states[1] = counted((block.state == State.BLANK) & block.settles)
    words = _words(block, at, shape, names)
    kept = kept_by_cell(block, slot, plan, names, subjects)
    cells: dict[Key, Cells] = {}
    for index, code in enumerate(used.tolist()):
        rest, column = divmod(code, len(names.columns))
        channel, visit = divmod(rest, len(names.visits))
        name = names.columns[column]
        least = greatest = None
        if name in extremes:
            here = values & (slot == index)
            least, greatest = _extremes(block.subject[here], block.value[here], size)
        cells[names.channels[channel], names.visits[visit], name] = Cells(
            count[index],
            narrow(total[index]),
            states[0][index],
            states[1][index],
            states[2][index],
            words={word: counts[index] for word, counts in words.items() if counts[index].any()},
            least=least,
            greatest=greatest,
            kept=kept.get(index, {}),
        )
    people = {
        names.channels[channel]: frozenset((subjects[subject], who) for subject, who in found)
        for channel, found in block.respondents.items()
    }
    return Tally(subjects, cells, _rows(block, names, size), _days(block, names, size), people)


def _summed(at: Whole, values: Whole, shape: tuple[int, int]) -> Whole:
    """Sums of values by place; in Python integers where 64 bits might not hold them."""
    fits = values.dtype != object and largest(values) * max(1, len(values)) < 2**62
    total = np.zeros(shape[0] * shape[1], dtype=np.int64 if fits else object)
    np.add.at(total, at, values if fits else values.astype(object))
    return total.reshape(shape)


def _words(block: Block, at: Whole, shape: tuple[int, int], names: Names) -> dict[str, Whole]:
    said = block.state == State.WORD
    if not said.any():
        return {}
    return {
        names.words[word]: np.bincount(at[said & (block.word == word)], minlength=shape[0] * shape[1]).reshape(shape)
        for word in np.flatnonzero(np.bincount(block.word[said])).tolist()
    }


def _extremes(subject: Whole, value: Whole, size: int) -> tuple[Whole, Whole]:
    """The least and the greatest value of each subject; 0 where it has none."""
    value = whole(value)
    far = largest(value) + 1
    least = whole([far] * size)
    least, greatest = least.astype(value.dtype), -least.astype(value.dtype)
    np.minimum.at(least, subject, value)
    np.maximum.at(greatest, subject, value)
    return np.where(least == far, 0, least), np.where(greatest == -far, 0, greatest)


def _days(block: Block, names: Names, size: int) -> dict[tuple[str, str], Whole]:
    """The latest day of each subject's rows, by channel and visit; nothing where no row has a date."""
    if not block.rows_day.any():
        return {}
    found: dict[tuple[str, str], Whole] = {}
    place = block.rows_channel * len(names.visits) + block.rows_visit
    for code in np.flatnonzero(np.bincount(place)).tolist():
        here = place == code
        latest = np.zeros(size, dtype=np.int64)
        np.maximum.at(latest, block.rows_subject[here], block.rows_day[here])
        found[names.channels[code // len(names.visits)], names.visits[code % len(names.visits)]] = latest
    return found


def _rows(block: Block, names: Names, size: int) -> dict[tuple[str, str], Whole]:
    """How many rows name each subject, by channel and visit."""
    places = len(names.channels) * len(names.visits)
    place = block.rows_channel * len(names.visits) + block.rows_visit
    counts = np.bincount(place * size + block.rows_subject, minlength=places * size).reshape(places, size)
    return {
        (names.channels[code // len(names.visits)], names.visits[code % len(names.visits)]): counts[code]
        for code in np.flatnonzero(counts.any(axis=1)).tolist()
    }
