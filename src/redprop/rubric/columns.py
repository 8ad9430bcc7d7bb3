"""Columns of a result: two of one name would be one, and the score could be what a grade pays."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import Problem
from redprop.rubric.model import Path, Rubric, nodes
from redprop.rubric.yaml import Document

FIXED = (
    *("period", "category", "name", "score", "grade", "outcome", "coverage"),
    *("limits_lost", "rounding", "before_limits", "limits", "status"),
)
"""Columns that `score --format csv` always has, beside the subject's."""
OF_RANKS = ("rank", "tied_with")
"""Columns that only `rank --format csv` has; grades carry theirs into both."""


def same_columns(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Names of the rubric that are columns of its result, where there is such a column already."""
    taken = {*FIXED, rubric.subject.column, *rubric.blocks}
    taken |= {"start"} if rubric.start is not None else set()
    taken |= {"bounds"} if rubric.cap is not None or rubric.floor is not None else set()
    for path, names in _named(rubric):
        for name in names:
            if name in taken:
                yield Problem("same-column", document.place(path), {"name": name})
        taken |= set(names)
    for path, carried in _carried(rubric):
        for name in carried:
            if name in taken or name in OF_RANKS:
                yield Problem("same-column", document.place((*path, name)), {"name": name})


def _named(rubric: Rubric) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Channels, the parts right below the whole, and parts with grades, each with its columns."""
    for channel in rubric.channels.listed if rubric.channels else ():
        yield ("channels", channel), (channel, f"{channel}_weight")
    for path, node in nodes(rubric):
        if len(path) == 2:
            yield (*path, "id"), (node.id, f"{node.id}_full")
        if node.grades is not None:
            yield (*path, "id"), (f"{node.id}_grade",)


def _carried(rubric: Rubric) -> Iterator[tuple[Path, list[str]]]:
    """The columns that grades carry, each where it is said first."""
    said: set[str] = set()
    grades = rubric.grades
    for index, band in enumerate(grades.bands if grades else ()):
        yield ("grades", "bands", index), [name for name in band.columns if name not in said]
        said |= set(band.columns)
    if grades is not None:
        yield ("grades", "else"), [name for name in grades.otherwise.columns if name not in said]
