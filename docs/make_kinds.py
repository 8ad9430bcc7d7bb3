"""Write the page of kinds from the code: `python docs/make_kinds.py`. A test keeps `kinds.md` in step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from redprop.check.kinds import Kind, kinds
from redprop.messages import text

PAGE = Path(__file__).parent / "kinds.md"
HEAD = """# Kinds

What a rubric can be put together from. This page is made from the code by `make docs`; `redprop kinds` lists the kinds,
`redprop kinds KIND` prints one. [rubric-language.md](rubric-language.md) says how everything fits together.

"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(
        line for family, inside in groupby(kinds(), lambda kind: kind.family) for line in _family(family, inside)
    )


def _family(family: str, inside: Iterator[Kind]) -> Iterator[str]:
    yield f"## {text(f'family.{family}')}\n\n"
    for kind in inside:
        yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"### `{kind.name}`\n\n{kind.says}"
    yield f" {kind.printed}.\n\n" if kind.printed else "\n\n"
    if kind.options:
        yield "| option | says | unsaid |\n| --- | --- | --- |\n"
        for option in kind.options:
            unsaid = "required" if option.required else f"`{option.unsaid}`" if option.unsaid else ""
            yield f"| `{option.name}` | {option.says.replace('|', chr(92) + '|')} | {unsaid} |\n"
        yield "\n"
    yield f"```yaml\n{kind.example}```\n\n"


if __name__ == "__main__":
    PAGE.write_text(page().rstrip() + "\n", encoding="utf-8")
