"""Every text that a person reads, by code, in each language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Protocol, runtime_checkable

LANGUAGES = ("en", "zh")
LONGEST = 200
"""How many characters of a file's own text a message shows."""


@runtime_checkable
class Sentence(Protocol):
    """A parameter that is a text of its own, such as the problem behind a problem."""

    def text(self, language: str) -> str:
        """The text in a language."""


OUR_WORDS = frozenset({"block", "bound", "expected", "kind", "mark", "why"})
"""The parameters whose words are the program's own; all others show what a user wrote, which nobody translates."""


PARTS = ("explain", "compare", "rectify", "report", "page", "plots", "workbook", "help")
"""The words that begin the codes whose texts have a module of their own: loaded when one is first asked for."""


@cache
def texts(language: str) -> dict[str, str]:
    """The texts of a language that tell no problem and belong to no part, loaded when it is first spoken."""
    found: dict[str, str] = import_module(f"redprop.messages.{language}.texts").TEXTS
    return found


@cache
def part_texts(part: str, language: str) -> dict[str, str]:
    """The texts of a part of the program, such as `explain`; their codes begin with its name and a point."""
    found: dict[str, str] = import_module(f"redprop.messages.{language}.{part}").TEXTS
    return found


def _table(code: str, language: str) -> dict[str, str]:
    part = code.partition(".")[0]
    return part_texts(part, language) if part in PARTS and part != code else texts(language)


@cache
def problems(language: str) -> dict[str, tuple[str, ...]]:
    """What every problem says and advises, loaded when there is one."""
    parts = [import_module(f"redprop.messages.{language}.{name}") for name in ("rubrics", "data", "asked")]
    return {code: said for part in parts for code, said in part.PROBLEMS.items()}


def text(code: str, language: str = "en", **params: object) -> str:
    """The text of a code with its parameters put in.

    >>> text("rank", "zh")
    '名次'
    """
    return _table(code, language)[code].format_map(params)


def text_or(code: str, language: str, otherwise: str) -> str:
    """The text of a code, or `otherwise` where there is none: keys that a later edition of the language may add.

    >>> text_or("key.weight", "zh", "weight"), text_or("key.colour", "zh", "colour")
    ('权重', 'colour')
    """
    return _table(code, language).get(code, otherwise)


def problem_text(code: str, params: Mapping[str, object], language: str = "en") -> str:
    """What is wrong, and what to do about it; advice whose parameters are empty is left out.

    >>> problem_text("not-a-value", {"text": ""})
    '(empty) is no number. Write it in digits, such as 12.5.'
    """
    said = {name: _said(value, language, known=name in OUR_WORDS) for name, value in params.items()}
    first, *advice = problems(language)[code]
    nothing = {name: text("empty", language) for name, value in said.items() if value == ""}
    told = [first.format_map({**said, **nothing})]
    told += [part.format_map(said) for part in advice if all(said.get(name) for name in _names_in(part))]
    return ("" if language == "zh" else " ").join(told)


def problem_rule(code: str, language: str = "en") -> tuple[str, str]:
    """What a code says in general, and what it advises: parameters stand as their names in capitals.

    >>> problem_rule("unknown-key")
    ('No such key here: KEY.', 'Did you mean NEAR?')
    """
    parts = problems(language)[code]
    first, *advice = (part.format_map({name: name.upper() for name in _names_in(part)}) for part in parts)
    return first, ("" if language == "zh" else " ").join(advice)


def kind_text(key: str, language: str, english: str) -> str:
    """What a kind or an option says: the code's own words in English, the table's in another language."""
    if language == "en":
        return english
    kinds: dict[str, str] = import_module(f"redprop.messages.{language}.kinds").KINDS
    return kinds[key]


def problem_codes() -> tuple[str, ...]:
    """Every code that a problem may have."""
    return tuple(problems("en"))


def locale_language() -> str:
    """The language of the user's locale: `zh` or `en`."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if named.startswith("zh") else "en"


def listed(items: Iterable[object], language: str) -> str:
    """Several things, joined in the language's manner."""
    return ("、" if language == "zh" else ", ").join(map(str, items))


def _names_in(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _said(value: object, language: str, *, known: bool) -> object:
    """A parameter as people read it: lists joined in the language's manner, the program's own words in the language."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return listed(value, language)
    if isinstance(value, str):  # asked first: most are, and a protocol is slow to ask
        return texts(language).get(f"word.{value}", shown(value)) if known else shown(value)
    return value.text(language) if isinstance(value, Sentence) else value


def shown(text: str) -> str:
    """What a file holds, as a line of a message can show it: not endless, and nothing that steers a terminal."""
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    return text if text.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
