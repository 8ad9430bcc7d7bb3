"""`curve`: straight lines through several points. 功效系数法: 优秀、良好、平均、较低、较差."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen


def curve(value: Ratios, points: Sequence[tuple[Fraction, Fraction]]) -> Ratios:
    """Straight between the points (value, marks) that stand in order; before the first and after the last flat.

    >>> ladder = [(Fraction(10), Fraction(1)), (Fraction(20), Fraction(3))]
    >>> curve(Ratios([5, 10, 15, 99]), ladder).fractions()
    [Fraction(1, 1), Fraction(1, 1), Fraction(2, 1), Fraction(3, 1)]
    """
    earned = Ratios.constant(points[0][1], len(value))
    for (x, low), (far, high) in pairwise(points):
        line = (value - x) * ((high - low) / (far - x)) + low
        earned = line.where(value >= x, earned)
    return Ratios.constant(points[-1][1], len(value)).where(value >= points[-1][0], earned)


class Point(BaseModel):
    """A value and the marks that it earns."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True, json_schema_extra=forms.row("at", "earns")
    )

    at: forms.Measured = Field(description="The value, in the measure's unit.")
    earns: forms.Marks = Field(ge=0, description="The marks that it earns.")

    @model_validator(mode="before")
    @classmethod
    def _a_pair(cls, value: object) -> object:
        if isinstance(value, list):
            if len(value) != 2:
                raise PydanticCustomError("point_pair", "a point is a value and its marks", {})
            return {"at": value[0], "earns": value[1]}
        return value


class Curve(Rule):
    """Straight lines through several points, each a value and its marks."""

    kind: Literal["curve"] = "curve"
    through: list[Point] = Field(
        min_length=2, description="Points [value, marks], values rising; straight lines between them."
    )
    below: forms.Marks | None = Field(
        None, ge=0, description="What a value under the first point earns; unsaid: what the first point earns."
    )
    above: forms.Marks | None = Field(
        None, ge=0, description="What a value over the last point earns; unsaid: what the last point earns."
    )

    @model_validator(mode="after")
    def _values_rise(self) -> Curve:
        for index, (before, after) in enumerate(pairwise(self.through), 1):
            if after.at <= before.at:
                context = {"value": after.at, "before": before.at, "at": ("through", index)}
                raise PydanticCustomError("not_rising", "values must rise", context)
        return self

    def reach(self) -> Fraction:
        """The last point."""
        return Fraction(self.through[-1].at)

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `curve`; a value on the first or the last point is on the curve."""
        points = [(Fraction(point.at), Fraction(point.earns)) for point in self.through]
        earned = curve(seen.value, points)
        if self.below is not None:
            earned = earned.where(seen.value >= points[0][0], Fraction(self.below))
        if self.above is not None:
            earned = earned.where(seen.value <= points[-1][0], Fraction(self.above))
        return earned

    def most(self, full: Fraction) -> Fraction:
        """The most that a point, or a value outside, earns."""
        ends = [end for end in (self.below, self.above) if end is not None]
        return max(Fraction(earns) for earns in (*(point.earns for point in self.through), *ends))
