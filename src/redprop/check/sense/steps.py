"""Steps and curves whose marks do not go one way along the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from redprop.errors import Problem, Severity
from redprop.rubric.ladder import deciders, said
from redprop.rubric.model import Criterion, Rubric, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.rules.curve import Curve
from redprop.rules.steps import Steps


def steps_not_monotone(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Steps that earn more and then less, going down along the value."""
    for path, node in nodes(rubric):
        if not isinstance(node, Criterion) or not isinstance(node.rule, Steps):
            continue
        steps = node.rule.steps
        order = [index for index, _ in _runs(deciders(steps)[::-1])]
        breaks = _breaks([steps[index].worth for index in order])
        if breaks is None:
            continue
        step, before = steps[order[breaks]], steps[order[breaks - 1]]
        params = {"step": said(step), "earns": shown(step.worth), "next": said(before), "other": shown(before.worth)}
        place = document.place((*path, "steps", order[breaks]))
        yield Problem("steps-not-monotone", place, params, Severity.WARNING)


def curve_not_monotone(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Curves that go up and then down or the reverse, told at the point where they turn."""
    for path, node in nodes(rubric):
        if not isinstance(node, Criterion) or not isinstance(node.rule, Curve):
            continue
        points = node.rule.through
        ways = [(at, b.earns > a.earns) for at, (a, b) in enumerate(pairwise(points)) if a.earns != b.earns]
        turn = next((at for (_, before), (at, after) in pairwise(ways) if before != after), None)
        if turn is not None:
            params = {"value": str(points[turn].at), "earns": str(points[turn].earns)}
            place = document.place((*path, "curve", "through", turn))
            yield Problem("curve-not-monotone", place, params, Severity.NOTE)


def _runs(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each value with where it begins, repetitions left out."""
    for at, value in enumerate(values):
        if at == 0 or values[at - 1] != value:
            yield value, at


def _breaks(marks: Sequence[Fraction]) -> int | None:
    """Where marks first go against their direction, which is that from the first to the last.

    Where both ends are the same, it is the direction of the first change.

    >>> _breaks([Fraction(1), Fraction(2), Fraction(0)]), _breaks([Fraction(0), Fraction(2), Fraction(0)])
    (1, 2)
    """
    changes = [(at, after - before) for at, (before, after) in enumerate(pairwise(marks), 1) if before != after]
    if not changes:
        return None
    way = marks[-1] - marks[0] or changes[0][1]
    return next((at for at, change in changes if (change > 0) != (way > 0)), None)
