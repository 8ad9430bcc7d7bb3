"""What each channel saw of one subject, visit by visit: the values that its rules were given, and what they earned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from redprop.engine.amounts import Amounts
from redprop.engine.blend import look, pooled_cells
from redprop.engine.copies import copies
from redprop.engine.leaves import applies, visit_marks
from redprop.engine.result import Result
from redprop.engine.values import Measured, measured
from redprop.outcome import Outcome
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf


@dataclass(frozen=True)
class Sight:
    """One criterion as one channel saw it on one visit.

    `value` is what its rule was given, where that is one number; `causes` are the counts of each cause or severity,
    `words` how often each word was said. `earned` and `possible` are marks of that visit alone.
    """

    visit: str
    outcome: Outcome
    value: Fraction | None
    causes: Mapping[str, Fraction]
    words: Mapping[str, int]
    earned: Fraction
    possible: Fraction


Sights = Mapping[tuple[str, str], tuple[Sight, ...]]
"""By channel and criterion, in the order of the visits."""


def sights(result: Result, subject: int) -> Sights:
    """Everything that was seen of one subject; criteria of the bonus and the penalty stand under the channel ""."""
    plan, reading = result.plan, copies(result, subject, 1)
    register, amounts = reading.register, Amounts(reading.register.categories)
    found: dict[tuple[str, str], tuple[Sight, ...]] = {}
    for channel in plan.channels:
        looked = look(channel, reading.tally, reading.log, plan, 1)
        for leaf in (leaf for leaf in plan.leaves if channel.id in leaf.channels):
            applicable = applies(leaf, register, reading.period)
            seen: list[Sight] = []
            for visit in sorted(looked.done):
                value = measured(leaf, looked.cells, (channel.id, visit), plan, register)
                scored = visit_marks(leaf, value, looked.done[visit], applicable, amounts)
                marks = scored.marks.earned.fractions()[0], scored.marks.possible.fractions()[0]
                seen.append(_sight(visit, leaf, value, Outcome.of_code(int(scored.outcome[0])), marks))
            found[channel.id, leaf.id] = tuple(seen)
    wanted = {column for leaf in plan.beside for column in (*leaf.feed.columns, leaf.feed.per)}
    cells = pooled_cells({key: cell for key, cell in reading.tally.cells.items() if key[2] in wanted}, WHOLE)
    for leaf in plan.beside:
        value, extra = measured(leaf, cells, (WHOLE, ""), plan, register), result.extras[leaf.id]
        marks = extra.marks.earned.fractions()[subject], extra.marks.possible.fractions()[subject]
        sight = _sight("", leaf, value, Outcome.of_code(int(extra.outcome[subject])), marks)
        found[WHOLE, leaf.id] = (sight,)
    return found


def _sight(visit: str, leaf: Leaf, found: Measured, outcome: Outcome, marks: tuple[Fraction, Fraction]) -> Sight:
    valued, one_number = bool(found.valued[0]), leaf.rule.reads not in ("words", "defects") and not found.seen.causes
    return Sight(
        visit,
        outcome,
        found.seen.value.fractions()[0] if valued and one_number else None,
        {name: count.fractions()[0] for name, count in found.seen.causes.items()} if valued else {},
        {word: int(count[0]) for word, count in found.seen.words.items() if count[0]} if valued else {},
        *marks,
    )
