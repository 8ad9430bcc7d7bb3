"""What a standard should tell its readers: why, where from, and in every language that it speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from redprop.check.sense.base import first_few
from redprop.errors import Problem, Severity
from redprop.rubric.model import Path, Rubric, Section, extras, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.yaml import Document


def missing_why(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Criteria that do not say why they are there; one finding for all."""
    every = [(path, node) for path, node in [*nodes(rubric), *extras(rubric)] if not isinstance(node, Section)]
    silent = [(path, criterion.id) for path, criterion in every if not criterion.why]
    if silent:
        params = {"count": len(silent), "names": first_few([name for _, name in silent])}
        yield Problem("missing-why", document.place((*silent[0][0], "id")), params, Severity.NOTE)


def missing_source(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """A rubric that does not say where it comes from."""
    if not rubric.source:
        yield Problem("missing-source", document.place(()), {"rubric": rubric.id}, Severity.NOTE)


def one_language(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Titles without a language that others have; one finding a language. A text alone stands for every language."""
    titled = [one for one in _titled(rubric) if "" not in one[2]]
    languages = sorted({language for _, _, title in titled for language in title})
    for language in languages:
        lacking = [(document.place(path), name) for path, name, title in titled if language not in title]
        if lacking:
            lacking.sort()
            params = {"language": language, "count": len(lacking), "names": first_few([name for _, name in lacking])}
            yield Problem("one-language", lacking[0][0], params, Severity.NOTE)


def _titled(rubric: Rubric) -> Iterator[tuple[Path, str, Mapping[str, str]]]:
    """The titles of nodes, categories, channels and grades: the way to each, whose it is, and what it says."""
    for path, node in [*nodes(rubric), *extras(rubric)]:
        if node.title:
            yield (*path, "title"), node.id, node.title
    for name, category in rubric.categories.items():
        if category.title:
            yield ("categories", name), name, category.title
    for name, channel in rubric.channels.listed.items() if rubric.channels else ():
        if channel.title:
            yield ("channels", name, "title"), name, channel.title
    for path, graded in [((), rubric), *nodes(rubric)]:
        for name, title in graded.grades.titles.items() if graded.grades else ():
            yield (*path, "grades", "titles", name), name, title
