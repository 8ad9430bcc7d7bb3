"""`--fail-under`: who is below the bar."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

from redprop import messages
from redprop.errors import Exit, Place, Problem, WorkspaceError
from redprop.exact import parse_decimal

if TYPE_CHECKING:
    from redprop.engine.result import Result


def read_bar(said: str | None) -> Decimal | None:
    """The bar as an exact number.

    Raises:
        WorkspaceError: It is none.
    """
    if said is None:
        return None
    bar = parse_decimal(said)
    if bar is None:
        raise WorkspaceError([Problem("not-a-number", Place(), {"option": "--fail-under", "got": said})])
    return bar


def below(result: Result, bar: Decimal | None, category: str | None, by: str | None) -> list[str]:
    """The rated subjects whose score is lower than the bar; no score is not reaching it."""
    if bar is None:
        return []
    frame = result.ranking(category, by)
    rated = frame[frame["status"] == "rated"]
    return [name for name, score in zip(rated["name"], rated["score"], strict=True) if score is None or score < bar]


def tell_verdict(names: list[str], bar: Decimal | None, language: str) -> Exit:
    """Names those below the bar on standard error; the exit code says whether there are any."""
    if not names:
        return Exit.OK
    said = messages.text("below", language, bar=bar, names=", ".join(names))
    print(said, file=sys.stderr)  # noqa: T201  # the verdict is for people beside the result
    return Exit.VERDICT
