"""Write the page of kinds, and the examples of rules in the page of the language: `python docs/make_kinds.py`.

Everything comes from the code; a test keeps both pages in step with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from redprop.check.kind_examples import part
from redprop.check.kinds import Kind, kinds
from redprop.check.options import Option
from redprop.messages import text
from redprop.report.kinds import unit_text, value_text
from redprop.rules import RULES

DOCS = Path(__file__).parent
HEAD = """# Kinds

What a rubric can be put together from. This page is made from the code by `make docs`; `redprop kinds` lists the kinds,
`redprop kinds KIND` prints one. [rubric-language.md](rubric-language.md) says how everything fits together.

In the tables a name in capitals stands for one of your own: `NAME` for a cause, `WORD` for a word of a file, `STEP` for
each item of the list, `PART` for each section or criterion inside. Every example is a whole rubric that `redprop check`
takes.

"""
COLUMNS = ("option", "value", "unit", "unsaid", "says")


def pages() -> dict[Path, str]:
    """Both pages by their paths."""
    language = DOCS / "rubric-language.md"
    return {DOCS / "kinds.md": page(), language: with_examples(language.read_text(encoding="utf-8"))}


def page() -> str:
    """The page of kinds."""
    parts = [line for family, inside in groupby(kinds(), lambda kind: kind.family) for line in _family(family, inside)]
    return (HEAD + "".join(parts)).rstrip() + "\n"


def with_examples(language: str) -> str:
    """The page of the language with the example of each rule in the first block under its heading."""
    for name in RULES:
        held = re.search(rf"(?<=### `{name}`)[^#]*?```yaml\n(.*?)```", language, re.DOTALL)
        if held is None:
            raise ValueError(f"the page of the language has no example of {name}")
        language = language[: held.start(1)] + part(name) + language[held.end(1) :]
    return language


def _family(family: str, inside: Iterator[Kind]) -> Iterator[str]:
    yield f"## {text(f'family.{family}')}\n\n"
    for kind in inside:
        yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"### `{kind.name}`\n\n{kind.says}"
    yield f" {text('kinds.on_paper', words=kind.printed)}.\n\n" if kind.printed else "\n\n"
    if kind.takes:
        yield text("kinds.takes", take=kind.takes) + (" " + text("kinds.no_full") if not kind.has_full else "") + "\n\n"
    if kind.options:
        yield _row(COLUMNS) + _row("---" for _ in COLUMNS)
        yield from (_row(_cells(option)) for option in kind.options)
        yield "\n"
    yield f"```yaml\n{kind.example}```\n\n"


def _cells(option: Option) -> Iterator[str]:
    yield f"`{option.name}`"
    yield value_text(option, "en")
    yield unit_text(option, "en")
    yield "required" if option.required else f"`{option.unsaid}`" if option.unsaid else ""
    yield option.says


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


if __name__ == "__main__":
    for path, made in pages().items():
        path.write_text(made, encoding="utf-8")
