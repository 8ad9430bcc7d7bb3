"""Which language a command speaks."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from redprop import messages
from redprop.errors import RedpropError

LANGUAGE_LINE = re.compile(r"^language:\s*[\"']?(zh|en)\b", re.MULTILINE)


def settle_language(flag: str | None, workspace: str | None) -> str:
    """The flag, then the workspace, then the locale."""
    return (str(flag) if flag else None) or workspace or messages.locale_language()


def workspace_language() -> str | None:
    """The language of the workspace around the current folder, if there is one that can be read."""
    from redprop.workspace import find_workspace

    try:
        found = find_workspace()
    except RedpropError:
        return None
    return found.settings.language if found else None


def flag_of(words: Sequence[str]) -> str | None:
    """The language that words typed ask for; none where they ask for none that there is."""
    for word, following in zip(words, [*words[1:], ""], strict=False):
        said = word.removeprefix("--language=") if word.startswith("--language=") else following
        if word.startswith("--language") and said in messages.LANGUAGES:
            return said
    return None


@cache
def help_language() -> str:
    """The language of help texts, as for all else; a workspace's file is only glanced at, for help must be quick."""
    return settle_language(flag_of(sys.argv[1:]), _glanced())


def _glanced() -> str | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        with suppress(OSError, UnicodeDecodeError):
            found = LANGUAGE_LINE.search((folder / "redprop.yaml").read_text(encoding="utf-8-sig"))
            return found[1] if found else None
    return None
