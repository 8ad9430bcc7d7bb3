"""What each finding costs at the top of the score: what its criterion lost, shared out among the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.analysis.rectify.weights import Weight, costly, weights
from redprop.engine.blend import look
from redprop.engine.leaves import Scored, by_visit
from redprop.engine.parts import Contribution
from redprop.engine.result import Result
from redprop.exact import Flags, Whole
from redprop.rubric.plan import Branch, Leaf, PlanChannel
from redprop.tables.locate import Row


@dataclass(frozen=True)
class Stake:
    """A row with its weight, and what it costs in units of 10^-`parts.places`; none where there is no score."""

    row: Row
    weight: Weight
    units: int | None


def stakes(result: Result, rows: Iterable[Row]) -> list[Stake]:
    """The findings among the rows, in their order, each with what it costs.

    What a criterion lost in a channel (`lost` of `redprop explain`) is shared out in whole units: first among the
    visits that count, by what each lost, then among the rows of a visit, by what each costs by the rule. So the rows
    of a criterion add up to what it lost, whether or not it has any marks left; what it lost on a visit without any
    finding (nothing recorded, where that earns nothing) is no finding's.
    Where a channel has no mark, a visit does not count, or a channel counts 0 altogether, rows cost nothing.
    """
    leaves, places = costly(result.plan), result.register.places
    grouped: dict[tuple[str, str, int], list[Row]] = {}
    for row in rows:
        if row.measure in leaves and row.subject in places and row.channel in leaves[row.measure].channels:
            key = row.channel, leaves[row.measure].id, places[row.subject]
            grouped.setdefault(key, []).append(row)
    losses, seen = _losses(result), _Visits(result)
    has_score = result.has_score.tolist()
    by_id = {leaf.id: leaf for leaf in leaves.values()}
    found: list[Stake] = []
    for (channel, node, at), behind in grouped.items():
        lost = losses[channel, node][at] if (channel, node) in losses else 0
        told = seen.weighed(behind, by_id[node], channel, at)
        shares = [share for _, _, share in told]
        rest = seen.lost(channel, by_id[node], at) - sum(shares, Fraction(0))  # on visits that lost without findings
        units = apportioned(lost, [*shares, rest], [*(_order(row) for row, _, _ in told), LAST])
        for (row, weight, _), unit in zip(told, units[:-1], strict=True):
            if weight.units > 0:
                found.append(Stake(row, weight, unit if has_score[at] else None))
    order = {id(row): number for number, rows in enumerate(grouped.values()) for row in rows}
    return sorted(found, key=lambda one: order[id(one.row)])


def apportioned(total: int, shares: Sequence[Fraction], order: Sequence[object]) -> list[int]:
    """Whole units shared out in proportion: rounded down, and what is left to the greatest remainders, then by order.

    >>> apportioned(10, [Fraction(1), Fraction(1), Fraction(1)], [2, 1, 3])
    [3, 4, 3]
    """
    whole = sum(shares, Fraction(0))
    if total <= 0 or not whole:
        return [0] * len(shares)
    exact = [total * share / whole for share in shares]
    units = [int(one) for one in exact]
    by_rest = sorted(range(len(shares)), key=lambda at: (units[at] - exact[at], order[at]))
    for at in by_rest[: total - sum(units)]:
        units[at] += 1
    return units


LAST = ("\N{REPLACEMENT CHARACTER}",)
"""Comes after every row where two are equal."""


def _order(row: Row) -> tuple[object, ...]:
    """What decides between equal rows: what they say, never where they stand in a file."""
    return (row.visit, row.measure, tuple(sorted(row.said.items())), row.text)


def _losses(result: Result) -> dict[tuple[str, str], list[int]]:
    """What each criterion lost in each channel, in units of the parts.

    A geometric mean loses as a whole: that is shared among the criteria below it by the marks that each lost.
    """
    sign = -1 if result.plan.lower_is_better else 1
    found: dict[tuple[str, str], list[int]] = {}
    for one, units in zip(result.parts.contributions, result.parts.units, strict=True):
        if one.kind not in ("criterion", "whole"):
            continue
        lost = _lost(result, one, units, sign)
        if one.kind == "criterion":
            found[one.channel, one.node] = lost
        else:
            found |= _below(result, one, lost)
    return found


def _lost(result: Result, one: Contribution, units: Whole, sign: int) -> list[int]:
    in_force = one.in_force.units(result.parts.places, result.plan.rubric.rounding.mode)
    return [sign * (int(full) - int(part)) for full, part in zip(in_force.tolist(), units.tolist(), strict=True)]


def _below(result: Result, one: Contribution, lost: Sequence[int]) -> dict[tuple[str, str], list[int]]:
    """The loss of a geometric mean, shared among its criteria in the channels that saw them."""
    branch = next(branch for branch in result.plan.root.branches() if branch.id == one.node)
    channels = [one.channel] if one.channel in result.channels else list(result.channels)
    seen = [(name, leaf) for name in channels for leaf in _leaves(branch) if leaf.id in result.channels[name].leaves]
    gone = []
    for name, leaf in seen:
        marks = result.channels[name].leaves[leaf.id].marks
        gone.append((marks.possible - marks.earned).fractions())
    shared = [
        apportioned(lost[at], [column[at] for column in gone], range(len(seen))) for at in range(len(result.register))
    ]
    return {(name, leaf.id): [units[n] for units in shared] for n, (name, leaf) in enumerate(seen)}


def _leaves(branch: Branch) -> list[Leaf]:
    return list(branch.leaves())


class _Visits:
    """What criteria lost on each visit that counts."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.tally = result.reading.tally.among(result.register.ids)
        self._scored: dict[str, tuple[list[str], dict[str, list[Scored]]]] = {}
        self._lost: dict[tuple[str, str], dict[str, list[Fraction]]] = {}

    def weighed(self, rows: Sequence[Row], leaf: Leaf, name: str, at: int) -> list[tuple[Row, Weight, Fraction]]:
        """The rows of a criterion with their weights and their shares of what it lost."""
        channel = self.result.plan.channel(name)
        pooled = channel.visits == "pooled"
        by_visit_: dict[str, list[Row]] = {}
        for row in rows:
            by_visit_.setdefault("" if pooled else row.visit, []).append(row)
        found = []
        for visit, here in by_visit_.items():
            lost = self._lost_on(channel, leaf, visit, at)
            told = weights(here, leaf, self.result.plan)
            whole = sum((weight.cost for weight in told), Fraction(0))
            found += [
                (row, w, lost * w.cost / whole if whole else Fraction(0)) for row, w in zip(here, told, strict=True)
            ]
        return found

    def lost(self, name: str, leaf: Leaf, at: int) -> Fraction:
        """What a criterion lost on all visits that count."""
        channel = self.result.plan.channel(name)
        return sum((self._lost_on(channel, leaf, visit, at) for visit in self._of(channel, leaf)), Fraction(0))

    def _lost_on(self, channel: PlanChannel, leaf: Leaf, visit: str, at: int) -> Fraction:
        """What a criterion lost on a visit; nothing where that does not count."""
        counted: Flags = self.result.channels[channel.id].counted.get(visit, np.zeros(0, dtype=bool))
        if not counted.any() or not counted[at]:
            return Fraction(0)
        return self._of(channel, leaf).get(visit, [Fraction(0)] * (at + 1))[at]

    def _of(self, channel: PlanChannel, leaf: Leaf) -> dict[str, list[Fraction]]:
        if channel.id not in self._scored:
            result = self.result
            looked = look(channel, self.tally, result.reading.log, result.plan, len(result.register))
            visits, scored, _ = by_visit(channel, looked, result.plan, result.register, result.period)
            self._scored[channel.id] = visits, scored
        if (channel.id, leaf.id) not in self._lost:
            visits, scored = self._scored[channel.id]
            self._lost[channel.id, leaf.id] = {
                visit: [
                    abs(one)
                    for one in (scored[leaf.id][n].marks.possible - scored[leaf.id][n].marks.earned).fractions()
                ]
                for n, visit in enumerate(visits)
            }
        return self._lost[channel.id, leaf.id]
