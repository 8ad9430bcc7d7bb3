"""Two names for a rubric: one for what scores depend on, one for what verdicts depend on too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import BaseModel

from redprop.limits import Cap
from redprop.rubric.grading import Band
from redprop.rubric.model import Rubric, nodes
from redprop.rubric.plan import Column, Plan
from redprop.rubric.resolve import columns_of, conditions, fed

_SCORING = ("limits", "channels")
"""Where conditions stand that scores depend on."""
_WORDING = {"title", "titles", "aliases", "why", "source"}


class Fingerprints(NamedTuple):
    """`score` covers rules, marks, weights, channels, limits and rounding; `verdict` that, grades and ranking."""

    score: str
    verdict: str


def fingerprints(plan: Plan) -> Fingerprints:
    """The fingerprints of a rubric's compiled form.

    Titles, aliases, reasons, sources, comments, the order of keys, where a policy is said and ways of writing the same
    number are in neither.
    """
    rubric = plan.rubric
    parts = {node.id: node.grades for _, node in nodes(rubric) if node.grades is not None}
    asked = {name for path, found in conditions(rubric) if path[0] in _SCORING for group in found for name in group}
    parts_asked = any(name.startswith("grade.") for name in asked)
    columns = {name: _read_as(column) for name, column in plan.columns.items()}
    banded = _banded_alone(rubric, asked, parts_asked)
    scoring = {
        "full": plan.full,
        "columns": {name: column for name, column in columns.items() if name not in banded},
        "channels": plan.channels,
        "blend": plan.blend,
        "root": plan.root,
        "limits": rubric.limits,
        "rounding": rubric.rounding,
        "words": sorted(rubric.not_applicable_words),
        "absent": rubric.absent_values,
    }
    scoring |= {"visit": rubric.visit, "blocks": plan.blocks, "grades of parts": parts if parts_asked else None}
    scoring |= {"better": rubric.better if any(isinstance(limit.effect, Cap) for limit in rubric.limits) else None}
    verdict = {
        "columns": columns,
        "grades of parts": parts,
        "better": rubric.better,
        "grades": rubric.grades,
        "ranking": rubric.ranking,
        "categories": list(rubric.categories),
    }
    return Fingerprints(_digest(scoring), _digest({**scoring, **verdict}))


def _banded_alone(rubric: Rubric, asked: set[str], parts_asked: bool) -> set[str]:
    """The measures that nothing names but the bands of grades, and these no score depends on."""
    used = (
        asked | {column for _, criterion, _ in fed(rubric) for column in columns_of(criterion)} | {rubric.visit or ""}
    )
    banded: set[str] = set()
    for path, found in conditions(rubric):
        names = {name for group in found for name in group}
        if path[0] == "grades":
            banded |= names
        elif path[0] not in _SCORING:
            banded, used = banded | names, used | (names if parts_asked else set())
    return banded - used


def _read_as(column: Column) -> dict[str, Any]:
    """What decides how a measure is read; the ways to write it do not."""
    return {name: value for name, value in column._asdict().items() if name not in ("names", "spellings")}


def _digest(data: object) -> str:
    text = json.dumps(_plain(data), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Data that JSON can hold. Fields of models may be wording; keys of mappings are the rubric's own names."""
    if isinstance(value, (Decimal, Fraction)):
        return str(Fraction(value))
    if isinstance(value, BaseModel):
        wording = _WORDING | {"to"} if isinstance(value, Band) else _WORDING  # a printed end decides nothing
        said = {name: getattr(value, name) for name in type(value).model_fields if name not in wording}
        return {name: _plain(item) for name, item in said.items() if item is not None}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(str(_plain(item)) for item in value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
