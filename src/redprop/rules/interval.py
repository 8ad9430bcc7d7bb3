"""`interval`: best inside an interval or at a centre, nothing at two outer ends. 区间型、居中型指标."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen


def interval(full: Fraction, value: Ratios, ends: tuple[Fraction, Fraction], best: tuple[Fraction, Fraction]) -> Ratios:
    """All from `best[0]` to `best[1]`, both included; from there straight down to nothing at `ends`, and beyond.

    >>> ends, best = (Fraction(0), Fraction(120)), (Fraction(80), Fraction(100))
    >>> interval(Fraction(4), Ratios([0, 40, 80, 100, 110, 130]), ends, best).fractions() == [0, 2, 4, 4, 2, 0]
    True
    """
    rising = (value - ends[0]) * (full / (best[0] - ends[0]))
    falling = (-value + ends[1]) * (full / (ends[1] - best[1]))
    return rising.where(value < best[0], falling.where(value > best[1], full)).clip(0, full)


class Interval(Rule):
    """All marks inside an interval, fewer on straight lines down to nothing at two outer ends."""

    kind: Literal["interval"] = "interval"
    low: forms.Measured = Field(alias="from", description="The lower value that earns nothing, in the measure's unit.")
    best: Annotated[list[forms.Measured], forms.OneOrMany()] = Field(
        min_length=1, max_length=2, description="Both ends of what earns all, [95, 105]; one number for a centre."
    )
    high: forms.Measured = Field(alias="to", description="The upper value that earns nothing, in the measure's unit.")

    @field_validator("best", mode="before")
    @classmethod
    def _a_centre(cls, value: object) -> object:
        return value if isinstance(value, list) else [value]

    @model_validator(mode="after")
    def _in_order(self) -> Interval:
        if not self.low < self.best[0] <= self.best[-1] < self.high:
            raise PydanticCustomError("interval_order", "from, best and to must rise", {})
        return self

    def reach(self) -> Fraction:
        """The upper end."""
        return Fraction(self.high)

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `interval`."""
        ends = Fraction(self.low), Fraction(self.high)
        return interval(full, seen.value, ends, (Fraction(self.best[0]), Fraction(self.best[-1])))
