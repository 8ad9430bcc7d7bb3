"""The visit log: which channel looked at which subject, and when. So spotless is told from forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from redprop.errors import Place, Problem, TableError
from redprop.exact import Flags, Whole
from redprop.rubric.plan import Plan
from redprop.tables.channels import channel_writings
from redprop.tables.periods import parse_date, span
from redprop.tables.raw import RawTable, folded
from redprop.tables.register import Register

STATUSES = ("done", "refused", "postponed", "not_due")
NEEDED = ("channel", "visit", "status")
COLUMNS = (*NEEDED, "date", "assessor", "route")


@dataclass(frozen=True, eq=False)
class VisitLog:
    """For each channel that the log lists, each visit's label with the subjects where it was done, and the days.

    Days are proleptic ordinals; 0 where the log gives none. `routes` holds what the log says of the way that was
    walked, by channel and visit and the subject's place; nothing where it is silent. `refused` says for each channel
    whose places did not let it in.
    """

    done: Mapping[str, Mapping[str, Flags]] = field(default_factory=dict)
    days: Mapping[tuple[str, str], Whole] = field(default_factory=dict)
    routes: Mapping[tuple[str, str], Mapping[int, str]] = field(default_factory=dict)
    refused: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def lists(self, channel: str) -> bool:
        """Whether the log speaks for a channel."""
        return channel in self.done


def visit_log(
    table: RawTable,
    plan: Plan,
    register: Register,
    period: str,
    gathered: list[Problem] | None = None,
    window: tuple[date | None, date | None] = (None, None),
) -> VisitLog:
    """A visit log from its file; where only some days are asked for, visits of other days are passed over.

    Raises:
        TableError: A column is missing, or a row names an unknown subject, channel or status, repeats a visit, or
            tells of a visit done outside the period. Where `gathered` is given, problems of rows go there instead.
    """
    reader = _LogReader(table, plan, register, period)
    reader.window = window
    for row in range(len(table)):
        reader.read(row)
    if gathered is not None:
        gathered += reader.problems
    elif reader.problems:
        raise TableError(reader.problems)
    return VisitLog(reader.done, reader.days, reader.routes, reader.refused)


class _LogReader:
    """Reads a log row by row, and gathers what is wrong with it."""

    def __init__(self, table: RawTable, plan: Plan, register: Register, period: str) -> None:
        by_key = {folded(name): name for name in table.columns}
        subjects = (folded(plan.rubric.subject.column), "estate")
        self.subject = next((by_key[key] for key in subjects if key in by_key), "")
        lacking = [name for name in NEEDED if name not in by_key]
        if not self.subject or lacking:
            missing = ([] if self.subject else [plan.rubric.subject.column]) + lacking
            raise TableError([Problem("log-columns", Place(table.file, 1), {"columns": missing})])
        self.table, self.register, self.period = table, register, period
        self.days_of_period = span(period)
        self.texts = {key: table.columns[name].rows() for key, name in by_key.items()}
        self.channels = channel_writings(plan)
        self.window: tuple[date | None, date | None] = (None, None)
        self.problems = list(table.problems)
        self.done: dict[str, dict[str, Flags]] = {}
        self.days: dict[tuple[str, str], Whole] = {}
        self.routes: dict[tuple[str, str], dict[int, str]] = {}
        self.refused: dict[str, frozenset[int]] = {}
        self.first: dict[tuple[int, str, str], int] = {}

    def read(self, row: int) -> None:
        """Takes one row in, or says why it cannot be used."""
        said = {key: texts[row].strip() for key, texts in self.texts.items()}
        line = int(self.table.lines[row])
        before = len(self.problems)
        written = self.table.columns[self.subject][row]
        index = self.register.by_writing.get(folded(written))
        channel = self.channels.get(folded(said["channel"]))
        visit, status = said["visit"], said["status"]
        if index is None and written.strip() not in self.register.unjudged:
            self._problem("unknown-subject", line, self.subject, id=written)
        if channel is None:
            self._problem("unknown-channel", line, "channel", got=said["channel"])
        if status not in STATUSES:
            self._problem("unknown-status", line, "status", got=status, choices=STATUSES)
        day = self._day(said.get("date", ""), status, line)
        if index is None or channel is None or len(self.problems) > before:
            return
        listed = self.done.setdefault(channel, {})  # the log speaks for the channel, whichever days are asked for
        if self._other_day(day, status, line):
            return
        if (first := self.first.setdefault((index, channel, visit), line)) != line:
            self._problem("same-visit", line, "visit", id=self.register.ids[index], visit=visit, first_line=first)
            return
        size = len(self.register)
        listed.setdefault(visit, np.zeros(size, dtype=bool))[index] = status == "done"
        self.days.setdefault((channel, visit), np.zeros(size, dtype=np.int64))[index] = day
        if status == "refused":
            self.refused[channel] = self.refused.get(channel, frozenset()) | {index}
        if said.get("route"):
            self.routes.setdefault((channel, visit), {})[index] = said["route"]

    def _other_day(self, day: int, status: str, line: int) -> bool:
        """Whether a visit is not of the days that are asked for; one that was done needs a date then."""
        since, until = self.window
        if not any(self.window):
            return False
        if not day and status == "done":
            self._problem("no-date", line, "date")
            return True
        return bool(day) and not (since.toordinal() if since else 1) <= day <= (until.toordinal() if until else 10**7)

    def _day(self, written: str, status: str, line: int) -> int:
        day = parse_date(written)
        if written and day is None:
            self._problem("bad-date", line, "date", got=written)
        if day is None:
            return 0
        if status == "done" and self.days_of_period and not self.days_of_period[0] <= day <= self.days_of_period[1]:
            self._problem("outside-period", line, "date", got=written, period=self.period)
        return day.toordinal()

    def _problem(self, code: str, line: int, column: str, **params: object) -> None:
        self.problems.append(Problem(code, Place(self.table.file, line, field=column), params))
