"""Rows to cells. A tally of two parts is the sum of their tallies: order and cutting change nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from redprop.exact import Whole
from redprop.exact.arrays import plus
from redprop.tables.kept import Kept, Key, worst

__all__ = ["Cells", "Key", "Place", "Tally", "without_bad"]

Place = tuple[str, str]
"""Channel and visit, by id."""


@dataclass(frozen=True, eq=False)
class Cells:
    """One measure on one visit of one channel, one entry a subject.

    `count` and `total` are of rows with a value (in the plan's units), `least` and `greatest` of the same where the
    plan asks; `not_applicable`, `blank` (settled as not assessed) and `bad` count rows of those states; `words`
    counts each word; `kept` holds what rows are told apart by, with the subject first, and the worst severity of each
    (counted from the worst, 0), where the plan counts different texts or defects; `given` counts the rows that could
    be used of a measure that takes one.
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
    given: Whole | None = None

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
            other.given if self.given is None else self.given if other.given is None else plus(self.given, other.given),
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
    rows: Mapping[Place, Whole] = field(default_factory=dict)
    days: Mapping[Place, Whole] = field(default_factory=dict)
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
                given=None if cell.given is None else spread(cell.given),
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
