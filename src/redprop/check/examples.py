"""The rubric's `examples:`, run on the engine: expected and got."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from redprop.check.synthetic import Case, NotUsableError, read, score_cases
from redprop.engine.nodes import node_marks
from redprop.engine.result import Result
from redprop.errors import Problem
from redprop.outcome import Outcome
from redprop.rubric.elements import Example, said_in
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.tables.cells import Reader


def run_examples(plan: Plan, document: Document) -> Iterator[Problem]:
    """Every expectation that the engine does not meet, and every value that no file could hold.

    The examples are scored together, each as a subject of its own.
    """
    usable: list[tuple[int, Example, Case]] = []
    reader = Reader(plan)
    for index, example in enumerate(plan.rubric.examples):
        case = _case(plan, example)
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
    result = score_cases(plan, [case for _, _, case in usable])
    for at, (index, example, _) in enumerate(usable):
        for part, expected in example.expect.items():
            got = _got(result, at, part, example.channel)
            if not _same(got, expected):
                params = {"example": _title(example), "part": part, "expected": _said(expected), "got": _said(got)}
                yield Problem("example-fails", document.place(("examples", index, "expect", part)), params)


def _title(example: Example) -> str:
    return said_in(example.title, "en", "")


def _case(plan: Plan, example: Example) -> Case:
    """A measure goes to every channel that may report it, or to the one that the example names."""
    values: dict[tuple[str, str], tuple[str, ...]] = {}
    for measure, said in example.measured.items():
        looks = plan.columns[measure].channels
        channels = [c.id for c in plan.channels if not looks or c.id in looks]
        if example.channel is not None:
            channels = [channel for channel in channels if channel == example.channel]
        elif not looks:
            channels = channels[:1]  # a measure that only limits read: one row is enough
        by_channel = said if isinstance(said, dict) else dict.fromkeys(channels, said)
        for channel, value in by_channel.items():
            if channel in {c.id for c in plan.channels}:
                values[channel, measure] = tuple(map(_text, value if isinstance(value, list) else [value]))
    return Case(
        values=values,
        register={name: _text(value) for name, value in example.register_row.items()},
        category=example.category or next(iter(plan.rubric.categories), ""),
        absent=frozenset(example.absent),
        respondents=example.respondents,
    )


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
    if part in verdict.held:
        return "true" if verdict.held[part][at] else "false"
    if part.startswith("channel."):
        found = result.channels[part.removeprefix("channel.")]
        return found.mark.take(np.asarray([at])).fractions()[0] if found.present[at] else None
    channels = {name: c for name, c in result.channels.items() if channel in (None, name)}
    value, there = node_marks(channels, part, len(result.register))
    if there[at]:
        return value.take(np.asarray([at])).fractions()[0]
    outcomes = [int(c.leaves[part].outcome[at]) for c in channels.values() if part in c.leaves]
    return Outcome.of_code(min(outcomes)).value if outcomes else None


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
