"""`shortfall`: full marks, less so many for every step under (or over) a target. 每少一个百分点扣0.5分."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen

Partial = Literal["ignored", "counted", "in_proportion"]


def shortfall(full: Fraction, missed: Ratios, every: Fraction, loses: Fraction, partial: Partial) -> Ratios:
    """`full - loses x steps`, never below nothing, where `steps = missed / every`.

    `missed` is how far the value falls short; nothing or less costs nothing, so the target itself earns all. A step
    not completed is ignored (rounded down), counted (rounded up) or taken in proportion.

    >>> kinds = ("ignored", "counted", "in_proportion")
    >>> [shortfall(Fraction(5), Ratios([36], [10]), Fraction(1), Fraction(1, 2), p).fractions()[0] for p in kinds]
    [Fraction(7, 2), Fraction(3, 1), Fraction(16, 5)]
    """
    steps = missed.where(missed > 0, 0) * (1 / every)
    if partial != "in_proportion":
        steps = steps.rounded(0, "down" if partial == "ignored" else "up")
    left = full - steps * loses
    return left.where(left > 0, 0)


class Shortfall(Rule):
    """Full marks, less so many for every step under (or over) a target."""

    kind: Literal["shortfall"] = "shortfall"
    target: forms.Measured = Field(description="The value that earns all, in the measure's unit.")
    every: forms.Measured = Field(gt=0, description="How large one step is, in the measure's unit.")
    loses: forms.Marks = Field(gt=0, description="Marks lost for each step.")
    partial: Partial = Field(description="What a step not completed costs: ignored, counted, in_proportion.")
    side: Literal["under", "over"] = Field("under", description="Which side of the target loses.")

    def reach(self) -> Fraction:
        """The target."""
        return Fraction(self.target)

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `shortfall`."""
        missed = seen.value - Fraction(self.target)
        missed = -missed if self.side == "under" else missed
        return shortfall(full, missed, Fraction(self.every), Fraction(self.loses), self.partial)
