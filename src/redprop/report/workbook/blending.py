"""From channel marks, or criteria over all channels, to the score before rounding: weights, blend, bonus, penalty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from redprop.report.workbook.channels import marks_in_cells, share_of_whole, tree_of
from redprop.report.workbook.context import Context
from redprop.report.workbook.grid import Otherwise, Placed
from redprop.report.workbook.terms import Term, at_least, at_most, chosen, divided, positive, product, smaller, summed
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf, PlanBlock, PlanChannel

Columns = Mapping[str, Placed]


def weights(context: Context, marks: Columns) -> dict[str, Placed]:
    """Each channel's weight in force: its own, and what absent channels hand it."""
    base = {c.id: context.amounts.channel(c).fractions()[0] for c in context.plan.channels}
    found = {}
    for channel in context.plan.channels:
        parts = [context.constant(base[channel.id])]
        for giver in context.plan.channels:
            way = _way(context, giver, channel.id)
            if way is not None:
                parts.append(_handed(context.constant(base[giver.id]), [marks[one].empty() for one in way]))
        weight = summed([(1, part) for part in parts], context.size)
        if channel.absent != "zero":
            weight = chosen(marks[channel.id].there(), weight, context.constant(Fraction(0)))
        found[channel.id] = context.grid.work_out(
            context.words.say("workbook.weights"),
            context.channel(channel.id),
            weight,
            context.values(context.result.channels[channel.id].weight),
            printed=base[channel.id],
        )
    return found


def _way(context: Context, giver: PlanChannel, to: str) -> list[str] | None:
    """The channels that must be absent for one's weight to reach another: it, and those between; None for no way."""
    way: list[str] = []
    channel = giver
    while channel.absent == "weight_to" and channel.heir is not None and channel.id not in way:
        way.append(channel.id)
        if channel.heir == to:
            return way
        channel = context.plan.channel(channel.heir)
    return None


def _handed(weight: Term, absent: Sequence[Term]) -> Term:
    """A weight where all of some channels are absent."""
    for term in absent:
        weight = product(weight, term)
    return weight


def by_channel(context: Context, marks: Columns, in_force: Columns) -> Placed:
    """The mean of the channels' marks by their weights in force."""
    state = _state(context)
    top = [(1, product(marks[name].term(), weight.term())) for name, weight in in_force.items()]
    bottom = [(1, weight.term()) for weight in in_force.values()]
    return _blended(context, divided(summed(top, context.size), summed(bottom, context.size)), state.empty())


def by_criterion(context: Context, cells: Mapping[str, Columns], marks: Columns, in_force: Columns) -> Placed:
    """Criteria over all channels first, then the tree once."""
    found = context.result.blended
    assert found.marks is not None and found.grown is not None  # noqa: S101, PT018  # so the plan blends
    columns = {leaf.id: _over_channels(context, leaf, cells, marks, in_force) for leaf in context.plan.leaves}
    state = _state(context)
    node = tree_of(context, _title(context), columns, found.grown).whole(context.plan.root)
    whole = found.grown[WHOLE].own
    exact, _ = share_of_whole(context, _title(context), node, whole, whole.assessed[list(context.members)])
    return _blended(context, exact, state.empty())


def _title(context: Context) -> str:
    return context.words.say("workbook.blend.criteria")


def _over_channels(
    context: Context, leaf: Leaf, cells: Mapping[str, Columns], marks: Columns, in_force: Columns
) -> Placed:
    """A criterion's full marks x the weighted mean of the shares of the channels that saw it."""
    top, bottom = [], []
    for name in leaf.channels:
        cell, mark, weight = cells[name][leaf.id], marks[name], in_force[name].term()
        saw = product(mark.there(), cell.there())
        top.append((1, product(weight, product(mark.there(), cell.share()))))
        bottom.append((1, product(weight, saw)))
        if context.plan.channel(name).absent == "zero":
            bottom.append((1, product(weight, mark.empty())))
    seen = summed(bottom, context.size)
    share = divided(summed(top, context.size), seen, context.full(leaf))
    found = (context.result.blended.marks or {})[leaf.id]
    out = np.asarray(~(found.applies > 0)[list(context.members)])
    return context.grid.work_out(
        _title(context),
        context.words.node(leaf.id),
        share,
        marks_in_cells(context, found, out),
        when=positive(seen),
        otherwise=_applying(context, leaf, cells, marks),
        id=leaf.id,
        printed=context.full(leaf),
    )


def _applying(context: Context, leaf: Leaf, cells: Mapping[str, Columns], marks: Columns) -> Otherwise:
    """Nothing where a criterion applies though nobody assessed it; elsewhere, that it does not apply."""
    parts = []
    for name in leaf.channels:
        parts.append((1, product(marks[name].there(), cells[name][leaf.id].applies(context.not_applicable))))
        if context.plan.channel(name).absent == "zero":
            parts.append((1, marks[name].empty()))
    applies = positive(summed(parts, context.size))
    held = tuple(None if flag else context.not_applicable for flag in applies.exact)
    return Otherwise(lambda row: f'IF({applies.says(row)},"","{context.not_applicable}")', held)


def _state(context: Context) -> Placed:
    """Why there is no score, where there is none."""
    words = context.words
    said = [
        None if has else one or words.say("workbook.none")
        for has, one in zip(context.has_score, context.states(context.result.outcome), strict=True)
    ]
    return context.grid.hold(words.say("workbook.blend"), words.say("outcome"), said, kept=True)


def _blended(context: Context, exact: Term, when: Term) -> Placed:
    """The blended score before bonus and penalty, not rounded."""
    before = context.result.blended.score
    for moved in context.result.blended.blocks.values():
        before = before - moved
    engine = context.values(before, context.has_score)
    say = context.words.say
    return context.grid.work_out(
        say("workbook.blend"), say("workbook.blended"), exact, engine, when=when, places=context.fine
    )


def with_block(context: Context, block: PlanBlock, before: Placed) -> Placed:
    """The score with the bonus, or less the penalty: points within their cap and within the room that there is."""
    say, grid = context.words.say, context.grid
    title = say(f"word.{block.name}").capitalize()
    extras = context.result.extras
    cells = [
        grid.hold(
            title,
            context.words.node(leaf.id),
            context.values(extras[leaf.id].marks.earned),
            id=leaf.id,
            printed=leaf.edge.cap,
        )
        for leaf in block.leaves
    ]
    exact = [sum(row, Fraction(0)) for row in zip(*(cell.term().exact for cell in cells), strict=True)]
    points = at_most(Term.of(lambda row: f"SUM({cells[0].at(row)}:{cells[-1].at(row)})", exact), block.cap)
    if not block.past_full:
        room = before.term()
        if block.name == "bonus":
            room = summed([(1, context.constant(context.plan.full)), (-1, room)], context.size)
        points = smaller(points, at_least(room, Fraction(0)))
    sign = 1 if block.name == "bonus" else -1
    moved = context.values(context.result.blended.blocks[block.name] * sign, context.has_score)
    counted = grid.work_out(title, say("workbook.counted"), points, moved, when=before.there(), printed=block.cap)
    after = summed([(1, before.term()), (sign, counted.term())], context.size)
    engine = [one if has else None for one, has in zip(after.exact, context.has_score, strict=True)]
    code = f"workbook.after.{block.name}"
    return grid.work_out(title, say(code), after, engine, when=before.there(), places=context.fine)
