"""Marks that must add up: of a section, of the whole, of a rule against its criterion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.errors import Problem
from redprop.exact import decimal_text
from redprop.rubric.model import Criterion, Path, Rubric, Section, nodes
from redprop.rubric.yaml import Document


def full_marks(node: Rubric | Section | Criterion) -> Fraction:
    """The full marks of a node: as it says, or what its children come to."""
    if isinstance(node, Criterion):
        return Fraction(node.marks)
    if node.marks is not None:
        return Fraction(node.marks)
    return sum((full_marks(child) for child in node.children), Fraction(0))


def wrong_sums(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Sections and roots whose children do not come to their marks, and rules that earn more or less than full."""
    for path, node in [((), rubric), *nodes(rubric)]:
        if isinstance(node, Criterion):
            yield from _rule_against_marks(node, path, document)
            continue
        if node.combine == "mean" and node.marks is None:
            yield Problem("mean-without-marks", document.place((*path, "id")), {"section": node.id})
        if isinstance(node, Section) and not node.children:
            yield Problem("no-criteria", document.place((*path, "id")))
        if node.combine == "sum" and node.marks is not None and node.children:
            total = sum((full_marks(child) for child in node.children), Fraction(0))
            if total != Fraction(node.marks):
                params = {"node": node.id, "says": str(node.marks), "sum": shown(total)}
                params["difference"] = shown(abs(total - Fraction(node.marks)))
                yield Problem("marks-do-not-add-up", document.place((*path, "marks")), params)


def too_coarse(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Stages that cannot show the full marks that they round: 2.5 of 2.5 marks would come to 3."""
    rounding = rubric.rounding
    told: dict[str, list[Fraction]] = {
        "criterion": [full_marks(node) for _, node in nodes(rubric) if isinstance(node, Criterion)],
        "section": [full_marks(node) for _, node in nodes(rubric) if not isinstance(node, Criterion)],
        "channel": [Fraction(rubric.marks)],
        "score": [Fraction(rubric.marks)],
    }
    for stage, marks in told.items():
        places = getattr(rounding, stage)
        finer = [one for one in marks if places is not None and (one * 10**places).denominator != 1]
        if finer:
            params = {"stage": stage, "places": places, "marks": shown(finer[0])}
            yield Problem("rounding-too-coarse", document.place(("rounding", stage)), params)


def _rule_against_marks(criterion: Criterion, path: Path, document: Document) -> Iterator[Problem]:
    """The best that a rule can earn is the criterion's marks, neither more nor less."""
    full = Fraction(criterion.marks)
    most = criterion.rule.most(full)
    if most != full:
        params = {"criterion": criterion.id, "marks": shown(full), "most": shown(most)}
        yield Problem(
            "rule-beyond-marks" if most > full else "rule-below-marks", document.place((*path, "marks")), params
        )


def shown(number: Fraction) -> str:
    """A fraction as people read it: a decimal where it is one.

    >>> shown(Fraction(5, 2)), shown(Fraction(1, 3))
    ('2.5', '1/3')
    """
    for places in range(10):
        if (number * 10**places).denominator == 1:
            return decimal_text(int(number * 10**places), places)
    return str(number)
