"""The channels of a rubric: who looks, what that weighs, and what follows when nobody looked."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.forms import Number
from redprop.rubric.elements import Conditions, Id, Strict, Text, Title, VariedWeight


class Minimum(Strict):
    """The smallest survey that counts: so many different respondents, and such a share of a register column."""

    count: int | None = Field(None, ge=1, description="So many different respondents.")
    share: Number | None = Field(None, gt=0, le=1, description="Such a share of the register column that `in` names.")
    column: str | None = Field(None, alias="in", description="The register column that the share is of.")
    of: Literal["respondent"] = Field(description="What is counted.")

    @model_validator(mode="after")
    def _says_something(self) -> Minimum:
        if self.count is None and self.share is None:
            raise PydanticCustomError("one_of", "count or share is needed", {"choices": ["count", "share"]})
        if (self.share is None) != (self.column is None):
            raise PydanticCustomError("share_in", "share and in belong together", {})
        return self


AbsentPolicy = Literal["not_rated", "zero", "renormalise", "weight_to"]


def _word_or_heir(schema: forms.Schema) -> None:
    policy, heir = schema["properties"]["policy"], schema["properties"]["weight_to"]
    words = [word for word in policy["enum"] if word != "weight_to"]
    by_key = {**schema, "properties": {"weight_to": {**heir["anyOf"][0], "description": heir["description"]}}}
    forms.replaced(schema, {"enum": words}, by_key | {"required": ["weight_to"]})


class Absent(Strict):
    """What follows when a channel has not looked at a subject."""

    model_config = ConfigDict(json_schema_extra=_word_or_heir)

    policy: AbsentPolicy
    weight_to: str | None = Field(None, description="The channel that gets the weight of this one.")

    @model_validator(mode="before")
    @classmethod
    def _word_or_heir(cls, value: object) -> object:
        if isinstance(value, dict) and set(value) == {"weight_to"}:
            return {"policy": "weight_to", **value}
        if isinstance(value, str) and value in get_args(AbsentPolicy)[:3]:
            return {"policy": value}
        if isinstance(value, dict) and "policy" in value:
            return value
        choices = [*get_args(AbsentPolicy)[:3], "{weight_to: CHANNEL}"]
        raise PydanticCustomError("choice", "not one of the choices", {"got": str(value), "choices": choices})


class Channel(Strict):
    """Who looks at a subject, what that weighs, and what follows when nobody looked."""

    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    weight: Number = Field(gt=0, description="Its weight beside the other channels.")
    by_category: dict[Id, VariedWeight] = Field(
        default_factory=dict, description="Its weight in a category; unsaid categories take the plain one."
    )
    visits: Literal["mean", "lowest", "last", "pooled"] = Field("mean", description="How several visits become one.")
    absent: Absent = Field(description="What follows where it has no mark for a subject.")
    minimum: Minimum | None = Field(None, description="The smallest survey that counts.")
    drawn: str | None = Field(None, description="The register column that says who was to be visited.")
    zero_when: Conditions | None = Field(None, description="Where this holds, the channel counts 0 whatever it found.")
    aliases: list[Text] = Field(default_factory=list, description="Other ways that a file may write it.")


class Channels(Strict):
    """The channels by id, and how they are blended."""

    model_config = ConfigDict(json_schema_extra=forms.beside("listed", least=1))

    blend: Literal["by_channel", "by_criterion"] = Field(
        "by_channel", description="Whether channels are blended as wholes or criterion by criterion."
    )
    listed: dict[Id, Channel] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _channels_stand_beside_blend(cls, value: object) -> object:
        if not isinstance(value, dict) or "listed" in value:
            return value
        listed = {name: item for name, item in value.items() if name != "blend"}
        return {"listed": listed} | ({"blend": value["blend"]} if "blend" in value else {})
