"""The kinds that a rubric can be put together from, as their code describes them: for `redprop kinds` and its page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from redprop import messages
from redprop.check.kind_examples import example
from redprop.combine import COMBINE
from redprop.limits import EFFECTS
from redprop.rules import RULES, Take
from redprop.rules.counted import Cause
from redprop.rules.defects import Severity
from redprop.rules.levels import Level
from redprop.rules.steps import Step

Family = Literal["rule", "combine", "limit", "take"]
PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "deduct": ("NAME", Cause),
    "points": ("NAME", Cause),
    "levels": ("WORD", Level),
    "steps": ("STEP", Step),
    "defects": ("costs.WORD", Severity),
}
"""What stands below a kind: how its entries are called, and the model of one."""


@dataclass(frozen=True)
class Option:
    """One option: how a file writes it, what it says, what holds where it is not said."""

    name: str
    says: str
    required: bool
    unsaid: str


@dataclass(frozen=True)
class Kind:
    """One kind: its family, what it says, how paper says it, its options, and an example that holds."""

    name: str
    family: Family
    says: str
    printed: str
    options: tuple[Option, ...]
    example: str


def kinds(language: str = "en") -> Iterator[Kind]:
    """Every kind: rules, ways of putting marks together, effects of limits, and how rows become one value.

    >>> [kind.name for kind in kinds() if kind.family == "limit"]
    ['cap', 'grade', 'steps_down', 'not_eligible']
    """
    for name, rule in RULES.items():
        yield _kind(name, "rule", _docs(rule.__module__), _options(name, rule, language), language)
    for name, way in COMBINE.items():
        yield _kind(name, "combine", _docs(way.__module__), (), language)
    for name, effect in EFFECTS.items():
        own = tuple(
            _described(name, name, field, language) for key, field in effect.model_fields.items() if key == name
        )
        yield _kind(name, "limit", _docs(effect.__module__), own, language)
    takes: Iterable[str] = get_args(Take)
    for name in takes:
        yield Kind(name, "take", messages.text(f"take.{name}", language), "", (), example(f"take.{name}"))


def _kind(name: str, family: Family, docs: str, options: tuple[Option, ...], language: str) -> Kind:
    says, printed = _sentence(docs)
    return Kind(name, family, messages.kind_text(name, language, says), printed, options, example(name))


def _docs(module: str) -> str:
    """The first line of a module: its kind, its sentence, and what it is called on paper."""
    return (sys.modules[module].__doc__ or "").split("\n")[0]


def _sentence(docs: str) -> tuple[str, str]:
    """What a kind says, and how paper says it: the sentences after the first."""
    said = re.sub(r"^`\w+`: ", "", docs)
    first, _, rest = said.partition(". ")
    return f"{first[0].upper()}{first[1:].rstrip('.')}.", rest.rstrip(".")


def _options(kind: str, model: type[BaseModel], language: str) -> tuple[Option, ...]:
    """The options of a rule, and those of the entries below it."""
    part = PARTS.get(kind)
    own = [
        _described(kind, field.alias or key, field, language)
        for key, field in model.model_fields.items()
        if key not in ("kind", "causes", kind)
    ]
    below = [] if part is None else _entries(kind, *part, language)
    return (*own, *below)


def _entries(kind: str, called: str, model: type[BaseModel], language: str) -> list[Option]:
    return [
        _described(kind, f"{called}.{field.alias or key}", field, language) for key, field in model.model_fields.items()
    ]


def _described(kind: str, name: str, field: FieldInfo, language: str) -> Option:
    says = messages.kind_text(f"{kind}.{name}", language, field.description or "")
    required = field.is_required()
    return Option(name, says, required, "" if required else _unsaid(field.get_default(call_default_factory=True)))


def _unsaid(value: Any) -> str:
    """A default as a file would write it; nothing for none."""
    if value is None or value in ({}, []):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
