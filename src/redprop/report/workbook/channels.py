"""The columns of a channel: the marks of its criteria, what they come to, and its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from redprop.combine import Marks
from redprop.engine.tree import Grown
from redprop.exact import Flags
from redprop.outcome import Outcome
from redprop.report.workbook.context import Context, flags
from redprop.report.workbook.grid import Placed
from redprop.report.workbook.terms import Held, Term, both
from redprop.report.workbook.tree import Node, Tree
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import PlanChannel


def criteria(context: Context, channel: PlanChannel) -> dict[str, Placed]:
    """The marks of criteria as a channel gave them: numbers to be changed, empty where nothing was assessed."""
    scored = context.result.channels[channel.id].leaves
    return {
        leaf.id: context.grid.hold(
            context.channel(channel.id),
            context.words.node(leaf.id),
            marks_in_cells(
                context, scored[leaf.id].marks, flags(scored[leaf.id].outcome, context.members, Outcome.NOT_APPLICABLE)
            ),
            id=leaf.id,
            printed=context.full(leaf),
        )
        for leaf in context.plan.leaves
        if leaf.id in scored
    }


def marks_in_cells(context: Context, marks: Marks, out: Flags) -> list[Held]:
    """What was earned where anything was assessed; elsewhere nothing, or that it does not apply (`out`)."""
    numbers = context.values(marks.earned, marks.assessed[list(context.members)])
    return [context.not_applicable if one is None and gone else one for one, gone in zip(numbers, out, strict=True)]


def mark(context: Context, channel: PlanChannel, cells: Mapping[str, Placed]) -> Placed:
    """A channel's mark: the whole's marks x earned / possible, or what it earned; nothing where it is absent."""
    result, title, say = context.result.channels[channel.id], context.channel(channel.id), context.words.say
    states = context.states(result.outcome)
    state = context.grid.hold(title, say("workbook.state"), states, kept=True) if any(states) else None
    node = tree_of(context, title, cells, result.grown).whole(context.plan.root)
    present = flags(result.outcome, context.members, Outcome.SCORED)
    if state is not None:
        node = replace(node, assessed=both(state.empty(), node.assessed))
    exact, when = share_of_whole(context, title, node, result.grown[WHOLE].own, present)
    rounded = context.stage(context.plan.rubric.rounding.channel).of(exact)
    engine = context.values(result.mark, present)
    return context.grid.work_out(title, say("workbook.mark"), rounded, engine, when=when, places=context.mark_places)


def tree_of(context: Context, group: str, cells: Mapping[str, Placed], grown: Mapping[str, Grown]) -> Tree:
    """The tree over some criteria's columns."""
    stage = context.stage(context.plan.rubric.rounding.section)
    return Tree(context, group, cells, grown, stage)


def share_of_whole(
    context: Context, group: str, node: Node, whole: Marks, present: Sequence[bool] | Flags
) -> tuple[Term, Term]:
    """Adds what was possible and what was earned, and says what mark they make, and where."""
    work_out, say, there = context.grid.work_out, context.words.say, present
    if not context.plan.scaled:
        engine = context.values(whole.earned, there)  # type: ignore[arg-type]
        earned = work_out(group, say("workbook.earned.sum"), node.earned, engine, when=node.assessed)
        return earned.term(), earned.there()
    engine = context.values(whole.possible, there)  # type: ignore[arg-type]
    possible = work_out(group, say("workbook.possible.sum"), node.possible, engine, when=node.assessed)
    engine = context.values(whole.earned, there)  # type: ignore[arg-type]
    earned = work_out(group, say("workbook.earned.sum"), node.earned, engine, when=node.assessed)
    full = context.plan.full
    pairs = zip(earned.term().exact, possible.term().exact, strict=True)
    exact = [full * a / b if b else full * 0 for a, b in pairs]
    said = context.constant(full)
    return Term.of(lambda row: f"{said.says(row)}*{earned.at(row)}/{possible.at(row)}", exact), possible.there()
