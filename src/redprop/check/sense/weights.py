"""Weights that weigh nothing."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import Problem, Severity
from redprop.rubric.model import Criterion, Path, Rubric, Section, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.yaml import Document


def idle_weight(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Weights of what is only added up, or of which the worst decides: no mark depends on them."""
    parents: dict[Path, Rubric | Section] = {(): rubric}
    for path, node in nodes(rubric):
        if isinstance(node, Section):
            parents[path] = node
        combine = parents[path[:-2]].combine
        said = "weight" if node.weight is not None else _varied(node)
        if said and combine in ("sum", "lowest"):
            params = {"node": node.id, "combine": combine}
            yield Problem("idle-weight", document.place((*path, said)), params, Severity.WARNING)


def _varied(node: Criterion | Section) -> str:
    """The key that says a category's own weight, if one does."""
    return "by_category" if any(one.weight is not None for one in node.by_category.values()) else ""
