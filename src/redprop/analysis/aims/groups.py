"""Findings in groups that gain independently of each other: what fixing so many of a group gains at most.

Where a score is a sum of criteria, what is gained by one criterion in one channel does not depend on what is done in
another; the gain of a group is taken from the engine, which scores the subject with so many findings fewer. A cap or a
floor of a section, and the cap of the penalty, only make gains smaller: max(a + g, f) - max(a, f) and min(a + g, c) -
min(a, c) are at most g. So gains are taken before these, and what several groups gain together is at most their sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import islice, product
from math import prod
from typing import NamedTuple

from redprop.analysis.aims.findings import Findings
from redprop.engine.copies import Changes, with_changes
from redprop.engine.result import Result
from redprop.exact import Ratios
from redprop.rubric.plan import PlanChannel
from redprop.rubric.resolve import conditions

Way = tuple[int, ...]
"""How many findings of each kind are fixed."""
MOST = 20_000
"""A group with more ways than this to fix some of its findings is not taken apart."""


class Option(NamedTuple):
    """One way to fix `many` findings of a group: what it gains at most, see `unbounded`."""

    many: int
    gain: Fraction
    way: Way


@dataclass(frozen=True)
class Group:
    """Findings of one criterion in one channel, and the ways to fix some of them that are worth trying.

    Of all ways to fix as many it is the one that gains most, and of equals the one that takes the first kinds first.
    Where a condition of the rubric counts findings of a measure (`asked`), ways that leave it another count are others.
    """

    kinds: tuple[Findings, ...]
    options: tuple[Option, ...]


def before_rounding(result: Result) -> list[Fraction]:
    """What all parts but the bonus come to, exact, before channels or scores are rounded; greater for the better."""
    total = result.contribution("")
    total = reduce(Ratios.__add__, (moved for name, moved in result.blended.blocks.items() if name == "penalty"), total)
    return (-total if result.plan.lower_is_better else total).fractions()


def unbounded(result: Result) -> list[Fraction]:
    """The same without what bounds of sections and the penalty's cap change."""
    zero = result.contribution("") * 0
    parts = (one.exact for one in result.parts.contributions if one.kind not in ("bounds", "bonus", "penalty"))
    points = (
        -result.extras[leaf.id].marks.earned
        for block in result.plan.blocks
        if block.name == "penalty"
        for leaf in block.leaves
    )
    total = reduce(Ratios.__add__, (*parts, *points), zero)
    return (-total if result.plan.lower_is_better else total).fractions()


def changes_of(kinds: Sequence[Findings], many: Sequence[int], unit: int) -> Changes:
    """The changes that fixing so many of each kind makes; kinds of one cell come together."""
    found: Changes = {}
    for kind, count in zip(kinds, many, strict=True):
        if count:
            change = kind.fixed(count, unit)
            before = found.get(kind.key)
            both = before.gone | change.gone if before is not None else change.gone
            found = {**found, kind.key: type(change)(change.units, change.rows, (), both)}
    return found


def is_within_a_sum(result: Result, findings: Sequence[Findings]) -> bool:
    """Whether what several groups gain is at most the sum of what each gains, before rounding and limits.

    Not inside geometric means, where the lowest decides, where sections are rounded, where the lowest visit counts,
    where what is found may empty a channel, or where one measure feeds several things.
    """
    plan, rounding = result.plan, result.plan.rubric.rounding
    plain = all(branch.combine in ("sum", "mean") for branch in plan.root.branches())
    measures = {one.measure for one in findings}
    channels = all(channel.visits != "lowest" and not _may_empty(channel, measures) for channel in plan.channels)
    feeds = [name for leaf in (*plan.leaves, *plan.beside) for name in {*leaf.feed.columns, leaf.feed.per} if name]
    alone = all(feeds.count(name) == 1 for name in measures)
    return plain and channels and alone and rounding.section is None and rounding.zone is None


def _may_empty(channel: PlanChannel, measures: set[str]) -> bool:
    """Whether a channel counts nothing by a condition that asks about these measures, or about marks."""
    asked = {name for names in channel.zero_when or () for name in names}
    return any(name in measures or not (name.startswith("register.") or "." not in name) for name in asked)


def groups(result: Result, subject: int, findings: Sequence[Findings]) -> list[Group] | None:
    """The findings in groups, in the rubric's order; None where their gains depend on each other."""
    if not is_within_a_sum(result, findings):
        return None
    members: dict[tuple[str, str], list[Findings]] = {}
    for one in findings:
        members.setdefault((one.criterion, one.channel), []).append(one)
    if any(prod(one.count + 1 for one in kinds) > MOST for kinds in members.values()):
        return None
    every = [
        (kinds, sorted(product(*(range(one.count + 1) for one in kinds)), reverse=True)) for kinds in members.values()
    ]
    gained = _gained(result, subject, [(kinds, way) for kinds, ways in every for way in ways])
    asked = frozenset(name for _, condition in conditions(result.plan.rubric) for names in condition for name in names)
    return [_group(kinds, ways, gained, asked) for kinds, ways in every]


def _gained(result: Result, subject: int, asked: Sequence[tuple[Sequence[Findings], Way]]) -> Iterator[Fraction]:
    """What each way to fix findings of one group gains: all are asked of the engine, many at once."""
    unit, before = 10**result.plan.decimals, unbounded(result)[subject]
    for start in range(0, len(asked), MOST):
        changes = [changes_of(kinds, way, unit) for kinds, way in asked[start : start + MOST]]
        for after in unbounded(with_changes(result, subject, changes)):
            yield after - before


def _group(kinds: Sequence[Findings], ways: Sequence[Way], gained: Iterator[Fraction], asked: frozenset[str]) -> Group:
    """The ways of a group that are worth trying, of all that there are."""
    best: dict[tuple[int, ...], Option] = {}
    for way, gain in zip(ways, islice(gained, len(ways)), strict=True):
        counted = (count for one, count in zip(kinds, way, strict=True) if one.measure in asked)
        alike = (sum(way), *counted)
        if alike not in best or gain > best[alike].gain:
            best[alike] = Option(sum(way), gain, way)
    return Group(tuple(kinds), tuple(best.values()))
