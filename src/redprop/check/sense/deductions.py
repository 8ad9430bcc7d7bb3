"""Deductions that cost all at once, that can never cost all, and that do not say what a count is a count of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.check.sense.values import Range, value_range
from redprop.errors import Problem, Severity
from redprop.rubric.model import Criterion, Path, Rubric, nodes
from redprop.rubric.plan import Leaf, Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.rules.deduct import Cause, Deduct
from redprop.rules.shortfall import Shortfall


def deductions(rubric: Rubric, plan: Plan, document: Document) -> Iterator[Problem]:
    """What is odd about what findings and shortfalls cost."""
    leaves = {leaf.id: leaf for leaf in plan.leaves}
    for path, node in nodes(rubric):
        if not isinstance(node, Criterion):
            continue
        leaf = leaves[node.id]
        if isinstance(node.rule, Deduct):
            yield from _counted(path, leaf, node.rule, document)
        elif isinstance(node.rule, Shortfall):
            yield from _fallen_short(path, leaf, node.rule, plan, document)


def _counted(path: Path, leaf: Leaf, rule: Deduct, document: Document) -> Iterator[Problem]:
    place = document.place((*path, "deduct"))
    causes = rule.causes or {leaf.id: Cause(each=rule.each, once=rule.once)}
    exposed = leaf.feed.per is not None or leaf.feed.per_register is not None
    full, fullest = _full(leaf)
    whole = _takes_all(causes, full, exposed)
    if whole is not None:
        params = {"criterion": leaf.id, "cause": whole, "cost": shown(_cost(causes[whole])), "marks": shown(full)}
        yield Problem("deduct-once-takes-all", place, params, Severity.WARNING)
    most = sum((_cost(cause) for cause in causes.values()), Fraction(0))
    if all(cause.once is not None for cause in causes.values()) and most < fullest:
        params = {"criterion": leaf.id, "most": shown(most), "marks": shown(fullest)}
        yield Problem("deduct-never-takes-all", place, params, Severity.WARNING)
    if rule.looked_at is None and not exposed:
        yield Problem("deduct-size-not-said", place, {"criterion": leaf.id}, Severity.NOTE)


def _full(leaf: Leaf) -> tuple[Fraction, Fraction]:
    """The full marks, in the category that has the fewest and in the one that has the most."""
    every = [leaf.marks, *leaf.marks_by.values()]
    return min(every), max(every)


def _cost(cause: Cause) -> Fraction:
    return Fraction(cause.each or cause.once or 0)


def _takes_all(causes: dict[str, Cause], full: Fraction, exposed: bool) -> str | None:
    """The cause whose first finding costs all.

    Among several, one that costs all `once` is a choice that standards make (one fire, no marks); one that costs all
    for `each` is a slip, for there is no second. What counts are divided by makes one finding less than 1.
    """
    whole = [
        name for name, cause in causes.items() if _cost(cause) >= full and not (exposed and cause.each is not None)
    ]
    slips = [name for name in whole if causes[name].each is not None]
    found = whole if len(whole) == len(causes) else slips
    return found[0] if found else None


def _fallen_short(path: Path, leaf: Leaf, rule: Shortfall, plan: Plan, document: Document) -> Iterator[Problem]:
    """A shortfall whose value has an end, at which it does not cost all yet."""
    most, fullest = _most_lost(rule, value_range(leaf, plan)), _full(leaf)[1]
    if most is not None and most < fullest:
        params = {"criterion": leaf.id, "most": shown(most), "marks": shown(fullest)}
        place = document.place((*path, "shortfall"))
        yield Problem("deduct-never-takes-all", place, params, Severity.WARNING)


def _most_lost(rule: Shortfall, value: Range) -> Fraction | None:
    """What the greatest shortfall costs; None where there is no greatest."""
    end = value.least if rule.side == "under" else value.most
    if end is None:
        return None
    target, every = Fraction(rule.target), Fraction(rule.every)
    missed = max(target - end if rule.side == "under" else end - target, Fraction(0))
    steps = missed / every
    if rule.partial != "in_proportion":
        steps = Fraction(steps // 1 if rule.partial == "ignored" else -(-steps // 1))
    return steps * Fraction(rule.loses)
