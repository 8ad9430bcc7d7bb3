"""The rubric: the standard itself, as a frozen model. Field names are the keys of the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from redprop.combine import Combine
from redprop.exact import Number
from redprop.rubric.elements import (
    Category,
    Channels,
    Conditions,
    Example,
    Grades,
    Id,
    Limit,
    Measure,
    NamedMeasure,
    Ranking,
    Rounding,
    Strict,
    Subject,
    Text,
    Title,
    one_kind,
)
from redprop.rules import RULES, AnyRule

Missing = Literal["full", "zero", "not_assessed", "not_rated"]
NotApplicable = Literal["leave_out", "full", "zero"]


class Node(Strict):
    """What sections and criteria share; `channels` to `unanswered` hold for all below unless said again."""

    id: Id
    title: Title | None = None
    why: Title | None = None
    source: Title | None = None
    weight: Number | None = Field(None, gt=0)
    aliases: list[Text] = Field(default_factory=list)
    channels: list[str] | None = Field(None, min_length=1)
    missing: Missing | None = None
    not_applicable: NotApplicable | None = None
    unanswered: list[Number] | None = None


class Criterion(Node):
    """One thing looked at: its full marks, its rule, and what feeds it."""

    marks: Number = Field(gt=0)
    rule: AnyRule
    measure: Measure | None = None
    applies_when: Conditions | None = None
    decimals: int | None = Field(None, ge=0, le=15)

    @model_validator(mode="before")
    @classmethod
    def _rule(cls, value: object) -> object:
        return one_kind(value, RULES, "rule")


class Section(Node):
    """A part of the standard: criteria, or sections again."""

    marks: Number | None = Field(None, gt=0)
    combine: Combine = "sum"
    rescale: Literal["here"] | None = None
    sections: list[Section] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)

    @property
    def children(self) -> list[Section | Criterion]:
        """Sections first, then criteria, each in the file's order."""
        return [*self.sections, *self.criteria]


class Rubric(Strict):
    """A whole standard."""

    redprop: Literal[1]
    id: Id
    edition: Text | None = None
    title: Title | None = None
    status: Literal["emerging", "settled"] = "emerging"
    source: Title | list[Title] | None = None
    subject: Subject = Subject()
    marks: Number = Field(Decimal(100), gt=0)
    decimals: Annotated[int, Field(ge=0, le=15)] = 4
    combine: Combine = "sum"
    rescale: Literal["here"] | None = None
    categories: dict[Id, Category] = Field(default_factory=dict)
    channels: Channels | None = None
    not_applicable_words: list[Text] = Field(default_factory=list)
    absent_values: list[Number] = Field(default_factory=list)
    missing: Missing | None = None
    not_applicable: NotApplicable | None = None
    unanswered: list[Number] | None = None
    measures: dict[Id, NamedMeasure] = Field(default_factory=dict)
    sections: list[Section] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)
    limits: list[Limit] = Field(default_factory=list)
    rounding: Rounding
    grades: Grades | None = None
    ranking: Ranking = Ranking()
    examples: list[Example] = Field(default_factory=list)

    @property
    def children(self) -> list[Section | Criterion]:
        """Sections first, then criteria, each in the file's order."""
        return [*self.sections, *self.criteria]


Path = tuple[str | int, ...]


def nodes(parent: Rubric | Section, path: Path = ()) -> Iterator[tuple[Path, Section | Criterion]]:
    """Every section and criterion with the way to it, parents first, in the file's order."""
    for index, section in enumerate(parent.sections):
        yield (*path, "sections", index), section
        yield from nodes(section, (*path, "sections", index))
    for index, criterion in enumerate(parent.criteria):
        yield (*path, "criteria", index), criterion


def criteria(rubric: Rubric) -> list[Criterion]:
    """Every criterion, in the file's order."""
    return [node for _, node in nodes(rubric) if isinstance(node, Criterion)]
