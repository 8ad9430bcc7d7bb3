"""The days that count: rows of other days are left alone, whatever is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from redprop.errors import Place, Problem, Severity
from redprop.tables.desk import Desk, Window
from redprop.tables.headers import Shape
from redprop.tables.periods import parse_date
from redprop.tables.raw import RawTable


def of_these_days(table: RawTable, shape: Shape, desk: Desk) -> RawTable:
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
    params = {"count": int((~here).sum())}
    desk.problems.append(Problem("outside-window", Place(table.file), params, Severity.NOTE))
    columns = {key: one.take(here) for key, one in table.columns.items()}
    return replace(table, columns=columns, lines=table.lines[here])


def within(day: date, window: Window) -> bool:
    """Whether a day lies within a window, both ends included."""
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)
