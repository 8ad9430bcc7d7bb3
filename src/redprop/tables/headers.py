"""What each column of a file of measurements is: one that the format knows, or a measure, by any of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from redprop.errors import Place, Problem, Severity
from redprop.rubric.plan import Plan
from redprop.tables.raw import folded

OPTIONAL = ("channel", "visit", "date", "assessor", "respondent", "place", "finding", "evidence", "period", "note")
LONG = ("criterion", "value")
READ = frozenset({"criterion", "value", "channel", "visit", "date", "respondent", "period"})


class Shape(NamedTuple):
    """A file's columns: the subject's, those of the format by their names, and the measures' of a wide file."""

    subject: str
    known: Mapping[str, str]
    measures: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        """One measurement a row, or one row with a column for each measure."""
        return "criterion" in self.known


def names_of(plan: Plan) -> dict[str, str]:
    """Every way to write a measure, folded, with its id."""
    written: dict[str, str] = {}
    for column in plan.columns.values():
        for name in column.names:
            written.setdefault(folded(name), column.id)
    return written


def shape_of(
    header: Iterable[str], plan: Plan, file: str, ignored: frozenset[str], channel: str | None
) -> tuple[Shape | None, list[Problem]]:
    """What the columns are, and the problems with them; no shape where the file cannot be read at all.

    A column is known by id, title in any language, or alias, in whatever way it is typed: see `folded` for what does
    not count. A unit in brackets counts (保洁(分)): the rubric says it among the aliases, or it is another column.

    A column that nothing knows is a note, but a problem if it is a letter or two from a known name: it is then most
    likely misspelt, and its marks would be lost.
    """
    subject = plan.rubric.subject
    subject_names = {folded(name) for name in (subject.column, "estate", *(subject.title or {}).values())}
    measures = names_of(plan)
    asked = {folded(one) for one in plan.row_columns}
    unread = frozenset(map(folded, ignored))
    found_subject = ""
    known: dict[str, str] = {}
    wide: dict[str, str] = {}
    problems: list[Problem] = []
    for name in header:
        key = folded(name)
        if key in unread:
            continue
        if not found_subject and key in subject_names:
            found_subject = name
        elif key in (*OPTIONAL, *LONG) or key in asked:
            if key in known:
                problems.append(Problem("same-header", Place(file, 1, field=name), {"name": name}))
            known.setdefault(key, name)
        elif key in measures:
            if measures[key] in wide:
                params = {"name": name, "measure": measures[key]}
                problems.append(Problem("measure-twice", Place(file, 1, field=name), params))
            wide[measures[key]] = name
        else:
            problems.append(_unknown(name, [*subject_names, *OPTIONAL, *LONG, *asked, *measures], file))
    if not found_subject:
        return None, [*problems, Problem("no-subject-column", Place(file, 1), {"column": subject.column})]
    if "criterion" in known:
        wide = {}
    shape = Shape(found_subject, known, wide)
    return shape, [*problems, *_gaps(shape, plan, file, unread, channel)]


def _unknown(name: str, known: list[str], file: str) -> Problem:
    from difflib import get_close_matches  # only mistakes need it

    near = next(iter(get_close_matches(folded(name), known, n=1, cutoff=0.8)), "")
    if near and abs(len(near) - len(folded(name))) <= 2 and len(near) > 3:
        return Problem("misspelt-column", Place(file, 1, field=name), {"name": name, "near": near})
    return Problem("unknown-column", Place(file, 1, field=name), {"name": name}, Severity.NOTE)


def _gaps(shape: Shape, plan: Plan, file: str, unread: frozenset[str], channel: str | None) -> list[Problem]:
    """What a file must have: something measured, and in a wide file every measure that its channel looks at."""
    if shape.is_long:
        if "value" not in shape.known and not all(column.counts_rows for column in plan.columns.values()):
            return [Problem("no-value-column", Place(file, 1), {})]
        return []
    for name in shape.measures:
        if plan.columns[name].reads == "defects":
            return [Problem("wide-defects", Place(file, 1, field=shape.measures[name]), {"measure": name})]
    if not shape.measures:
        return [Problem("nothing-measured", Place(file, 1), {})]
    if "channel" in shape.known:
        return []
    asked = [c.id for c in plan.columns.values() if (channel or "") in c.channels or not plan.rubric.channels]
    return [
        Problem("measure-without-column", Place(file, 1, field=name), {"measure": name})
        for name in asked
        if name not in shape.measures and folded(name) not in unread and plan.columns[name].reads != "defects"
    ]
