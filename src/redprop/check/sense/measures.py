"""Measures that count twice, and such that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import Problem, Severity
from redprop.rubric.faults import nearest
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Plan
from redprop.rubric.resolve import all_columns, fed, own_columns
from redprop.rubric.yaml import Document


def same_measure_twice(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Criteria that are fed by a measure which feeds another already: one fact would count twice."""
    first: dict[str, str] = {}
    for path, criterion, _ in fed(rubric):
        shared = [name for name in own_columns(criterion) if first.setdefault(name, criterion.id) != criterion.id]
        if shared:
            place = document.place((*path, "id" if criterion.measure is None else "measure"))
            params = {"measure": shared[0], "one": first[shared[0]], "other": criterion.id}
            yield Problem("same-measure-twice", place, params, Severity.WARNING)


def unused_measure(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Measures with a title or bounds that no criterion, limit or visit reads: most likely misspelt."""
    read = all_columns(rubric)
    for name in rubric.measures:
        if name not in read:
            params = {"name": name, "near": nearest(name, read - set(rubric.measures))}
            yield Problem("unused-measure", document.place(("measures", name)), params, Severity.WARNING)
