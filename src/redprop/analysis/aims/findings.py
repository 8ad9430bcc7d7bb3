"""The findings of one subject that could be put right: counted units that cost it marks, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from redprop.engine.blend import look
from redprop.engine.copies import Change
from redprop.engine.one_more import counts_findings
from redprop.engine.result import Result
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf, Plan
from redprop.rules.deduct import Deduct
from redprop.rules.defects import Defects
from redprop.tables.tally import Cells, Key


@dataclass(frozen=True)
class Findings:
    """Findings of one kind in one cell, `count` of them; of defects, those of one severity.

    A part of a unit (0.3 of a place) is a finding too: the last one that goes takes it along. `channel` is "" for the
    penalty, whose findings count whoever reported them.
    """

    channel: str
    criterion: str
    key: Key
    severity: str
    count: int
    units: int
    rows: int
    apart: tuple[tuple[str, ...], ...] = ()

    @property
    def visit(self) -> str:
        """The visit that found them."""
        return self.key[1]

    @property
    def measure(self) -> str:
        """The measure that counts them."""
        return self.key[2]

    def fixed(self, many: int, unit: int) -> Change:
        """The change that so many fewer of them make; `unit` is one finding in the plan's units.

        Whoever looks again finds nothing there: the row stays and says less, so that the criterion stays assessed.
        """
        units = min(many * unit, self.units)
        return Change(units=-units, rows=-many if self.rows else 0, gone=frozenset(self.apart[:many]))


def fixable(result: Result, subject: int) -> list[Findings]:
    """Everything that a subject could put right, in the rubric's order, then by channel and visit.

    Findings of channels that have no mark, of visits that were not done, and of cells that could not be used are left
    out: they cost nothing.
    """
    plan, found = result.plan, list[Findings]()
    cells = result.reading.tally.among(result.register.ids).cells
    seen: set[tuple[Key, str]] = set()
    for leaf in plan.leaves:
        if not counts_findings(leaf.rule) or not _costs(plan, leaf):
            continue
        for channel in plan.channels:
            if channel.id in leaf.channels and result.channels[channel.id].present[subject]:
                done = _visits(result, channel.id, subject)
                own = {key: cell for key, cell in cells.items() if key[0] == channel.id and key[1] in done}
                found += _of_leaf(result, leaf, channel.id, own, subject, seen)
    for block in plan.blocks:
        for leaf in block.leaves if block.name == "penalty" else ():
            if counts_findings(leaf.rule):
                found += _of_leaf(result, leaf, WHOLE, cells, subject, seen)
    return found


def _costs(plan: Plan, leaf: Leaf) -> bool:
    """Whether a finding more makes the score worse."""
    takes_marks = isinstance(leaf.rule, Deduct)
    return (takes_marks == (leaf.id not in plan.costs)) != plan.lower_is_better


def _visits(result: Result, channel: str, subject: int) -> set[str]:
    """The visits of a channel that count, as cells name them."""
    plan, register = result.plan, result.register
    tally = result.reading.tally.among(register.ids)
    log = result.reading.log
    if log.lists(channel):
        return {visit for visit, done in log.done[channel].items() if done[subject]}
    looked = look(plan.channel(channel), tally, log, plan, len(register))
    if plan.channel(channel).visits == "pooled":
        return {key[1] for key in tally.cells if key[0] == channel}
    return {visit for visit, done in looked.done.items() if done[subject]}


def _of_leaf(
    result: Result,
    leaf: Leaf,
    channel: str,
    cells: Mapping[Key, Cells],
    subject: int,
    seen: set[tuple[Key, str]],
) -> Iterator[Findings]:
    """The findings that feed a criterion; those that feed several stand with the first of them."""
    for column in leaf.feed.columns:
        for key in sorted(key for key in cells if key[2] == column):
            if cells[key].bad[subject]:
                continue
            for one in _of_cell(result, leaf, channel, key, cells[key], subject):
                if one.count and (key, one.severity) not in seen:
                    seen.add((key, one.severity))
                    yield one


def _of_cell(result: Result, leaf: Leaf, channel: str, key: Key, cell: Cells, subject: int) -> Iterator[Findings]:
    own = result.register.ids[subject]
    at = (channel, leaf.id, key)
    if isinstance(leaf.rule, Defects):
        for rank, word in enumerate(leaf.rule.worst_first):
            kept = tuple(sorted(name[1:] for name, worst in cell.kept.items() if name[0] == own and worst == rank))
            yield Findings(*at, word, len(kept), 0, 0, kept)
        return
    if leaf.feed.take == "distinct":
        kept = tuple(sorted(name[1:] for name in cell.kept if name[0] == own))
        yield Findings(*at, "", len(kept), 0, 0, kept)
    elif leaf.feed.take == "count":
        rows = int(np.asarray(cell.count)[subject])
        yield Findings(*at, "", rows, 0, rows)
    elif leaf.feed.take in ("sum", "once"):
        total, unit = int(cell.total[subject]), 10**result.plan.decimals
        yield Findings(*at, "", -(-total // unit), total, 0)
