"""What a rubric with a start, costs or counts without a ceiling may hold; and marks that differ by category."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import Problem
from redprop.rubric.model import Criterion, Path, Rubric, Section, nodes
from redprop.rubric.resolve import fed, measure_of, policies, reads_of
from redprop.rubric.sums import follows_marks
from redprop.rubric.yaml import Document


def wrong_counts(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Costs, starts and counts where nothing could come of them, and what does not go together with them."""
    if not rubric.scaled:
        if rubric.channels is not None:
            yield Problem("not-scaled-channels", document.place(("channels",)))
        for name in rubric.blocks:
            yield Problem("not-scaled-block", document.place((name,)), {"block": name})
        yield from _under_means(rubric, (), document)
    else:
        if rubric.better == "lower":
            yield Problem("lower-is-scaled", document.place(("better",)))
        for key in ("cap", "floor"):
            if getattr(rubric, key) is not None:
                yield Problem("bounds-scaled-away", document.place((key,)), {"key": key})
    yield from _zero_of_cost(rubric, document)
    yield from _by_category(rubric, document)
    yield from _measures(rubric, document)


def _measures(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Measures that the rule has no use for: a second exposure, rows that are told apart, words that are counted."""
    for path, criterion, _ in fed(rubric):
        if criterion.measure is not None and criterion.rule.exposure() is not None and criterion.measure.per:
            yield Problem("exposure-twice", document.place((*path, "measure")), {"criterion": criterion.id})
        if criterion.measure is not None and reads_of(criterion) == "defects":
            yield Problem("measure-of-defects", document.place((*path, "measure")), {"criterion": criterion.id})
        if measure_of(criterion).take == "distinct" and criterion.rule.reads != "number":
            params = {"criterion": criterion.id, "take": "distinct"}
            yield Problem("words-taken", document.place((*path, "measure")), params)


def _under_means(parent: Rubric | Section, path: Path, document: Document, shared: bool = False) -> Iterator[Problem]:
    """A start, a cost or a count under a node that reads shares: there is no share of it."""
    shared = shared or parent.combine != "sum" or parent.rescale is not None
    if shared and parent.start is not None:
        yield Problem("cost-under-mean", document.place(path), {"node": parent.id})
    for key, children in (("sections", parent.sections), ("criteria", parent.criteria)):
        for index, child in enumerate(children):
            here = (*path, key, index)
            counts = isinstance(child, Criterion) and not child.rule.has_full
            if shared and (child.takes_off or counts):
                yield Problem("cost-under-mean", document.place(here), {"node": child.id})
            if isinstance(child, Section):
                yield from _under_means(child, here, document, shared)


def _zero_of_cost(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Nothing for a cost could mean the least or the most."""
    costs = {id(one) for _, node in nodes(rubric) if node.takes_off for one in _inside(node)}
    for path, criterion, held in policies(rubric):
        if id(criterion) in costs and "zero" in (held.missing, held.not_applicable):
            yield Problem("zero-of-cost", document.place((*path, "id")), {"criterion": criterion.id})


def _inside(node: Section | Criterion) -> list[Section | Criterion]:
    return [node] if isinstance(node, Criterion) else [node, *(one for _, one in nodes(node))]


def _by_category(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Marks and weights by category under one ruler, and marks of rules whose marks are written out."""
    said = [((*path, "by_category"), node, node.by_category) for path, node in nodes(rubric)]
    channels = rubric.channels.listed if rubric.channels else {}
    said += [(("channels", name, "by_category"), None, channel.by_category) for name, channel in channels.items()]  # type: ignore[misc]  # a channel has no rule
    for path, node, varied in said:
        if varied and rubric.one_ruler:
            yield Problem("one-ruler", document.place(path))
            continue
        other = next((name for name, one in varied.items() if getattr(one, "marks", None) is not None), None)
        if isinstance(node, Criterion) and other is not None and not follows_marks(node.rule):
            params = {"criterion": node.id, "rule": node.rule.kind}
            yield Problem("varied-marks", document.place((*path, other, "marks")), params)
