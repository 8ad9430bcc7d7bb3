"""Tally and plan to a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

import numpy as np

from redprop.conditions import Comparison
from redprop.engine.blend import ChannelResult, blend, coverage, score_channel, weights_in_force
from redprop.engine.leaves import applies, register_fits
from redprop.engine.nodes import node_marks
from redprop.engine.result import Result
from redprop.engine.values import taken
from redprop.engine.verdict import judge
from redprop.errors import Place, Problem, Severity
from redprop.exact import Flags, Ratios
from redprop.outcome import Outcome
from redprop.rubric.plan import Plan
from redprop.rules import Take
from redprop.tables.reading import Reading
from redprop.tables.tally import Cells, Tally, without_bad


def score_reading(plan: Plan, reading: Reading) -> Result:
    """The result of what was read: marks of every node, scores, limits, grades, ranks.

    Pure: the same plan and reading always give the same result.
    """
    register, size = reading.register, len(reading.register)
    tallied = reading.tally.among(register.ids)
    channels = {c.id: score_channel(c, tallied, reading.log, plan, register) for c in plan.channels}
    weights = weights_in_force(plan, channels)
    channels = {name: replace(result, weight=weights[name]) for name, result in channels.items()}
    blended = blend(plan, channels, size)
    has_score = blended.outcome == Outcome.SCORED.code
    rounded = np.where(has_score, blended.score.units(plan.places, plan.rubric.rounding.mode), 0)
    asked = _Asked(plan, tallied, reading, channels, Ratios(rounded, [10**plan.places]), has_score)
    verdict = judge(plan, rounded, has_score, asked)
    outcome = np.where(verdict.not_eligible & has_score, Outcome.NOT_ELIGIBLE.code, blended.outcome)
    return Result(
        plan=plan,
        reading=reading,
        channels=channels,
        blended=blended,
        before_limits=rounded,
        verdict=verdict,
        outcome=outcome,
        coverage=coverage(plan, channels, size),
        notes=(*reading.notes, *_notes(plan, reading, channels, tallied)),
    )


class _Asked:
    """What conditions may name: measures over all channels, marks, channels, the register, the score."""

    def __init__(
        self,
        plan: Plan,
        tallied: Tally,
        reading: Reading,
        channels: Mapping[str, ChannelResult],
        score: Ratios,
        has_score: Flags,
    ) -> None:
        self.plan, self.tallied, self.register = plan, tallied, reading.register
        self.channels, self.score, self.has_score = channels, score, has_score

    def __call__(self, name: str, comparison: Comparison) -> tuple[Flags, Flags]:
        kind, dot, rest = name.partition(".")
        if kind == "register" and dot:
            return register_fits(self.register, name, comparison)
        if kind == "channel" and dot:
            return comparison.holds(self.channels[rest].mark), self.channels[rest].present
        if kind == "marks" and dot:
            value, there = node_marks(self.channels, rest, len(self.register))
            return comparison.holds(value), there
        if name == "score":
            return comparison.holds(self.score), self.has_score
        return self._measure(name, comparison)

    def _measure(self, name: str, comparison: Comparison) -> tuple[Flags, Flags]:
        """A measure over all channels and visits, or any row that says one of the words; skipped cells say nothing."""
        size = len(self.register)
        cells = [without_bad(cell) for (_, _, column), cell in self.tallied.cells.items() if column == name]
        zero = np.zeros(size, dtype=np.int64)
        if self.plan.columns[name].reads == "words":
            said = sum((cell.words[word] for cell in cells for word in cell.words if word in comparison.words), zero)
            return said > 0, sum((cell.count for cell in cells), zero) > 0
        whole = reduce(Cells.__add__, cells, Cells(zero, zero, zero, zero, zero))
        return comparison.holds(taken(self._take(name), [whole], self.plan, size)), whole.count > 0

    def _take(self, name: str) -> Take:
        """How rows of a measure become one value: as the criterion that it feeds takes them; else they are added."""
        for leaf in self.plan.leaves:
            if name in leaf.feed.columns:
                return "mean" if leaf.feed.take == "once" else leaf.feed.take
        return "sum"


def _notes(plan: Plan, reading: Reading, channels: Mapping[str, ChannelResult], tallied: Tally) -> list[Problem]:
    """What scoring noticed: exposures of nothing, channels drawn and missed, rows of what does not apply."""
    ids = reading.register.ids
    found: list[Problem] = []

    def note(code: str, where: Flags, severity: Severity, **params: object) -> None:
        found.extend(
            Problem(code, Place(), {"id": ids[index], **params}, severity) for index in np.flatnonzero(where).tolist()
        )

    for channel in plan.channels:
        result = channels[channel.id]
        for criterion, visit, where in result.lacking:
            note("no-exposure", where, Severity.WARNING, criterion=criterion, channel=channel.id, visit=visit or "-")
        if channel.drawn is not None:
            texts = reading.register.texts(channel.drawn.removeprefix("register."))
            drawn = np.asarray([is_drawn(text) for text in texts], dtype=bool)
            note("drawn-and-missing", drawn & ~result.present, Severity.NOTE, channel=channel.id)
    for leaf in plan.leaves:
        if leaf.applies_when is None:
            continue
        off = ~applies(leaf, reading.register)
        rows = [cell.count for (_, _, column), cell in tallied.cells.items() if column in leaf.feed.columns]
        if rows:
            note("rows-not-applicable", off & (sum(rows) > 0), Severity.WARNING, criterion=leaf.id)
    return found


def is_drawn(text: str) -> bool:
    """Whether a register entry says that a subject was drawn: anything but nothing, 0, no and 否."""
    return text.strip().casefold() not in ("", "0", "no", "否")
