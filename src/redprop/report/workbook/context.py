"""What all columns of a category's calculation are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.result import Result
from redprop.exact import Flags, Ratios, Whole
from redprop.outcome import Outcome
from redprop.report.words import Words
from redprop.report.workbook.grid import Grid
from redprop.report.workbook.terms import Held, Stage, Term, slack_for
from redprop.rubric.plan import Leaf, Plan


@dataclass(frozen=True, eq=False)
class Context:
    """A category of a result, in the order of its rows; `members` are the subjects' places in the result."""

    result: Result
    words: Words
    category: str
    members: tuple[int, ...]
    grid: Grid

    @property
    def plan(self) -> Plan:
        """The standard."""
        return self.result.plan

    @property
    def size(self) -> int:
        """How many subjects there are."""
        return len(self.members)

    @cached_property
    def amounts(self) -> Amounts:
        """Full marks and weights of the category."""
        return Amounts([self.category])

    @cached_property
    def not_applicable(self) -> str:
        """What a criterion's cell says where it does not apply."""
        return self.words.say("outcome.not_applicable")

    @cached_property
    def slack(self) -> Fraction:
        """The slack of all roundings: enough for every step on the greatest numbers that there are."""
        leaves = [one.marks for c in self.result.channels.values() for one in c.leaves.values()]
        most = abs(self.plan.root.edge.start or Fraction(0))
        for marks in leaves:
            most += max((abs(one) for one in marks.earned.fractions()), default=Fraction(0))
        return slack_for(max(most, self.plan.full), 4 * len(leaves))

    @cached_property
    def has_score(self) -> Flags:
        """Where there is a score."""
        return np.asarray(self.result.has_score[list(self.members)])

    @property
    def fine(self) -> int:
        """Places that show what rounding will decide."""
        return self.plan.places + 4

    @property
    def mark_places(self) -> int:
        """The places of channel marks."""
        channel = self.plan.rubric.rounding.channel
        return self.plan.places if channel is None else channel

    def stage(self, places: int | None) -> Stage:
        """A rounding as the rubric rounds."""
        return Stage(places, self.plan.rubric.rounding.mode, self.slack)

    def constant(self, value: Fraction) -> Term:
        """The same number in every row."""
        return Term.constant(value, self.size)

    def values(self, column: Ratios, there: Flags | None = None) -> list[Fraction | None]:
        """The engine's exact numbers in the order of the rows; nothing where there is none."""
        found: list[Fraction | None] = list(column.take(np.asarray(self.members, dtype=np.int64)).fractions())
        return found if there is None else [one if here else None for one, here in zip(found, there, strict=True)]

    def units(self, column: Whole) -> list[Fraction | None]:
        """Scores from whole units of their last place; nothing where there is no score."""
        units = column[list(self.members)].tolist()
        one = 10**self.plan.places
        return [Fraction(int(u), one) if here else None for u, here in zip(units, self.has_score, strict=True)]

    def states(self, outcome: Whole) -> list[Held]:
        """The word for each outcome but the ordinary one."""
        return [self._state(Outcome.of_code(int(outcome[at]))) for at in self.members]

    def _state(self, outcome: Outcome) -> Held:
        return None if outcome is Outcome.SCORED else self.words.outcome(outcome.value)

    def full(self, leaf: Leaf) -> Fraction:
        """The marks that stand over a criterion's column; 0 where there is no most."""
        return self.amounts.most(leaf).fractions()[0] if leaf.has_full else Fraction(0)

    def channel(self, name: str) -> str:
        """A channel's title; of a rubric without channels, that these are its criteria."""
        return self.words.channel(name) if name else self.words.say("workbook.marks")


def flags(outcome: Whole, members: Sequence[int], wanted: Outcome) -> Flags:
    """Where an outcome is as wanted, in the order of the rows."""
    return np.asarray(outcome[list(members)] == wanted.code)
