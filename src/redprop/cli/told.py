"""Problems for people: grouped by kind, with how many there are of each and the first of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from redprop import messages
from redprop.cli.write import BOM, replace_file
from redprop.errors import Problem, RedpropError, Severity, TableError, column_letters
from redprop.report.plain import csv_line

FEW = 10
"""So many problems of a kind are all shown."""
SHOWN = 5
"""Of more, so many are shown."""
Totals = Mapping[tuple[Severity, str], int]


def tell_error(error: RedpropError, language: str) -> None:
    """Every kind of problem on standard error, how many there are, and how to have all of them."""
    totals = error.found.totals() if error.found is not None else counted(error.problems)
    hidden = False
    for line, more in grouped(error.problems, totals, language):
        print(line, file=sys.stderr)  # noqa: T201
        hidden |= more
    count = sum(totals.values())
    if count > 1:
        print(messages.text("problems", language, count=f"{count:,}"), file=sys.stderr)  # noqa: T201
    if hidden:
        print(messages.text("problems.all", language), file=sys.stderr)  # noqa: T201


def counted(problems: Iterable[Problem]) -> Totals:
    """How many problems there are of each kind."""
    return Counter((problem.severity, problem.code) for problem in problems)


def grouped(problems: Sequence[Problem], totals: Totals, language: str) -> Iterator[tuple[str, bool]]:
    """A line for each problem, or for many of a kind for the first and one for the others; whether it is of the latter.

    Kinds stand in the order in which each is first met.
    """
    for kind in dict.fromkeys((problem.severity, problem.code) for problem in problems):
        of_kind = [problem for problem in problems if (problem.severity, problem.code) == kind]
        total = totals.get(kind, len(of_kind))
        shown = of_kind if total <= FEW else of_kind[:SHOWN]
        for problem in shown:
            yield problem.line(language), False
        if total > len(shown):
            yield messages.text("problems.more", language, count=f"{total - len(shown):,}", kind=kind[1]), True


HEADER = ("severity", "code", "file", "sheet", "row", "column", "cell", "problem")


@contextmanager
def listing(path: Path | None, language: str) -> Iterator[None]:
    """Where reading fails, writes every problem to a file that was asked for; the error goes on."""
    try:
        yield
    except TableError as error:
        if path is not None:
            write_problems(path, error.found.every() if error.found is not None else error.problems, language)
        raise


def write_problems(path: Path, problems: Iterable[Problem], language: str) -> None:
    """Writes problems as CSV, a row each, whatever their number.

    Raises:
        WorkspaceError: The file cannot be written; what stood there before still stands.
    """
    rows = chain([HEADER], (_row(problem, language) for problem in problems))
    replace_file(path, chain([BOM.encode()], (csv_line(row).encode(errors="replace") for row in rows)))


def _row(problem: Problem, language: str) -> tuple[str, ...]:
    place = problem.place
    line = str(place.line) if place.line else ""
    cell = f"{column_letters(place.column)}{line}" if place.sheet and place.column else ""
    text = problem.text(language)
    return problem.severity.value, problem.code, place.file, place.sheet, line, place.field, cell, text
