"""The plan that a rubric compiles to: which measures to read and how finely, and the nodes in working order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from redprop.combine import Combine
from redprop.rubric.elements import AbsentPolicy, Conditions, Minimum
from redprop.rubric.model import Missing, NotApplicable, Rubric
from redprop.rules import Reads, Rule, Take


class Column(NamedTuple):
    """One measure that rows name: how its values are read, and what they may be.

    `channels` are those whose criteria it feeds; none means that any channel may report it.
    """

    id: str
    reads: Reads
    decimals: int
    names: tuple[str, ...]
    spellings: Mapping[str, str]
    least: Fraction | None
    most: Fraction | None
    unanswered: frozenset[Fraction]
    channels: frozenset[str]
    once: bool
    counts_rows: bool
    fills_gaps: bool


class Feed(NamedTuple):
    """How the cells of a criterion become one value: columns, what is taken, what it is divided by."""

    columns: tuple[str, ...]
    take: Take
    per: str | None
    per_register: str | None
    times: Fraction
    complement: bool


@dataclass(frozen=True)
class Leaf:
    """A criterion, with everything that it inherits said."""

    id: str
    marks: Fraction
    weight: Fraction
    rule: Rule
    feed: Feed
    channels: tuple[str, ...]
    missing: Missing
    not_applicable: NotApplicable
    applies_when: Conditions | None


@dataclass(frozen=True)
class Branch:
    """A section, or the whole: what it puts together, and how. `marks` is None where the children's sum is meant."""

    id: str
    marks: Fraction | None
    weight: Fraction
    combine: Combine
    rescaled: bool
    children: tuple[Branch | Leaf, ...]

    def leaves(self) -> Iterator[Leaf]:
        """The criteria below, in order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    def branches(self) -> Iterator[Branch]:
        """This branch and those below, parents first."""
        yield self
        for child in self.children:
            if isinstance(child, Branch):
                yield from child.branches()


class PlanChannel(NamedTuple):
    """A channel, with its place in the blend."""

    id: str
    weight: Fraction
    visits: Literal["mean", "lowest", "last", "pooled"]
    absent: AbsentPolicy
    heir: str | None
    minimum: Minimum | None
    drawn: str | None


@dataclass(frozen=True)
class Plan:
    """A rubric made ready for reading and scoring. A rubric without channels has one, whose id is empty."""

    rubric: Rubric
    columns: Mapping[str, Column]
    channels: tuple[PlanChannel, ...]
    root: Branch

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The criteria, in the file's order."""
        return tuple(self.root.leaves())

    @cached_property
    def decimals(self) -> int:
        """Values are whole numbers of 10^-decimals: as fine as the finest measure."""
        return max((column.decimals for column in self.columns.values()), default=0)

    @cached_property
    def sections(self) -> tuple[Branch, ...]:
        """The sections right below the whole."""
        return tuple(child for child in self.root.children if isinstance(child, Branch))

    @property
    def blend(self) -> Literal["by_channel", "by_criterion"]:
        """How channels are put together."""
        return self.rubric.channels.blend if self.rubric.channels else "by_channel"

    @property
    def full(self) -> Fraction:
        """The marks of the whole."""
        return Fraction(self.rubric.marks)

    @property
    def places(self) -> int:
        """The decimal places of the score."""
        return self.rubric.rounding.score

    @cached_property
    def register_numbers(self) -> frozenset[str]:
        """The register columns that something is divided by, or a survey's share is of."""
        found = {leaf.feed.per_register for leaf in self.leaves}
        found |= {c.minimum.column for c in self.channels if c.minimum is not None}
        return frozenset(name.removeprefix("register.") for name in found if name)

    @cached_property
    def register_columns(self) -> frozenset[str]:
        """The register columns that the rubric reads."""
        names = {c.drawn for c in self.channels if c.drawn}
        names |= {name for leaf in self.leaves for group in leaf.applies_when or () for name in group}
        asked = [name for limit in self.rubric.limits for group in limit.when for name in group]
        asked += [name.lstrip("-") for name in self.rubric.ranking.then_by]
        names |= {name for name in asked if name.startswith("register.")}
        own = ("category", "status", "name")
        return self.register_numbers | {n for name in names if (n := name.removeprefix("register.")) not in own}

    def channel(self, name: str) -> PlanChannel:
        """A channel by id."""
        return next(channel for channel in self.channels if channel.id == name)
