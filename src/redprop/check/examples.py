"""The rubric's `examples:`, run on the engine: expected and got."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from redprop.check.synthetic import Case, NotUsableError, Said, read, score_cases
from redprop.engine.nodes import node_marks
from redprop.engine.result import Result
from redprop.errors import Problem
from redprop.exact import Ratios
from redprop.outcome import Outcome
from redprop.rubric.elements import Example, said_in
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.tables.cells import Reader


def run_examples(plan: Plan, document: Document) -> Iterator[Problem]:
    """Every expectation that the engine does not meet, and every value that no file could hold.

    The examples of one period are scored together, each as a subject of its own; each by itself where a share of the
    league has a grade, for an example is not the rival of another.
    """
    usable: list[tuple[int, Example, Case]] = []
    reader = Reader(plan, strict=True)
    for index, example in enumerate(plan.rubric.examples):
        case = case_of(plan, example)
        try:
            for (_, measure), texts in case.values.items():
                for text in texts:
                    read(reader, plan, measure, text)
        except NotUsableError as error:
            why = Problem(error.meaning.code, params=error.meaning.params or {})
            params = {"example": _title(example), "measure": error.measure, "value": error.text, "why": why}
            yield Problem("example-value", document.place(("examples", index, "with", error.measure)), params)
        else:
            usable.append((index, example, case))
    if not usable:
        return
    if plan.rubric.grades and plan.rubric.grades.quotas:
        for one in usable:
            yield from _compared(plan, document, [one])
        return
    for period in dict.fromkeys(case.period for _, _, case in usable):
        yield from _compared(plan, document, [one for one in usable if one[2].period == period])


def _compared(plan: Plan, document: Document, usable: list[tuple[int, Example, Case]]) -> Iterator[Problem]:
    """The expectations of examples of one period that are not met."""
    result = score_cases(plan, [case for _, _, case in usable])
    for at, (index, example, _) in enumerate(usable):
        for part, expected in example.expect.items():
            got = _got(result, at, part, example.channel)
            if not _same(got, expected):
                params = {"example": _title(example), "part": part, "expected": _said(expected), "got": _said(got)}
                yield Problem("example-fails", document.place(("examples", index, "expect", part)), params)


def _title(example: Example) -> str:
    return said_in(example.title, "en", "")


def case_of(plan: Plan, example: Example) -> Case:
    """A measure goes to every channel that may report it, or to the one that the example names."""
    values: dict[tuple[str, str], tuple[Said, ...]] = {}
    for measure, said in example.measured.items():
        looks = plan.columns[measure].channels
        channels = [c.id for c in plan.channels if not looks or c.id in looks]
        if example.channel is not None:
            channels = [channel for channel in channels if channel == example.channel]
        elif not looks:
            channels = channels[:1]  # a measure that only limits read: one row is enough
        rows_apart = plan.columns[measure].apart is not None
        by_channel = said if isinstance(said, dict) and not rows_apart else dict.fromkeys(channels, said)
        for channel, value in by_channel.items():
            if channel in {c.id for c in plan.channels}:
                values[channel, measure] = tuple(map(_row, value if isinstance(value, list) else [value]))
    return Case(
        values=values,
        register={name: _text(value) for name, value in example.register_row.items()},
        category=example.category or next(iter(plan.rubric.categories), ""),
        absent=frozenset(example.absent),
        respondents=example.respondents,
        period=example.period,
    )


def _row(value: Any) -> Said:
    """A value as a file would hold it, or what stands in the columns of a row."""
    return {name: _text(item) for name, item in value.items()} if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _got(result: Result, at: int, part: str, channel: str | None) -> Fraction | str | None:
    """What a part of an example came to: a number, a word, or nothing."""
    verdict, plan = result.verdict, result.plan
    if part == "outcome":
        return Outcome.of_code(int(result.outcome[at])).value
    if part == "grade":
        order = plan.rubric.grades.order if plan.rubric.grades else []
        return order[int(verdict.grade[at])] if verdict.grade[at] >= 0 and result.has_score[at] else None
    if part == "score":
        return Fraction(int(result.score_units[at]), 10**plan.places) if result.has_score[at] else None
    beside = _beside(result, part)
    if beside is not None:
        return beside.take(np.asarray([at])).fractions()[0]
    if part.startswith("grade."):
        grade, graded = result.part_grades[part.removeprefix("grade.")]
        return plan.grades_of(part.removeprefix("grade.")).order[int(grade[at])] if graded[at] else None
    if plan.rubric.grades and part in {name for said in plan.rubric.grades.columns().values() for name in said}:
        return _column_of(result, at, part)
    if part in verdict.held:
        return "true" if verdict.held[part][at] else "false"
    if part.startswith("channel."):
        found = result.channels[part.removeprefix("channel.")]
        return found.mark.take(np.asarray([at])).fractions()[0] if found.present[at] else None
    channels = {name: c for name, c in result.channels.items() if channel in (None, name)}
    value, there = node_marks(channels, part, plan, len(result.register))
    if there[at]:
        return value.take(np.asarray([at])).fractions()[0]
    outcomes = [int(c.leaves[part].outcome[at]) for c in channels.values() if part in c.leaves]
    return Outcome.of_code(min(outcomes)).value if outcomes else None


def _beside(result: Result, part: str) -> Ratios | None:
    """The bonus or the penalty, or a criterion of them; None for every other part."""
    found: dict[str, Ratios] = {name: moved for name, moved in result.blended.blocks.items() if name == part}
    found |= {part: result.extras[part].marks.earned} if part in result.extras else {}
    return next(iter(found.values()), None)


def _column_of(result: Result, at: int, name: str) -> Fraction | str | None:
    """What a column of the grade that was given holds."""
    grades = result.plan.rubric.grades
    place = int(result.verdict.grade[at])
    if grades is None or place < 0:
        return None
    said = grades.columns().get(grades.order[place], {}).get(name)
    return Fraction(said) if isinstance(said, (int, Decimal)) else said


def _same(got: Fraction | str | None, expected: Any) -> bool:
    """Numbers are compared exactly, words as words; null is nothing."""
    if isinstance(got, Fraction):
        return isinstance(expected, (int, Decimal)) and not isinstance(expected, bool) and got == Fraction(expected)
    return _said(got) == _said(expected)


def _said(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return shown(value) if isinstance(value, Fraction) else str(value)
