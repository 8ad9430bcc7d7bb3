"""The rows behind cells: files are read once more, for a tally keeps no rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from redprop.errors import Place, Problem, TableError
from redprop.rubric.plan import Plan
from redprop.tables.block import Block
from redprop.tables.cells import State
from redprop.tables.desk import Desk
from redprop.tables.opened import Opening
from redprop.tables.passes import Measured, each_block
from redprop.tables.placing import flags
from redprop.tables.raw import RawTable
from redprop.tables.read import attempt_at, given_by
from redprop.tables.reading import Reading
from redprop.tables.sources import How, Sources
from redprop.tables.tally import Key

PERSONAL = ("assessor", "respondent")
"""Columns that are counted and never shown."""
PLACING = ("criterion", "value", "channel", "visit", "period")


@dataclass(frozen=True)
class Row:
    """One observation, as it stands in a file: one row of a long file, one cell of a wide one.

    `value` is what a row with the state VALUE adds, `word` what one with the state WORD says; `text` is what the file
    shows. `said` holds what else the row says, by the format's own names of columns (`place`, `finding`, `evidence`,
    `date`, `responsible`, `note`) and other columns by their headers; empty ones, and people, are left out.
    """

    subject: str
    channel: str
    visit: str
    measure: str
    state: State
    value: Fraction
    word: str
    text: str
    where: Place
    said: Mapping[str, str] = field(default_factory=dict)


def locate(
    sources: Sources,
    plan: Plan,
    read: Reading,
    *,
    subjects: Collection[str] | None = None,
    cells: Collection[Key] | None = None,
    how: How | None = None,
) -> list[Row]:
    """The rows behind cells of a tally, in the order of the files and of their rows.

    `subjects` and `cells` (channel, visit, measure) are those asked for, all where there are none. Rows that could not
    be used (`--skip-bad-rows`) come with the state BAD.

    Raises:
        TableError: The files no longer give the tally that was read, or cannot be read any more.
    """
    with Opening.of(sources, how) as opening:
        attempt, again = attempt_at(given_by(sources, plan, opening), plan, opening.how, opening)
        if again.tally.fingerprint() != read.tally.fingerprint():
            file = str(sources.measurements[0]) if sources.measurements else ""
            raise TableError([Problem("files-changed", Place(file), {})])
        tables = [replace(one, wanted=frozenset(one.opened.header)) for one in attempt.tables]
        looking = _Looking(attempt.desk, subjects, cells)
        return [row for rows in each_block(tables, attempt.desk, opening, looking) for row in rows]


class _Looking:
    """Picks the rows that are asked for out of a piece."""

    def __init__(self, desk: Desk, subjects: Collection[str] | None, cells: Collection[Key] | None) -> None:
        self.desk = desk
        self.cells = None if cells is None else frozenset(cells)
        self.judged = None if subjects is None else flags([one in set(subjects) for one in desk.register.ids])

    def __call__(self, table: Measured, raw: RawTable, block: Block) -> list[Row]:
        """The rows of a piece that are asked for, in their order."""
        here = np.ones(len(block), dtype=bool) if self.judged is None else self.judged[block.subject]
        if self.cells is not None:
            here &= self._in_cells(block)
        found = np.flatnonzero(here)
        rows = np.arange(len(raw))[block.row]
        order = found[np.argsort(rows[found], kind="stable")]
        return list(self._rows(table, raw, block, order, rows))

    def _in_cells(self, block: Block) -> np.ndarray:
        names = block.names
        visits, columns = len(names.visits), len(names.columns)
        codes = (block.channel * visits + block.visit) * columns + block.column
        wanted = [
            (number // columns // visits, number // columns % visits, number % columns)
            for number in np.unique(codes).tolist()
        ]
        asked = [
            (channel * visits + visit) * columns + column
            for channel, visit, column in wanted
            if (names.channels[channel], names.visits[visit], names.columns[column]) in (self.cells or ())
        ]
        return np.isin(codes, asked)

    def _rows(self, table: Measured, raw: RawTable, block: Block, order: np.ndarray, rows: np.ndarray) -> Iterator[Row]:
        shape, names, units = table.shape, block.names, 10**self.desk.plan.decimals
        own = {header: known for known, header in shape.known.items() if known not in (*PLACING, *PERSONAL)}
        left = {shape.subject, *shape.known.values(), *shape.measures.values()}
        others = {header: own.get(header, header) for header in raw.columns if header in own or header not in left}
        for index in order.tolist():
            row = int(rows[index])
            measure = names.columns[int(block.column[index])]
            header = shape.measures.get(measure, shape.known.get("value", ""))
            state = State(int(block.state[index]))
            said = ((name, raw.columns[column][row].strip()) for column, name in others.items())
            yield Row(
                subject=self.desk.register.ids[int(block.subject[index])],
                channel=names.channels[int(block.channel[index])],
                visit=names.visits[int(block.visit[index])],
                measure=measure,
                state=state,
                value=Fraction(int(block.value[index]), units) if state is State.VALUE else Fraction(0),
                word=names.words[int(block.word[index])] if state is State.WORD else "",
                text=raw.columns[header][row].strip() if header else "",
                where=raw.place(row, header),
                said={name: text for name, text in said if text},
            )
