"""The numbers that every node carries."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from redprop.exact import Flags, Ratios


@dataclass(frozen=True, eq=False)
class Marks:
    """What a node earned, what was possible in what was assessed, and the full marks of what applies.

    `looked_at` is what was assessed of what `applies`, for the coverage: a criterion without full marks counts 1
    there; elsewhere they differ from `possible` and `full` only above a mean, which hands on its own full marks
    however few of its children were assessed. One entry a subject in each.
    """

    earned: Ratios
    possible: Ratios
    full: Ratios
    looked_at: Ratios
    applies: Ratios

    @property
    def assessed(self) -> Flags:
        """Where anything was assessed."""
        return self.looked_at > 0

    @property
    def share(self) -> Ratios:
        """`earned / possible`; nothing where nothing was assessed."""
        return self.earned.over(self.possible)

    def rescaled(self) -> Marks:
        """Hands on `full x earned / possible`, as if all that applies had been assessed."""
        earned = self.full * self.share
        possible = self.full.where(self.assessed, 0)
        return Marks(earned, possible, self.full, self.looked_at, self.applies)


class Child(NamedTuple):
    """A node under another: its marks, its weight beside its sisters, and whether it is a cost."""

    marks: Marks
    weight: Fraction | Ratios
    takes_off: bool = False
