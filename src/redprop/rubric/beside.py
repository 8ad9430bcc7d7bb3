"""What stands beside the tree of a rubric: the bonus and the penalty."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from redprop.forms import Number
from redprop.rubric.elements import Id, Measure, Strict, Text, Title
from redprop.rules import RULES, Points


class Extra(Strict):
    """A criterion of the bonus or the penalty: so many points for what was recorded, none for no row."""

    id: Id = Field(description="Its name for programs and files: letters, digits, _ and -.")
    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    why: Title | None = Field(None, description="Why it is looked at, for people.")
    source: Title | None = Field(None, description="Where it comes from, for people.")
    aliases: list[Text] = Field(default_factory=list, description="Other ways that a file may write it.")
    measure: Measure | None = Field(None, description="What feeds it; unsaid: the measure of its own id.")
    points: Points = Field(description="How many points.")
    cap: Number | None = Field(None, gt=0, description="The most that it can come to.")
    decimals: int | None = Field(
        None, ge=0, le=15, description="How many decimals its values may have; unsaid: the rubric's."
    )

    @model_validator(mode="before")
    @classmethod
    def _no_other_rule(cls, value: object) -> object:
        others = [key for key in value if key in RULES and key != "points"] if isinstance(value, dict) else []
        if others:
            context = {"got": others[0], "at": (others[0],)}
            raise PydanticCustomError("only_points", "points is the only rule here", context)
        if isinstance(value, dict) and "marks" in value:
            raise PydanticCustomError("marks_of_a_count", "no full marks", {"kind": "points"})
        return value

    @field_validator("points", mode="before")
    @classmethod
    def _unsaid_counts_the_value(cls, value: object) -> object:
        return {} if value is None else value


class Penalty(Strict):
    """What is taken off after the blend, together at most so much."""

    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    cap: Number | None = Field(None, gt=0, description="The most that all of it can come to.")
    criteria: list[Extra] = Field(min_length=1, description="What counts, each with its points.")


class Bonus(Penalty):
    """What is added after the blend, together at most so much, and never past full marks unless it says so."""

    past_full: bool = Field(False, description="Whether the bonus may lift a score past the rubric's marks.")
