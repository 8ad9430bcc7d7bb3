"""Limits: what a condition does to a score or a grade. A limit can only lower. One file a kind, listed by hand."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from redprop.limits.cap import Cap, lowest_cap
from redprop.limits.fixed_grade import FixedGrade, worst_of
from redprop.limits.gate import Gate
from redprop.limits.steps_down import StepsDown, taken_down

AnyEffect = Annotated[Cap | FixedGrade | StepsDown | Gate, Field(discriminator="kind")]
EFFECTS = {effect.model_fields["kind"].default: effect for effect in (Cap, FixedGrade, StepsDown, Gate)}

__all__ = ["EFFECTS", "AnyEffect", "Cap", "FixedGrade", "Gate", "StepsDown", "lowest_cap", "taken_down", "worst_of"]
