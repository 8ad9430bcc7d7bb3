"""What a workspace may say about rectification, under `rectify:`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from redprop import forms
from redprop.rubric.elements import Strict, Text

SeverityName = Literal["severe", "ordinary", "minor"]
SEVERITIES: tuple[SeverityName, ...] = ("severe", "ordinary", "minor")
Days = Annotated[int, Field(ge=0, le=3660)]


class Deadlines(Strict):
    """Days to put a finding right, from the day it was found. The numbers are made up: no office issued them."""

    severe: Days = Field(default=3, description="Days for a severe finding.")
    ordinary: Days = Field(default=15, description="Days for an ordinary finding.")
    minor: Days = Field(default=30, description="Days for a minor finding.")


class Rectify(Strict):
    """How severe a finding is, and how long it may take.

    Unless `severity` names its criterion, its measure or the rubric's word for it, a finding is as severe as one of its
    kind costs by the rule, in printed marks.
    """

    deadline_days: Deadlines = Field(default_factory=Deadlines, description="Days by severity.")
    severe_from: forms.Marks = Field(default=Decimal(1), gt=0, description="One that costs so many marks is severe.")
    ordinary_from: forms.Marks = Field(default=Decimal("0.5"), gt=0, description="One that costs so many is ordinary.")
    severity: dict[Text, SeverityName] = Field(
        default_factory=dict, description="Severities by criterion, measure, or the rubric's own word."
    )
    company_words: list[Text] = Field(
        default_factory=list, description="Further words for the company in the column of who is responsible."
    )

    def severity_of(self, names: tuple[str, ...], cost: Decimal) -> SeverityName:
        """How severe a finding is: by the first of its names that is said, else by what one costs.

        >>> Rectify.model_rebuild() and None
        >>> Rectify().severity_of(("fire_access",), Decimal("0.5"))
        'ordinary'
        """
        for name in names:
            if name in self.severity:
                return self.severity[name]
        return "severe" if cost >= self.severe_from else "ordinary" if cost >= self.ordinary_from else "minor"
