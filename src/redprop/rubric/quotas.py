"""Quotas that give away more than there is, or stand where there is no league."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.errors import Problem
from redprop.rubric.model import Rubric, nodes
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document


def wrong_quotas(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Quotas of parts, and quotas of the whole that overlap."""
    for path, node in nodes(rubric):
        if node.grades is not None and node.grades.quotas:
            yield Problem("quotas-of-a-part", document.place((*path, "grades", "quotas")), {"node": node.id})
    yield from _overlapping(rubric, document)


def _overlapping(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Shares from the top and from the bottom that come to more than all: somebody would be in both.

    Shares from one end lie within one another: the top twentieth is part of the top fifth.
    """
    top, bottom = Fraction(0), Fraction(0)
    for index, quota in enumerate(rubric.grades.quotas if rubric.grades else ()):
        top = max(top, Fraction(quota.top_share or 0))
        bottom = max(bottom, Fraction(quota.bottom_share or 0))
        if top + bottom > 1:
            params = {"top": shown(top), "bottom": shown(bottom), "sum": shown(top + bottom)}
            yield Problem("quotas-overlap", document.place(("grades", "quotas", index)), params)
            break
