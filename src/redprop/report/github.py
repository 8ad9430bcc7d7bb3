"""Findings as commands of a GitHub workflow: each shows beside its line in a pull request."""

from __future__ import annotations

from redprop.errors import Problem, Severity
from redprop.report.sheet import Screen, Sheet
from redprop.report.spots import file_of, told

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def as_github(sheet: Sheet, _screen: Screen | None = None) -> str:
    """One command a finding and nothing else, so that no other text can be taken for a command."""
    return "".join(f"{_command(problem, sheet.language)}\n" for problem in sheet.problems)


def _command(problem: Problem, language: str) -> str:
    """`::error file=FILE,line=LINE,col=COLUMN,title=CODE::MESSAGE`; what is not known is left out."""
    said = {
        "file": file_of(problem),
        "line": problem.place.line or "",
        "col": problem.place.column or "",
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in said.items() if value)
    return f"::{COMMANDS[problem.severity]} {properties}::{_escaped(told(problem, language), _IN_MESSAGES)}"


def _escaped(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    for mark, written in marks:
        text = text.replace(mark, written)
    return text
