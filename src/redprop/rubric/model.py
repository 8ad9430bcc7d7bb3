"""The rubric: the standard itself, as a frozen model. Field names are the keys of the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from redprop import forms
from redprop.combine import Combine
from redprop.forms import Number
from redprop.rubric.beside import Bonus, Extra, Penalty
from redprop.rubric.channels import Channels
from redprop.rubric.elements import (
    Category,
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
from redprop.rules import RULES, AnyRule

Missing = Literal["full", "zero", "not_assessed", "not_rated"]
NotApplicable = Literal["leave_out", "full", "zero"]


class Node(Strict):
    """What sections and criteria share; `channels` to `unanswered` hold for all below unless said again."""

    id: Id = Field(description="Its name for programs and files: letters, digits, _ and -.")
    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    why: Title | None = Field(None, description="Why it is looked at, for people.")
    source: Title | None = Field(None, description="Where it comes from, for people.")
    weight: Number | None = Field(
        None, gt=0, description="Its weight beside its sisters, where they are not added up; unsaid: its marks."
    )
    takes_off: bool = Field(False, description="Whether its marks are taken off in the sum above it.")
    cap: Number | None = Field(None, description="The most that it can come to, before rounding and rescaling.")
    floor: Number | None = Field(None, description="The least that it can come to, before rounding and rescaling.")
    grades: Grades | None = Field(None, description="Grades of its own, by its marks on the printed scale.")
    aliases: list[Text] = Field(default_factory=list, description="Other ways that a file may write it.")
    channels: list[str] | None = Field(
        None, min_length=1, description="Which channels look at it; holds for all below unless said again."
    )
    missing: Missing | None = Field(
        None, description="What it means that there is no row; holds for all below unless said again."
    )
    not_applicable: NotApplicable | None = Field(
        None, description="What follows where it does not apply; holds for all below unless said again."
    )
    unanswered: list[Number] | None = Field(
        None, description="Answers that leave the mean, such as 9 where 9 is no opinion."
    )

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

    marks: Number | None = Field(
        None, gt=0, description="Its full marks; none where its rule counts without a ceiling."
    )
    by_category: dict[Id, Varied] = Field(
        default_factory=dict, description="What differs for a category; unsaid categories take the plain number."
    )
    rule: AnyRule
    measure: Measure | None = Field(None, description="What feeds it; unsaid: the measure of its own id.")
    applies_when: Conditions | None = Field(
        None, description="For whom it holds: columns of the register, or the quarter."
    )
    decimals: int | None = Field(
        None, ge=0, le=15, description="How many decimals its values may have; unsaid: the rubric's."
    )

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

    marks: forms.Marks | None = Field(None, gt=0, description="Its full marks; in a sum, what is below comes to it.")
    by_category: dict[Id, VariedWeight] = Field(
        default_factory=dict, description="What differs for a category; unsaid categories take the plain number."
    )
    combine: Combine = Field("sum", description="How the marks below become its own.")
    start: forms.Marks | None = Field(
        None, alias="from", description="The sum starts here; the rubric is then not scaled."
    )
    rescale: Literal["here"] | None = Field(
        None, description="Hands on full marks x earned / possible, as if all that applies had been assessed."
    )
    sections: list[Section] = Field(default_factory=list, description="The sections in it.")
    criteria: list[Criterion] = Field(default_factory=list, description="The criteria in it.")

    @property
    def children(self) -> list[Section | Criterion]:
        """Sections first, then criteria, each in the file's order."""
        return [*self.sections, *self.criteria]


class Rubric(Strict):
    """A whole standard."""

    redprop: Literal[1] = Field(description="The version of this language.")
    id: Id = Field(description="The standard's name for programs.")
    edition: Text | None = Field(None, description="Which edition it is.")
    title: Title | None = Field(None, description="How people read it: a text, or a text for each language.")
    status: Literal["emerging", "settled"] = Field("emerging", description="Whether the standard is settled.")
    source: Title | list[Title] | None = Field(None, description="Where the standard comes from, for people.")
    subject: Subject = Field(Subject(), description="What is judged.")
    marks: Number = Field(Decimal(100), gt=0, description="The marks of the whole; what is below must come to it.")
    decimals: int = Field(4, ge=0, le=15, description="How many decimals a measured value may have.")
    combine: Combine = Field("sum", description="How the marks below become its own.")
    start: Number | None = Field(None, alias="from", description="The sum starts here; the rubric is then not scaled.")
    cap: Number | None = Field(None, description="The most that it can come to, before rounding and rescaling.")
    floor: Number | None = Field(None, description="The least that it can come to, before rounding and rescaling.")
    rescale: Literal["here"] | None = Field(
        None, description="Hands on full marks x earned / possible, as if all that applies had been assessed."
    )
    better: Literal["higher", "lower"] = Field("higher", description="Whether more or less is better.")
    one_ruler: bool = Field(False, description="Whether all categories are measured alike: no by_category anywhere.")
    visit: str | None = Field(
        None, description="Without a visit log, a subject was visited where it has a row of this measure."
    )
    categories: dict[Id, Category] = Field(default_factory=dict, description="The leagues, by id.")
    channels: Channels | None = Field(
        None, description="Who looks, and what that weighs; unsaid: one channel without a name."
    )
    not_applicable_words: list[Text] = Field(
        default_factory=list, description="Words beside n/a and 不适用 that mean not applicable."
    )
    absent_values: list[Number] = Field(
        default_factory=list, description="Numbers that mean not assessed, wherever they stand."
    )
    missing: Missing | None = Field(
        None, description="What it means that there is no row; holds for all below unless said again."
    )
    not_applicable: NotApplicable | None = Field(
        None, description="What follows where it does not apply; holds for all below unless said again."
    )
    unanswered: list[Number] | None = Field(
        None, description="Answers that leave the mean, such as 9 where 9 is no opinion."
    )
    measures: dict[Id, NamedMeasure] = Field(
        default_factory=dict, description="Titles, aliases and bounds of measures that are no criteria."
    )
    sections: list[Section] = Field(default_factory=list, description="The parts of the standard.")
    criteria: list[Criterion] = Field(default_factory=list, description="Criteria that stand in no section.")
    bonus: Bonus | None = Field(None, description="What is added to the blended score.")
    penalty: Penalty | None = Field(None, description="What is taken off the blended score.")
    limits: list[Limit] = Field(default_factory=list, description="What can only lower a score or a grade.")
    rounding: Rounding = Field(description="Where numbers are rounded; a stage that is not named is exact.")
    grades: Grades | None = Field(None, description="The grades and their cuts.")
    ranking: Ranking = Field(Ranking(), description="How ranks are given.")
    examples: list[Example] = Field(
        default_factory=list, description="Cases that redprop check works out: the standard proves itself."
    )

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
