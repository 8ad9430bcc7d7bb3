"""How the results are written: figures beside their bars, tables, and the page of sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

HEAD = """# Benchmark results

Made by `make bench`: whole processes, run in turn, the first round dropped, medians of the rest; peak memory is the most that one process held resident. A figure over its bar is **bold**. "-" is no figure: what it needs failed or was not run.
"""


def number(value: float | None, digits: int = 2) -> str:
    """A figure."""
    return "-" if value is None else f"{value:,.{digits}f}"


def ratio(value: float | None, base: float | None) -> float | None:
    """How many times the base a value is; none if either is missing."""
    return None if value is None or not base else value / base


def held(value: float | None, bar: float | None, digits: int = 2) -> tuple[str, str]:
    """A figure and its bar; the figure is bold if it is over, even by less than is printed."""
    shown = number(value, digits)
    if value is not None and bar is not None and value > bar:
        shown = f"**{shown}**"
    return shown, "" if bar is None else f"{bar:g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def with_section(page: str, title: str, text: str, titles: Sequence[str]) -> str:
    """The page with one section written anew; the others stay as they were, in the order of `titles`.

    What stands before the first section, and a section that is no longer among the titles, are not kept.
    """
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)
    sections = {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)} | {title: text.strip()}
    return "\n".join([HEAD, *(f"## {name}\n\n{sections[name]}\n" for name in titles if name in sections)])
