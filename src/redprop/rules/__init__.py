"""The rules of a criterion: how a measured value becomes marks. One file a rule; listed here by hand."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from redprop.rules.all_or_nothing import AllOrNothing
from redprop.rules.base import Reads, Rule, Seen, Take
from redprop.rules.curve import Curve
from redprop.rules.deduct import Deduct
from redprop.rules.defects import Defects
from redprop.rules.given import Given
from redprop.rules.interval import Interval
from redprop.rules.levels import Levels
from redprop.rules.linear import Linear
from redprop.rules.points import Points
from redprop.rules.proportion import Proportion
from redprop.rules.shortfall import Shortfall
from redprop.rules.steps import Steps

_ALL: tuple[type[Rule], ...] = (
    *(Deduct, Shortfall, AllOrNothing, Levels, Steps, Linear),
    *(Curve, Interval, Proportion, Given, Points, Defects),
)
AnyRule = Annotated[
    Deduct
    | Shortfall
    | AllOrNothing
    | Levels
    | Steps
    | Linear
    | Curve
    | Interval
    | Proportion
    | Given
    | Points
    | Defects,
    Field(discriminator="kind"),
]
RULES: dict[str, type[Rule]] = {rule.model_fields["kind"].default: rule for rule in _ALL}

__all__ = ["RULES", "AnyRule", "Points", "Reads", "Rule", "Seen", "Take"]
