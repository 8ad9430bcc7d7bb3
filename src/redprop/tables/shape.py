"""Raw tables of measurements, long or wide, to blocks: every row as the plan asks for it, or a problem with its row."""

from __future__ import annotations

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import distinct, whole
from redprop.rubric.faults import nearest
from redprop.tables.apart import Observed, told_apart
from redprop.tables.block import Block, joined
from redprop.tables.cells import State
from redprop.tables.desk import Desk
from redprop.tables.headers import Shape
from redprop.tables.placing import BLANK, NOBODY, UNJUDGED, UNKNOWN, Rows, flags
from redprop.tables.raw import RawTable, TextColumn, folded
from redprop.tables.window import of_these_days


def block_of(table: RawTable, shape: Shape, desk: Desk, channel: str | None) -> Block:
    """A table's rows as observations. Problems go to the desk; their observations carry the state BAD."""
    return _Rows(of_these_days(table, shape, desk), shape, desk, channel).block()


class _Rows(Rows):
    """One table on its way to a block: its rows are placed, now what they say."""

    def block(self) -> Block:
        """Works through the columns that place a row, then through its values."""
        subject = self._subjects()
        channel = self._channels()
        usable = (subject >= 0) & (channel >= 0) & self._period_fits()
        visit, listed = self._visits(subject, channel, usable)
        usable &= listed
        misdated, day = self._dates()
        self.desk.lost += int(((subject != UNJUDGED) & (subject != BLANK) & ~usable).sum())
        rows = np.flatnonzero(usable)
        parts = self._long(rows, channel) if self.shape.is_long else self._wide(rows, channel)
        row, column, state, value, word, settles = parts
        if misdated.any():
            state = np.where(misdated[row], State.BAD, state)
        respondents = self._respondents(row, state, subject, channel)
        apart = told_apart(self, Observed(row, column, state, value, word))
        return Block(
            file=self.table.file,
            subject=_taken(subject, row),
            column=column,
            channel=_taken(channel, row),
            visit=_taken(visit, row),
            state=apart.state,
            value=value,
            word=apart.word,
            line=_taken(self.table.lines, row),
            settles=settles,
            rows_subject=_taken(subject, rows),
            rows_channel=_taken(channel, rows),
            rows_visit=_taken(visit, rows),
            rows_day=_taken(day, rows),
            key=apart.key,
            keys=apart.keys,
            respondents=respondents,
        )

    # -- values -----------------------------------------------------------------------------------------------------

    def _long(self, rows: Whole, channel: Whole) -> tuple[Whole, ...]:
        """One measurement a row: the measure from its column, the value as that measure reads it."""
        desk = self.desk
        name = self.shape.known["criterion"]
        measures = self.table.columns[name]
        order = {column: index for index, column in enumerate(desk.names.columns)}
        found = whole([order.get(desk.measures.get(folded(text), ""), UNKNOWN) for text in measures.texts] or [0])
        codes = found[measures.codes]
        used = np.zeros(self.size, dtype=bool)
        used[rows] = True
        value_name = self.shape.known.get("value", "")
        values = self.table.columns[value_name] if value_name else TextColumn.same("", self.size)
        if (codes < 0).any():  # a row that names only who was visited measures nothing
            bare = flags([not text.strip() for text in measures.texts])[measures.codes]
            used &= ~(bare & flags([not text.strip() for text in values.texts])[values.codes])
        self._tell(
            used & (codes < 0),
            name,
            lambda row: ("unknown-measure", {"got": measures[row], "near": nearest(measures[row], order)}),
        )
        looks = self._looks_at()
        strange = used & (codes >= 0)
        if looks.all():
            strange[:] = False
        else:
            strange &= ~looks[np.maximum(channel, 0), np.maximum(codes, 0)]
        channels = desk.names.channels
        self._tell(strange, name, lambda row: self._strange(measures[row], channels[channel[row]]))
        good = used & (codes >= 0) & ~strange
        desk.lost += int((used & ~good).sum())
        rows = np.flatnonzero(good)
        measured = _taken(codes, rows)
        return rows, measured, *self._meanings(measured, values, rows, value_name or "value")

    def _wide(self, rows: Whole, channel: Whole) -> tuple[Whole, ...]:
        """One column for each measure; an empty cell is no row."""
        order = {column: index for index, column in enumerate(self.desk.names.columns)}
        looks = self._looks_at()
        parts: list[tuple[Whole, ...]] = []
        for measure, name in self.shape.measures.items():
            values = self.table.columns[name]
            filled = flags([bool(text.strip()) for text in values.texts])
            said = rows[filled[values.codes[rows]]]
            seen = looks[channel[said], order[measure]]
            self._tell_strange(said[~seen], name, channel)
            here = said[seen]
            codes = np.full(len(here), order[measure], dtype=np.int64)
            parts.append((here, codes, *self._meanings(codes, values, here, name)))
        gathered = [joined(list(column)) for column in zip(*parts, strict=True)]
        return tuple(gathered) if parts else tuple(np.zeros(0, dtype=np.int64) for _ in range(6))

    def _tell_strange(self, rows: Whole, name: str, channel: Whole) -> None:
        """Values of a wide file for what the row's channel does not look at."""
        strange = np.zeros(self.size, dtype=bool)
        strange[rows] = True
        channels = self.desk.names.channels
        self._tell(strange, name, lambda row: self._strange(name, channels[channel[row]]))
        self.desk.lost += len(rows)

    def _strange(self, measure: str, channel: str) -> tuple[str, dict[str, object]]:
        """A row of a measure that its channel does not look at, or that needs a channel and names none."""
        if channel == NOBODY and self.desk.plan.rubric.channels is not None:
            return "no-channel", {"choices": [name for name in self.desk.names.channels if name]}
        return "not-looked-at", {"got": measure, "channel": channel}

    def _looks_at(self) -> Flags:
        """Which channel may report which measure."""
        names, columns = self.desk.names, self.desk.plan.columns
        return np.asarray(
            [
                [not columns[c].channels or channel in columns[c].channels for c in names.columns]
                for channel in names.channels
            ],
            dtype=bool,
        )

    def _meanings(self, measures: Whole, values: TextColumn, rows: Whole, name: str) -> tuple[Whole, ...]:
        """State, value, word and settling of each row; each differing pair of measure and text is read once."""
        desk = self.desk
        words = {word: index for index, word in enumerate(desk.names.words)}
        bound = len(desk.names.columns) * len(values.texts)
        pairs, pair = distinct(measures * len(values.texts) + _taken(values.codes, rows), bound)
        read = []
        for code in pairs.tolist():
            measure, text = divmod(code, len(values.texts))
            read.append(desk.reader.meaning(desk.plan.columns[desk.names.columns[measure]], values.texts[text]))
        state = whole([int(meaning.state) for meaning in read] or [0])[pair]
        bad = np.zeros(self.size, dtype=bool)
        bad[rows] = state == State.BAD
        if bad.any():
            told = dict(zip(rows.tolist(), pair.tolist(), strict=True))
            self._tell(bad, name, lambda row: (read[told[row]].code, dict(read[told[row]].params or {})))
        return (
            state,
            whole([meaning.value for meaning in read] or [0])[pair],
            whole([words.get(meaning.word, 0) for meaning in read] or [0])[pair],
            flags([meaning.settles for meaning in read] or [False])[pair],
        )


def _taken(column: Whole, rows: Whole) -> Whole:
    """Some rows of a column; the column itself where they are all of it, in order.

    A wide file may have as many filled cells as rows and still name some rows twice: the length alone says nothing.
    """
    return column if np.array_equal(rows, np.arange(len(column))) else column[rows]
