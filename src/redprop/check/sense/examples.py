"""Examples that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.check.sense.base import first_few
from redprop.errors import Problem, Severity
from redprop.rubric.model import Rubric, criteria
from redprop.rubric.plan import Plan
from redprop.rubric.yaml import Document


def no_examples(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """A rubric that proves nothing of itself."""
    if not rubric.examples:
        yield Problem("no-examples", document.place(()), {"rubric": rubric.id}, Severity.NOTE)


def criterion_without_example(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Criteria that no example expects anything of; one finding for all."""
    expected = {part for example in rubric.examples for part in example.expect}
    unproved = [criterion.id for criterion in criteria(rubric) if criterion.id not in expected]
    if rubric.examples and unproved:
        params = {"count": len(unproved), "names": first_few(unproved)}
        yield Problem("criterion-without-example", document.place(("examples",)), params, Severity.NOTE)
