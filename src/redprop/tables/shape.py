"""Raw tables of measurements, long or wide, to blocks: every row as the plan asks for it, or a problem with its row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import Coded, coded, whole
from redprop.tables.apart import Observed, told_apart
from redprop.tables.block import Block, Picked, joined
from redprop.tables.cells import Meaning, State
from redprop.tables.desk import BLANK, UNJUDGED, UNKNOWN, Desk
from redprop.tables.headers import Shape
from redprop.tables.ledger import Ledger
from redprop.tables.placing import NOBODY, Rows, flags
from redprop.tables.raw import RawTable, TextColumn, folded
from redprop.tables.window import of_these_days

EVERY_ROW = slice(None)
Meanings = tuple[Whole, Whole, Whole, Flags]
Parts = tuple[Picked, Whole, Whole, Whole, Whole, Flags]
"""Of observations: their rows, measures, states, values, words, and whether they settle their cells."""


def block_of(table: RawTable, shape: Shape, desk: Desk, channel: str | None, told: Ledger) -> Block:
    """A table's rows as observations. Problems go to the ledger; their observations carry the state BAD."""
    return _Rows(of_these_days(table, shape, desk, told), shape, desk, channel, told).block()


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
        if usable.all():
            rows: Picked = EVERY_ROW
        else:
            self.lost += int(((subject != UNJUDGED) & (subject != BLANK) & ~usable).sum())
            rows = np.flatnonzero(usable)
        parts = self._long(rows, channel) if self.shape.is_long else self._wide(np.flatnonzero(usable), channel)
        row, column, state, value, word, settles = parts
        if misdated.any():
            state = np.where(misdated[row], State.BAD, state)
        respondents = self._respondents(row, state, subject, channel)
        apart = told_apart(self, Observed(row, column, state, value, word))
        return Block(
            names=self.names,
            subject=subject[row],
            column=column,
            channel=channel[row],
            visit=visit[row],
            state=apart.state,
            value=value,
            word=apart.word,
            row=row,
            settles=settles,
            rows_subject=subject[rows],
            rows_channel=channel[rows],
            rows_visit=visit[rows],
            rows_day=day[rows],
            key=apart.key,
            keys=apart.keys,
            respondents=respondents,
            lost=self.lost,
        )

    # -- values -----------------------------------------------------------------------------------------------------

    def _long(self, rows: Picked, channel: Whole) -> Parts:
        """One measurement a row: the measure from its column, the value as that measure reads it."""
        desk = self.desk
        name = self.shape.known["criterion"]
        measures = self.table.columns[name]
        order = {column: index for index, column in enumerate(desk.names.columns)}
        found = whole([order.get(desk.measures.get(folded(text), ""), UNKNOWN) for text in measures.texts] or [0])
        codes = found[measures.codes]
        value_name = self.shape.known.get("value", "")
        values = self.table.columns[value_name] if value_name else TextColumn.same("", self.size)
        looks = self._looks_at()
        if rows is not EVERY_ROW or (codes < 0).any() or not looks.all():
            rows = self._measured(rows, channel, codes, values, looks)
        measured = codes[rows]
        return rows, measured, *self._meanings(measured, values, rows, value_name or "value")

    def _measured(self, rows: Picked, channel: Whole, codes: Whole, values: TextColumn, looks: Flags) -> Picked:
        """The rows whose measure is one that their channel looks at; the others are told."""
        name = self.shape.known["criterion"]
        measures = self.table.columns[name]
        used = np.zeros(self.size, dtype=bool)
        used[rows] = True
        if (codes < 0).any():  # a row that names only who was visited measures nothing
            bare = flags([not text.strip() for text in measures.texts])[measures.codes]
            used &= ~(bare & flags([not text.strip() for text in values.texts])[values.codes])
        self._tell(
            used & (codes < 0),
            name,
            lambda row: ("unknown-measure", {"got": measures[row], "near": ""}),
        )
        strange = used & (codes >= 0) & ~looks[np.maximum(channel, 0), np.maximum(codes, 0)]
        self._tell_strange(strange, name, channel, measures)
        good = used & (codes >= 0) & ~strange
        self.lost += int((used & ~good).sum())
        return EVERY_ROW if good.all() else np.flatnonzero(good)

    def _wide(self, rows: Whole, channel: Whole) -> Parts:
        """One column for each measure; an empty cell is no row."""
        order = {column: index for index, column in enumerate(self.desk.names.columns)}
        looks = self._looks_at()
        parts: list[tuple[Whole, ...]] = []
        for measure, name in self.shape.measures.items():
            values = self.table.columns[name]
            filled = flags([bool(text.strip()) for text in values.texts])
            said = rows[filled[values.codes[rows]]]
            seen = looks[channel[said], order[measure]]
            here = said[seen]
            if len(here) < len(said):
                strange = np.zeros(self.size, dtype=bool)
                strange[said[~seen]] = True
                self._tell_strange(strange, name, channel, TextColumn.same(name, self.size))
                self.lost += len(said) - len(here)
            codes = np.full(len(here), order[measure], dtype=np.int64)
            parts.append((here, codes, *self._meanings(codes, values, here, name)))
        row, code, state, value, word, settles = (
            (joined(list(column)) for column in zip(*parts, strict=True)) if parts else [joined([])] * 6
        )
        return row, code, state, value, word, settles.astype(bool)

    def _tell_strange(self, strange: Flags, name: str, channel: Whole, measures: TextColumn) -> None:
        """Values of measures that their row's channel does not look at, or that need a channel where none is named."""
        channels = self.desk.names.channels
        if NOBODY in channels and self.desk.plan.rubric.channels is not None:
            bare = strange & (channel == channels.index(NOBODY))
            choices = [one for one in channels if one]
            self._tell(bare, name, lambda _: ("no-channel", {"choices": choices}))
            strange = strange & ~bare
        self._tell(
            strange, name, lambda row: ("not-looked-at", {"got": measures[row], "channel": channels[channel[row]]})
        )

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

    def _meanings(self, measures: Whole, values: TextColumn, rows: Picked, name: str) -> Meanings:
        """State, value, word and settling of each row; each differing pair of kind and text is read once."""
        reader, columns = self.desk.reader, [self.desk.plan.columns[one] for one in self.desk.names.columns]
        words = {word: index for index, word in enumerate(self.desk.names.words)}
        alike = whole([reader.alike[column.id] for column in columns] or [0])
        of_kind = {reader.alike[column.id]: column for column in columns}
        texts = len(values.texts)
        codes = values.codes[rows]
        pairs = coded(codes if len(of_kind) == 1 else alike[measures] * texts + codes, len(of_kind) * texts)
        read = [reader.meaning(of_kind[code // texts], values.texts[code % texts]) for code in pairs.codes.tolist()]
        state = pairs.spread([int(meaning.state) for meaning in read], np.int8)
        if any(meaning.state is State.BAD for meaning in read):
            self._tell_bad(np.arange(self.size)[rows], pairs, read, name)
        return (
            state,
            pairs.spread([meaning.value for meaning in read]),
            pairs.spread([words.get(meaning.word, 0) for meaning in read], np.int32),
            pairs.spread([meaning.settles for meaning in read], np.bool_),
        )

    def _tell_bad(self, rows: Whole, pairs: Coded, read: Sequence[Meaning], name: str) -> None:
        """What is wrong with the values of rows, kind by kind."""
        told = dict(zip(pairs.codes.tolist(), read, strict=True))
        for code in sorted({meaning.code for meaning in read if meaning.code}):
            here = np.flatnonzero(pairs.spread([meaning.code == code for meaning in read]))
            each = zip(rows[here].tolist(), pairs.at(here), strict=True)
            problems = (self._problem(row, name, code, dict(told[pair].params or {})) for row, pair in each)
            self.told.tell_many(len(here), problems)
