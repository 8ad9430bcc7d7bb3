"""What the fuzz starts from: every rubric that stands in the repository, as text and as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from redprop.check.run import check_bytes
from redprop.rubric.yaml import load_yaml
from tests.docs.test_docs import PAGES, as_yaml, blocks, framed
from tests.running import ROOT

WORD = "*"
"""The context of what stands in a list of a list, or under a name that the author chose."""


@dataclass(frozen=True)
class Seed:
    """A rubric file to spoil: where it comes from, its text, its data if it can be read, and whether it is right."""

    name: str
    text: str
    data: Any
    right: bool


@cache
def seeds() -> tuple[Seed, ...]:
    """Shipped rubrics, cases of both kinds, and the blocks of the docs, each once, in an order that never changes."""
    files = [*sorted((ROOT / "rubrics").rglob("*.yaml")), *sorted((ROOT / "benchmarks").glob("*.yaml"))]
    files += sorted((ROOT / "tests" / "examples").glob("*/*/rubric.yaml"))
    found = [_seed(str(path.relative_to(ROOT)), path.read_bytes()) for path in files]
    found += [_seed(name, text.encode()) for name, text in _of_the_docs()]
    return tuple(found)


@cache
def vocabulary() -> dict[str, tuple[tuple[str, Any], ...]]:
    """What stands under which key anywhere: by the key above a mapping, the keys and values seen in it.

    An addition from here is often one that the schema takes, so that spoilt files get past the schema too.
    """
    said: dict[str, list[tuple[str, Any]]] = {}
    for seed in seeds():
        _gather(seed.data, "", said)
    return {context: tuple(pairs) for context, pairs in sorted(said.items())}


def _gather(data: Any, context: str, said: dict[str, list[tuple[str, Any]]]) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            said.setdefault(context, []).append((key, value))
            _gather(value, key, said)
    elif isinstance(data, list):
        for item in data:
            _gather(item, context, said)


def _seed(name: str, content: bytes) -> Seed:
    return Seed(name, content.decode(errors="replace"), load_yaml(content, name).data, _is_right(content, name))


def _is_right(content: bytes, name: str) -> bool:
    return check_bytes(content, name).plan is not None


def _of_the_docs() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in blocks(page):
            if block.language != "yaml" or block.name == "settings":
                continue
            data = load_yaml(block.text.encode(), page.name).data
            if isinstance(data, list):
                data = {"criteria": data}
            whole = isinstance(data, dict) and "redprop" not in data and "rubric" not in data
            found.append((f"{page.name}:{block.line}", as_yaml(framed(data)) if whole else block.text))
    return found
