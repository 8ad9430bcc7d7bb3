"""What conditions may name: measures over all channels, marks, costs, grades of parts, channels, the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from redprop.conditions import Comparison
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored, quarter_fits, register_fits
from redprop.engine.nodes import node_marks
from redprop.engine.values import different, taken
from redprop.exact import Flags, Ratios, Whole
from redprop.rubric.plan import Plan
from redprop.rules import Take
from redprop.tables.reading import Reading
from redprop.tables.tally import Cells, Tally, without_bad


@dataclass(frozen=True, eq=False)
class Asked:
    """Answers for one run: where a named value is as a comparison asks, and where it is there at all."""

    plan: Plan
    tallied: Tally
    reading: Reading
    channels: Mapping[str, ChannelResult]
    extras: Mapping[str, Scored]
    score: Ratios
    has_score: Flags
    grades: Mapping[str, tuple[Whole, Flags]]

    def __call__(self, name: str, comparison: Comparison) -> tuple[Flags, Flags]:
        """Where a name's value is as asked, and where there is one."""
        kind, dot, rest = name.partition(".")
        size = len(self.reading.register)
        if kind == "register" and dot:
            return register_fits(self.reading.register, name, comparison)
        if kind == "channel" and dot:
            return comparison.holds(self.channels[rest].mark), self.channels[rest].present
        if kind in ("marks", "cost") and dot:
            value, there = self.marks(rest)
            return comparison.holds(value), there
        if kind == "grade" and dot:
            return self._grade(rest, comparison)
        if name == "score":
            return comparison.holds(self.score), self.has_score
        if name == "quarter":
            return quarter_fits(self.reading.period, comparison, size)
        return self._measure(name, comparison)

    def marks(self, node: str) -> tuple[Ratios, Flags]:
        """A node's marks over all channels, or the points of a criterion of the bonus or penalty."""
        size = len(self.reading.register)
        if node in self.extras:
            return self.extras[node].marks.earned, np.ones(size, dtype=bool)
        return node_marks(self.channels, node, self.plan, size)

    def _grade(self, node: str, comparison: Comparison) -> tuple[Flags, Flags]:
        """Whether the grade of a part is one of the words that are asked for."""
        grade, there = self.grades[node]
        order = self.plan.grades_of(node).order
        wanted = [order.index(word) for word in comparison.words if word in order]
        return np.isin(grade, wanted), there

    def _measure(self, name: str, comparison: Comparison) -> tuple[Flags, Flags]:
        """A measure over all channels (or the one that is asked for) and visits, or any row that says one of the words.

        Skipped cells say nothing.
        """
        size = len(self.reading.register)
        cells = [
            without_bad(cell, self.reading.register.ids)
            for (channel, _, column), cell in self.tallied.cells.items()
            if column == name and comparison.channel in (None, channel)
        ]
        zero = np.zeros(size, dtype=np.int64)
        if self.plan.columns[name].reads == "words":
            said = sum((cell.words[word] for cell in cells for word in cell.words if word in comparison.words), zero)
            return said > 0, sum((cell.count for cell in cells), zero) > 0
        whole = reduce(Cells.__add__, cells, Cells(zero, zero, zero, zero, zero))
        if self.plan.columns[name].reads == "texts":
            return comparison.holds(Ratios(different([whole], self.reading.register))), whole.count > 0
        return comparison.holds(taken(self._take(name), [whole], self.plan, size)), whole.count > 0

    def _take(self, name: str) -> Take:
        """How rows of a measure become one value: as the criterion that it feeds takes them; else they are added."""
        for leaf in (*self.plan.leaves, *self.plan.beside):
            if name in leaf.feed.columns:
                return "mean" if leaf.feed.take == "once" else leaf.feed.take
        return "sum"
