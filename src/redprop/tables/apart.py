"""What rows of some measures are told apart by: the texts of a `distinct`, the columns of `defects`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from redprop.errors import Place, Problem, Severity
from redprop.exact import Whole
from redprop.rubric.plan import Apart, Column
from redprop.tables.block import Picked
from redprop.tables.cells import State
from redprop.tables.placing import Rows
from redprop.tables.raw import folded


class Observed(NamedTuple):
    """Observations on their way to a block: each one's row in the table, measure, state, value and word."""

    row: Picked
    column: Whole
    state: Whole
    value: Whole
    word: Whole


class ToldApart(NamedTuple):
    """The same with what tells them apart: `key` counts in `keys`, -1 where nothing does; `word` is the severity."""

    state: Whole
    word: Whole
    key: Whole
    keys: tuple[tuple[str, ...], ...]


def told_apart(rows: Rows, seen: Observed) -> ToldApart:
    """Keys and severities of the observations whose measures keep them; a severity that is none is a problem."""
    desk = rows.desk
    asked = {
        index: desk.plan.columns[name]
        for index, name in enumerate(desk.names.columns)
        if desk.plan.columns[name].reads in ("texts", "defects")
    }
    if not asked:
        return ToldApart(seen.state, seen.word, np.full(len(seen.column), -1, dtype=np.int64), ())
    key = np.full(len(seen.column), -1, dtype=np.int64)
    number = np.arange(rows.size)[seen.row]
    here = np.flatnonzero(np.isin(seen.column, list(asked)) & (seen.state == State.VALUE))
    if not here.size:
        return ToldApart(seen.state, seen.word, key, ())
    state, word = seen.state.copy(), seen.word.copy()
    numbers: dict[tuple[str, ...], int] = {}
    lacking = _lacking(rows, [asked[index] for index in np.unique(seen.column[here]).tolist()])
    for at in here.tolist():
        column, row = asked[int(seen.column[at])], int(number[at])
        if column.id in lacking:
            state[at] = State.BAD
            continue
        if column.apart is None:
            key[at] = numbers.setdefault((folded(_value(rows, column, row)),), len(numbers))
            continue
        if seen.value[at] <= 0:
            continue
        severity = _severity(rows, column, column.apart, row)
        if severity is None:
            state[at] = State.BAD
            continue
        word[at] = desk.names.words.index(severity) if severity else -1
        texts = tuple(folded(_text(rows, name, row)) for name in column.apart.same)
        key[at] = numbers.setdefault(texts, len(numbers))
    _tell_nothing_apart(rows, asked, seen, key, numbers)
    return ToldApart(state, word, key, tuple(numbers))


def _tell_nothing_apart(
    rows: Rows, asked: dict[int, Column], seen: Observed, key: Whole, numbers: dict[tuple[str, ...], int]
) -> None:
    """Says where rows have nothing that tells defects apart: two of them would become one without a word."""
    for index, column in asked.items():
        if column.apart is None:
            continue
        number = numbers.get(("",) * len(column.apart.same), -1)
        empty = np.arange(rows.size)[seen.row][(seen.column == index) & (key == number) & (number >= 0)]
        if len(empty):
            params = {"measure": column.id, "columns": list(column.apart.same)}
            problem = Problem("nothing-apart", rows.table.place(int(empty[0])), params, Severity.WARNING)
            rows.told.tell_sum(problem, len(empty), at_least=2)


def _lacking(rows: Rows, columns: list[Column]) -> set[str]:
    """The measures whose rows cannot be told apart, for the file lacks columns: told once."""
    found: set[str] = set()
    for column in columns:
        needed = column.apart.columns if column.apart else ()
        missing = [name for name in needed if folded(name) not in rows.shape.known]
        if missing:
            found.add(column.id)
        if missing and rows.shape.is_long:  # of a wide file that is told already
            params = {"measure": column.id, "columns": missing}
            rows.told.tell_once(Problem("row-columns", Place(rows.table.file, 1, sheet=rows.table.sheet), params))
    return found


def _value(rows: Rows, column: Column, row: int) -> str:
    """The text of an observation's value."""
    name = rows.shape.known.get("value", "") if rows.shape.is_long else rows.shape.measures[column.id]
    return rows.table.columns[name][row] if name else ""


def _text(rows: Rows, column: str, row: int) -> str:
    """A row's text in a column that the rubric names."""
    name = rows.shape.known.get(folded(column), "")
    return rows.table.columns[name][row] if name else ""


def _severity(rows: Rows, column: Column, apart: Apart, row: int) -> str | None:
    """A row's severity; "" where the standard does not score it, None where it is no word of the rubric's."""
    for name, words in apart.not_scored.items():
        if folded(_text(rows, name, row)) in map(folded, words):
            return ""
    written = _text(rows, apart.severity, row)
    word = rows.desk.reader.words[column.id].get(folded(written))
    if word is None:
        field = rows.shape.known.get(folded(apart.severity), apart.severity)
        rows.tell_row(row, field, "unknown-word", {"text": written, "words": list(apart.words)})
    return word
