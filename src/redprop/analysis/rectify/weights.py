"""What the rows of one cell cost beside each other, by the rule that counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from redprop.rubric.plan import Apart, Leaf, Plan
from redprop.rules.counted import Counted
from redprop.rules.defects import Defects
from redprop.rules.points import Points
from redprop.tables.cells import State
from redprop.tables.locate import Row
from redprop.tables.raw import folded


@dataclass(frozen=True)
class Weight:
    """One row: how many findings it counts, what one costs by the rule, and what the row costs beside the others.

    `severity` is the rubric's own word, where it has some.
    """

    units: Fraction
    one: Fraction
    cost: Fraction
    severity: str = ""


NOTHING = Weight(Fraction(0), Fraction(0), Fraction(0))


def costly(plan: Plan) -> dict[str, Leaf]:
    """The criteria whose findings make the score worse, by the measures that count them.

    Bonus and penalty are decisions, not findings at a place, and credits are none either.
    """
    return {
        measure: leaf
        for leaf in plan.leaves
        if isinstance(leaf.rule, (Counted, Defects)) and _worsens(leaf, plan)
        for measure in leaf.feed.columns
    }


def _worsens(leaf: Leaf, plan: Plan) -> bool:
    """Whether one more finding makes the score worse: a deduction lowers its marks, points and defects raise them."""
    lowers = not isinstance(leaf.rule, (Points, Defects))
    return lowers != plan.less_is_better(leaf.id)


def weights(rows: Sequence[Row], leaf: Leaf, plan: Plan) -> list[Weight]:
    """The weights of the rows of one criterion on one visit (on all of them, where these are pooled).

    What costs once is shared by its rows; so are defects of the same place, and texts that count once.
    """
    if isinstance(leaf.rule, Defects):
        return _of_defects(rows, leaf.rule, plan.columns[leaf.feed.columns[0]].apart)
    units = [_units(row, leaf) for row in rows]
    if leaf.feed.take == "distinct":
        told = [folded(row.text) for row in rows]
        units = [unit / max(1, _often(told, text, units)) for unit, text in zip(units, told, strict=True)]
    sums: dict[str, Fraction] = {}
    for row, unit in zip(rows, units, strict=True):
        sums[row.measure] = sums.get(row.measure, Fraction(0)) + unit
    assert isinstance(leaf.rule, Counted)  # noqa: S101  # `costly` gives no other rules
    found = []
    for row, unit in zip(rows, units, strict=True):
        cause = leaf.rule.causes.get(row.measure) or leaf.rule.own()
        one = Fraction(cause.each or cause.once or 0)
        cost = one * unit if cause.once is None else one * unit / (sums[row.measure] or 1)
        found.append(Weight(unit, one, cost))
    return found


def _often(told: Sequence[str], text: str, units: Sequence[Fraction]) -> int:
    return sum(1 for other, unit in zip(told, units, strict=True) if other == text and unit)


def _units(row: Row, leaf: Leaf) -> Fraction:
    """How many findings a row counts."""
    if row.state is not State.VALUE:
        return Fraction(0)
    return Fraction(1) if leaf.feed.take in ("count", "distinct") else max(row.value, Fraction(0))


def _of_defects(rows: Sequence[Row], rule: Defects, apart: Apart | None) -> list[Weight]:
    """Defects told apart by columns of their rows: the same one costs once, at its worst severity."""
    words = {folded(text): word for text, word in rule.spellings().items()}
    costs = rule.word_marks(Fraction(0))
    keys: list[tuple[str, ...] | None] = []
    severities: list[str] = []
    for row in rows:
        said = {folded(name): text for name, text in row.said.items()}
        scored = apart is not None and not any(
            folded(said.get(folded(name), "")) in map(folded, left) for name, left in apart.not_scored.items()
        )
        counts = row.state is State.VALUE and row.value > 0 and scored
        keys.append(tuple(folded(said.get(folded(name), "")) for name in rule.same) if counts else None)
        severities.append(words.get(folded(said.get(folded(rule.severity), "")), "") if counts else "")
    worst = _worst(keys, severities, costs)
    return [
        NOTHING
        if key is None
        else Weight(Fraction(1), costs.get(word, Fraction(0)), worst[key] / keys.count(key), word)
        for key, word in zip(keys, severities, strict=True)
    ]


def _worst(
    keys: Sequence[tuple[str, ...] | None], severities: Sequence[str], costs: Mapping[str, Fraction]
) -> dict[tuple[str, ...], Fraction]:
    found: dict[tuple[str, ...], Fraction] = {}
    for key, word in zip(keys, severities, strict=True):
        if key is not None:
            found[key] = max(found.get(key, Fraction(0)), costs.get(word, Fraction(0)))
    return found
