"""Numbers that may be percents or shares, in files that do not tell how a number is shown."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from redprop.errors import Problem
from redprop.rubric.writings import folded
from redprop.tables.raw import RawTable

_PERCENT = re.compile(r"%|率|比例|占比|百分比|百分数|(?<![a-z])(percent|percentage|pct|rate)(?![a-z])")


def speaks_of_percents(name: str) -> bool:
    """Whether a header, or a measure's name, speaks of percents.

    >>> [speaks_of_percents(name) for name in ("整改率", "完好率（％）", "closing_rate", "operator", "share")]
    [True, True, True, False, False]
    """
    return bool(_PERCENT.search(folded(name)))


def asked(table: RawTable, names: list[str]) -> list[Problem]:
    """Asks about each column that speaks of percents while its numbers all lie in 0 to 1, not all of them being 0.

    In a file with one measurement a row, it is the measure that speaks, and its rows that are looked at.
    """
    problems = []
    measure = next((name for name in table.columns if folded(name) == "criterion"), None)
    measures = table.columns[measure].rows() if measure is not None else []
    for name in names:
        if name == measure:
            continue
        texts = table.columns[name].rows()
        if speaks_of_percents(name):
            groups = {name: list(range(len(texts)))}
        elif folded(name) == "value":
            groups = {}
            for row, text in enumerate(measures):
                groups.setdefault(text, []).append(row)
            groups = {text: rows for text, rows in groups.items() if speaks_of_percents(text)}
        else:
            continue
        for said, rows in groups.items():
            numbers = {row: number for row in rows if (number := _number(texts[row])) is not None}
            first = next((row for row, number in numbers.items() if number), None)
            if first is not None and all(0 <= number <= 1 for number in numbers.values()):
                params = {"name": said, "text": texts[first]}
                problems.append(Problem("percent-or-share", table.place(first, name), params))
    return problems


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
