"""`steps`: thresholds on a number, each saying which side it takes. 3至5(不含5)得3分."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Flags, Ratios
from redprop.rules.base import Rule, Seen


class Step(BaseModel):
    """One threshold with its side, and what a value on that side earns."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    at_least: forms.Measured | None = Field(None, description="This value and more.")
    above: forms.Measured | None = Field(None, description="More than this value.")
    at_most: forms.Measured | None = Field(None, description="This value and less.")
    below: forms.Measured | None = Field(None, description="Less than this value.")
    otherwise: forms.Marks | None = Field(None, ge=0, alias="else", description="Whatever is left; last.")
    earns: forms.Marks | None = Field(None, ge=0, description="The marks that it earns.")

    @model_validator(mode="after")
    def _one_side(self) -> Step:
        sides = [side for side in (self.at_least, self.above, self.at_most, self.below) if side is not None]
        if self.otherwise is None and (len(sides) != 1 or self.earns is None):
            choices = ["at_least", "above", "at_most", "below"]
            raise PydanticCustomError("step_side", "one side and what it earns are needed", {"choices": choices})
        if self.otherwise is not None and (sides or self.earns is not None):
            raise PydanticCustomError("step_else", "else stands alone", {})
        return self

    @property
    def worth(self) -> Fraction:
        """The marks of this step."""
        return Fraction(self.earns if self.earns is not None else self.otherwise or 0)

    def holds(self, value: Ratios) -> Flags:
        """Where a value is on this step's side; the threshold itself belongs to `at_least` and `at_most`."""
        if self.at_least is not None:
            return value >= Fraction(self.at_least)
        if self.above is not None:
            return value > Fraction(self.above)
        if self.at_most is not None:
            return value <= Fraction(self.at_most)
        if self.below is not None:
            return value < Fraction(self.below)
        return np.ones(len(value), dtype=bool)


def first_step(value: Ratios, steps: Sequence[Step]) -> Ratios:
    """What the first step that holds, from the top, earns.

    >>> ladder = [Step(at_least=5, earns=5), Step(at_least=3, earns=3), Step(**{"else": 1})]
    >>> first_step(Ratios([5, 3, 2]), ladder).fractions()
    [Fraction(5, 1), Fraction(3, 1), Fraction(1, 1)]
    """
    earned = Ratios.constant(0, len(value))
    for step in reversed(steps):
        earned = Ratios.constant(step.worth, len(value)).where(step.holds(value), earned)
    return earned


class Steps(Rule):
    """Thresholds read from the top: the first that holds says what the value earns."""

    kind: Literal["steps"] = "steps"
    steps: list[Step] = Field(min_length=1, description="Thresholds from the top; `else` last.")

    @model_validator(mode="after")
    def _else_is_last(self) -> Steps:
        if [step.otherwise is not None for step in self.steps] != [False] * (len(self.steps) - 1) + [True]:
            raise PydanticCustomError("else_last", "the last step says else, and only the last", {})
        return self

    def reach(self) -> Fraction | None:
        """The greatest threshold."""
        sides = [side for step in self.steps for side in (step.at_least, step.above, step.at_most, step.below)]
        return max((Fraction(side) for side in sides if side is not None), default=None)

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `first_step`."""
        return first_step(seen.value, self.steps)

    def most(self, full: Fraction) -> Fraction:
        """The best step's marks."""
        return max(step.worth for step in self.steps)
