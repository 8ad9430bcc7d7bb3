"""How tests of findings look at a rubric: YAML as a person writes it, and where a code is told."""

from __future__ import annotations

from redprop.check.run import check_bytes
from redprop.errors import Problem

HEAD = "redprop: 1\nid: courts\nmissing: full\nrounding: {score: 1}\n"
"""The first four lines of every rubric here: what a test writes begins in line 5."""


def problems(text: str, head: str = HEAD) -> list[Problem]:
    """Everything that is told of a rubric."""
    return list(check_bytes((head + text).encode(), "r.yaml").problems)


def told(text: str, *codes: str, head: str = HEAD) -> list[str]:
    """Where codes are told, with how much each matters: `warning 7:9`. The rubric must load otherwise."""
    found = problems(text, head)
    assert [p.line() for p in found if p.severity == "error" and p.code not in codes] == []
    return [f"{p.severity.value} {p.place.line}:{p.place.column}" for p in found if p.code in codes]


def says(text: str, code: str, head: str = HEAD) -> str:
    """The text of the one finding of a code."""
    (found,) = [problem for problem in problems(text, head) if problem.code == code]
    return found.text()
