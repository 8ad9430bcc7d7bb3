"""The small models that a rubric is put together from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.conditions import Condition, Names
from redprop.forms import Number
from redprop.limits import EFFECTS, AnyEffect
from redprop.rules import Take


class Strict(BaseModel):
    """Frozen, and refuses what it does not know: a misspelt key that is ignored is a wrong score."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _by_language(value: object) -> object:
    return {"": str(value)} if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool) else value


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, dict) else value


ID = r"^[A-Za-z_][A-Za-z0-9_-]*$"
Text = Annotated[str, BeforeValidator(_as_text), WithJsonSchema(forms.TEXT)]
Id = Annotated[str, BeforeValidator(_as_text), Field(pattern=ID), WithJsonSchema({"type": "string", "pattern": ID})]
Title = Annotated[dict[str, str], BeforeValidator(_by_language), WithJsonSchema(forms.TITLE)]
"""A text, or a text by language; a text alone stands under the empty language."""
_Some = Annotated[Names, Field(min_length=1)]
Conditions = Annotated[list[_Some], BeforeValidator(_listed), Field(min_length=1), forms.OneOrMany()]
"""A condition: several names hold together, a list means any of them."""


def said_in(title: Mapping[str, str] | None, language: str, otherwise: str) -> str:
    """A title in a language, or in whichever it has, or `otherwise`.

    >>> said_in({"zh": "小区"}, "en", "estate"), said_in(None, "en", "estate")
    ('小区', 'estate')
    """
    if not title:
        return otherwise
    return title.get(language) or title.get("") or next(iter(title.values()))


class Subject(Strict):
    """What is judged: the column that names it, and the word for it."""

    column: Id = Field(default="estate", description="The column of a file that names the subject.")
    title: Title | None = Field(default=None, description="How people read it: a text, or a text for each language.")


def _titles_beside(schema: forms.Schema) -> None:
    """A title alone, titles by language beside aliases, or both by their keys."""
    keys = {name: said for name, said in schema["properties"].items() if name != "title"}
    by_key = {**schema, "required": ["title"]}
    by_language = {"type": "object", "properties": keys, "additionalProperties": {"type": "string"}}
    forms.replaced(schema, {"type": "string"}, by_key, by_language | {"propertyNames": {"not": {"const": "title"}}})


class Category(Strict):
    """A league: its titles, and other ways to write it."""

    model_config = ConfigDict(json_schema_extra=_titles_beside)

    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    aliases: list[Text] = Field(default_factory=list, description="Other ways that a file may write it.")

    @model_validator(mode="before")
    @classmethod
    def _titles_stand_beside_aliases(cls, value: object) -> object:
        if isinstance(value, str):
            return {"title": {"": value}}
        if isinstance(value, dict) and "title" not in value:
            titles = {key: text for key, text in value.items() if key != "aliases"}
            rest = {"aliases": value["aliases"]} if "aliases" in value else {}
            return rest | ({"title": titles} if titles else {})
        return value


class Varied(Strict):
    """What differs for one category: full marks, or the weight beside its sisters."""

    marks: Number | None = Field(None, gt=0, description="The full marks in this category.")
    weight: Number | None = Field(None, gt=0, description="The weight in this category.")

    @model_validator(mode="after")
    def _says_something(self) -> Varied:
        if self.marks is None and self.weight is None:
            raise PydanticCustomError("one_of", "marks or weight is needed", {"choices": ["marks", "weight"]})
        return self


class VariedWeight(Strict):
    """The weight for one category."""

    weight: Number = Field(gt=0, description="The weight in this category.")


TAKES: tuple[Take, ...] = get_args(Take)


class Ranged(Strict):
    """What the values of a measure may be."""

    least: forms.Measured | None = Field(None, description="The least that a row may carry.")
    most: forms.Measured | None = Field(None, description="The most that a row may carry.")

    @model_validator(mode="after")
    def _in_order(self) -> Ranged:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise PydanticCustomError("least_above_most", "least must not be above most", {})
        return self


def _takes_as_keys(schema: forms.Schema) -> None:
    columns = schema["properties"]["columns"]
    said = {"description": columns["description"], "anyOf": [columns["items"], columns]}
    forms.without(schema, "take", "columns")
    forms.one_of_keys(schema, ((take, said) for take in TAKES))


class Measure(Ranged):
    """What feeds a criterion: columns, how their rows become one value, and what it is divided by."""

    model_config = ConfigDict(json_schema_extra=_takes_as_keys)

    take: Take
    columns: list[Id] = Field(min_length=1, description="How the rows of this measure, or of these, become one value.")
    per: str | None = Field(None, description="What it is divided by: another measure, or register.COLUMN.")
    times: forms.Factor = Field(Decimal(1), gt=0, description="Then multiplied by this, such as 100.")
    complement: bool = Field(False, description="Then `times` less the value.")

    @model_validator(mode="before")
    @classmethod
    def _one_take(cls, value: object) -> object:
        if not isinstance(value, dict) or "take" in value:
            return value
        takes = [take for take in TAKES if take in value]
        if len(takes) != 1:
            raise PydanticCustomError("one_of", "exactly one is needed", {"choices": list(TAKES)})
        columns = value[takes[0]]
        rest = {key: item for key, item in value.items() if key != takes[0]}
        return rest | {"take": takes[0], "columns": columns if isinstance(columns, list) else [columns]}


class NamedMeasure(Ranged):
    """How people write a measure, and what its values may be."""

    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    aliases: list[Text] = Field(default_factory=list, description="Other ways that a file may write it.")


def one_kind(value: object, kinds: Mapping[str, Any], into: str) -> object:
    """Turns the one key that names a kind into a tagged model: `cap: 79` becomes `effect: {kind: cap, cap: 79}`."""
    if not isinstance(value, dict) or into in value:
        return value
    named = [key for key in value if key in kinds]
    if len(named) != 1:
        raise PydanticCustomError("one_kind", "exactly one kind", {"got": named, "choices": list(kinds)})
    kind = named[0]
    said = value[kind]
    if isinstance(said, dict):
        tagged = {"kind": kind, **{key: item for key, item in said.items() if key != "kind"}}
    elif said is None:
        tagged = {"kind": kind}
    elif kind in kinds[kind].model_fields:
        tagged = {"kind": kind, kind: said}
    else:
        raise PydanticCustomError("options_by_name", "options by name", {"kind": kind, "got": str(said)})
    return {key: item for key, item in value.items() if key != kind} | {into: tagged}


class Limit(Strict):
    """A rule that can only lower: when it holds, and what it does."""

    id: Id = Field(description="Its name for programs and files: letters, digits, _ and -.")
    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    why: Title | None = Field(None, description="Why it is looked at, for people.")
    when: Conditions = Field(description="When it holds: names together, or a list of which one is enough.")
    if_missing: Literal["holds", "ignored"] | None = Field(
        None, description="What follows where a value of the condition is not there."
    )
    effect: AnyEffect

    @model_validator(mode="before")
    @classmethod
    def _effect(cls, value: object) -> object:
        return one_kind(value, EFFECTS, "effect")

    @property
    def condition(self) -> Condition:
        """The condition as the conditions layer takes it."""
        return self.when


class Example(Strict):
    """A case that the standard proves itself on: what was measured, and what must come out."""

    title: Title = Field(description="How people read it: a text, or a text for each language.")
    measured: dict[str, Any] = Field(
        default_factory=dict,
        alias="with",
        description="What was measured: one value, a list of rows, or a value for each channel.",
    )
    expect: dict[str, Any] = Field(
        min_length=1,
        description="What must come out: marks of parts, limits that hold, channel.ID, score, grade, outcome.",
    )
    register_row: dict[str, Any] = Field(
        default_factory=dict, alias="register", description="The subject's row of the register."
    )
    category: str | None = Field(None, description="The subject's category.")
    period: Text = Field("", description="The period, such as 2022Q2.")
    channel: str | None = Field(None, description="The only channel that has these rows.")
    absent: list[str] = Field(default_factory=list, description="Channels that did not come.")
    respondents: dict[str, int] = Field(default_factory=dict, description="How many answered in a channel.")
