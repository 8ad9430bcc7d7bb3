"""What a criterion inherits, and which measures feed it: the questions that loading and compiling both ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from redprop.rubric.elements import Measure
from redprop.rubric.model import Criterion, Missing, NotApplicable, Path, Rubric, Section

REGISTER = "register."


class Policies(NamedTuple):
    """What holds for a criterion: said on itself, or on the nearest section above it, or at the root."""

    channels: tuple[str, ...] | None
    missing: Missing | None
    not_applicable: NotApplicable | None
    unanswered: tuple[object, ...]

    def under(self, node: Section | Criterion) -> Policies:
        """What holds for a node under these policies."""
        return Policies(
            tuple(node.channels) if node.channels is not None else self.channels,
            node.missing or self.missing,
            node.not_applicable or self.not_applicable,
            tuple(node.unanswered) if node.unanswered is not None else self.unanswered,
        )


def policies(rubric: Rubric) -> Iterator[tuple[Path, Criterion, Policies]]:
    """Every criterion with the way to it and what holds for it, in the file's order."""
    root = Policies(None, rubric.missing, rubric.not_applicable, tuple(rubric.unanswered or ()))

    def walk(parent: Rubric | Section, path: Path, held: Policies) -> Iterator[tuple[Path, Criterion, Policies]]:
        for index, section in enumerate(parent.sections):
            yield from walk(section, (*path, "sections", index), held.under(section))
        for index, criterion in enumerate(parent.criteria):
            yield (*path, "criteria", index), criterion, held.under(criterion)

    yield from walk(rubric, (), root)


def measure_of(criterion: Criterion) -> Measure:
    """What feeds a criterion: as it says, or the measure of its own id, taken as its rule takes it."""
    if criterion.measure is not None:
        return criterion.measure
    return Measure.model_construct(take=criterion.rule.takes, columns=[criterion.id], times=Decimal(1))


def columns_of(criterion: Criterion) -> tuple[str, ...]:
    """Every measure that rows must name for a criterion: its columns or causes, and what it is divided by."""
    measure = measure_of(criterion)
    own = criterion.rule.cause_names() or tuple(measure.columns)
    exposure = (measure.per,) if measure.per and not measure.per.startswith(REGISTER) else ()
    return (*own, *exposure)


def all_columns(rubric: Rubric) -> set[str]:
    """Every measure that rows may name: of criteria, and of conditions by bare name."""
    found = {column for _, criterion, _ in policies(rubric) for column in columns_of(criterion)}
    for limit in rubric.limits:
        found |= {name for names in limit.when for name in names if "." not in name and name != "score"}
    return found
