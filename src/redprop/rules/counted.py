"""What rules that count findings share: causes, each counted or once, and what a count is a count of."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen, Take


class Cause(BaseModel):
    """One cause: `each` finding counts so much, or it counts `once` however often it was found."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    each: forms.Marks | None = Field(None, gt=0, description="Marks for each finding.")
    once: forms.Marks | None = Field(None, gt=0, description="Marks once, if there is any finding.")

    @model_validator(mode="after")
    def _one_way(self) -> Cause:
        if (self.each is None) == (self.once is None):
            raise PydanticCustomError("one_of", "exactly one of these is needed", {"choices": ["each", "once"]})
        return self


class Counted(Rule):
    """Findings are counted, by one cause or by several, each a measure of its own."""

    model_config = ConfigDict(json_schema_extra=forms.beside("causes"))

    each: forms.Marks | None = Field(None, gt=0, description="Marks for each finding; instead of `once` and causes.")
    once: forms.Marks | None = Field(None, gt=0, description="Marks once, if there is any finding.")
    causes: dict[str, Cause] = Field(default_factory=dict, description="Several causes, each a measure of its own.")
    looked_at: Literal["route"] | None = Field(None, description="What a count is a count of: a fixed route.")
    per: str | None = Field(None, description="What counts are divided by: a measure, or register.COLUMN.")
    times: forms.Factor | None = Field(None, gt=0, description="Then multiplied by this, such as 100; unsaid: 1.")
    takes: ClassVar[Take] = "sum"
    by_cause: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _causes_stand_beside_each_other(cls, value: object) -> object:
        """Names that are no options are causes, so that the line reads like the paper."""
        if not isinstance(value, dict) or "causes" in value:
            return value
        options = set(cls.model_fields) - {"causes"}
        causes = {name: item for name, item in value.items() if name not in options and isinstance(item, dict)}
        rest = {name: item for name, item in value.items() if name not in causes}
        return rest | ({"causes": causes} if causes else {})

    @model_validator(mode="after")
    def _says_what_it_is_divided_by(self) -> Counted:
        if self.times is not None and self.per is None:
            raise PydanticCustomError("times_per", "times needs per", {})
        if self.per is not None and self.looked_at is not None:
            raise PydanticCustomError("route_or_per", "a route or an exposure", {})
        if sum((self.each is not None, self.once is not None, bool(self.causes))) > 1:
            raise PydanticCustomError("one_of", "exactly one of these is needed", {"choices": WAYS})
        return self

    def cause_names(self) -> tuple[str, ...]:
        """The measures of the causes; none where the criterion's own measure is counted."""
        return tuple(self.causes)

    def exposure(self) -> tuple[str, Fraction] | None:
        """What counts are divided by, and what they are multiplied by then."""
        return None if self.per is None else (self.per, Fraction(self.times or 1))

    def bounds(self, full: Fraction) -> tuple[Fraction | None, Fraction | None]:
        """A count is never below nothing."""
        return Fraction(0), None

    def own(self) -> Cause:
        """How findings of the criterion's own measure count."""
        return Cause(each=self.each, once=self.once)

    def worth(self, seen: Seen) -> Ratios:
        """`sum(count x each)` over the causes; `once` counts 1 for any count above nothing.

        A count may be a decimal: 0.3 of a unit at 0.1 is worth 0.03. Divided by an exposure, `once` still counts
        findings: any at all.
        """
        counts: Mapping[str, Ratios] = seen.causes or {"": seen.value}
        causes = self.causes or {"": self.own()}
        total = Ratios.constant(0, len(seen.value))
        for name, count in counts.items():
            cause = causes[name]
            counted = count.where(count <= 0, 1) if cause.once is not None else count
            total = total + counted * Fraction(cause.each or cause.once or 0)
        return total


WAYS = ["each", "once", "causes by name"]
