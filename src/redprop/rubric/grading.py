"""What becomes of a score: how it is rounded, graded and ranked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Mode, Ties
from redprop.forms import Number
from redprop.rubric.elements import Conditions, Id, Strict, Text, Title


class Zone(Strict):
    """Strictly between its ends, the mode does not hold: the score becomes this number."""

    above: Number = Field(description="Scores above this,")
    below: Number = Field(description="and below this,")
    to: Number = Field(description="become this.")

    @model_validator(mode="after")
    def _in_order(self) -> Zone:
        if not self.above < self.below:
            raise PydanticCustomError("zone_order", "above must be less than below", {})
        if not self.above <= self.to <= self.below:
            raise PydanticCustomError("zone_to", "to must lie between the ends", {})
        return self


class Rounding(Strict):
    """The stages that round, and the places each keeps; a stage that is not named is exact."""

    criterion: int | None = Field(
        None, ge=0, le=9, description="Places of a criterion's marks in a channel, after its visits."
    )
    section: int | None = Field(None, ge=0, le=9, description="Places of a section's marks in a channel.")
    channel: int | None = Field(None, ge=0, le=9, description="Places of a channel's mark.")
    score: int = Field(ge=0, le=9, description="Places of the score.")
    grade: int | None = Field(
        None, ge=0, le=9, description="Places to which the score is rounded again before it is banded."
    )
    rank: int | None = Field(
        None, ge=0, le=9, description="Places to which the score is rounded again before it is ranked."
    )
    mode: Mode = Field("half_up", description="What becomes of what lies between.")
    zone: Zone | None = Field(None, description="Scores that are rounded in a way of their own.")


Extra = dict[Text, Any]
"""Columns that a grade carries, such as `{pay: 1.00}`: numbers or words."""


def _graded(value: list[Any], first: str) -> dict[str, Any]:
    """`[90, excellent, {when: ..., to: ..., pay: 1.00}]` by name; what is no option is a column of the grade."""
    if len(value) not in (2, 3) or (len(value) == 3 and not isinstance(value[2], dict)):
        raise PydanticCustomError("band_pair", "a band is a cut and a grade", {})
    more = dict(value[2]) if len(value) == 3 else {}
    options = {key: more.pop(key) for key in ("when", "to", "if_missing") if key in more}
    return {first: value[0], "grade": value[1], **options, **({"columns": more} if more else {})}


def _as_row(*fields: str) -> forms.Form:
    """`[90, excellent, {when: ..., pay: 1.00}]`: some fields in order, then the others by name beside the columns."""

    def change(schema: forms.Schema) -> None:
        forms.beside("columns")(schema)
        rest = {key: said for key, said in schema["properties"].items() if key not in fields}
        more = {"type": "object", "properties": rest, "additionalProperties": forms.TEXT}
        items = [schema["properties"][field] for field in fields]
        row = {"type": "array", "prefixItems": [*items, more], "minItems": len(fields), "maxItems": len(fields) + 1}
        forms.replaced(schema, *([items[0]] if len(fields) == 1 else []), row)

    return change


class Band(Strict):
    """A cut and the grade from there up; with `when` only where that holds too.

    `to` is the upper end that the paper prints: it decides nothing, and the check proves that no value falls between.
    """

    model_config = ConfigDict(json_schema_extra=_as_row("cut", "grade"))

    cut: Number = Field(description="The score from which on the grade holds.")
    grade: Text = Field(description="The grade.")
    when: Conditions | None = Field(None, description="The band counts only where this holds too.")
    if_missing: Literal["holds", "ignored"] | None = Field(
        None, description="What follows where a value of the condition is not there."
    )
    to: Number | None = Field(None, description="The printed upper end; it decides nothing and is checked.")
    columns: Extra = Field(default_factory=dict, description="Columns that the grade carries.")

    @model_validator(mode="before")
    @classmethod
    def _a_pair(cls, value: object) -> object:
        return _graded(value, "cut") if isinstance(value, list) else value

    @model_validator(mode="after")
    def _columns_are_plain(self) -> Band:
        plain(self.columns)
        return self


class Otherwise(Strict):
    """The grade below all bands, and the columns that it carries."""

    model_config = ConfigDict(json_schema_extra=_as_row("grade"))

    grade: Text = Field(description="The grade.")
    columns: Extra = Field(default_factory=dict, description="Columns that the grade carries.")

    @model_validator(mode="before")
    @classmethod
    def _a_word_is_enough(cls, value: object) -> object:
        if isinstance(value, list):
            if len(value) not in (1, 2) or (len(value) == 2 and not isinstance(value[1], dict)):
                raise PydanticCustomError("else_pair", "else is a grade, or a grade and its columns", {})
            return {"grade": value[0], "columns": value[1] if len(value) == 2 else {}}
        return value if isinstance(value, dict) else {"grade": value}

    @model_validator(mode="after")
    def _columns_are_plain(self) -> Otherwise:
        plain(self.columns)
        return self


def plain(columns: Extra) -> None:
    """Columns of a grade hold numbers and words, nothing else."""
    for name, value in columns.items():
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
            raise PydanticCustomError("plain_column", "a number or a word", {"name": name, "got": str(value)})


class Quota(Strict):
    """A grade for so large a share of a league, from the top or from the bottom."""

    grade: Text = Field(description="The grade.")
    top_share: Number | None = Field(None, gt=0, le=1, description="The share of the league, from the top.")
    bottom_share: Number | None = Field(None, gt=0, le=1, description="The share of the league, from the bottom.")
    seats: Literal["floor", "ceil", "half_up"] = Field(description="How the share becomes whole seats.")
    ties: Literal["in", "out"] = Field(description="Whether equals that do not all fit have the grade or have it not.")
    smallest: int = Field(1, ge=1, description="A league with fewer has no such quota.")
    below: Literal["bands"] = Field("bands", description="What holds in a smaller league.")

    @model_validator(mode="after")
    def _one_end(self) -> Quota:
        if (self.top_share is None) == (self.bottom_share is None):
            choices = ["top_share", "bottom_share"]
            raise PydanticCustomError("one_of", "one of these is needed", {"choices": choices})
        return self

    @property
    def share(self) -> Decimal:
        """The share of the league, from whichever end."""
        return self.top_share or self.bottom_share or Decimal(0)


class Grades(Strict):
    """The grades from best to worst, and the cut of each; the first band whose cut is reached holds."""

    order: list[Id] = Field(min_length=1, description="The grades from best to worst.")
    titles: dict[Text, Title] = Field(default_factory=dict, description="How people read the grades.")
    bands: list[Band] = Field(
        description="Cuts with their grades, from the highest down; the first that is reached holds."
    )
    otherwise: Otherwise = Field(alias="else", description="The grade below all bands.")
    quotas: list[Quota] = Field(default_factory=list, description="Grades for a share of the league.")

    @model_validator(mode="after")
    def _says_something(self) -> Grades:
        if not self.bands and not self.quotas:
            raise PydanticCustomError("no_bands", "bands or quotas are needed", {})
        return self

    def columns(self) -> dict[str, Extra]:
        """The columns of each grade that carries some."""
        held: list[Band | Otherwise] = [self.otherwise, *reversed(self.bands)]
        said = {one.grade: one.columns for one in held if one.columns}
        return {grade: said[grade] for grade in self.order if grade in said}


class Ranking(Strict):
    """Among whom ranks are given, on which number, and what equals share."""

    within: Literal["category", "all"] = Field(default="category", description="Among whom ranks are given.")
    on: Literal["published", "exact"] = Field(
        default="published", description="On the printed score, or on the exact one."
    )
    ties: Ties = Field(default="competition", description="What equals share.")
    then_by: list[str] = Field(
        default_factory=list, description="What decides among equals, in order; a minus in front: less is better."
    )
    vetoed: Literal["in_place", "last", "unranked"] = Field(
        default="in_place", description="Where those stand whose grade a limit fixed."
    )
