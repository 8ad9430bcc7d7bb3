"""Steps as a ladder: which step decides for which values, and steps that decide for none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from redprop.errors import Problem
from redprop.rubric.model import Criterion, Rubric, nodes
from redprop.rubric.yaml import Document
from redprop.rules.steps import Step, Steps


def deciders(steps: Sequence[Step]) -> list[int]:
    """The step that decides, going up along the value: between the thresholds, and on each of them.

    Of two thresholds, 1 and 3, the stretches are: below 1, 1, between, 3, above 3.

    >>> ladder = [Step(at_least=3, earns=2), Step(at_least=1, earns=1), Step(**{"else": 0})]
    >>> deciders(ladder)
    [2, 1, 1, 0, 0]
    """
    numbered = [(index, step, number) for index, step in enumerate(steps) if (number := _threshold(step)) is not None]
    rank = {number: index for index, number in enumerate(sorted({number for _, _, number in numbered}))}
    last = len(steps) - 1
    upwards, downwards = [last] * (2 * len(rank) + 1), [last] * (2 * len(rank) + 1)
    for index, step, number in numbered:
        on = 2 * rank[number] + 1
        if step.at_least is not None or step.above is not None:
            begin = on if step.at_least is not None else on + 1
            upwards[begin] = min(upwards[begin], index)
        else:
            end = on if step.at_most is not None else on - 1
            downwards[end] = min(downwards[end], index)
    holding_up = accumulate(upwards, min)
    holding_down = reversed(list(accumulate(reversed(downwards), min)))
    return [min(pair) for pair in zip(holding_up, holding_down, strict=True)]


def _threshold(step: Step) -> Decimal | None:
    return next((n for n in (step.at_least, step.above, step.at_most, step.below) if n is not None), None)


def unreachable_steps(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Steps that no value can reach, for steps before them hold for all their values."""
    for path, node in nodes(rubric):
        if isinstance(node, Criterion) and isinstance(node.rule, Steps):
            reached = set(deciders(node.rule.steps))
            for index, step in enumerate(node.rule.steps):
                if index not in reached:
                    params = {"criterion": node.id, "step": said(step)}
                    yield Problem("step-unreachable", document.place((*path, "steps", index)), params)


def said(step: Step) -> str:
    """A step's side as the file writes it.

    >>> said(Step(at_least=3, earns=2))
    'at_least 3'
    """
    sides = {"at_least": step.at_least, "above": step.above, "at_most": step.at_most, "below": step.below}
    return next((f"{side} {number}" for side, number in sides.items() if number is not None), "else")
