"""The days that count: rows of other days are left alone, whatever is wrong with them."""

from __future__ import annotations

from datetime import date

import numpy as np

from redprop.errors import Place, Problem, Severity
from redprop.tables.desk import Desk
from redprop.tables.headers import Shape
from redprop.tables.ledger import Ledger
from redprop.tables.periods import parse_date
from redprop.tables.raw import RawTable
from redprop.tables.sources import Window


def of_these_days(table: RawTable, shape: Shape, desk: Desk, told: Ledger) -> RawTable:
    """The table without rows dated outside the days that are asked for; how many those are is noted.

    Rows without a date, or with one that is none, stay: they are problems, and whose they are is still to be seen.
    """
    name = shape.known.get("date")
    if name is None or not any(desk.window):
        return table
    column = table.columns[name]
    days = [parse_date(text) for text in column.texts]
    stays = [day is None or within(day, desk.window) for day in days]
    here = np.asarray(stays or [True], dtype=bool)[column.codes]
    if here.all():
        return table
    place = Place(table.file, sheet=table.sheet)
    told.tell_sum(Problem("outside-window", place, {}, Severity.NOTE), int((~here).sum()))
    return table.take(here)


def within(day: date, window: Window) -> bool:
    """Whether a day lies within a window, both ends included."""
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)
