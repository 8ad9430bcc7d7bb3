"""A shipped standard, as it stands or with one option written otherwise, and what it makes of files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from redprop.engine.columns import grades_of
from redprop.engine.result import Result
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import parse_rubric
from redprop.rubric.plan import Plan
from tests.builders import a_result
from tests.running import ROOT

EXAMPLES = ROOT / "rubrics" / "examples"
DATA = Path(__file__).with_name("data")


def standard(name: str, *otherwise: tuple[str, str], folder: Path = EXAMPLES) -> Plan:
    """The plan of a shipped rubric; each of `otherwise` is a line's words, which stand there once, and what replaces them."""
    text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    for words, instead in otherwise:
        assert text.count(words) == 1, f"{name}.yaml says {text.count(words)} times: {words}"
        text = text.replace(words, instead)
    read = parse_rubric(text.encode(), f"{name}.yaml")
    assert read.rubric is not None, [problem.text("en") for problem in read.problems]
    return compile_rubric(read.rubric)


def case(name: str) -> dict[str, Any]:
    """A case of `cn_property_cases.json`; its numbers are the texts that stand there."""
    told = json.loads((DATA / "cn_property_cases.json").read_text(encoding="utf-8"), parse_float=str)
    return next(dict(one) for one in told["cases"] if one["id"] == name)


Rows = Sequence[tuple[str, str, object]]


def long_file(plan: Plan, rows: Rows) -> dict[str, str]:
    """Rows of subject, measure and value as one long file."""
    lines = [f"{plan.rubric.subject.column},criterion,value", *(f"{who},{what},{value}" for who, what, value in rows)]
    return {"rows.csv": "\n".join(lines) + "\n"}


def result_of(plan: Plan, rows: Rows, **said: Any) -> Result:
    """What a standard makes of the rows of one long file."""
    return a_result(plan, long_file(plan, rows), **said)


def of_one(plan: Plan, measured: Mapping[str, object], **said: Any) -> Result:
    """What a standard makes of one subject, A."""
    return result_of(plan, [("A", name, value) for name, value in measured.items()], **said)


def marks(result: Result, node: str, subject: str = "A") -> Fraction:
    """The marks of a section or criterion, exact."""
    index = result.register.ids.index(subject)
    value, there = result.value_of(f"marks.{node}")
    assert there[index], f"{node} was not assessed"
    return value.fractions()[index]


def score(result: Result, subject: str = "A") -> Fraction:
    """The printed score."""
    index = result.register.ids.index(subject)
    assert result.has_score[index]
    return Fraction(int(result.score_units[index]), 10**result.plan.places)


def grade(result: Result, subject: str = "A") -> str:
    """The grade's id."""
    return grades_of(result)[result.register.ids.index(subject)]
