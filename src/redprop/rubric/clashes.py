"""Names that could mean two things: a score would come out wrong and nobody see why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redprop.errors import Problem
from redprop.limits import StepsDown
from redprop.rubric.compile import compile_rubric
from redprop.rubric.model import Criterion, Path, Rubric, nodes
from redprop.rubric.resolve import columns_of, fed, measure_of, own_columns, reads_of
from redprop.rubric.writings import folded
from redprop.rubric.yaml import Document

RESERVED = (
    *("criterion", "value", "channel", "visit", "date", "assessor", "respondent", "place", "finding"),
    *("evidence", "period", "note"),
)
"""Columns that a file of measurements may have beside its measures."""


def clashes(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """What is wrong with the names of a rubric that is right otherwise."""
    at: dict[str, Path] = {name: ("measures", name) for name in rubric.measures}
    at |= {name: path for path, criterion, _ in fed(rubric) for name in columns_of(criterion)}
    at |= {node.id: (*path, "id") for path, node in nodes(rubric) if isinstance(node, Criterion)}
    plan = compile_rubric(rubric)
    yield from _same(((name, column.names, at.get(name, ())) for name, column in plan.columns.items()), document)
    taken = {*RESERVED, "estate", folded(rubric.subject.column), *map(folded, (rubric.subject.title or {}).values())}
    for name, column in plan.columns.items():
        if taken & {folded(text) for text in column.names}:
            yield Problem("reserved-name", document.place(at.get(name, ())), {"name": name})
    yield from _channels(rubric, document)
    written = (
        (name, (name, *(said.title or {}).values(), *said.aliases), ("categories", name))
        for name, said in rubric.categories.items()
    )
    yield from _same(written, document)
    yield from _rules(rubric, document)
    for index, limit in enumerate(rubric.limits):
        if isinstance(limit.effect, StepsDown) and rubric.grades is None:
            yield Problem("no-grades", document.place(("limits", index, "steps_down")), {"limit": limit.id})


def _same(named: Iterable[tuple[str, Iterable[str], Path]], document: Document) -> Iterator[Problem]:
    """Things of one kind that answer to the same writing."""
    first: dict[str, str] = {}
    for name, texts, path in named:
        for text in dict.fromkeys(map(folded, texts)):
            if first.setdefault(text, name) != name:
                params = {"text": text, "one": first[text], "other": name}
                yield Problem("same-writing", document.place(path), params)


def _channels(rubric: Rubric, document: Document) -> Iterator[Problem]:
    listed = rubric.channels.listed if rubric.channels else {}
    written = (
        (name, (name, *(said.title or {}).values(), *said.aliases), ("channels", name)) for name, said in listed.items()
    )
    yield from _same(written, document)
    for path, node in nodes(rubric):
        for name in _twice(node.channels or ()):
            again = len(node.channels or ()) - 1 - (node.channels or [])[::-1].index(name)
            yield Problem("said-twice", document.place((*path, "channels", again)), {"name": name})
    for path, one in [((), rubric), *nodes(rubric)]:
        for name in _twice(one.grades.order if one.grades else ()):
            yield Problem("said-twice", document.place((*path, "grades", "order")), {"name": name})


def _rules(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Words of a rule that fold together, columns that a measure names twice, measures that rules read differently."""
    first: dict[str, tuple[str, object]] = {}
    for path, criterion, _ in fed(rubric):
        words = ((word, texts, (*path, criterion.rule.kind)) for word, texts in criterion.rule.writings())
        yield from _same(words, document)
        for name in _twice(measure_of(criterion).columns):
            yield Problem("said-twice", document.place((*path, "measure")), {"name": name})
        apart = (criterion.rule.row_columns(), criterion.rule.spellings(), criterion.id) if defects(criterion) else ()
        reads = reads_of(criterion), criterion.rule.spellings(), apart
        for name in own_columns(criterion):
            before, how = first.setdefault(name, (criterion.id, reads))
            if how != reads:
                params = {"measure": name, "one": before, "other": criterion.id}
                yield Problem("read-two-ways", document.place((*path, "id")), params)


def defects(criterion: Criterion) -> bool:
    """Whether rows of a criterion are told apart by columns of the file; no other criterion may read them."""
    return reads_of(criterion) == "defects"


def _twice(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return [name for name in dict.fromkeys(listed) if listed.count(name) > 1]
