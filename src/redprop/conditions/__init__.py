"""Conditions as data: a name and what its value must be. Several names hold together; a list means any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.exact import Flags, Ratios, parse_decimal
from redprop.forms import Number

Word = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, (int, Decimal)) else value),
    WithJsonSchema(forms.TEXT),
]


def _short(schema: forms.Schema) -> None:
    """`quarter: [2, 3]` and `kind: old`, or a comparison by name."""
    forms.renamed("within", "in")(schema)
    plain: forms.Schema = {"type": ["string", "number", "boolean"]}
    forms.widened(schema, plain, schema["properties"]["in"]["anyOf"][0])


class Comparison(BaseModel):
    """What a value must be. Numbers are compared exactly; words only with `equals` and `in`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=True,
        defer_build=True,
        json_schema_extra=_short,
    )

    at_least: Number | None = Field(None, description="This and more.")
    above: Number | None = Field(None, description="More than this.")
    at_most: Number | None = Field(None, description="This and less.")
    below: Number | None = Field(None, description="Less than this.")
    equals: Word | None = Field(None, description="Exactly this number or word.")
    within: list[Word] | None = Field(None, description="One of these numbers or words.")
    channel: str | None = Field(None, description="Only what this channel reports counts.")

    @model_validator(mode="before")
    @classmethod
    def _in_is_a_python_word(cls, value: object) -> object:
        """A list is short for `in`, a plain value for `equals`."""
        if isinstance(value, list):
            return {"within": value}
        if isinstance(value, (str, int, Decimal)):
            return {"equals": str(value).lower() if isinstance(value, bool) else value}
        if isinstance(value, dict) and "in" in value:
            return {("within" if key == "in" else key): item for key, item in value.items()}
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Comparison:
        if not self.model_dump(exclude_none=True, exclude={"channel"}):
            raise PydanticCustomError("empty_condition", "a comparison is needed", {})
        return self

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the value may be, where words are asked for."""
        return tuple(([self.equals] if self.equals is not None else []) + (self.within or []))

    def holds(self, value: Ratios) -> Flags:
        """Where a column of numbers is what is asked for."""
        fits = np.ones(len(value), dtype=bool)
        ways: tuple[tuple[Decimal | None, Callable[[Ratios, Fraction], Flags]], ...] = (
            (self.at_least, Ratios.__ge__),
            (self.above, Ratios.__gt__),
            (self.at_most, Ratios.__le__),
            (self.below, Ratios.__lt__),
        )
        for bound, way in ways:
            if bound is not None:
                fits &= way(value, Fraction(bound))
        if self.words:
            fits &= np.logical_or.reduce([value.equals(number) for number in _numbers(self.words)] or [~fits])
        return fits


def _numbers(words: tuple[str, ...]) -> Iterator[Fraction]:
    for word in words:
        number = parse_decimal(word)
        if number is not None:
            yield Fraction(number)


Names = dict[str, Comparison]
Condition = Names | list[Names]


def any_of(condition: Condition) -> list[Names]:
    """The condition as a list of which one must hold."""
    return condition if isinstance(condition, list) else [condition]


def holds(condition: Condition, value: Callable[[str, Comparison], tuple[Flags, Flags]]) -> tuple[Flags, Flags]:
    """Where a condition holds, and where it is decided at all.

    `value(name, comparison)` says for one name where it holds and where its value is there. One that fails decides
    against names that must hold together; one group that holds decides for a list.
    """
    held: Any = None
    known: Any = None
    for names in any_of(condition):
        group_held: Any = None
        group_known: Any = None
        for name, comparison in names.items():
            fits, there = value(name, comparison)
            fits = fits & there
            if group_held is None:
                group_held, group_known = fits, there
                continue
            fails = (group_known & ~group_held) | (there & ~fits)
            group_held, group_known = group_held & fits, (group_known & there) | fails
        if held is None:
            held, known = group_held, group_known
            continue
        known = (known & group_known) | held | group_held
        held = held | group_held
    return held, known
