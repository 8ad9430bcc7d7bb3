"""Caps that lower nothing, and limits that judge a second time what a deduction judged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from redprop.check.sense.conditions import asked
from redprop.check.sense.reach import Reaches
from redprop.errors import Problem, Severity
from redprop.limits import Cap
from redprop.rubric.model import Path, Rubric, extras, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.rules.deduct import Deduct


def cap_raises_nothing(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Caps at or above the most that a score can be. Where less is better a cap is no better than its number."""
    most = Reaches(rubric).score.most
    if most is None or rubric.better == "lower":
        return
    for index, limit in enumerate(rubric.limits):
        if isinstance(limit.effect, Cap) and limit.effect.cap >= most:
            params = {"limit": limit.id, "cap": str(limit.effect.cap), "most": shown(most)}
            yield Problem("cap-raises-nothing", document.place(("limits", index, "cap")), params, Severity.WARNING)


def node_cap_not_reached(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Caps of nodes at or above what is earned without them."""
    loose = Reaches(rubric).loose
    held: list[tuple[Path, str, Decimal | None]] = [((), "", rubric.cap)]
    held += [(path, node.id, node.cap) for path, node in [*nodes(rubric), *extras(rubric)]]
    held += [((name,), name, block.cap) for name, block in rubric.blocks.items()]
    for path, name, cap in held:
        most = loose[name].most
        if cap is not None and most is not None and cap >= most:
            params = {"node": name or rubric.id, "cap": str(cap), "most": shown(most)}
            yield Problem("node-cap-not-reached", document.place((*path, "cap")), params, Severity.WARNING)


def limit_repeats_deduction(rubric: Rubric, plan: Plan, document: Document) -> Iterator[Problem]:
    """Conditions on a measure that a criterion deducts for: one finding is punished twice."""
    taking = [leaf for leaf in plan.leaves if leaf.costs or isinstance(leaf.rule, Deduct)]
    taking += [leaf for block in plan.blocks if block.name == "penalty" for leaf in block.leaves]
    deducting = {name: leaf.id for leaf in reversed(taking) for name in leaf.feed.columns}
    for path, name, _ in asked(rubric):
        if name in deducting and path[0] == "limits":
            params = {"measure": name, "criterion": deducting[name]}
            yield Problem("limit-repeats-deduction", document.place(path), params, Severity.NOTE)
