"""pydantic's errors as problems of a rubric: our codes, our places, the nearest name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from redprop.errors import Problem
from redprop.exact import parse_decimal
from redprop.rubric.channels import Channels
from redprop.rubric.elements import TAKES, Limit, Measure
from redprop.rubric.model import Criterion
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document
from redprop.rules import RULES

_TYPES = {
    "string_type": "text",
    "int_type": "whole number",
    "bool_type": "true or false",
    "dict_type": "mapping",
    "list_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "not_a_number": "number",
    "int_from_float": "whole number",
}
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
"""A comma that may part thousands: nobody knows whether 1,000 is one or a thousand."""
_BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}
_OWN = {
    "empty_condition",
    "ends_equal",
    "else_last",
    "step_side",
    "step_else",
    "share_in",
    "band_pair",
    "one_of",
    "one_kind",
    "options_by_name",
    "choice",
    "point_pair",
    "not_rising",
    "interval_order",
    "log_of_nothing",
    "log_unclipped",
    "times_per",
    "route_or_per",
    "zone_order",
    "zone_to",
    "only_points",
    "least_above_most",
    "else_pair",
    "plain_column",
    "no_bands",
    "floor_above_cap",
    "no_marks",
    "marks_of_a_count",
}


def as_problem(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    """One validation error as a problem, at the key or value that it speaks of."""
    path, kind, context = error["loc"], error["type"], error.get("ctx") or {}
    if kind == "missing":
        return Problem("missing-key", document.place(path[:-1]), {"key": str(path[-1])})
    if kind == "extra_forbidden":
        key = str(path[-1])
        code, params = "unknown-key", {"key": key, "near": nearest(key, keys_at(model, path[:-1]))}
    elif kind == "too_short":
        code, params = "empty", {"key": next((step for step in reversed(path) if isinstance(step, str)), "")}
    elif kind in _OWN:
        code, params = _own(kind, context)
    else:
        code, params = _of_value(kind, context, _shown(error["input"]), error["msg"])
        params |= _rewritten(params["expected"], error["input"], path) if code == "wrong-type" else {}
    return Problem(code, document.place((*path, *_deeper(kind, context))), params)


def _deeper(kind: str, context: Mapping[str, Any]) -> tuple[str | int, ...]:
    """The way from what a model refuses as a whole to the key or item that it refuses it for."""
    if kind in ("not_rising", "log_of_nothing", "only_points"):
        return tuple(context["at"])
    key = _AT_KEY.get(kind)
    return (key,) if key is not None else ()


_AT_KEY = {
    "marks_of_a_count": "marks",
    "floor_above_cap": "floor",
    "zone_to": "to",
    "least_above_most": "most",
    "no_bands": "bands",
}


def _own(kind: str, context: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Errors that the models raise themselves: their type is the code, but for those that many share."""
    if kind == "choice":
        return "not-one-of", dict(context)
    if kind == "no_marks":
        return "missing-key", {"key": "marks"}
    if kind == "one_kind":
        return ("two-kinds" if context["got"] else "no-kind"), dict(context)
    return kind.replace("_", "-"), dict(context)


def _of_value(kind: str, context: Mapping[str, Any], got: str, message: str) -> tuple[str, dict[str, Any]]:
    """Errors of a single value: of its type, its bounds, its choices."""
    if kind in _TYPES:
        return "wrong-type", {"expected": _TYPES[kind], "got": got}
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return "out-of-range", {"bound": words, "limit": str(context[name]), "got": got}
    if kind == "literal_error":
        choices = [part.strip(" '") for part in str(context["expected"]).replace(" or ", ", ").split(",")]
        return "not-one-of", {"got": got, "choices": choices}
    if kind == "string_pattern_mismatch":
        return "bad-id", {"got": got}
    return "not-valid", {"what": message, "got": got}


def _rewritten(expected: str, value: object, path: Sequence[str | int]) -> dict[str, str]:
    """How a value of another sort may have been meant: a percentage, a fraction, a comma, an entry without its list.

    >>> _rewritten("number", "10%", ["top_share"]), _rewritten("number", "1,000", ["cap"])
    ({'such': '0.1'}, {})
    >>> _rewritten("number", None, ["costs", "D 3", "cost"]), _rewritten("mapping", 0, ["rounding"])
    ({'such': 'D: 3'}, {'such': '{NAME: 0}'})
    """
    if expected == "number" and isinstance(value, str):
        said = value.strip()
        number = None if _THOUSANDS.search(said) else parse_decimal(said.removesuffix("%").replace(",", "."))
        if number is not None:
            return {"such": shown(Fraction(number) / (100 if said.endswith("%") else 1))}
    elif expected == "number" and value is None:
        keys = [step for step in path if isinstance(step, str)]
        if any(key.isdigit() for key in keys):
            return {"decimal": "0.5"}  # `H: 26,25` in braces is H and a name 25 without a value
        glued = next((key for key in keys if " " in key), "")
        return {"such": glued.replace(" ", ": ", 1)} if glued else {}
    elif expected == "mapping" and isinstance(value, (str, int, Decimal)):
        return {"such": f"{{NAME: {_shown(value)}}}"}
    elif expected == "list" and value is not None:
        return {"such": f"[{_shown(value)}]"}
    return {}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one; none where nothing is near.

    >>> nearest("wieght", ["weight", "title"])
    'weight'
    """
    from difflib import get_close_matches  # only mistakes need it

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a place of the file."""
    models: list[Any] = [model]
    for step in path:
        inner = [found for one in models for found in _inside(one, step)]
        models = inner or models
    keys: list[str] = []
    for one in models:
        if not (isinstance(one, type) and issubclass(one, BaseModel)):
            continue
        fields: Mapping[str, Any] = one.model_fields
        keys += [field.alias or name for name, field in fields.items() if name not in ("kind", "rule", "effect")]
        keys += list(RULES) if one is Criterion else []
        keys += ["cap", "grade", "steps_down", "not_eligible"] if one is Limit else []
        keys += list(TAKES) if one is Measure else []
        keys += ["blend"] if one is Channels else []
    return keys


def _inside(kind: Any, step: str | int) -> list[Any]:
    """The types that a step from a type leads to; none where the step is a tag that the file does not show."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind.model_fields.get("kind") is not None and kind.model_fields["kind"].default == step:
            return [kind]
        for name, field in kind.model_fields.items():
            if step in (name, field.alias):
                return _models(field.annotation)
        return []
    return []


def _models(annotation: Any) -> list[Any]:
    """The models within an annotation, through lists, mappings, unions and aliases."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    origin = get_origin(annotation)
    if origin is Annotated:
        return _models(get_args(annotation)[0])
    if origin in (list, dict, Union, UnionType):
        return [model for arg in get_args(annotation) for model in _models(arg)]
    return []


def _shown(value: object) -> str:
    """A value as a message shows it: short, and never a whole mapping."""
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, list):
        return "[...]"
    if value is None:
        return "null"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."
