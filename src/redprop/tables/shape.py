"""Raw tables of measurements, long or wide, to blocks: every row as the plan asks for it, or a problem with its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from redprop.errors import Place, Problem, Severity
from redprop.exact import Flags, Whole
from redprop.exact.arrays import distinct, whole
from redprop.rubric.faults import nearest
from redprop.tables.block import Block, joined
from redprop.tables.cells import State
from redprop.tables.desk import Desk
from redprop.tables.headers import Shape
from redprop.tables.periods import parse_date, span
from redprop.tables.raw import RawTable, TextColumn, folded
from redprop.tables.register import Register


def block_of(table: RawTable, shape: Shape, desk: Desk, channel: str | None) -> Block:
    """A table's rows as observations. Problems go to the desk; their observations carry the state BAD."""
    return _Rows(table, shape, desk, channel).block()


class _Rows:
    """One table on its way to a block."""

    def __init__(self, table: RawTable, shape: Shape, desk: Desk, channel: str | None) -> None:
        self.table, self.shape, self.desk, self.hint = table, shape, desk, channel
        self.size = len(table)

    def block(self) -> Block:
        """Works through the columns that place a row, then through its values."""
        subject = self._subjects()
        channel = self._channels()
        usable = (subject >= 0) & (channel >= 0) & self._period_fits()
        visit, listed = self._visits(subject, channel, usable)
        usable &= listed
        misdated, day = self._dates()
        self.desk.lost += int(((subject != _UNJUDGED) & (subject != _BLANK) & ~usable).sum())
        rows = np.flatnonzero(usable)
        parts = self._long(rows, channel) if self.shape.is_long else self._wide(rows, channel)
        row, column, state, value, word, settles = parts
        if misdated.any():
            state = np.where(misdated[row], State.BAD, state)
        respondents = self._respondents(row, state, subject, channel)
        return Block(
            file=self.table.file,
            subject=_taken(subject, row),
            column=column,
            channel=_taken(channel, row),
            visit=_taken(visit, row),
            state=state,
            value=value,
            word=word,
            line=_taken(self.table.lines, row),
            settles=settles,
            rows_subject=_taken(subject, rows),
            rows_channel=_taken(channel, rows),
            rows_visit=_taken(visit, rows),
            rows_day=_taken(day, rows),
            respondents=respondents,
        )

    # -- what places a row ------------------------------------------------------------------------------------------

    def _subjects(self) -> Whole:
        register, name = self.desk.register, self.shape.subject
        column = self.table.columns[name]
        found = []
        for text in column.texts:
            index = register.by_writing.get(folded(text))
            found.append(index if index is not None else _UNJUDGED if text.strip() in register.unjudged else _UNKNOWN)
        codes = whole(found or [0])[column.codes] if self.size else np.zeros(0, dtype=np.int64)
        if (codes < 0).any():
            codes[self.blank & (codes == _UNKNOWN)] = _BLANK
            self._tell(codes == _UNKNOWN, name, lambda row: _unknown_subject(column[row], register))
            self._note_unjudged(codes, column)
        return codes

    @cached_property
    def blank(self) -> Flags:
        """Rows with nothing in any column that is read, such as a spreadsheet leaves at its end."""
        blank = np.ones(self.size, dtype=bool)
        for column in self.table.columns.values():
            empty = np.asarray([not text.strip() for text in column.texts], dtype=bool)
            blank &= empty[column.codes]
        return blank

    def _note_unjudged(self, codes: Whole, column: TextColumn) -> None:
        rows = np.flatnonzero(codes == _UNJUDGED)
        for text in sorted({column[row] for row in rows.tolist()}):
            here = [row for row in rows.tolist() if column[row] == text]
            params = {"id": text, "why": self.desk.register.unjudged[text.strip()], "count": len(here)}
            place = Place(self.table.file, int(self.table.lines[here[0]]), field=self.shape.subject)
            self.desk.problems.append(Problem("unjudged-subject", place, params, Severity.NOTE))

    def _channels(self) -> Whole:
        desk, name = self.desk, self.shape.known.get("channel")
        order = {channel: index for index, channel in enumerate(desk.names.channels)}
        if name is None or not desk.channels:
            only = self.hint if self.hint is not None else desk.names.channels[0] if len(order) == 1 else None
            if only is None:
                self.desk.problems.append(Problem("no-channel", Place(self.table.file), {"choices": list(order)}))
            return np.full(self.size, order.get(only, _UNKNOWN) if only is not None else _UNKNOWN, dtype=np.int64)
        column = self.table.columns[name]
        found = whole([order.get(desk.channels.get(folded(text), "?"), _UNKNOWN) for text in column.texts] or [0])
        codes = found[column.codes]
        choices = list(order)
        unknown = codes == _UNKNOWN
        if unknown.any():
            unknown &= ~self.blank
        self._tell(unknown, name, lambda row: ("unknown-channel", {"got": column[row], "choices": choices}))
        if self.hint is not None:
            wrong = (codes >= 0) & (codes != order[self.hint])
            self._tell(wrong, name, lambda row: ("channel-mismatch", {"got": column[row], "file": self.hint}))
            codes = np.where(wrong, _UNKNOWN, codes)
        return codes

    def _period_fits(self) -> Flags:
        name = self.shape.known.get("period")
        if name is None or not self.desk.period:
            return np.ones(self.size, dtype=bool)
        column, period = self.table.columns[name], self.desk.period
        fits = np.asarray([text.strip() in ("", period) for text in column.texts] or [True], dtype=bool)[column.codes]
        self._tell(~fits, name, lambda row: ("wrong-period", {"got": column[row], "period": period}))
        return fits

    def _visits(self, subject: Whole, channel: Whole, usable: Flags) -> tuple[Whole, Flags]:
        """Each row's visit, and where it is one that the log lists as done; a log speaks for its channels only."""
        desk, name = self.desk, self.shape.known.get("visit")
        order = {visit: index for index, visit in enumerate(desk.names.visits)}
        column = self.table.columns[name] if name else TextColumn.same("", self.size)
        codes = whole([order[text.strip()] for text in column.texts] or [0])[column.codes]
        fits, several = np.ones(self.size, dtype=bool), np.zeros(self.size, dtype=bool)
        for number, channel_id in enumerate(desk.names.channels):
            if not desk.log.lists(channel_id):
                continue
            here = usable & (channel == number)
            done = np.zeros((len(desk.register), len(order)), dtype=bool)
            for visit, flags in desk.log.done[channel_id].items():
                done[:, order[visit]] = flags
            unsaid = here & (codes == order.get("", -1))
            if unsaid.any() and not desk.log.done[channel_id].get("", np.zeros(1)).any():
                only = np.where(done.sum(axis=1) == 1, done.argmax(axis=1), -1)[subject]
                several |= unsaid & (done.sum(axis=1) > 1)[subject]
                codes = np.where(unsaid & (only >= 0), only, codes)
            rows = np.flatnonzero(here)
            fits[rows] = done[subject[rows], codes[rows]]
        field_name = name or "visit"
        self._tell(usable & several, field_name, lambda _: ("unsaid-visit", {}))
        self._tell(usable & ~fits & ~several, field_name, lambda row: ("unlisted-visit", {"visit": column[row] or "-"}))
        return codes, fits

    def _dates(self) -> tuple[Flags, Whole]:
        """Rows whose date is none, or not in the period; and each row's day as an ordinal, 0 where it has none."""
        name, days = self.shape.known.get("date"), span(self.desk.period)
        if name is None:
            return np.zeros(self.size, dtype=bool), np.zeros(self.size, dtype=np.int64)
        column, period = self.table.columns[name], self.desk.period
        parsed = [parse_date(text) if text.strip() else None for text in column.texts]
        wrong = [bool(text.strip()) and day is None for text, day in zip(column.texts, parsed, strict=True)]
        late = [day is not None and days is not None and not days[0] <= day <= days[1] for day in parsed]
        bad, outside = _flags(wrong)[column.codes], _flags(late)[column.codes]
        self._tell(bad, name, lambda row: ("bad-date", {"got": column[row]}))
        self._tell(outside, name, lambda row: ("outside-period", {"got": column[row], "period": period}))
        ordinals = whole([day.toordinal() if day else 0 for day in parsed] or [0])[column.codes]
        return bad | outside, ordinals

    # -- values -----------------------------------------------------------------------------------------------------

    def _long(self, rows: Whole, channel: Whole) -> tuple[Whole, ...]:
        """One measurement a row: the measure from its column, the value as that measure reads it."""
        desk = self.desk
        name = self.shape.known["criterion"]
        measures = self.table.columns[name]
        order = {column: index for index, column in enumerate(desk.names.columns)}
        found = whole([order.get(desk.measures.get(folded(text), ""), _UNKNOWN) for text in measures.texts] or [0])
        codes = found[measures.codes]
        used = np.zeros(self.size, dtype=bool)
        used[rows] = True
        value_name = self.shape.known.get("value", "")
        values = self.table.columns[value_name] if value_name else TextColumn.same("", self.size)
        if (codes < 0).any():  # a row that names only who was visited measures nothing
            bare = _flags([not text.strip() for text in measures.texts])[measures.codes]
            used &= ~(bare & _flags([not text.strip() for text in values.texts])[values.codes])
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
        self._tell(
            strange, name, lambda row: ("not-looked-at", {"got": measures[row], "channel": channels[channel[row]]})
        )
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
            filled = _flags([bool(text.strip()) for text in values.texts])
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
        self._tell(strange, name, lambda row: ("not-looked-at", {"got": name, "channel": channels[channel[row]]}))
        self.desk.lost += len(rows)

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
            _flags([meaning.settles for meaning in read] or [False])[pair],
        )

    def _respondents(
        self, row: Whole, state: Whole, subject: Whole, channel: Whole
    ) -> Mapping[int, frozenset[tuple[int, str]]]:
        """Who answered with anything usable, for channels whose survey has a minimum."""
        desk, name = self.desk, self.shape.known.get("respondent")
        asked = {index for index, c in enumerate(desk.plan.channels) if c.minimum is not None}
        found: dict[int, frozenset[tuple[int, str]]] = {}
        if not asked:
            return found
        useful = np.isin(state, (State.VALUE, State.WORD))
        for number in asked & set(np.unique(channel[row]).tolist()):
            if name is None:
                place = Place(self.table.file, 1)
                desk.problems.append(Problem("no-respondents", place, {"channel": desk.names.channels[number]}))
                continue
            column = self.table.columns[name]
            rows = np.unique(row[useful & (channel[row] == number)])
            who = column.codes[rows].tolist()
            people = zip(subject[rows].tolist(), who, strict=True)
            found[number] = frozenset(
                (index, column.texts[code].strip()) for index, code in people if column.texts[code].strip()
            )
        return found

    def _tell(self, wrong: Flags, name: str, say: Callable[[int], tuple[str, dict[str, object]]]) -> None:
        for row in np.flatnonzero(wrong).tolist():
            code, params = say(row)
            place = Place(self.table.file, int(self.table.lines[row]), field=name)
            self.desk.problems.append(Problem(code, place, params))


_UNKNOWN, _UNJUDGED, _BLANK = -1, -2, -3


def _taken(column: Whole, rows: Whole) -> Whole:
    """Some rows of a column; the column itself where they are all of it, in order.

    A wide file may have as many filled cells as rows and still name some rows twice: the length alone says nothing.
    """
    return column if np.array_equal(rows, np.arange(len(column))) else column[rows]


def _flags(values: list[bool]) -> Flags:
    return np.asarray(values or [False], dtype=bool)


def _unknown_subject(text: str, register: Register) -> tuple[str, dict[str, object]]:
    if not text.strip():
        return "empty-subject", {}
    return "unknown-subject", {"id": text, "near": nearest(text, register.ids)}
