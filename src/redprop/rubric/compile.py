"""A rubric to its plan: everything inherited is said, every measure knows how it is read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from redprop.rubric.model import Criterion, Rubric, Section
from redprop.rubric.plan import Branch, Column, Feed, Leaf, Plan, PlanChannel
from redprop.rubric.resolve import REGISTER, Policies, all_columns, columns_of, measure_of, policies
from redprop.rubric.sums import full_marks

WHOLE = ""


def compile_rubric(rubric: Rubric) -> Plan:
    """The plan of a rubric that is right; the same rubric always gives the same plan."""
    held = {criterion.id: policy for _, criterion, policy in policies(rubric)}
    root = Branch(
        id=WHOLE,
        marks=Fraction(rubric.marks) if rubric.combine != "sum" else None,
        weight=Fraction(1),
        combine=rubric.combine,
        rescaled=rubric.rescale is not None,
        children=tuple(_branch(child, held) for child in rubric.children),
    )
    return Plan(rubric, _columns(rubric), _channels(rubric), root)


def _channels(rubric: Rubric) -> tuple[PlanChannel, ...]:
    if rubric.channels is None:
        return (PlanChannel(WHOLE, Fraction(1), "mean", "renormalise", None, None, None),)
    return tuple(
        PlanChannel(
            name,
            Fraction(channel.weight),
            channel.visits,
            channel.absent.policy,
            channel.absent.weight_to,
            channel.minimum,
            channel.drawn,
        )
        for name, channel in rubric.channels.listed.items()
    )


def _branch(node: Section | Criterion, held: dict[str, Policies]) -> Branch | Leaf:
    weight = Fraction(node.weight) if node.weight is not None else full_marks(node)
    if isinstance(node, Criterion):
        return _leaf(node, weight, held[node.id])
    return Branch(
        id=node.id,
        marks=Fraction(node.marks) if node.marks is not None and node.combine != "sum" else None,
        weight=weight,
        combine=node.combine,
        rescaled=node.rescale is not None,
        children=tuple(_branch(child, held) for child in node.children),
    )


def _leaf(criterion: Criterion, weight: Fraction, held: Policies) -> Leaf:
    measure = measure_of(criterion)
    register = measure.per.removeprefix(REGISTER) if measure.per and measure.per.startswith(REGISTER) else None
    feed = Feed(
        columns=criterion.rule.cause_names() or tuple(measure.columns),
        take=measure.take,
        per=measure.per if register is None else None,
        per_register=register,
        times=Fraction(measure.times),
        complement=measure.complement,
    )
    return Leaf(
        id=criterion.id,
        marks=Fraction(criterion.marks),
        weight=weight,
        rule=criterion.rule,
        feed=feed,
        channels=held.channels or (WHOLE,),
        missing=held.missing or "not_assessed",
        not_applicable=held.not_applicable or "leave_out",
        applies_when=criterion.applies_when,
    )


def _columns(rubric: Rubric) -> dict[str, Column]:
    """Every measure that rows may name, in the rubric's order; those that only conditions name come last."""
    feeds: dict[str, list[tuple[Criterion, Policies]]] = {}
    for _, criterion, held in policies(rubric):
        for name in dict.fromkeys(columns_of(criterion)):
            feeds.setdefault(name, []).append((criterion, held))
    for name in sorted(all_columns(rubric)):
        feeds.setdefault(name, [])
    return {name: _column(rubric, name, fed) for name, fed in feeds.items()}


def _column(rubric: Rubric, name: str, fed: list[tuple[Criterion, Policies]]) -> Column:
    own = [criterion for criterion, _ in fed if name != measure_of(criterion).per]
    words = any(criterion.rule.reads == "words" for criterion in own)
    bounds = [c.rule.bounds(Fraction(c.marks)) for c in own if measure_of(c).per is None or c.rule.by_cause]
    named = rubric.measures.get(name)
    criterion_titles = [node for node, _ in fed if node.id == name]
    return Column(
        id=name,
        reads="words" if words else "number",
        decimals=max((rubric.decimals if c.decimals is None else c.decimals for c, _ in fed), default=rubric.decimals),
        names=tuple(_said(name, named, *criterion_titles)),
        spellings={text: word for c in own for text, word in c.rule.spellings().items()},
        least=max((least for least, _ in bounds if least is not None), default=None),
        most=min((most for _, most in bounds if most is not None), default=None),
        unanswered=frozenset(Fraction(str(answer)) for _, held in fed for answer in held.unanswered),
        channels=frozenset(channel for _, held in fed for channel in held.channels or ()),
        once=any(measure_of(c).take == "once" for c in own),
        counts_rows=bool(own) and all(measure_of(c).take in ("sum", "count") and c.rule.by_cause for c in own),
        fills_gaps=any(held.missing == "full" for _, held in fed),
    )


def _said(name: str, *titled: object) -> Iterable[str]:
    """The ways to write a measure in a header: its id, its titles, its aliases."""
    yield name
    for one in titled:
        if one is not None:
            yield from (getattr(one, "title", None) or {}).values()
            yield from getattr(one, "aliases", ())
