"""The rubric's `examples:`, run on the engine: expected and got."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from redprop import messages
from redprop.check.synthetic import Case, NotUsableError, score_case
from redprop.engine.nodes import node_marks
from redprop.engine.result import Result
from redprop.errors import Problem
from redprop.outcome import Outcome
from redprop.rubric.elements import Example, said_in
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document


def run_examples(plan: Plan, document: Document) -> Iterator[Problem]:
    """Every expectation that the engine does not meet, and every value that no file could hold."""
    for index, example in enumerate(plan.rubric.examples):
        title = said_in(example.title, "en", str(index + 1))
        try:
            result = score_case(plan, _case(plan, example))
        except NotUsableError as error:
            why = messages.problem_text(error.meaning.code, error.meaning.params or {})
            params = {"example": title, "measure": error.measure, "value": error.text, "why": why}
            yield Problem("example-value", document.place(("examples", index, "with", error.measure)), params)
            continue
        for part, expected in example.expect.items():
            got = _got(result, part, example.channel)
            if not _same(got, expected):
                params = {"example": title, "part": part, "expected": _said(expected), "got": _said(got)}
                yield Problem("example-fails", document.place(("examples", index, "expect", part)), params)


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


def _got(result: Result, part: str, channel: str | None) -> Fraction | str | None:
    """What a part of an example came to: a number, a word, or nothing."""
    verdict, plan = result.verdict, result.plan
    if part == "outcome":
        return Outcome.of_code(int(result.outcome[0])).value
    if part == "grade":
        order = plan.rubric.grades.order if plan.rubric.grades else []
        return order[int(verdict.grade[0])] if verdict.grade[0] >= 0 and result.has_score[0] else None
    if part == "score":
        return Fraction(int(result.score_units[0]), 10**plan.places) if result.has_score[0] else None
    if part in verdict.held:
        return "true" if verdict.held[part][0] else "false"
    if part.startswith("channel."):
        found = result.channels[part.removeprefix("channel.")]
        return found.mark.fractions()[0] if found.present[0] else None
    channels = {name: c for name, c in result.channels.items() if channel in (None, name)}
    value, there = node_marks(channels, part, 1)
    if there[0]:
        return value.fractions()[0]
    outcomes = [c.leaves[part].outcome[0] for c in channels.values() if part in c.leaves]
    return Outcome.of_code(int(min(outcomes))).value if outcomes else None


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
