"""The names of a table's columns, before anybody asks what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from redprop.errors import Place, Problem, TableError

MOST_COLUMNS = 16_384
"""As many as a sheet of a workbook has; more are a sign of a file that is something else."""


def refuse_bad_header(names: Sequence[str], file: str) -> None:
    """Refuses names that are empty or repeated, for nobody could say which column is meant.

    Raises:
        TableError: There are some, or no names at all, or too many.
    """
    if not any(names):
        raise TableError([Problem("no-header", Place(file, 1), {})])
    if len(names) > MOST_COLUMNS:
        raise TableError([Problem("too-many-columns", Place(file, 1), {"count": len(names), "most": MOST_COLUMNS})])
    problems = [
        Problem("empty-header", Place(file, 1), {"number": number}) for number, name in enumerate(names, 1) if not name
    ]
    often = Counter(names)
    problems += [
        Problem("same-header", Place(file, 1, field=name), {"name": name})
        for name in dict.fromkeys(names)
        if name and often[name] > 1
    ]
    if problems:
        raise TableError(problems)
