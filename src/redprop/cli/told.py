"""Problems for people: grouped by kind, with how many there are of each and the first of them."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from redprop import messages
from redprop.cli.write import BOM, replace_file
from redprop.errors import Problem, RedpropError, Severity, TableError, column_letters
from redprop.report.plain import csv_text

FEW = 10
"""So many problems of a kind are all shown."""
SHOWN = 5
"""Of more, so many are shown."""
TEXTS = 10_000
"""So many texts of problems are remembered."""
Totals = Mapping[tuple[Severity, str], int]


def tell_error(error: RedpropError, language: str, *, listed: bool = False) -> None:
    """Every kind of problem on standard error, how many there are, and how to have all that are not `listed` yet."""
    totals = error.found.totals() if error.found is not None else counted(error.problems)
    lines, hidden = grouped(error.problems, totals, language)
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201
    count = sum(totals.values())
    if count > 1:
        print(messages.text("problems", language, count=f"{count:,}"), file=sys.stderr)  # noqa: T201
    if hidden and not listed:
        print(messages.text("problems.all", language), file=sys.stderr)  # noqa: T201


def counted(problems: Iterable[Problem]) -> Totals:
    """How many problems there are of each kind."""
    return Counter((problem.severity, problem.code) for problem in problems)


def grouped(problems: Sequence[Problem], totals: Totals, language: str) -> tuple[list[str], bool]:
    """A line for each problem, in order, but of many of a kind only for the first; and whether some are not shown.

    Then a line for each kind of which there are more.
    """
    shown: Counter[tuple[Severity, str]] = Counter()
    lines: list[str] = []
    for problem in problems:
        kind = problem.severity, problem.code
        if shown[kind] < (FEW if totals[kind] <= FEW else SHOWN):
            shown[kind] += 1
            lines.append(problem.line(language))
    more = {kind[1]: totals[kind] - count for kind, count in shown.items() if totals[kind] > count}
    lines += [messages.text("problems.more", language, count=f"{left:,}", kind=kind) for kind, left in more.items()]
    return lines, bool(more)


HEADER = ("severity", "code", "file", "sheet", "row", "column", "cell", "problem")


@dataclass
class ProblemLines:
    """Writes problems as lines of CSV, each with its row, in a language that is settled before there are any."""

    language: str = "en"

    def __call__(self, problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
        """The row and the line of each problem; a text is worked out once for all that say the same."""
        say: dict[str, str] = {}
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for problem in problems:
            key = f"{problem.code}{problem.params}"
            if key not in say:
                say = say if len(say) < TEXTS else {}
                say[key] = " ".join(problem.text(self.language).split())
            writer.writerow(map(csv_text, _row(problem, say[key])))
            yield problem.place.line, out.getvalue()
            out.seek(0)
            out.truncate()


def _row(problem: Problem, text: str) -> tuple[str, ...]:
    place = problem.place
    line = str(place.line) if place.line else ""
    cell = f"{column_letters(place.column)}{line}" if place.sheet and place.column else ""
    return problem.severity.value, problem.code, place.file, place.sheet, line, place.field, cell, text


@contextmanager
def listing(path: Path | None) -> Iterator[None]:
    """Where reading fails, writes every problem to a file that was asked for; the error goes on."""
    try:
        yield
    except TableError as error:
        if path is not None and error.found is not None:
            write_problems(path, error.found.every())
        raise


def write_problems(path: Path, lines: Iterable[str]) -> None:
    """Writes the lines of problems as a file of CSV, whatever their number.

    Raises:
        WorkspaceError: The file cannot be written; what stood there before still stands.
    """
    header = BOM + ",".join(HEADER) + "\n"
    replace_file(path, (line.encode(errors="replace") for line in chain([header], lines)))
