"""What a check found, and the marks in force, as sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from redprop import messages
from redprop.check.force import Force
from redprop.errors import Problem, Severity
from redprop.exact import Ratios, decimal_text
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.rubric.elements import said_in
from redprop.rubric.model import nodes
from redprop.rubric.plan import Branch, Plan
from redprop.rubric.sums import full_marks

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}


def problem_sheet(problems: Sequence[Problem], language: str, remarks: Sequence[str] = ()) -> Sheet:
    """Problems, one a row: where, how bad, what and what to do."""
    rows = [
        (
            problem.place.file,
            problem.place.line or None,
            problem.place.column or None,
            problem.place.field or problem.place.path,
            problem.severity.value,
            problem.code,
            problem.text(language),
        )
        for problem in problems
    ]
    group = Group("", [Column("line", "")], [{"line": Cell(p.line(language), STYLES[p.severity])} for p in problems])
    header = ("file", "line", "column", "field", "severity", "code", "text")
    groups = [group] if problems else []
    return Sheet(header, rows, lambda: groups, dict, language, remarks, frozenset({"field", "text"}), problems)


def force_sheet(plan: Plan, force: Force, language: str) -> Sheet:
    """The marks in force: each criterion and section as printed, as it counts, and with each channel absent."""
    rubric = plan.rubric

    def say(code: str, **params: object) -> str:
        return messages.text(code, language, **params)

    titles = {node.id: said_in(node.title, language, node.id) for _, node in nodes(rubric)}
    listed = rubric.channels.listed if rubric.channels else {}
    channels = {name: said_in(listed[name].title, language, name) for name in force.absent}
    columns = [
        Column("name", say("force.criterion")),
        Column("printed", say("force.printed"), "number"),
        Column("all", say("force.all"), "number"),
        *(Column(f"without.{n}", say("force.without", channel=t), "number", 2) for n, t in channels.items()),
    ]
    marks = {node.id: full_marks(node) for _, node in nodes(rubric)}
    lines = list(_lines(plan.root))
    rows = [_row(titles.get(line.id, line.id), marks[line.id], line, force) for line in lines]
    whole = Line("", [], bold=True)
    rows.append(_row(say("force.total"), plan.full, whole, force))
    title = say("force.title", rubric=said_in(rubric.title, language, rubric.id))
    plain = [tuple(row[column.key].text for column in columns) for row in rows]
    remarks = [say("force.shared")] if any(line.shared for line in lines) else []
    return Sheet([c.key for c in columns], plain, lambda: [Group(title, columns, rows)], dict, language, remarks)


class Line(NamedTuple):
    """One line of marks in force: a section or criterion, and the parts that it adds up.

    What is `shared` stands below a `lowest` or a geometric mean: the marks are those of the whole above it.
    """

    id: str
    inside: Sequence[str]
    bold: bool = False
    shared: bool = False


def _lines(branch: Branch, shared: bool = False) -> Iterator[Line]:
    """Each section followed by what is in it."""
    shared = shared or branch.combine in ("lowest", "geometric_mean")
    for child in branch.children:
        if isinstance(child, Branch):
            yield Line(child.id, list(child.ids()), bold=True, shared=shared)
            yield from _lines(child, shared)
        else:
            yield Line(child.id, [child.id], shared=shared)


def _row(name: str, printed: Fraction, line: Line, force: Force) -> dict[str, Cell]:
    style = "bold" if line.bold else ""

    def total(by_part: Mapping[str, Fraction]) -> Cell:
        parts = set(line.inside) if line.id else set(by_part)
        return Cell(
            "" if line.shared else marks_text(sum((by_part.get(p, Fraction(0)) for p in parts), Fraction(0))), style
        )

    cells = {"name": Cell(name, style), "printed": Cell(marks_text(printed), style), "all": total(force.all_there)}
    return cells | {f"without.{name}": total(case) for name, case in force.absent.items()}


def marks_text(marks: Fraction) -> str:
    """Marks with two places, half up."""
    return decimal_text(int(Ratios.of([marks]).units(2, "half_up")[0]), 2)
