"""Every text that a person reads, by code, in each language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from string import Formatter

from redprop.messages import en, zh

LANGUAGES = ("en", "zh")
_TEXTS = {"en": en.TEXTS, "zh": zh.TEXTS}
_PROBLEMS = {"en": en.PROBLEMS, "zh": zh.PROBLEMS}


def text(code: str, language: str = "en", **params: object) -> str:
    """The text of a code with its parameters put in.

    >>> text("rank", "zh")
    '名次'
    """
    return _TEXTS[language][code].format_map(params)


def problem_text(code: str, params: Mapping[str, object], language: str = "en") -> str:
    """What is wrong, and what to do about it; advice whose parameters are empty is left out."""
    said = {name: _said(value, language) for name, value in params.items()}
    first, *advice = _PROBLEMS[language][code]
    told = [first.format_map(said)]
    told += [part.format_map(said) for part in advice if all(said.get(name) for name in _names_in(part))]
    return ("" if language == "zh" else " ").join(told)


def problem_codes() -> tuple[str, ...]:
    """Every code that a problem may have."""
    return tuple(en.PROBLEMS)


def locale_language() -> str:
    """The language of the user's locale: `zh` or `en`."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if named.startswith("zh") else "en"


def listed(items: Iterable[object], language: str) -> str:
    """Several things, joined in the language's manner."""
    return ("、" if language == "zh" else ", ").join(map(str, items))


def _names_in(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _said(value: object, language: str) -> object:
    """A parameter as people read it: lists joined in the language's manner, known words in the language."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return listed((_said(item, language) for item in value), language)
    return _TEXTS[language].get(f"word.{value}", value) if isinstance(value, str) else value
