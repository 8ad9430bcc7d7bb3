"""What a check found, and the marks in force, as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from redprop import messages
from redprop.check.force import Force
from redprop.errors import Problem, Severity
from redprop.exact import Ratios, decimal_text
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.rubric.elements import said_in
from redprop.rubric.model import nodes
from redprop.rubric.plan import Branch, Plan

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
    rows = [_row(titles.get(node, node), inside, force, "bold" if bold else "") for node, inside, bold in _lines(plan)]
    rows.append(_row(say("force.total"), [leaf.id for leaf in plan.leaves], force, "bold"))
    title = say("force.title", rubric=said_in(rubric.title, language, rubric.id))
    plain = [tuple(row[column.key].text for column in columns) for row in rows]
    return Sheet([c.key for c in columns], plain, lambda: [Group(title, columns, rows)], dict, language)


def _lines(plan: Plan) -> list[tuple[str, list[str], bool]]:
    """Each section followed by what is in it, with the criteria that each line adds up."""
    found: list[tuple[str, list[str], bool]] = []

    def walk(branch: Branch) -> None:
        for child in branch.children:
            if isinstance(child, Branch):
                found.append((child.id, [leaf.id for leaf in child.leaves()], True))
                walk(child)
            else:
                found.append((child.id, [child.id], False))

    walk(plan.root)
    return found


def _row(name: str, inside: Sequence[str], force: Force, style: str) -> dict[str, Cell]:
    def total(by_leaf: dict[str, Fraction]) -> Cell:
        return Cell(marks_text(sum((by_leaf[leaf] for leaf in inside), Fraction(0))), style)

    cells = {"name": Cell(name, style), "printed": total(dict(force.printed)), "all": total(dict(force.all_there))}
    return cells | {f"without.{name}": total(dict(case)) for name, case in force.absent.items()}


def marks_text(marks: Fraction) -> str:
    """Marks with two places, half up."""
    return decimal_text(int(Ratios.of([marks]).units(2, "half_up")[0]), 2)
