"""Two names for a rubric: one for what scores depend on, one for what verdicts depend on too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from redprop.rubric.model import Rubric

_WORDING = {"title", "titles", "aliases", "why", "source", "status", "examples", "edition", "id_title", "measures"}
_VERDICT_ONLY = {"grades", "ranking"}


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """`score` covers rules, marks, weights, channels, limits and rounding; `verdict` that, grades and ranking."""

    score: str
    verdict: str


def fingerprints(rubric: Rubric) -> Fingerprints:
    """The fingerprints of a rubric's compiled form.

    Titles, aliases, reasons, sources, comments, the order of keys and ways of writing the same number are in neither.
    """
    data = rubric.model_dump(mode="python")
    scoring = {key: value for key, value in data.items() if key not in _VERDICT_ONLY}
    return Fingerprints(_digest(scoring), _digest(data))


def _digest(data: object) -> str:
    text = json.dumps(_plain(data), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if key not in _WORDING and item is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
