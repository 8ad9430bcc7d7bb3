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
    """The rated subjects whose score is worse than the bar: lower, or higher where less is better; none is worse."""
    if bar is None:
        return []
    from redprop.engine.columns import rank_columns

    columns = rank_columns(result, category, by)
    sign = -1 if result.less_is_better(by or "score") else 1
    told = zip(columns["name"], columns["score"], columns["status"], strict=True)
    rated = ((name, score) for name, score, status in told if status == "rated")
    return [name for name, score in rated if score is None or sign * score < sign * bar]


def tell_verdict(names: list[str], bar: Decimal | None, language: str, *, above: bool = False) -> Exit:
    """Names those who are worse than the bar on standard error; the exit code says whether there are any."""
    if not names:
        return Exit.OK
    said = messages.text("above" if above else "below", language, bar=bar, names=", ".join(names))
    print(said, file=sys.stderr)  # noqa: T201  # the verdict is for people beside the result
    return Exit.VERDICT
