"""Marks that must add up: of a section, of the whole, of a rule against its criterion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.errors import Problem
from redprop.exact import decimal_text
from redprop.rubric.model import Criterion, Path, Rubric, Section, nodes
from redprop.rubric.yaml import Document
from redprop.rules import Rule
from redprop.rules.given import Given


def full_marks(node: Rubric | Section | Criterion, category: str = "") -> Fraction:
    """The full marks of a node, for a category: as it says, or its start and what its children come to, under its cap.

    What is taken off, and what is counted without a ceiling, is nobody's full marks.
    """
    own = before_cap(node, category)
    return own if node.cap is None else min(own, Fraction(node.cap))


def before_cap(node: Rubric | Section | Criterion, category: str = "") -> Fraction:
    """The full marks that a node would have without its own cap."""
    if isinstance(node, Criterion):
        varied = node.by_category.get(category)
        return Fraction(varied.marks if varied is not None and varied.marks is not None else node.marks or 0)
    if node.marks is not None:
        return Fraction(node.marks)
    return Fraction(node.start or 0) + below(node, category)


def follows_marks(rule: Rule) -> bool:
    """Whether what a rule earns follows its full marks; not where marks are written out in it."""
    return type(rule).most is Rule.most and not isinstance(rule, Given) and rule.has_full


def below(node: Rubric | Section, category: str = "") -> Fraction:
    """What the children of a node come to."""
    return sum((full_marks(child, category) for child in node.children if not child.takes_off), Fraction(0))


def wrong_sums(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Sections and roots whose children do not come to their marks, and rules that earn more or less than full."""
    varied = {
        name
        for _, node in nodes(rubric)
        if isinstance(node, Criterion) and follows_marks(node.rule)
        for name, said in node.by_category.items()
        if said.marks is not None
    }
    for path, node in [((), rubric), *nodes(rubric)]:
        yield from _floor_beyond_marks(node, path, rubric, document)
        yield from _cap_of_nothing(node, path, rubric, document)
        if isinstance(node, Criterion):
            yield from _rule_against_marks(node, path, document)
            continue
        if node.combine != "sum" and node.marks is None:
            yield Problem("mean-without-marks", document.place((*path, "id")), {"section": node.id})
        if isinstance(node, Section) and not node.children:
            yield Problem("no-criteria", document.place((*path, "id")))
        if node.combine == "sum" and node.marks is not None and node.children and _adds_up(node, rubric):
            for category in ["", *sorted(varied)]:
                total = below(node, category)
                if total != Fraction(node.marks):
                    params = {"node": node.id, "says": str(node.marks), "sum": shown(total)}
                    params["difference"] = shown(abs(total - Fraction(node.marks)))
                    yield Problem("marks-do-not-add-up", document.place((*path, "marks")), params)
                    break


def _floor_beyond_marks(
    node: Rubric | Section | Criterion, path: Path, rubric: Rubric, document: Document
) -> Iterator[Problem]:
    """Floors that are more than all that a part can earn."""
    if node.floor is None or not (rubric.scaled or isinstance(node, Criterion)) or not full_marks(node):
        return
    most = min(full_marks(node, category) for category in ["", *rubric.categories])
    if node.floor > most:
        params = {"node": node.id, "marks": shown(most), "floor": str(node.floor)}
        yield Problem("floor-beyond-marks", document.place((*path, "floor")), params)


def _cap_of_nothing(
    node: Rubric | Section | Criterion, path: Path, rubric: Rubric, document: Document
) -> Iterator[Problem]:
    """Caps that leave a part no full marks, for a cap is its full marks; what only counts may be capped anywhere."""
    has_full = node.rule.has_full if isinstance(node, Criterion) else rubric.scaled and isinstance(node, Section)
    if has_full and node.cap is not None and node.cap <= 0:
        params = {"node": node.id, "cap": str(node.cap)}
        yield Problem("cap-of-nothing", document.place((*path, "cap")), params)


def _adds_up(node: Rubric | Section, rubric: Rubric) -> bool:
    """Whether a node's marks are the sum of its children's: not where it counts without a most, or starts somewhere."""
    if isinstance(node, Rubric):
        return rubric.scaled
    inside = [node, *(one for _, one in nodes(node))]
    return not any(
        one.takes_off or (not one.rule.has_full if isinstance(one, Criterion) else one.start is not None)
        for one in inside
    )


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
    if criterion.marks is None:
        return
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
