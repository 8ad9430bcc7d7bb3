"""The rubric: the standard itself, as a frozen model. Field names are the keys of the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.combine import Combine
from redprop.exact import Number
from redprop.rubric.elements import (
    Category,
    Channels,
    Conditions,
    Example,
    Id,
    Limit,
    Measure,
    NamedMeasure,
    Strict,
    Subject,
    Text,
    Title,
    Varied,
    VariedWeight,
    one_kind,
)
from redprop.rubric.grading import Grades, Ranking, Rounding
from redprop.rules import RULES, AnyRule, Points

Missing = Literal["full", "zero", "not_assessed", "not_rated"]
NotApplicable = Literal["leave_out", "full", "zero"]


class Node(Strict):
    """What sections and criteria share; `channels` to `unanswered` hold for all below unless said again."""

    id: Id
    title: Title | None = None
    why: Title | None = None
    source: Title | None = None
    weight: Number | None = Field(None, gt=0)
    takes_off: bool = False
    cap: Number | None = None
    floor: Number | None = None
    grades: Grades | None = None
    aliases: list[Text] = Field(default_factory=list)
    channels: list[str] | None = Field(None, min_length=1)
    missing: Missing | None = None
    not_applicable: NotApplicable | None = None
    unanswered: list[Number] | None = None

    @model_validator(mode="after")
    def _floor_under_cap(self) -> Node:
        return ordered(self, self.floor, self.cap)


_Held = TypeVar("_Held")


def ordered(held: _Held, floor: Decimal | None, cap: Decimal | None) -> _Held:
    """The same, where its floor stands below its cap."""
    if floor is not None and cap is not None and floor >= cap:
        raise PydanticCustomError("floor_above_cap", "floor must be below cap", {})
    return held


def _marks_where_there_is_a_most(schema: forms.Schema) -> None:
    counts = [{"required": [kind]} for kind, rule in RULES.items() if not rule.has_full]
    schema |= {"if": {"anyOf": counts}, "then": {"properties": {"marks": False}}, "else": {"required": ["marks"]}}


class Criterion(Node):
    """One thing looked at: its full marks, its rule, and what feeds it."""

    model_config = ConfigDict(json_schema_extra=_marks_where_there_is_a_most)

    marks: Number | None = Field(None, gt=0)
    by_category: dict[Id, Varied] = Field(default_factory=dict)
    rule: AnyRule
    measure: Measure | None = None
    applies_when: Conditions | None = None
    decimals: int | None = Field(None, ge=0, le=15)

    @model_validator(mode="before")
    @classmethod
    def _rule(cls, value: object) -> object:
        return one_kind(value, RULES, "rule")

    @model_validator(mode="after")
    def _marks_where_there_is_a_most(self) -> Criterion:
        if self.rule.has_full and self.marks is None:
            raise PydanticCustomError("no_marks", "marks are needed", {"kind": self.rule.kind})
        if not self.rule.has_full and self.marks is not None:
            raise PydanticCustomError("marks_of_a_count", "no full marks", {"kind": self.rule.kind})
        return self


class Section(Node):
    """A part of the standard: criteria, or sections again."""

    marks: Number | None = Field(None, gt=0)
    by_category: dict[Id, VariedWeight] = Field(default_factory=dict)
    combine: Combine = "sum"
    start: Number | None = Field(None, alias="from")
    rescale: Literal["here"] | None = None
    sections: list[Section] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)

    @property
    def children(self) -> list[Section | Criterion]:
        """Sections first, then criteria, each in the file's order."""
        return [*self.sections, *self.criteria]


class Extra(Strict):
    """A criterion of the bonus or the penalty: so many points for what was recorded, none for no row."""

    id: Id
    title: Title | None = None
    why: Title | None = None
    source: Title | None = None
    aliases: list[Text] = Field(default_factory=list)
    measure: Measure | None = None
    points: Points
    cap: Number | None = Field(None, gt=0)
    decimals: int | None = Field(None, ge=0, le=15)

    @field_validator("points", mode="before")
    @classmethod
    def _unsaid_counts_the_value(cls, value: object) -> object:
        return {} if value is None else value

    def as_criterion(self) -> Criterion:
        """The same as a criterion of the tree would be."""
        return Criterion.model_construct(
            id=self.id,
            title=self.title,
            aliases=self.aliases,
            measure=self.measure,
            rule=self.points,
            cap=self.cap,
            decimals=self.decimals,
            missing="full",
        )


class Penalty(Strict):
    """What is taken off after the blend, together at most so much."""

    title: Title | None = None
    cap: Number | None = Field(None, gt=0)
    criteria: list[Extra] = Field(min_length=1)


class Bonus(Penalty):
    """What is added after the blend, together at most so much, and never past full marks unless it says so."""

    past_full: bool = False


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
    start: Number | None = Field(None, alias="from")
    cap: Number | None = None
    floor: Number | None = None
    rescale: Literal["here"] | None = None
    better: Literal["higher", "lower"] = "higher"
    one_ruler: bool = False
    visit: str | None = None
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
    bonus: Bonus | None = None
    penalty: Penalty | None = None
    limits: list[Limit] = Field(default_factory=list)
    rounding: Rounding
    grades: Grades | None = None
    ranking: Ranking = Ranking()
    examples: list[Example] = Field(default_factory=list)

    @property
    def children(self) -> list[Section | Criterion]:
        """Sections first, then criteria, each in the file's order."""
        return [*self.sections, *self.criteria]

    @property
    def scaled(self) -> bool:
        """Whether the score is marks x earned / possible: not with a start, a cost, or a count without a most."""
        held = [node for _, node in nodes(self)]
        counts = any(isinstance(node, Criterion) and not node.rule.has_full for node in held)
        starts = any(isinstance(node, Section) and node.start is not None for node in held)
        return not (self.start is not None or counts or starts or any(node.takes_off for node in held))

    @property
    def blocks(self) -> dict[Literal["bonus", "penalty"], Penalty]:
        """The blocks beside the tree that there are."""
        found: dict[Literal["bonus", "penalty"], Penalty] = {}
        if self.bonus is not None:
            found["bonus"] = self.bonus
        if self.penalty is not None:
            found["penalty"] = self.penalty
        return found

    @model_validator(mode="after")
    def _floor_under_cap(self) -> Rubric:
        return ordered(self, self.floor, self.cap)


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


def extras(rubric: Rubric) -> Iterator[tuple[Path, Extra]]:
    """Every criterion of the bonus and the penalty with the way to it."""
    for name, block in rubric.blocks.items():
        for index, extra in enumerate(block.criteria):
            yield (name, "criteria", index), extra
