"""One subject as often as wanted, each with other findings: many questions of "what if" in one run of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.exact import Whole
from redprop.tables.reading import Reading
from redprop.tables.register import Register
from redprop.tables.tally import Cells, Key, Tally
from redprop.tables.visits import VisitLog

NEW = "\N{NULL}"
"""Begins what a made-up finding is told apart by: no file can say that."""


@dataclass(frozen=True)
class Change:
    """Findings more (or, below nothing, fewer) in one cell: in the plan's units, in rows, and where they are told apart
    by something, the severities (counted from the worst, 0) of the new ones, and by what those that are `gone` were.
    """

    units: int = 0
    rows: int = 0
    severities: tuple[int, ...] = ()
    gone: frozenset[tuple[str, ...]] = frozenset()


Changes = Mapping[Key, Change]


def with_changes(result: Result, subject: int, changes: Sequence[Changes]) -> Result:
    """A result whose subjects are copies of one, each with its changes, in their order.

    Copies are scored as the subject was. They are a league of their own, so ranks, and grades that a share of a league
    has, mean nothing here.
    """
    reading = copies(result, subject, len(changes))
    cells = dict(reading.tally.cells)
    for key in sorted({key for one in changes for key in one}):
        cells[key] = _changed(cells.get(key), [one.get(key, Change()) for one in changes], reading.register)
    return score_reading(result.plan, replace(reading, tally=replace(reading.tally, cells=dict(sorted(cells.items())))))


def copies(result: Result, subject: int, count: int) -> Reading:
    """What was read of one subject, so many times over; ids end in numbers, which keep their order."""
    reading, register = result.reading, result.register
    ids = tuple(f"{register.ids[subject]}{NEW}{number:09d}" for number in range(count))
    own = register.ids[subject]
    at = np.full(count, subject)
    tally = reading.tally.among(register.ids)
    same = Register(
        ids,
        (register.names[subject],) * count,
        (register.categories[subject],) * count,
        (register.statuses[subject],) * count,
        {name: (column[subject],) * count for name, column in register.columns.items()},
    )
    log = VisitLog(
        {channel: {v: done[at] for v, done in visits.items()} for channel, visits in reading.log.done.items()},
        {place: days[at] for place, days in reading.log.days.items()},
    )
    copied = Tally(
        ids,
        {key: _taken(cell, at, own, ids) for key, cell in tally.cells.items()},
        {place: rows[at] for place, rows in tally.rows.items()},
        {place: days[at] for place, days in tally.days.items()},
        {
            channel: frozenset((name, who) for subject_id, who in people if subject_id == own for name in ids)
            for channel, people in tally.respondents.items()
        },
    )
    return replace(reading, tally=copied, register=same, log=log)


def _taken(cell: Cells, at: Whole, own: str, ids: Sequence[str]) -> Cells:
    """A cell of one subject for each of its copies."""
    return Cells(
        cell.count[at],
        cell.total[at],
        cell.not_applicable[at],
        cell.blank[at],
        cell.bad[at],
        {word: count[at] for word, count in cell.words.items()},
        None if cell.least is None else cell.least[at],
        None if cell.greatest is None else cell.greatest[at],
        {(name, *key[1:]): rank for key, rank in cell.kept.items() if key[0] == own for name in ids},
        None if cell.given is None else cell.given[at],
    )


def _changed(cell: Cells | None, changes: Sequence[Change], register: Register) -> Cells:
    """A cell with the changes of each copy."""
    zero = np.zeros(len(changes), dtype=np.int64)
    before = cell or Cells(zero, zero, zero, zero, zero)
    gone = {(name, *key) for name, change in zip(register.ids, changes, strict=True) for key in change.gone}
    kept = {key: rank for key, rank in before.kept.items() if key not in gone}
    for name, change in zip(register.ids, changes, strict=True):
        kept |= {(name, f"{NEW}{number}"): rank for number, rank in enumerate(change.severities)}
    units = np.asarray([change.units for change in changes], dtype=object)
    total = before.total + units
    small = all(abs(value) < 2**62 for value in total)
    return replace(
        before,
        count=before.count + np.asarray([change.rows for change in changes], dtype=np.int64),
        total=total.astype(np.int64) if small else total,
        kept=kept,
    )
