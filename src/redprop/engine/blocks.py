"""Bonus and penalty: what is added and taken off after the blend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from typing import Literal

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.blend import Blended, pooled_cells
from redprop.engine.leaves import Scored, visit_marks
from redprop.engine.tree import bounded
from redprop.engine.values import Measured, measured
from redprop.exact import Flags, Ratios
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf, Plan
from redprop.tables.register import Register
from redprop.tables.tally import Tally


def scored_extras(plan: Plan, tally: Tally, register: Register) -> dict[str, Scored]:
    """The points of every criterion of the bonus and the penalty, over all channels and visits; no row is no point."""
    everyone, amounts = np.ones(len(register), dtype=bool), Amounts(register.categories)
    found: dict[str, Scored] = {}
    for leaf, seen in _seen(plan, tally, register):
        scored = visit_marks(leaf, seen, everyone, everyone, amounts)
        found[leaf.id] = Scored(bounded(scored.marks, leaf.edge), scored.outcome)
    return found


def unexposed_extras(plan: Plan, tally: Tally, register: Register) -> dict[str, Flags]:
    """Where a criterion of the bonus or the penalty has rows and nothing to divide them by: these count nothing."""
    return {leaf.id: seen.unexposed for leaf, seen in _seen(plan, tally, register) if seen.unexposed.any()}


def _seen(plan: Plan, tally: Tally, register: Register) -> Iterator[tuple[Leaf, Measured]]:
    wanted = {column for leaf in plan.beside for column in (*leaf.feed.columns, leaf.feed.per)}
    cells = pooled_cells({key: cell for key, cell in tally.cells.items() if key[2] in wanted}, WHOLE)
    for leaf in plan.beside:
        yield leaf, measured(leaf, cells, (WHOLE, ""), plan, register)


def with_blocks(plan: Plan, blended: Blended, extras: Mapping[str, Scored], amounts: Amounts) -> Blended:
    """The score with the bonus, then without the penalty.

    The bonus is at most its cap and never lifts a score past full marks unless it says so; where a score is past them
    already it adds nothing. The penalty is at most its cap and leaves nothing below 0.
    """
    score, moved = blended.score, dict[Literal["bonus", "penalty"], Ratios]()
    for block in plan.blocks:
        points = reduce(Ratios.__add__, (extras[leaf.id].marks.earned for leaf in block.leaves), amounts.constant(0))
        if block.cap is not None:
            points = points.where(points <= block.cap, block.cap)
        room = -score + plan.full if block.name == "bonus" else score
        if not block.past_full:
            room = room.where(room > 0, 0)
            points = points.where(points <= room, room)
        moved[block.name] = points if block.name == "bonus" else -points
        score = score + moved[block.name]
    return replace(blended, score=score, blocks=moved)
