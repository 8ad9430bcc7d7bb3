"""`deduct`: full marks, less so many for each finding. 每处扣0.5分，扣完为止."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Seen
from redprop.rules.counted import WAYS, Cause, Counted

__all__ = ["Cause", "Deduct"]


class Deduct(Counted):
    """Full marks, less so many for each finding, never below nothing."""

    model_config = ConfigDict(json_schema_extra=forms.beside("causes", least=1))

    kind: Literal["deduct"] = "deduct"

    @model_validator(mode="after")
    def _says_what_it_costs(self) -> Deduct:
        if self.each is None and self.once is None and not self.causes:
            raise PydanticCustomError("one_of", "exactly one of these is needed", {"choices": WAYS})
        return self

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """`full - sum(count x each)`, never below nothing. No finding leaves full marks.

        >>> Deduct(each=1).marks(Fraction(4), Seen(Ratios([3, 30]))).fractions()
        [Fraction(1, 1), Fraction(0, 1)]
        """
        return (-self.worth(seen) + full).clip(0, full)
