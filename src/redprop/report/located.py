"""Rows of files as evidence: where they stand, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from redprop.engine.lines import exact_shown
from redprop.errors import column_letters
from redprop.report.sentences import Sentences
from redprop.report.sheet import Cell, Column, Group
from redprop.report.words import Words
from redprop.tables.cells import State
from redprop.tables.locate import Row

SAID = ("date", "place", "finding", "evidence", "responsible", "note")
"""What a row may say beside its value, by the format's own columns."""
ROW_HEADER = ("file", "sheet", "row", "cell", "channel", "visit", "measure", "value", "number", *SAID)


def row_values(row: Row) -> tuple[object, ...]:
    """One row for programs; `value` is as the file shows it, `number` what it counts."""
    where = row.where
    cell = f"{column_letters(where.column)}{where.line}" if where.sheet and where.column else ""
    number = exact_shown(row.value) if row.state is State.VALUE else None
    said = (row.said.get(name, "") for name in SAID)
    return (where.file, where.sheet, where.line, cell, row.channel, row.visit, row.measure, row.text, number, *said)


def spans(rows: Sequence[Row]) -> list[str]:
    """Where rows stand: files by their names with the lines, runs of lines as one; of workbooks the sheet too.

    A wide file has one row for many measures, so the same line counts once.
    """
    lines: dict[str, list[int]] = {}
    for row in rows:
        name = Path(row.where.file).name + (f"!{row.where.sheet}" if row.where.sheet else "")
        lines.setdefault(name, []).append(row.where.line)
    return [f"{name}:{','.join(_runs(sorted(set(found))))}" for name, found in lines.items()]


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers with runs as one.

    >>> _runs([3, 4, 5, 9])
    ['3-5', '9']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def row_group(rows: Sequence[Row], title: str, words: Words) -> Group:
    """Rows for people: where each stands first, then what it says."""

    def say(code: str) -> str:
        return words.say(f"explain.row.{code}")

    columns = [
        Column("where", say("where")),
        Column("visit", say("visit"), keep=2),
        Column("measure", say("measure"), keep=3),
        Column("value", say("value"), "number"),
        *(Column(name, say(name), keep=KEEP[name]) for name in SAID),
    ]
    return Group(title, columns, [_cells(row, words) for row in rows])


KEEP: Mapping[str, int] = {"date": 4, "place": 1, "finding": 1, "evidence": 2, "responsible": 3, "note": 6}
"""How soon a column goes where a screen is narrow."""


def _cells(row: Row, words: Words) -> dict[str, Cell]:
    return {
        "where": Cell(str(row.where._replace(field=""))),
        "visit": Cell(row.visit),
        "measure": Cell(Sentences(words).measure(row.measure)),
        "value": Cell(row.text),
        **{name: Cell(row.said.get(name, "")) for name in SAID},
    }
