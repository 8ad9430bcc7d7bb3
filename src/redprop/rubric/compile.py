"""A rubric to its plan: everything inherited is said, every measure knows how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from redprop.rubric.elements import NamedMeasure, Varied, VariedWeight
from redprop.rubric.model import Criterion, Rubric, Section, nodes
from redprop.rubric.plan import Apart, Branch, Column, Edge, Feed, Leaf, Plan, PlanBlock, PlanChannel
from redprop.rubric.resolve import (
    REGISTER,
    Policies,
    all_columns,
    as_criterion,
    columns_of,
    exposure_of,
    fed,
    measure_of,
    own_columns,
    policies,
    reads_of,
)
from redprop.rubric.sums import full_marks
from redprop.rules import Reads
from redprop.rules.defects import Defects

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
        edge=Edge(_exact(rubric.start), _exact(rubric.floor), _exact(rubric.cap)),
    )
    return Plan(rubric, _columns(rubric), _channels(rubric), root, _blocks(rubric))


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _blocks(rubric: Rubric) -> tuple[PlanBlock, ...]:
    held = {criterion.id: policy for _, criterion, policy in fed(rubric)}
    found = []
    for name, block in rubric.blocks.items():
        leaves = [_leaf(as_criterion(e), Fraction(1), held[e.id]) for e in block.criteria]
        past = rubric.bonus is not None and rubric.bonus.past_full and name == "bonus"
        found.append(PlanBlock(name, _exact(block.cap), past, tuple(leaves)))
    return tuple(found)


def _weights(by_category: Mapping[str, Varied] | Mapping[str, VariedWeight]) -> dict[str, Fraction]:
    return {name: Fraction(said.weight) for name, said in by_category.items() if said.weight is not None}


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
            _weights(channel.by_category),
            channel.zero_when,
        )
        for name, channel in rubric.channels.listed.items()
    )


def _branch(node: Section | Criterion, held: dict[str, Policies], costs: bool = False) -> Branch | Leaf:
    weight = Fraction(node.weight) if node.weight is not None else full_marks(node)
    costs = costs or node.takes_off
    if isinstance(node, Criterion):
        return _leaf(node, weight, held[node.id], costs)
    return Branch(
        id=node.id,
        marks=Fraction(node.marks) if node.marks is not None and node.combine != "sum" else None,
        weight=weight,
        combine=node.combine,
        rescaled=node.rescale is not None,
        children=tuple(_branch(child, held, costs) for child in node.children),
        edge=Edge(_exact(node.start), _exact(node.floor), _exact(node.cap), node.takes_off),
        weight_by=_varied_marks(node) | _weights(node.by_category),
    )


def _varied_marks(node: Section | Criterion) -> dict[str, Fraction]:
    """What a node weighs in a category whose full marks are others, where no weight is said."""
    if node.weight is not None:
        return {}
    inside = [node] if isinstance(node, Criterion) else [one for _, one in nodes(node) if isinstance(one, Criterion)]
    varied = {name for one in inside for name, said in one.by_category.items() if said.marks is not None}
    plain, marks = full_marks(node), {name: full_marks(node, name) for name in sorted(varied)}
    return {name: own for name, own in marks.items() if own != plain}


def _leaf(criterion: Criterion, weight: Fraction, held: Policies, costs: bool = False) -> Leaf:
    measure, per = measure_of(criterion), exposure_of(criterion)
    register = per.removeprefix(REGISTER) if per and per.startswith(REGISTER) else None
    own = criterion.rule.exposure()
    feed = Feed(
        columns=own_columns(criterion),
        take=measure.take,
        per=per if register is None else None,
        per_register=register,
        times=own[1] if own is not None else Fraction(measure.times),
        complement=measure.complement,
    )
    marks_by = {name: Fraction(said.marks) for name, said in criterion.by_category.items() if said.marks is not None}
    return Leaf(
        id=criterion.id,
        marks=Fraction(criterion.marks or 0),
        weight=weight,
        rule=criterion.rule,
        feed=feed,
        channels=held.channels or (WHOLE,),
        missing=held.missing or "not_assessed",
        not_applicable=held.not_applicable or "leave_out",
        applies_when=criterion.applies_when,
        edge=Edge(None, _exact(criterion.floor), _exact(criterion.cap), criterion.takes_off),
        costs=costs,
        marks_by=marks_by,
        weight_by=_varied_marks(criterion) | _weights(criterion.by_category),
    )


def _columns(rubric: Rubric) -> dict[str, Column]:
    """Every measure that rows may name, in the rubric's order; those that only conditions name come last."""
    feeds: dict[str, list[tuple[Criterion, Policies]]] = {}
    for _, criterion, held in fed(rubric):
        for name in dict.fromkeys(columns_of(criterion)):
            feeds.setdefault(name, []).append((criterion, held))
    for name in sorted(all_columns(rubric)):
        feeds.setdefault(name, [])
    return {name: _column(rubric, name, fed) for name, fed in feeds.items()}


def _column(rubric: Rubric, name: str, fed_by: list[tuple[Criterion, Policies]]) -> Column:
    own = [criterion for criterion, _ in fed_by if name in own_columns(criterion)]
    reads: Reads = reads_of(own[0]) if own else "number"
    named = rubric.measures.get(name)
    criterion_titles = [node for node, _ in fed_by if node.id == name]
    defects = next((criterion.rule for criterion in own if isinstance(criterion.rule, Defects)), None)
    least, most = _bounds(named, own)
    return Column(
        id=name,
        reads=reads,
        decimals=max(
            (rubric.decimals if c.decimals is None else c.decimals for c, _ in fed_by), default=rubric.decimals
        ),
        names=tuple(_said(name, named, *criterion_titles)),
        spellings={text: word for c in own for text, word in c.rule.spellings().items()},
        least=least,
        most=most,
        unanswered=frozenset(Fraction(str(answer)) for _, held in fed_by for answer in held.unanswered),
        channels=frozenset(channel for _, held in fed_by for channel in held.channels or ()),
        once=any(measure_of(c).take == "once" for c in own),
        counts_rows=bool(own) and all(measure_of(c).take in ("sum", "count") and c.rule.by_cause for c in own),
        fills_gaps=any(held.missing == "full" for _, held in fed_by),
        apart=_apart(defects) if defects is not None else None,
    )


def _bounds(named: NamedMeasure | None, own: list[Criterion]) -> tuple[Fraction | None, Fraction | None]:
    """What a value may be: within what the rules and the measures say, all of them."""
    said: list[tuple[Decimal | Fraction | None, Decimal | Fraction | None]] = [
        c.rule.bounds(_greatest(c)) for c in own if measure_of(c).per is None or c.rule.by_cause
    ]
    said += [(c.measure.least, c.measure.most) for c in own if c.measure is not None]
    said += [(named.least, named.most)] if named is not None else []
    least = max((Fraction(low) for low, _ in said if low is not None), default=None)
    return least, min((Fraction(high) for _, high in said if high is not None), default=None)


def _greatest(criterion: Criterion) -> Fraction:
    """The full marks, where they differ by category the greatest."""
    return max(Fraction(marks or 0) for marks in (criterion.marks, *(v.marks for v in criterion.by_category.values())))


def _apart(rule: Defects) -> Apart:
    not_scored = {name: tuple(words) for name, words in rule.not_scored.items()}
    return Apart(rule.severity, tuple(rule.same), not_scored, rule.worst_first)


def _said(name: str, *titled: object) -> Iterable[str]:
    """The ways to write a measure in a header: its id, its titles, its aliases."""
    yield name
    for one in titled:
        if one is not None:
            yield from (getattr(one, "title", None) or {}).values()
            yield from getattr(one, "aliases", ())
