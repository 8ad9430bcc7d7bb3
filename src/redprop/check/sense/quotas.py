"""Quotas of leagues that are too small for a seat."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.errors import Problem, Severity
from redprop.exact import Mode, Ratios
from redprop.rubric.grading import Quota
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document

_MODES: dict[str, Mode] = {"floor": "down", "ceil": "up", "half_up": "half_up"}


def quota_too_small(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Quotas that say no smallest league, or whose smallest league has no seat."""
    for index, quota in enumerate(rubric.grades.quotas if rubric.grades else ()):
        unsaid = "smallest" not in quota.model_fields_set
        if unsaid or _seats(quota) < 1:
            params = {"grade": quota.grade, "share": shown(Fraction(quota.share))}
            params |= {"unsaid": "smallest" if unsaid else "", "smallest": "" if unsaid else str(quota.smallest)}
            yield Problem("quota-too-small", document.place(("grades", "quotas", index)), params, Severity.WARNING)


def _seats(quota: Quota) -> int:
    """How many of the smallest league have the grade."""
    return int(Ratios.of([Fraction(quota.share) * quota.smallest]).units(0, _MODES[quota.seats])[0])
