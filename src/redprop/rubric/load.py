"""Bytes to a rubric that is right, or every problem at once, each with file, line and column."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from redprop.errors import Place, Problem, RubricError, Severity
from redprop.rubric.clashes import clashes
from redprop.rubric.columns import same_columns
from redprop.rubric.counting import wrong_counts
from redprop.rubric.elements import Strict
from redprop.rubric.faults import as_problem
from redprop.rubric.ladder import unreachable_steps
from redprop.rubric.model import Rubric
from redprop.rubric.quotas import wrong_quotas
from redprop.rubric.references import wrong_references
from redprop.rubric.stated import unstated
from redprop.rubric.sums import too_coarse, wrong_sums
from redprop.rubric.yaml import Document, load_yaml

_STAND_IN = {"redprop": 1, "id": "unnamed", "rounding": {"score": 2}}


@dataclass(frozen=True)
class Loaded:
    """What reading a rubric file gave: the rubric if it is right, every problem, and where everything stands."""

    rubric: Rubric | None
    problems: tuple[Problem, ...]
    document: Document


def load_rubric(path: str | Path) -> Rubric:
    r"""The rubric of a file.

    Raises:
        RubricError: The file cannot be read or the rubric is wrong; `problems` lists everything that is.

    Example:
        >>> from redprop.rubric.load import parse_rubric
        >>> text = b"redprop: 1\nid: one\nrounding: {score: 1}\nmarks: 2\ncriteria:\n"
        >>> text += b"  - {id: tidy, marks: 2, missing: full, deduct: {each: 1}}\n"
        >>> parse_rubric(text, "one.yaml").rubric.criteria[0].id
        'tidy'
    """
    loaded = read_rubric(path)
    if loaded.rubric is None:
        raise RubricError([problem for problem in loaded.problems if problem.severity is Severity.ERROR])
    return loaded.rubric


def read_rubric(path: str | Path) -> Loaded:
    """A rubric file with all that is wrong with it."""
    return parse_rubric(file_bytes(path), str(path))


def file_bytes(path: str | Path) -> bytes:
    """A file's bytes, or a `RubricError` that says why it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise RubricError([Problem("cannot-read", Place(str(path)), {"why": why})]) from error


def parse_rubric(content: bytes, file: str) -> Loaded:
    """A rubric's bytes with all that is wrong with them.

    Where parts do not fit the schema, the rest is still looked through, so that one run lists everything.
    """
    return judged(load_yaml(content, file))


def judged(document: Document, *, sums: bool = True) -> Loaded:
    """A document with all that is wrong with it; without `sums`, marks need not add up to those above them."""
    problems = list(document.problems)
    tagged = {problem.place.line for problem in problems if problem.code == "yaml-tag"}
    if not isinstance(document.data, dict):
        if not problems:
            params = {"expected": "mapping", "got": "...", "first": "`redprop: 1`"}
            problems.append(Problem("wrong-type", Place(document.file, 1, 1), params))
        return Loaded(None, tuple(problems), document)
    rubric, faults, cut = validate_all(document, Rubric, _STAND_IN)
    problems += [one for one in faults if one.code != "wrong-type" or one.place.line not in tagged]
    if rubric is not None:
        spoiled = {f"unstated-{str(path[-1]).replace('_', '-')}" for path in cut} | ({"no-criteria"} if cut else set())
        problems += wrong_references(rubric, document, whole=not cut)
        problems += [one for one in unstated(rubric, document, whole=not cut) if one.code not in spoiled]
        if not cut:
            totals = [one for one in wrong_sums(rubric, document) if sums or one.code != "marks-do-not-add-up"]
            problems += [*wrong_counts(rubric, document), *totals, *too_coarse(rubric, document)]
        problems += [*unreachable_steps(rubric, document), *wrong_quotas(rubric, document)]
        if not problems:
            problems += clashes(rubric, document)
            told = {problem.place for problem in problems}  # a name that means two things is told once
            problems += [one for one in same_columns(rubric, document) if one.place not in told]
    problems.sort(key=lambda problem: (problem.place, problem.code))
    bad = any(problem.severity is Severity.ERROR for problem in problems)
    return Loaded(None if bad else rubric, tuple(problems), document)


_Model = TypeVar("_Model", bound=Strict)


def validate_all(
    document: Document, model: type[_Model], stand_in: Mapping[str, Any]
) -> tuple[_Model | None, list[Problem], set[Path_]]:
    """The model of a document, its faults, and what had to be cut away to find them all.

    What a fault spoils is cut away and the rest is validated again, until it holds or nothing is left; required keys
    of the root that are missing are stood in for.
    """
    data = _unshared(document.data)
    problems: list[Problem] = []
    cut: set[Path_] = set()
    gone: set[Path_] = set()
    for _ in range(50):
        try:
            return model.model_validate(data), problems, cut
        except ValidationError as error:
            faults = error.errors(include_url=False)
        if not gone:
            document.unshare()
        found = [as_problem(fault, document, model) for fault in faults if not _follows(fault, data, gone)]
        problems += [problem for problem in found if problem not in problems]
        spoiled: set[Path_] = set()
        for fault in faults:
            if fault["type"] == "missing" and len(fault["loc"]) == 1 and fault["loc"][0] in stand_in:
                data[fault["loc"][0]] = stand_in[str(fault["loc"][0])]
                continue
            path = _spoiled(data, fault["loc"], only_key=fault["type"] == "extra_forbidden")
            spoiled.add(path)
            cut |= {path} if fault["type"] != "extra_forbidden" else set()
        for path in sorted(spoiled, key=lambda path: [(isinstance(step, int), step) for step in path], reverse=True):
            _take_out(data, path)
            document.take_out(path)
        gone |= spoiled
    return None, problems, cut


def _follows(fault: ErrorDetails, data: Any, gone: Collection[Path_]) -> bool:
    """Whether a fault is only that something is missing which was cut away: one mistake shall not be told twice."""
    if fault["type"] == "missing":
        way = (*_way(data, fault["loc"][:-1]), fault["loc"][-1])
    elif fault["type"] in ("too_short", "else_last", "no_bands", "one_of", "empty_condition"):
        way = _way(data, fault["loc"])
    else:
        return False
    return any(path[: len(way)] == way for path in gone)


def _way(data: Any, path: Sequence[str | int]) -> Path_:
    """The steps of a path that the data have."""
    way: list[str | int] = []
    here = data
    for step in path:
        if isinstance(here, dict) and step in here:  # noqa: SIM114  # one index for each type, as mypy asks
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif isinstance(here, list) and (index := _item_with(here, step)) is not None:
            way.append(index)  # `[90, good, {to: 95}]`: options stand in an item of their own
            here = here[index][step]
        else:
            continue
        way.append(step)
    return tuple(way)


def _item_with(items: list[Any], key: str | int) -> int | None:
    """The item of a list that is a mapping with a key."""
    held = (index for index, item in enumerate(items) if isinstance(item, dict) and isinstance(key, str))
    return next((index for index in held if key in items[index]), None)


def _unshared(data: Any) -> Any:
    """A copy in which no part stands in two places, so that one can be cut without the other."""
    if isinstance(data, dict):
        return {key: _unshared(value) for key, value in data.items()}
    return [_unshared(item) for item in data] if isinstance(data, list) else data


Path_ = tuple[str | int, ...]


def _spoiled(data: Any, path: Sequence[str | int], *, only_key: bool) -> Path_:
    """The way to the innermost part that a fault spoils: an unknown key, an item of a list, or a key near the root."""
    way = _way(data, path)
    if only_key:
        return way
    items = [way[: index + 1] for index, step in enumerate(way) if isinstance(step, int)]
    return items[-1] if items else way[:2]


def _take_out(data: Any, path: Path_) -> None:
    here = data
    for step in path[:-1]:
        here = here[step]
    if path:
        del here[path[-1]]
