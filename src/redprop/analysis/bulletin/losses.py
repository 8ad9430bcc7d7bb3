"""What a league loses most by: criterion by criterion, over all channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from redprop.analysis.bulletin.model import Loss
from redprop.analysis.bulletin.numbers import percent, printed, total
from redprop.engine.blend import look
from redprop.engine.columns import exact_decimals
from redprop.engine.one_more import counts_findings
from redprop.engine.result import Result
from redprop.exact import Ratios, Whole
from redprop.rubric.plan import Leaf
from redprop.rules.defects import Defects
from redprop.tables.tally import Cells

TYPICAL = 3


@dataclass(frozen=True, eq=False)
class Losing:
    """What everyone loses by one part of the score, exact, of the marks that it really counts; with its findings."""

    id: str
    kind: Literal["criterion", "whole", "penalty"]
    section: str
    lost: Ratios
    in_force: Ratios
    findings: Ratios | None


def losing(result: Result) -> list[Losing]:
    """Everything that loses marks, in the rubric's order."""
    plan, size = result.plan, len(result.register)
    sections = {name: section.id for section in plan.sections for name in section.ids()}
    parts: dict[tuple[str, str], tuple[Ratios, Ratios]] = {}
    zero = Ratios.constant(0, size)
    for part in result.parts.contributions:
        if part.kind in ("criterion", "whole", "penalty"):
            exact, in_force = parts.get((part.kind, part.node), (zero, zero))
            parts[part.kind, part.node] = exact + part.exact, in_force + part.in_force
    counted = {leaf.id: _findings(leaf, result) for leaf in plan.leaves if counts_findings(leaf.rule)}
    return [
        Losing(
            node,
            kind,  # type: ignore[arg-type]  # the kinds were picked above
            sections.get(node, ""),
            _lost(exact, in_force, lower=plan.lower_is_better),
            in_force,
            counted.get(node) if kind == "criterion" else None,
        )
        for (kind, node), (exact, in_force) in parts.items()
    ]


def _lost(exact: Ratios, in_force: Ratios, *, lower: bool) -> Ratios:
    """What is lost: of marks in force what is not there, of a cost what it takes off; where less is better, what is."""
    gone = exact if lower else in_force - exact
    counts = (gone > 0) if lower else (gone > 0) & ((in_force > 0) | (exact < 0))
    return gone.where(counts, 0)


def _findings(leaf: Leaf, result: Result) -> Ratios:
    """How many findings of a criterion were counted, over all channels and all visits that were done."""
    plan, register = result.plan, result.register
    size = len(register)
    tally = result.reading.tally.among(register.ids)
    found = Ratios.constant(0, size)
    for name in leaf.channels:
        looked = look(plan.channel(name), tally, result.reading.log, plan, size)
        for (_, visit, column), cell in looked.cells.items():
            if column in leaf.feed.columns and visit in looked.done:
                found = found + _counted(cell, leaf, result).where(looked.done[visit], 0)
    return found


def _counted(cell: Cells, leaf: Leaf, result: Result) -> Ratios:
    """The findings of one cell: what its rows add up to, how many rows there are, or how many differ."""
    if isinstance(leaf.rule, Defects) or leaf.feed.take == "distinct":
        words = len(column.apart.words) if (column := result.plan.columns[leaf.feed.columns[0]]).apart else 1
        count = np.zeros(len(result.register), dtype=np.int64)
        for (subject, *_), rank in cell.kept.items():
            if rank < words:  # what stands behind the costliest to the cheapest is not scored
                count[result.register.places[subject]] += 1
        return Ratios(count)
    return Ratios(cell.count) if leaf.feed.take == "count" else Ratios(cell.total, [10**result.plan.decimals])


def losses_of(columns: list[Losing], result: Result, at: Whole) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """The losses of those who are ranked in a league: the highest rate first, and the most marks first."""
    sums = [(one, total(one.lost, at), total(one.in_force, at)) for one in columns]
    whole = sum((lost for _, lost, _ in sums), Fraction(0))
    rates: dict[Loss, tuple[Fraction, Fraction]] = {}
    for one, lost, in_force in sums:
        if lost:
            made = _loss(one, lost, in_force, whole, result, at)
            rates[made] = (lost / in_force if in_force else Fraction(0)), lost
    order = {made: number for number, made in enumerate(rates)}
    by_rate = sorted(rates, key=lambda made: (-rates[made][0], -rates[made][1], order[made]))
    by_marks = sorted(rates, key=lambda made: (-rates[made][1], order[made]))
    return tuple(by_rate), tuple(by_marks)


def _loss(one: Losing, lost: Fraction, in_force: Fraction, whole: Fraction, result: Result, at: Whole) -> Loss:
    places = result.plan.places
    findings = None if one.findings is None else total(one.findings, at)
    losers = int((one.lost > 0)[at].sum())
    return Loss(
        id=one.id,
        kind=one.kind,
        section=one.section,
        subjects=losers,
        reach=percent(losers, len(at)),
        findings=None if findings is None else exact_decimals(Ratios.of([findings]))[0],
        lost=printed(lost, places),
        each=printed(lost / len(at), places),
        rate=percent(lost, in_force) if in_force else None,
        share=percent(lost, whole),
        typical=tuple(_typical(one, result, at)),
    )


def _typical(one: Losing, result: Result, at: Whole) -> Iterator[str]:
    """Those that lose most; of equals the one that is placed worse, then by id."""
    order, placed = one.lost.order(), result.rank_twice
    losers = at[(one.lost > 0)[at]].tolist()
    worst = sorted(losers, key=lambda index: (-int(order[index]), -int(placed[index]), result.register.ids[index]))
    yield from (result.register.ids[index] for index in worst[:TYPICAL])
