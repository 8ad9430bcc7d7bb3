"""The kinds that a rubric can be put together from, as their code describes them: for `redprop kinds` and its page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from redprop import messages
from redprop.check.kind_examples import example
from redprop.check.options import Option, Reader
from redprop.combine import COMBINE
from redprop.limits import EFFECTS
from redprop.rubric.elements import TAKES
from redprop.rules import RULES

Family = Literal["rule", "combine", "limit", "take"]
PART = "PART."
"""Begins the keys that stand on each part of what is put together."""
OF_WAYS = {
    "sum": ("marks", "from", "rescale", f"{PART}takes_off"),
    "mean": ("marks", f"{PART}weight"),
    "geometric_mean": ("marks", f"{PART}weight"),
    "lowest": ("marks",),
}
OF_LIMITS = ("when", "if_missing")
OF_MEASURES = ("per", "times", "complement", "least", "most")
"""The keys beside a kind that belong to it, in the section, the limit or the measure that holds it."""


@dataclass(frozen=True)
class Kind:
    """One kind: its family, what it says, how paper says it, its options, and an example that holds.

    Of a rule also how its rows become one value if the criterion says nothing, and whether it has full marks.
    """

    name: str
    family: Family
    says: str
    printed: str
    options: tuple[Option, ...]
    example: str
    takes: str = ""
    has_full: bool = True


def kinds(language: str = "en") -> Iterator[Kind]:
    """Every kind: rules, ways of putting marks together, effects of limits, and how rows become one value.

    >>> [kind.name for kind in kinds() if kind.family == "limit"]
    ['cap', 'grade', 'steps_down', 'not_eligible']
    """
    reader = Reader.of_schema()

    def said(options: Iterator[Option] | tuple[Option, ...]) -> tuple[Option, ...]:
        return tuple(one._replace(says=messages.kind_text(one.code, language, one.says)) for one in options)

    for name, rule in RULES.items():
        says = messages.kind_text(name, language, _first(rule.__doc__))
        options = said(reader.options(rule.__name__, name))
        yield Kind(name, "rule", says, _printed(rule), options, example("rule", name), rule.takes, rule.has_full)
    for name, way in COMBINE.items():
        says = messages.kind_text(name, language, _sentence(sys.modules[way.__module__].__doc__))
        yield Kind(name, "combine", says, _printed(way), said(_of_way(reader, name)), example("combine", name))
    for name, effect in EFFECTS.items():
        says = messages.kind_text(name, language, _first(effect.__doc__))
        options = said((*reader.options(effect.__name__, name), *reader.some("Limit", OF_LIMITS, OF_LIMITS)))
        yield Kind(name, "limit", says, _printed(effect), options, example("limit", name))
    for name in TAKES:
        (own,) = reader.some("Measure", [name], [name])
        options = said((own._replace(code="measure.columns"), *reader.some("Measure", OF_MEASURES)))
        yield Kind(name, "take", messages.text(f"take.{name}", language), "", options, example("take", name))


def _of_way(reader: Reader, name: str) -> Iterator[Option]:
    """The keys of a section and of its parts; all but a sum need marks of their own."""
    keys = OF_WAYS[name]
    needed = () if name == "sum" else ("marks",)
    options = reader.some("Section", [key.removeprefix(PART) for key in keys], needed)
    return (option._replace(name=key) for option, key in zip(options, keys, strict=True))


def _first(docs: str | None) -> str:
    """The first sentence of a docstring."""
    return (docs or "").split("\n")[0].partition(". ")[0].removesuffix(".") + "."


def _sentence(docs: str | None) -> str:
    """What a module says of its kind, as a sentence."""
    said = re.sub(r"^`\w+`: ", "", _first(docs))
    return said[0].upper() + said[1:]


def _printed(kind: object) -> str:
    """How paper says it, where its module tells: Chinese after the first sentence."""
    rest = (sys.modules[kind.__module__].__doc__ or "").split("\n")[0].partition(". ")[2]
    return rest.removesuffix(".") if re.search("[\u4e00-\u9fff]", rest) else ""
