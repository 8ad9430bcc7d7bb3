"""Every text that a person reads, by code, in each language."""

from __future__ import annotations

import os
from collections.abc import Mapping

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
    """What is wrong and what to do about it."""
    said = {name: _said(value, language) for name, value in params.items()}
    return " ".join(part.format_map(said) for part in _PROBLEMS[language][code] if part)


def problem_codes() -> tuple[str, ...]:
    """Every code that a problem may have."""
    return tuple(en.PROBLEMS)


def locale_language() -> str:
    """The language of the user's locale: `zh` or `en`."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if named.startswith("zh") else "en"


def _said(value: object, language: str) -> object:
    """Lists are joined in the language's manner; an empty suggestion leaves no trace."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ("、" if language == "zh" else ", ").join(map(str, value))
    return value
