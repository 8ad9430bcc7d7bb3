"""The plan that a rubric compiles to: which measures to read and how finely, and the nodes in working order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from redprop.combine import Combine
from redprop.rubric.channels import AbsentPolicy, Minimum
from redprop.rubric.elements import Conditions
from redprop.rubric.grading import Grades
from redprop.rubric.model import Missing, NotApplicable, Rubric, nodes
from redprop.rubric.resolve import REGISTER, conditions
from redprop.rules import Reads, Rule, Take


class Apart(NamedTuple):
    """What tells the rows of defects apart: columns of the file, and which words of them cost nothing.

    `words` are the severities from the costliest to the cheapest.
    """

    severity: str
    same: tuple[str, ...]
    not_scored: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that are read for it."""
        return tuple(dict.fromkeys([self.severity, *self.same, *self.not_scored]))


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
    apart: Apart | None = None


class Feed(NamedTuple):
    """How the cells of a criterion become one value: columns, what is taken, what it is divided by."""

    columns: tuple[str, ...]
    take: Take
    per: str | None
    per_register: str | None
    times: Fraction
    complement: bool


class Edge(NamedTuple):
    """How a node stands above what it is made of: its start, its bounds, whether it is taken off."""

    start: Fraction | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None
    takes_off: bool = False


NO_EDGE = Edge()


@dataclass(frozen=True)
class Leaf:
    """A criterion, with everything that it inherits said. `marks` is 0 where there are no full marks.

    `costs` says that it stands under something that is taken off: then nothing found costs nothing.
    """

    id: str
    marks: Fraction
    weight: Fraction
    rule: Rule
    feed: Feed
    channels: tuple[str, ...]
    missing: Missing
    not_applicable: NotApplicable
    applies_when: Conditions | None
    edge: Edge = NO_EDGE
    costs: bool = False
    marks_by: Mapping[str, Fraction] = field(default_factory=dict)
    weight_by: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def has_full(self) -> bool:
        """Whether it has full marks; what is counted without a ceiling has none."""
        return self.rule.has_full


@dataclass(frozen=True)
class Branch:
    """A section, or the whole: what it puts together, and how. `marks` is None where the children's sum is meant."""

    id: str
    marks: Fraction | None
    weight: Fraction
    combine: Combine
    rescaled: bool
    children: tuple[Branch | Leaf, ...]
    edge: Edge = NO_EDGE
    weight_by: Mapping[str, Fraction] = field(default_factory=dict)

    def leaves(self) -> Iterator[Leaf]:
        """The criteria below, in order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    def ids(self) -> Iterator[str]:
        """The ids of this branch and of everything below."""
        yield from (branch.id for branch in self.branches())
        yield from (leaf.id for leaf in self.leaves())

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
    weight_by: Mapping[str, Fraction] = MappingProxyType({})
    zero_when: Conditions | None = None


class PlanBlock(NamedTuple):
    """The bonus or the penalty: its criteria, the most that they come to, and whether full marks may be passed."""

    name: Literal["bonus", "penalty"]
    cap: Fraction | None
    past_full: bool
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Plan:
    """A rubric made ready for reading and scoring. A rubric without channels has one, whose id is empty."""

    rubric: Rubric
    columns: Mapping[str, Column]
    channels: tuple[PlanChannel, ...]
    root: Branch
    blocks: tuple[PlanBlock, ...] = ()

    @cached_property
    def scaled(self) -> bool:
        """Whether the score is marks x earned / possible; else it is what the whole earned."""
        return self.rubric.scaled

    @property
    def lower_is_better(self) -> bool:
        """Whether less is better."""
        return self.rubric.better == "lower"

    @cached_property
    def row_columns(self) -> tuple[str, ...]:
        """Columns of files that the rubric itself names, for rows to be told apart by."""
        found = [name for column in self.columns.values() if column.apart for name in column.apart.columns]
        return tuple(dict.fromkeys(found))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The criteria, in the file's order."""
        return tuple(self.root.leaves())

    @cached_property
    def beside(self) -> tuple[Leaf, ...]:
        """The criteria of the bonus and the penalty."""
        return tuple(leaf for block in self.blocks for leaf in block.leaves)

    @cached_property
    def decimals(self) -> int:
        """Values are whole numbers of 10^-decimals: as fine as the finest measure."""
        return max((column.decimals for column in self.columns.values()), default=0)

    @cached_property
    def sections(self) -> tuple[Branch, ...]:
        """The sections right below the whole."""
        return tuple(child for child in self.root.children if isinstance(child, Branch))

    @cached_property
    def loose(self) -> tuple[Leaf, ...]:
        """The criteria that stand in no section."""
        return tuple(child for child in self.root.children if isinstance(child, Leaf))

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
        found = {leaf.feed.per_register for leaf in (*self.leaves, *self.beside)}
        found |= {c.minimum.column for c in self.channels if c.minimum is not None}
        return frozenset(name.removeprefix("register.") for name in found if name)

    @cached_property
    def register_columns(self) -> frozenset[str]:
        """The register columns that the rubric reads."""
        names = {c.drawn for c in self.channels if c.drawn}
        asked = [name for leaf in self.leaves for group in leaf.applies_when or () for name in group]
        asked += [name for _, condition in conditions(self.rubric) for group in condition for name in group]
        asked += [name.lstrip("-") for name in self.rubric.ranking.then_by]
        names |= {name for name in asked if name.startswith(REGISTER)}
        own = ("category", "status", "name")
        return self.register_numbers | {n for name in names if (n := name.removeprefix(REGISTER)) not in own}

    @cached_property
    def asks_quarter(self) -> bool:
        """Whether the rubric asks which quarter a period is."""
        asked = [group for leaf in self.leaves for group in leaf.applies_when or ()]
        asked += [group for _, condition in conditions(self.rubric) for group in condition]
        return any("quarter" in group for group in asked)

    @cached_property
    def costs(self) -> frozenset[str]:
        """The nodes whose marks lower the score: taken off, or below what is; what is taken off there is given back."""
        found: set[str] = set()

        def walk(branch: Branch, below: bool) -> None:
            for child in branch.children:
                lowers = below != child.edge.takes_off
                found.update([child.id] if lowers else [])
                if isinstance(child, Branch):
                    walk(child, lowers)

        walk(self.root, False)
        return frozenset(found)

    def less_is_better(self, node: str) -> bool:
        """Whether less of a part is better: of a cost, and of everything but a cost where the whole is so."""
        return self.lower_is_better != (node in self.costs)

    @cached_property
    def inside_means(self) -> frozenset[str]:
        """The nodes below a geometric mean, which has its part as a whole."""
        return self._below("geometric_mean")

    @cached_property
    def undivided(self) -> frozenset[str]:
        """The nodes that have no marks in force of their own: below a geometric mean, or where the lowest decides."""
        return self._below("geometric_mean", "lowest")

    def _below(self, *ways: str) -> frozenset[str]:
        inside = (child for branch in self.root.branches() if branch.combine in ways for child in branch.children)
        return frozenset(name for child in inside for name in ([child.id] if isinstance(child, Leaf) else child.ids()))

    @cached_property
    def graded(self) -> tuple[str, ...]:
        """The parts that have grades of their own."""
        return tuple(node.id for _, node in nodes(self.rubric) if node.grades is not None)

    def grades_of(self, node: str) -> Grades:
        """The grades of a part."""
        return next(one.grades for _, one in nodes(self.rubric) if one.id == node and one.grades is not None)

    def channel(self, name: str) -> PlanChannel:
        """A channel by id."""
        return next(channel for channel in self.channels if channel.id == name)
