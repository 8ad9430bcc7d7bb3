"""How what people write is matched: one text, many ways to type it."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text as it is matched: full-width forms, case and spaces at the ends do not count. Never printed.

    >>> folded(" 示例苑（北区） ") == folded("示例苑(北区)")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
