"""What a criterion inherits, and which measures feed it: the questions that loading and compiling both ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from redprop.conditions import Names
from redprop.rubric.beside import Extra
from redprop.rubric.elements import Measure
from redprop.rubric.model import Criterion, Missing, NotApplicable, Path, Rubric, Section, extras, nodes
from redprop.rules import Reads, Take

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


def as_criterion(extra: Extra) -> Criterion:
    """A criterion of the bonus or the penalty as one of the tree would be."""
    return Criterion.model_construct(
        id=extra.id,
        title=extra.title,
        aliases=extra.aliases,
        measure=extra.measure,
        rule=extra.points,
        cap=extra.cap,
        decimals=extra.decimals,
        missing="full",
    )


def fed(rubric: Rubric) -> Iterator[tuple[Path, Criterion, Policies]]:
    """Every criterion that rows feed: those of the tree, then those of the bonus and the penalty."""
    yield from policies(rubric)
    for path, extra in extras(rubric):
        yield path, as_criterion(extra), Policies(None, "full", None, ())


def measure_of(criterion: Criterion) -> Measure:
    """What feeds a criterion: as it says, or the measure of its own id, taken as its rule takes it."""
    if criterion.measure is not None:
        return criterion.measure
    return _own_measure(criterion.rule.takes, criterion.id)


@lru_cache(maxsize=4096)
def _own_measure(take: Take, name: str) -> Measure:
    """The measure of a criterion that says none: asked for by every step, made once."""
    return Measure.model_construct(take=take, columns=[name], times=Decimal(1))


def reads_of(criterion: Criterion) -> Reads:
    """How a criterion's values are read: as its rule reads them, or as texts where different ones are counted."""
    return "texts" if measure_of(criterion).take == "distinct" else criterion.rule.reads


def own_columns(criterion: Criterion) -> tuple[str, ...]:
    """The measures that a criterion judges: its causes, or the columns of its measure."""
    return criterion.rule.cause_names() or tuple(measure_of(criterion).columns)


def exposure_of(criterion: Criterion) -> str | None:
    """What a criterion's value is divided by: a measure, or `register.COLUMN`; none where nothing is said."""
    own = criterion.rule.exposure()
    return own[0] if own is not None else measure_of(criterion).per


def columns_of(criterion: Criterion) -> tuple[str, ...]:
    """Every measure that rows must name for a criterion: its columns or causes, and what it is divided by."""
    per = exposure_of(criterion)
    return (*own_columns(criterion), *((per,) if per and not per.startswith(REGISTER) else ()))


def conditions(rubric: Rubric) -> Iterator[tuple[Path, list[Names]]]:
    """Every condition over measures and results with the way to it: of channels, limits, and bands of grades."""
    for name, channel in (rubric.channels.listed if rubric.channels else {}).items():
        if channel.zero_when is not None:
            yield ("channels", name, "zero_when"), channel.zero_when
    for index, limit in enumerate(rubric.limits):
        yield ("limits", index, "when"), limit.when
    for path, node in [((), rubric), *nodes(rubric)]:
        for index, band in enumerate(node.grades.bands if node.grades else ()):
            if band.when is not None:
                yield (*path, "grades", "bands", index, "when"), band.when


WHOLE_NAMES = ("score", "quarter")
"""Names without a dot that no measure may have in a condition."""


def all_columns(rubric: Rubric) -> set[str]:
    """Every measure that rows may name: of criteria, of conditions by bare name, and the one that says who came."""
    found = {column for _, criterion, _ in fed(rubric) for column in columns_of(criterion)}
    for _, condition in conditions(rubric):
        found |= {name for names in condition for name in names if "." not in name and name not in WHOLE_NAMES}
    return found | ({rubric.visit} if rubric.visit else set())
