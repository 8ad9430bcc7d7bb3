"""`linear`: a straight line between two ends (goalposts). 五级均值，1分得0，5分得满分."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios, logarithm, logarithms
from redprop.rules.base import Rule, Seen


def linear(full: Fraction, value: Ratios, nothing_at: Fraction, all_at: Fraction, *, clipped: bool) -> Ratios:
    """`full x (value - nothing_at) / (all_at - nothing_at)`; clipped, it stays between 0 and `full`.

    Either end may be the greater. UNDP's life expectancy index runs from 20 to 85 years:

    >>> linear(Fraction(1), Ratios([20, 85, 90]), Fraction(20), Fraction(85), clipped=True).fractions()
    [Fraction(0, 1), Fraction(1, 1), Fraction(1, 1)]
    """
    earned = (value - nothing_at) * (full / (all_at - nothing_at))
    return earned.clip(0, full) if clipped else earned


class Linear(Rule):
    """A straight line from nothing at `from` to all at `to`; either end may be the greater."""

    kind: Literal["linear"] = "linear"
    nothing_at: forms.Measured = Field(alias="from", description="The value that earns nothing, in the measure's unit.")
    all_at: forms.Measured = Field(alias="to", description="The value that earns all, in the measure's unit.")
    clipped: bool = Field(True, description="Whether values past an end earn what the end earns.")
    log: bool = Field(False, description="Whether the line is straight in the logarithm of the value.")

    @model_validator(mode="after")
    def _ends_differ(self) -> Linear:
        if self.nothing_at == self.all_at:
            raise PydanticCustomError("ends_equal", "from and to must differ", {})
        if self.log and min(self.nothing_at, self.all_at) <= 0:
            end = "from" if self.nothing_at <= 0 else "to"
            raise PydanticCustomError("log_of_nothing", "both ends must be above 0", {"at": (end,)})
        if self.log and not self.clipped:
            raise PydanticCustomError("log_unclipped", "a logarithm is clipped", {})
        return self

    def reach(self) -> Fraction:
        """The greater end."""
        return Fraction(max(self.nothing_at, self.all_at))

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `linear`. In the logarithm, a value at or below 0 lies beyond the lower end."""
        value, ends = seen.value, (Fraction(self.nothing_at), Fraction(self.all_at))
        if self.log:
            inside = value.clip(min(ends), max(ends))
            value, ends = logarithms(inside), (logarithm(ends[0]), logarithm(ends[1]))
        return linear(full, value, *ends, clipped=self.clipped)
