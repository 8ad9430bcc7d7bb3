"""`defects`: a table of costs by severity; the same defect in the same place costs once. Inspection schemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Reads, Rule, Seen, Take


class Severity(BaseModel):
    """What a defect of one severity costs, and how else a file may write the word."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True, json_schema_extra=forms.short("cost")
    )

    cost: forms.Marks = Field(ge=0, description="What one defect of this severity costs.")
    aliases: list[str] = Field(default_factory=list, description="Other ways to write the word.")

    @model_validator(mode="before")
    @classmethod
    def _a_number_is_enough(cls, value: object) -> object:
        return value if isinstance(value, (dict, Severity)) else {"cost": value}


class Defects(Rule):
    """Each defect costs by its severity; rows that agree in some columns count once, at the worst severity."""

    kind: Literal["defects"] = "defects"
    severity: str = Field(description="The column of the file that names a defect's severity.")
    costs: dict[str, Severity] = Field(min_length=1, description="Each severity with what one defect costs.")
    same: list[str] = Field(
        min_length=1, description="Rows that agree in these columns are one defect, at the worst severity."
    )
    keep: Literal["worst"] = Field("worst", description="Which severity of the same defect counts: the costliest.")
    not_scored: dict[str, Annotated[list[str], forms.OneOrMany()]] = Field(
        default_factory=dict, description="Columns with the words of rows that are kept and cost nothing."
    )
    per: str | None = Field(None, description="What the cost is divided by: a measure, or register.COLUMN.")
    times: forms.Factor | None = Field(None, gt=0, description="Then multiplied by this; unsaid: 1.")
    takes: ClassVar[Take] = "sum"
    reads: ClassVar[Reads] = "defects"
    by_cause: ClassVar[bool] = True
    has_full: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _a_word_alone(cls, value: object) -> object:
        """One word of `not_scored` needs no brackets."""
        said: Any = value.get("not_scored") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(said, dict):
            return value
        return value | {"not_scored": {name: [w] if isinstance(w, str) else w for name, w in said.items()}}

    @model_validator(mode="after")
    def _says_what_it_is_divided_by(self) -> Defects:
        if self.times is not None and self.per is None:
            raise PydanticCustomError("times_per", "times needs per", {})
        return self

    @property
    def worst_first(self) -> tuple[str, ...]:
        """The severities from the costliest to the cheapest; of equals the one that the file names first."""
        return tuple(sorted(self.costs, key=lambda word: -self.costs[word].cost))

    def exposure(self) -> tuple[str, Fraction] | None:
        """What the cost is divided by, and what it is multiplied by then."""
        return None if self.per is None else (self.per, Fraction(self.times or 1))

    def row_columns(self) -> tuple[str, ...]:
        """The columns of a file that a row is told apart by."""
        return tuple(dict.fromkeys([self.severity, *self.same, *self.not_scored]))

    def writings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Each severity and its aliases."""
        return [(word, [word, *severity.aliases]) for word, severity in self.costs.items()]

    def word_marks(self, full: Fraction) -> Mapping[str, Fraction]:
        """What one defect of each severity costs."""
        return {word: Fraction(severity.cost) for word, severity in self.costs.items()}

    def bounds(self, full: Fraction) -> tuple[Fraction | None, Fraction | None]:
        """Nothing is no defect, and there is less than nothing of none."""
        return Fraction(0), None

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """`sum(defects of a severity x its cost)`, the counts divided by the exposure already."""
        costs = self.word_marks(full)
        total = Ratios.constant(0, len(seen.value))
        for word, count in seen.causes.items():
            total = total + count * costs[word]
        return total
