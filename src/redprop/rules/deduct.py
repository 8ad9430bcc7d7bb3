"""`deduct`: full marks, less so many for each finding. 每处扣0.5分，扣完为止."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop.exact import Number, Ratios
from redprop.rules.base import Rule, Seen, Take


def deduct(full: Fraction, counts: Mapping[str, Ratios], each: Mapping[str, Fraction], size: int) -> Ratios:
    """`full - sum(count x each)`, never below nothing and never past full. No finding leaves full marks.

    A count may be a decimal: 0.3 of a unit at 0.1 costs 0.03.

    >>> deduct(Fraction(4), {"litter": Ratios([3, 30])}, {"litter": Fraction(1, 2)}, 2).fractions()
    [Fraction(5, 2), Fraction(0, 1)]
    """
    left = Ratios.constant(full, size)
    for name, count in counts.items():
        left = left - count * each[name]
    return left.clip(0, full)


class Cause(BaseModel):
    """One cause: `each` finding costs so much, or it costs `once` however often it was found."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    each: Number | None = Field(None, gt=0, description="Marks lost for each finding.")
    once: Number | None = Field(None, gt=0, description="Marks lost once, if there is any finding.")

    @model_validator(mode="after")
    def _one_way(self) -> Cause:
        if (self.each is None) == (self.once is None):
            raise PydanticCustomError("one_of", "exactly one of these is needed", {"choices": ["each", "once"]})
        return self


class Deduct(Rule):
    """Full marks, less so many for each finding, never below nothing."""

    kind: Literal["deduct"] = "deduct"
    each: Number | None = Field(None, gt=0, description="Marks lost for each finding.")
    once: Number | None = Field(None, gt=0, description="Marks lost once, if there is any finding.")
    causes: dict[str, Cause] = Field(default_factory=dict, description="Several causes, each a measure of its own.")
    looked_at: Literal["route"] | None = Field(None, description="What a count is a count of: a fixed route.")
    takes: ClassVar[Take] = "sum"
    by_cause: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _causes_stand_beside_each_other(cls, value: object) -> object:
        """Names that are no options are causes, so that the line reads like the paper."""
        if not isinstance(value, dict) or "causes" in value:
            return value
        options = {"kind", "each", "once", "looked_at"}
        causes = {name: item for name, item in value.items() if name not in options and isinstance(item, dict)}
        rest = {name: item for name, item in value.items() if name not in causes}
        return rest | ({"causes": causes} if causes else {})

    @model_validator(mode="after")
    def _one_way(self) -> Deduct:
        if sum((self.each is not None, self.once is not None, bool(self.causes))) != 1:
            raise PydanticCustomError(
                "one_of", "exactly one of these is needed", {"choices": ["each", "once", "causes by name"]}
            )
        return self

    def cause_names(self) -> tuple[str, ...]:
        """The measures of the causes; none where the criterion's own measure is counted."""
        return tuple(self.causes)

    def bounds(self, full: Fraction) -> tuple[Fraction | None, Fraction | None]:
        """A count is never below nothing."""
        return Fraction(0), None

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `deduct`."""
        own = {"": Cause(each=self.each, once=self.once)} if not self.causes else {}
        counts = seen.causes or {"": seen.value}
        causes = self.causes or own
        capped = {
            name: count.where(count <= 0, 1) if causes[name].once is not None else count
            for name, count in counts.items()
        }
        each = {name: Fraction(cause.each or cause.once or 0) for name, cause in causes.items()}
        return deduct(full, capped, each, len(seen.value))
