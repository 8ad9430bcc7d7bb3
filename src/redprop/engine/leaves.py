"""What was measured to the marks of criteria: visit by visit, then channel by channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np

from redprop.combine import Marks
from redprop.conditions import Comparison, holds
from redprop.engine.amounts import Amounts
from redprop.engine.values import Measured, measured, register_value
from redprop.exact import Flags, Ratios, Whole
from redprop.outcome import Outcome
from redprop.rubric.plan import Leaf, Plan, PlanChannel
from redprop.tables.periods import quarter_of
from redprop.tables.register import Register
from redprop.tables.tally import Cells, Key


class Scored(NamedTuple):
    """A criterion's marks in one channel, and the code of each subject's outcome."""

    marks: Marks
    outcome: Whole


@dataclass(frozen=True, eq=False)
class Looked:
    """Cells of one channel, with its visits and where each was done; `days` order them."""

    cells: Mapping[Key, Cells]
    done: Mapping[str, Flags]
    days: Mapping[str, Whole]


def applies(leaf: Leaf, register: Register, period: str) -> Flags:
    """Where a criterion applies, by its `applies_when` over the register and the quarter of the period.

    Undecided counts as not applying.
    """
    if leaf.applies_when is None:
        return np.ones(len(register), dtype=bool)

    def value(name: str, comparison: Comparison) -> tuple[Flags, Flags]:
        if name == "quarter":
            return quarter_fits(period, comparison, len(register))
        return register_fits(register, name, comparison)

    held, _ = holds(leaf.applies_when, value)
    return held


def quarter_fits(period: str, comparison: Comparison, size: int) -> tuple[Flags, Flags]:
    """Whether the period's quarter is as asked, and whether it has one: the same for every subject."""
    quarter = quarter_of(period)
    return comparison.holds(Ratios.constant(quarter or 0, size)), np.full(size, quarter is not None)


def register_fits(register: Register, name: str, comparison: Comparison) -> tuple[Flags, Flags]:
    """Where a register column is as asked, and where it says anything."""
    numbers, there = register_value(register, name.removeprefix("register."), comparison.words)
    texts = register.texts(name.removeprefix("register."))
    if comparison.words:
        said = np.asarray([text.strip() in comparison.words for text in texts], dtype=bool)
        return said | (there & comparison.holds(numbers)), np.asarray([bool(t.strip()) for t in texts], dtype=bool)
    return comparison.holds(numbers), there


def visit_marks(leaf: Leaf, found: Measured, done: Flags, applicable: Flags, amounts: Amounts) -> Scored:
    """A criterion's marks on one visit.

    Not visited: absent, nothing possible. Not applicable and rows that settle nothing as the rubric says; a value by
    its rule; no row at all as `missing` says. Full marks of a cost, or of what has no full marks, are nothing: nothing
    was found.
    """
    size = len(done)
    full, zero = amounts.marks(leaf), amounts.constant(0)
    not_applicable = done & (~applicable | found.not_applicable)
    blank = done & ~not_applicable & (found.blank | found.unexposed)
    valued = done & ~not_applicable & ~blank & found.valued
    missing = done & ~not_applicable & ~blank & ~valued
    earned = _by_rule(leaf, found, amounts).where(valued, zero)
    given = (missing if leaf.missing == "full" else _none(size)) | (
        not_applicable if leaf.not_applicable == "full" else _none(size)
    )
    nothing = (missing if leaf.missing == "zero" else _none(size)) | (
        not_applicable if leaf.not_applicable == "zero" else _none(size)
    )
    if not leaf.costs and leaf.has_full:
        earned = full.where(given, earned)
    looked_at = valued | given | nothing
    applies_here = done & ~(not_applicable & (leaf.not_applicable == "leave_out"))
    outcome = np.full(size, Outcome.ABSENT.code, dtype=np.int64)
    outcome[done] = Outcome.SCORED.code
    outcome[valued & found.not_scored] = Outcome.NOT_SCORED.code
    outcome[blank | (missing & (leaf.missing == "not_assessed"))] = Outcome.NOT_ASSESSED.code
    outcome[missing & (leaf.missing == "not_rated")] = Outcome.NOT_RATED.code
    outcome[not_applicable] = Outcome.NOT_APPLICABLE.code
    return Scored(_carried(leaf, earned, looked_at, applies_here, amounts), outcome)


def _by_rule(leaf: Leaf, found: Measured, amounts: Amounts) -> Ratios:
    """What the rule earns; where full marks differ by category, by each category's."""
    earned = leaf.rule.marks(leaf.marks, found.seen)
    for category, marks in leaf.marks_by.items():
        here = np.asarray([one == category for one in amounts.categories], dtype=bool)
        earned = leaf.rule.marks(marks, found.seen).where(here, earned)
    return earned


def _carried(leaf: Leaf, earned: Ratios, looked_at: Flags, applies_here: Flags, amounts: Amounts) -> Marks:
    """The numbers of a criterion; one without full marks counts 1 in the coverage and nothing else."""
    zero, one = amounts.constant(0), amounts.constant(1)
    if not leaf.has_full:
        return Marks(earned, zero, zero, one.where(looked_at, zero), one.where(applies_here, zero))
    full = amounts.marks(leaf)
    possible, whole = full.where(looked_at, zero), full.where(applies_here, zero)
    return Marks(earned, possible, whole, possible, whole)


def _none(size: int) -> Flags:
    return np.zeros(size, dtype=bool)


def by_visit(
    channel: PlanChannel, looked: Looked, plan: Plan, register: Register, period: str
) -> tuple[list[str], dict[str, list[Scored]], list[tuple[str, str, Flags]]]:
    """Every criterion that a channel looks at, scored for each visit; and where an exposure was lacking."""
    visits = sorted(looked.done)
    scored: dict[str, list[Scored]] = {}
    lacking: list[tuple[str, str, Flags]] = []
    amounts = Amounts(register.categories)
    for leaf in plan.leaves:
        if channel.id not in leaf.channels:
            continue
        applicable = applies(leaf, register, period)
        scored[leaf.id] = []
        for visit in visits:
            found = measured(leaf, looked.cells, (channel.id, visit), plan, register)
            scored[leaf.id].append(visit_marks(leaf, found, looked.done[visit], applicable, amounts))
            unexposed = found.unexposed & looked.done[visit] & applicable
            if unexposed.any():
                lacking.append((leaf.id, visit, unexposed))
    return visits, scored, lacking


_STRENGTH = (
    Outcome.SCORED,
    Outcome.NOT_SCORED,
    Outcome.NOT_RATED,
    Outcome.NOT_ASSESSED,
    Outcome.NOT_APPLICABLE,
    Outcome.ABSENT,
)
"""Where visits differ in outcome, the first of these that occurred stands for all."""


def mean_of_visits(scored: Sequence[Scored]) -> Scored:
    """The mean of a criterion's marks over the visits that assessed it; not assessed on any, not assessed."""
    if len(scored) == 1:
        return Scored(scored[0].marks, _strongest([scored[0].outcome]))
    times = reduce(Ratios.__add__, (_ones(one.marks.assessed) for one in scored))
    earned = reduce(Ratios.__add__, (one.marks.earned for one in scored)).over(times)
    possible, full, looked_at, applied = (
        reduce(Ratios.greater, (getattr(one.marks, name) for one in scored))
        for name in ("possible", "full", "looked_at", "applies")
    )
    if all(one.marks.looked_at is one.marks.possible for one in scored):
        looked_at, applied = possible, full
    return Scored(Marks(earned, possible, full, looked_at, applied), _strongest([one.outcome for one in scored]))


def chosen_visit(scored: Sequence[Scored], choice: Whole) -> Scored:
    """A criterion's marks on the visit that was chosen for each subject."""
    found = scored[0]
    for index, one in enumerate(scored[1:], 1):
        here = choice == index
        names = ("earned", "possible", "full", "looked_at", "applies")
        marks = Marks(*(getattr(one.marks, name).where(here, getattr(found.marks, name)) for name in names))
        found = Scored(marks, np.where(here, one.outcome, found.outcome))
    return found


def _ones(flags: Flags) -> Ratios:
    return Ratios(flags.astype(np.int64))


def _strongest(outcomes: Sequence[Whole]) -> Whole:
    strength = {word.code: place for place, word in enumerate(_STRENGTH)}
    order = np.asarray([strength.get(code, 99) for code in range(len(Outcome))])
    best = reduce(np.minimum, [order[outcome] for outcome in outcomes])
    return np.asarray(np.asarray([word.code for word in _STRENGTH])[best])
