"""What a standard must say and does not: silence would be a rule that nobody decided."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import Problem, Severity
from redprop.rubric.grading import Grades
from redprop.rubric.model import Criterion, Path, Rubric, nodes
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
        if criterion.rule.reads == "words" and take not in ("once", "mean", "distinct"):
            place = document.place((*path, "measure"))
            yield Problem("words-taken", place, {"criterion": criterion.id, "take": take})
        if criterion.rule.cause_names() and criterion.measure is not None:
            yield Problem("causes-and-measure", document.place((*path, "measure")), {"criterion": criterion.id})
    for index, limit in enumerate(rubric.limits):
        if limit.if_missing is None:
            yield Problem("unstated-if-missing", document.place(("limits", index, "id")), {"limit": limit.id})
    yield from _open_bands(rubric, document)
    if rubric.ranking.ties == "ordinal" and not rubric.ranking.then_by:
        yield Problem("ordinal-alone", document.place(("ranking", "ties")))


def _open_bands(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Bands that leave open what follows where their condition is undecided, or what a grade carries."""
    for path, node in [((), rubric), *nodes(rubric)]:
        if node.grades is None:
            continue
        for index, band in enumerate(node.grades.bands):
            if band.when is not None and band.if_missing is None:
                place = document.place((*path, "grades", "bands", index))
                yield Problem("unstated-band-if-missing", place, {"grade": band.grade}, Severity.WARNING)
        yield from _other_columns(node.grades, (*path, "grades"), document)


def _other_columns(grades: Grades, path: Path, document: Document) -> Iterator[Problem]:
    """A grade whose bands carry different columns: nobody could say which are given after steps down."""
    first: dict[str, dict[str, object]] = {}
    said = [(band.grade, band.columns, (*path, "bands", index)) for index, band in enumerate(grades.bands)]
    said.append((grades.otherwise.grade, grades.otherwise.columns, (*path, "else")))
    for grade, columns, where in said:
        if first.setdefault(grade, columns) != columns:
            yield Problem("same-grade-columns", document.place(where), {"grade": grade})


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
