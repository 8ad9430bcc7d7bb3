"""From the marks of criteria to the ranks of one category: the columns, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redprop.engine.result import Result
from redprop.report.words import Words
from redprop.report.workbook.blending import by_channel, by_criterion, weights, with_block
from redprop.report.workbook.channels import criteria, mark
from redprop.report.workbook.context import Context
from redprop.report.workbook.grid import Grid, Placed
from redprop.report.workbook.scoring import rank, score


@dataclass(frozen=True)
class Calculated:
    """The columns of a category's calculation, and those that other sheets point to; `members` are its rows."""

    category: str
    grid: Grid
    members: tuple[int, ...]
    marks: Mapping[str, Placed]
    score: Placed
    rank: Placed


def calculate(result: Result, words: Words, category: str, members: Sequence[int]) -> Calculated:
    """Every column, from the ids to the ranks."""
    grid = Grid(len(members))
    context = Context(result, words, category, tuple(members), grid)
    register, plan = result.register, result.plan
    grid.hold("", words.say("id"), [register.ids[at] for at in members])
    heading = words.titled(words.rubric.subject.title, words.say("name"))
    grid.hold("", heading, [register.names[at] for at in members])
    cells = {channel.id: criteria(context, channel) for channel in plan.channels}
    marks = {channel.id: mark(context, channel, cells[channel.id]) for channel in plan.channels}
    in_force = weights(context, marks)
    if plan.blend == "by_criterion":
        exact = by_criterion(context, cells, marks, in_force)
    else:
        exact = by_channel(context, marks, in_force)
    for block in plan.blocks:
        exact = with_block(context, block, exact)
    published = score(context, exact)
    return Calculated(category, grid, tuple(members), marks, published, rank(context, published))
