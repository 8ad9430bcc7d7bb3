"""What a standard must say and does not: silence would be a rule that nobody decided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from redprop.errors import Problem, Severity
from redprop.rubric.model import Criterion, Rubric
from redprop.rubric.resolve import Policies, measure_of, policies
from redprop.rubric.yaml import Document


def unstated(rubric: Rubric, document: Document, *, whole: bool = True) -> Iterator[Problem]:
    """Criteria without a channel, without a word on missing rows, or without one on what does not apply.

    Where parts of the file were cut away (not `whole`), nobody asks for what may have stood there.
    """
    has_channels = rubric.channels is not None or (not whole and "channels" in document.data)
    if whole and not rubric.children:
        yield Problem("no-criteria", document.place(()))
    for path, criterion, held in policies(rubric):
        for code in _lacking(has_channels, criterion, held):
            yield Problem(code, document.place((*path, "id")), {"criterion": criterion.id})
        take = measure_of(criterion).take
        if criterion.rule.reads == "words" and take not in ("once", "mean"):
            place = document.place((*path, "measure"))
            yield Problem("words-taken", place, {"criterion": criterion.id, "take": take})
        if criterion.rule.cause_names() and criterion.measure is not None:
            yield Problem("causes-and-measure", document.place((*path, "measure")), {"criterion": criterion.id})
    for index, limit in enumerate(rubric.limits):
        if limit.if_missing is None:
            yield Problem("unstated-if-missing", document.place(("limits", index, "id")), {"limit": limit.id})
    yield from _unreachable_bands(rubric, document)
    if rubric.ranking.ties == "ordinal" and not rubric.ranking.then_by:
        yield Problem("ordinal-alone", document.place(("ranking", "ties")))


def _unreachable_bands(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Bands whose cut is no lower than that of the band before."""
    bands = rubric.grades.bands if rubric.grades else []
    for index, (above, below) in enumerate(pairwise(bands), 1):
        if below.cut >= above.cut:
            params = {"grade": below.grade, "cut": str(below.cut), "before": str(above.cut)}
            yield Problem("band-unreachable", document.place(("grades", "bands", index)), params, Severity.WARNING)


def _lacking(has_channels: bool, criterion: Criterion, held: Policies) -> Iterator[str]:
    """The codes of what a criterion must say, itself or through its sections, and does not."""
    if has_channels and held.channels is None:
        yield "unstated-channels"
    if not has_channels and held.channels is not None:
        yield "channels-without-block"
    if held.missing is None:
        yield "unstated-missing"
    if criterion.applies_when is not None and held.not_applicable is None:
        yield "unstated-not-applicable"
