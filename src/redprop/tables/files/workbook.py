"""Workbooks to raw tables: every sheet that has a header, or the one that is named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from redprop.errors import Place, Problem, Severity, TableError
from redprop.rubric.writings import folded
from redprop.tables.files.address import ENDINGS, Cells, address, cells_of
from redprop.tables.files.body import Body, body_of
from redprop.tables.files.grid import Grid
from redprop.tables.files.heading import FIRST_ROWS, Column, Heading, heading_of
from redprop.tables.files.kinds import sheets_of
from redprop.tables.files.percents import asked
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.files.xlsx import Sheet
from redprop.tables.raw import RawTable, TextColumn

__all__ = ["ENDINGS", "SheetTable", "address", "open_workbook"]


@dataclass(frozen=True)
class SheetTable:
    """A table of a sheet: of one channel, where its header or the sheet's name says one (`named`).

    `told` are the columns, by their numbers, whose problems this table tells: columns that a sheet's tables have in
    common are told of once.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    named: str = ""
    columns: tuple[Column, ...] = field(default=(), repr=False)
    told: frozenset[int] = field(default=frozenset(), repr=False)
    grid: Grid = field(default_factory=lambda: Grid("", []), repr=False)
    body: Body = field(default_factory=lambda: Body((), (), ()), repr=False)

    def table(self, only: Collection[str] | None = None) -> RawTable:
        """The table's columns of text; `only` leaves out columns that nobody asks for, and what is wrong with them."""
        wanted = [c for c in self.columns if only is None or c.name in only] or list(self.columns[:1])
        rows = self.body.rows
        columns = {c.name: TextColumn.of([self.grid.text(row, c.number) for row in rows]) for c in wanted}
        numbers = {c.name: c.number for c in self.columns}
        lines = np.asarray(rows, dtype=np.int64)
        table = RawTable(self.file, columns, lines, sheet=self.sheet, numbers=numbers)
        table.problems.extend(self._problems(wanted, table))
        return table

    def _problems(self, wanted: list[Column], table: RawTable) -> list[Problem]:
        """What nobody can read in the columns, in the sheet's order."""
        names = {c.number: c.name for c in wanted if c.number in self.told}
        problems = []
        for merged in self.body.merged:
            name = next((names[number] for number in sorted(merged.columns) if number in names), None)
            if name is not None:
                params = {"text": merged.text, "cells": merged.cells}
                problems.append(Problem("merged-value", self._place(merged.row, merged.column, name), params))
        unsolved: dict[int, list[int]] = {}
        rows = set(self.body.rows) if self.grid.unsolved else set()
        for row, number in self.grid.unsolved:
            if number in names and row in rows:
                unsolved.setdefault(number, []).append(row)
        for number, lines in unsolved.items():
            place = self._place(min(lines), number, names[number])
            problems.append(Problem("unsolved-formula", place, {"count": len(lines)}))
        if not self.grid.shows_formats:
            problems += asked(table, list(names.values()))
        return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column))

    def _place(self, row: int, number: int, name: str = "") -> Place:
        return Place(self.file, row, number, name, sheet=self.sheet)


def open_workbook(
    path: str | Path, vocabulary: Vocabulary, sheet: str = "", cells: str = ""
) -> tuple[list[SheetTable], list[Problem]]:
    """Opens a workbook and finds its tables; the problems are notes of what was left alone.

    Without `sheet`, every sheet is read that is not hidden and has a header among its first rows. `cells` is a range
    of one sheet, as `cells_of` reads it.

    Raises:
        TableError: The file cannot be opened or is no workbook, there is no such sheet, no header, or a bad one.
    """
    file = str(path)
    sheets = _named(file, sheets_of(path), sheet, cells)
    span = cells_of(cells) if cells else Cells()
    if span is None:
        raise TableError([Problem("bad-range", Place(file, sheet=sheet), {"cells": cells})])
    tables: list[SheetTable] = []
    notes: list[Problem] = []
    wrong: list[Problem] = []
    for one in sheets:
        try:
            found, left = _tables(file, one, span, vocabulary, bool(sheet))
        except TableError as error:
            wrong += error.problems
            continue
        tables += found
        notes += left
    if not tables and not wrong:
        place = Place(file, sheet=sheets[0].name if sheet or cells else "")
        wrong.append(Problem("no-header-row", place, {"rows": FIRST_ROWS}))
    if wrong:
        raise TableError(wrong)
    return tables, notes


def _named(file: str, sheets: list[Sheet], sheet: str, cells: str) -> list[Sheet]:
    """The sheets that are meant: the one that is named, or all; of a range without a sheet, the only one to be seen."""
    names = [one.name for one in sheets]
    if not sheet:
        seen = [one for one in sheets if not one.hidden]
        if cells and len(seen) != 1:
            raise TableError([Problem("which-sheet", Place(file), {"names": names, "cells": cells})])
        return seen if cells else sheets
    found = [one for one in sheets if one.name == sheet] or [one for one in sheets if folded(one.name) == folded(sheet)]
    if len(found) != 1:
        from difflib import get_close_matches  # only mistakes need it

        near = next(iter(get_close_matches(sheet, names, n=1)), "")
        raise TableError([Problem("no-such-sheet", Place(file), {"name": sheet, "near": near, "names": names})])
    return found


def _tables(
    file: str, sheet: Sheet, span: Cells, vocabulary: Vocabulary, is_named: bool
) -> tuple[list[SheetTable], list[Problem]]:
    """The tables of a sheet, one for each channel that its header says."""
    grid = sheet.read()
    heading = heading_of(grid, span, vocabulary)
    place = Place(file, sheet=sheet.name)
    if heading is None:
        quiet = sheet.hidden or not any(text.strip() for row in grid.rows for text in row)
        return [], [] if quiet or is_named else [Problem("sheet-left-alone", place, {}, Severity.NOTE)]
    if sheet.hidden and not is_named:
        return [], [Problem("sheet-hidden", place, {}, Severity.NOTE)]
    body = body_of(grid, span, heading, vocabulary)
    wrong = _nameless(file, grid, span, heading, body)
    tables: list[SheetTable] = []
    common = [column for column in heading.columns if not column.channel]
    channels = dict.fromkeys(column.channel for column in heading.columns if column.channel)
    for channel in channels or [""]:
        own = sorted([*common, *(c for c in heading.columns if c.channel and c.channel == channel)])
        told = frozenset(c.number for c in own if c.channel or not tables)
        wrong += [problem for problem in _twice(place, heading, own) if problem not in wrong]
        named = channel or vocabulary.channels.get(folded(sheet.name), "")
        header = tuple(column.name for column in own)
        tables.append(SheetTable(file, sheet.name, header, named, tuple(own), told, grid, body))
    if wrong:
        raise TableError(wrong)
    return tables, _left_alone(place, body)


def _nameless(file: str, grid: Grid, span: Cells, heading: Heading, body: Body) -> list[Problem]:
    """Columns that hold something and have no name."""
    named = {column.number for column in heading.columns}
    others = [n for n in range(span.left, min(span.right, grid.width) + 1) if n not in named]
    return [
        Problem("empty-header", Place(file, heading.bottom, number, sheet=grid.sheet), {"number": number})
        for number in others
        if any(grid.text(row, number).strip() for row in body.rows)
    ]


def _twice(place: Place, heading: Heading, columns: list[Column]) -> list[Problem]:
    """Names that two columns of a table have, each at the second of them."""
    seen: dict[str, Column] = {}
    again = [column for column in columns if seen.setdefault(column.name, column) is not column]
    return [
        Problem("same-header", place._replace(line=heading.bottom, column=c.number, field=c.name), {"name": c.name})
        for c in again
    ]


def _left_alone(place: Place, body: Body) -> list[Problem]:
    if not body.left_alone:
        return []
    first = place._replace(line=body.left_alone[0])
    return [Problem("rows-left-alone", first, {"rows": list(body.left_alone)}, Severity.NOTE)]
