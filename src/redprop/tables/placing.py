"""What places the rows of a table: whom they are about, which channel, which visit, which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np

from redprop.errors import Place, Problem, Severity
from redprop.exact import Flags, Whole
from redprop.exact.arrays import whole
from redprop.tables.block import Names, Picked
from redprop.tables.cells import State
from redprop.tables.desk import BLANK, UNJUDGED, UNKNOWN, Desk
from redprop.tables.headers import Shape
from redprop.tables.ledger import Ledger, Say
from redprop.tables.periods import parse_date, span
from redprop.tables.raw import RawTable, TextColumn, folded

NO_ROWS = np.zeros(0, dtype=np.int64)
NOBODY = ""
"""The channel of rows that need none."""


class Rows:
    """One table on its way to a block. Problems go to the ledger; `lost` counts rows that are left out alone."""

    def __init__(self, table: RawTable, shape: Shape, desk: Desk, channel: str | None, told: Ledger) -> None:
        self.table, self.shape, self.desk, self.hint, self.told = table, shape, desk, channel, told
        self.size = len(table)
        self.lost = 0

    def _subjects(self) -> Whole:
        name = self.shape.subject
        column = self.table.columns[name]
        codes = self.desk.subjects.meanings(column.texts)[column.codes] if self.size else NO_ROWS
        if (codes < 0).any():
            codes[self.blank & (codes == UNKNOWN)] = BLANK
            empty = (codes == UNKNOWN) & flags([not text.strip() for text in column.texts])[column.codes]
            self._tell(empty, name, lambda _: ("empty-subject", {}))
            self._tell(
                (codes == UNKNOWN) & ~empty, name, lambda row: ("unknown-subject", {"id": column[row], "near": ""})
            )
            self._note_unjudged(codes, column)
        return codes

    @cached_property
    def names(self) -> Names:
        """The numbering of this table's measures, channels, visits and words."""
        name = self.shape.known.get("visit")
        texts = self.table.columns[name].texts if name else ()
        visits = {"", *self.desk.logged_visits, *(text.strip() for text in texts)}
        return self.desk.names._replace(visits=tuple(sorted(visits)))

    @cached_property
    def blank(self) -> Flags:
        """Rows with nothing in any column that is read, such as a spreadsheet leaves at its end."""
        blank = np.ones(self.size, dtype=bool)
        for column in self.table.columns.values():
            empty = np.asarray([not text.strip() for text in column.texts], dtype=bool)
            blank &= empty[column.codes]
        return blank

    def _note_unjudged(self, codes: Whole, column: TextColumn) -> None:
        rows = np.flatnonzero(codes == UNJUDGED)
        often = Counter(column.codes[rows].tolist())
        for code, count in often.items():
            first = int(rows[np.argmax(column.codes[rows] == code)])
            text = column.texts[code]
            params = {"id": text, "why": self.desk.register.unjudged[text.strip()]}
            place = self.table.place(first, self.shape.subject)
            self.told.tell_sum(Problem("unjudged-subject", place, params, Severity.NOTE), count)

    def _channels(self) -> Whole:
        desk, name = self.desk, self.shape.known.get("channel")
        order = {channel: index for index, channel in enumerate(desk.names.channels)}
        if name is None or not desk.channels:
            only = self.hint if self.hint is not None else desk.names.channels[0] if len(order) == 1 else None
            if only is None and NOBODY in order and self._may_need_no_channel():
                only = NOBODY
            if only is None:
                choices = [channel for channel in order if channel]
                place = Place(self.table.file, sheet=self.table.sheet)
                self.told.tell_once(Problem("no-channel", place, {"choices": choices}))
            return np.full(self.size, order.get(only, UNKNOWN) if only is not None else UNKNOWN, dtype=np.int64)
        column = self.table.columns[name]
        said = [
            NOBODY if NOBODY in order and not text.strip() else desk.channels.get(folded(text), "?")
            for text in column.texts
        ]
        codes = whole([order.get(channel, UNKNOWN) for channel in said] or [0])[column.codes]
        choices = [channel for channel in order if channel]
        unknown = codes == UNKNOWN
        if unknown.any():
            unknown &= ~self.blank
        self._tell(unknown, name, lambda row: ("unknown-channel", {"got": column[row], "choices": choices}))
        if self.hint is not None:
            wrong = (codes >= 0) & (codes != order[self.hint])
            self._tell(wrong, name, lambda row: ("channel-mismatch", {"got": column[row], "file": self.hint}))
            codes = np.where(wrong, UNKNOWN, codes)
        return codes

    def _may_need_no_channel(self) -> bool:
        """Whether the file may name a measure that needs no channel, such as a bonus; of a long file its rows say."""
        free = {name for name, column in self.desk.plan.columns.items() if not column.channels}
        return self.shape.is_long or bool(free & set(self.shape.measures))

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
        if name is None and not desk.log.done:  # nobody tells visits apart
            return np.full(self.size, self.names.visits.index("")), np.ones(self.size, dtype=bool)
        order = {visit: index for index, visit in enumerate(self.names.visits)}
        column = self.table.columns[name] if name else TextColumn.same("", self.size)
        codes = whole([order[text.strip()] for text in column.texts] or [0])[column.codes]
        fits, several = np.ones(self.size, dtype=bool), np.zeros(self.size, dtype=bool)
        for number, channel_id in enumerate(desk.names.channels):
            if not desk.log.lists(channel_id):
                continue
            here = usable & (channel == number)
            done = np.zeros((len(desk.register), len(order)), dtype=bool)
            for visit, came in desk.log.done[channel_id].items():
                done[:, order[visit]] = came
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
        """Rows whose date is none, not in the period, or not there though only some days are asked for.

        And each row's day as an ordinal, 0 where it has none.
        """
        name, days = self.shape.known.get("date"), span(self.desk.period)
        undated = self._undated(name)
        if name is None:
            return undated, np.zeros(self.size, dtype=np.int64)
        column, period = self.table.columns[name], self.desk.period
        parsed = [parse_date(text) if text.strip() else None for text in column.texts]
        wrong = [bool(text.strip()) and day is None for text, day in zip(column.texts, parsed, strict=True)]
        late = [day is not None and days is not None and not days[0] <= day <= days[1] for day in parsed]
        bad, outside = flags(wrong)[column.codes], flags(late)[column.codes]
        self._tell(bad, name, lambda row: ("bad-date", {"got": column[row]}))
        self._tell(outside, name, lambda row: ("outside-period", {"got": column[row], "period": period}))
        ordinals = whole([day.toordinal() if day else 0 for day in parsed] or [0])[column.codes]
        return bad | outside | undated, ordinals

    def _undated(self, name: str | None) -> Flags:
        """Rows without a date, where only some days are asked for."""
        if not any(self.desk.window):
            return np.zeros(self.size, dtype=bool)
        column = self.table.columns[name] if name else TextColumn.same("", self.size)
        undated = flags([not text.strip() for text in column.texts])[column.codes] & ~self.blank
        self._tell(undated, name or "date", lambda _: ("no-date", {}))
        return undated

    def _respondents(
        self, row: Picked, state: Whole, subject: Whole, channel: Whole
    ) -> Mapping[int, frozenset[tuple[int, str]]]:
        """Who answered with anything usable, for channels whose survey has a minimum."""
        desk, name = self.desk, self.shape.known.get("respondent")
        asked = {index for index, c in enumerate(desk.plan.channels) if c.minimum is not None}
        found: dict[int, frozenset[tuple[int, str]]] = {}
        if not asked:
            return found
        useful = np.isin(state, (State.VALUE, State.WORD))
        row = np.arange(self.size)[row]
        for number in asked & set(np.flatnonzero(np.bincount(channel[row])).tolist()):
            if name is None:
                place = Place(self.table.file, 1, sheet=self.table.sheet)
                params = {"channel": desk.names.channels[number]}
                self.told.tell_once(Problem("no-respondents", place, params))
                continue
            rows = np.zeros(self.size, dtype=bool)
            rows[row[useful & (channel[row] == number)]] = True
            found[number] = self._people(np.flatnonzero(rows), subject, name)
        return found

    def _people(self, rows: Whole, subject: Whole, name: str) -> frozenset[tuple[int, str]]:
        """Whoever is named in a column of some rows, with the subject that they answered about."""
        column = self.table.columns[name]
        texts = [text.strip() for text in column.texts]
        pairs, _ = np.unique(subject[rows] * len(texts) + column.codes[rows], return_inverse=True)
        named = (divmod(pair, len(texts)) for pair in pairs.tolist())
        return frozenset((index, texts[code]) for index, code in named if texts[code])

    def _tell(self, wrong: Flags, name: str, say: Say) -> None:
        """Problems of one kind, of rows in one column; most of a long list are only counted."""
        count = int(np.count_nonzero(wrong))
        if count:
            rows = (int(row) for row in np.flatnonzero(wrong))
            self.told.tell_many(count, (self._problem(row, name, *say(row)) for row in rows))

    def tell_row(self, row: int, name: str, code: str, params: dict[str, object]) -> None:
        """A problem of one row, in one column."""
        self.told.tell(self._problem(row, name, code, params))

    def _problem(self, row: int, name: str, code: str, params: dict[str, object]) -> Problem:
        return Problem(code, self.table.place(row, name), params)


def flags(values: list[bool]) -> Flags:
    """Yes and no as a column; one no where there are none."""
    return np.asarray(values or [False], dtype=bool)
