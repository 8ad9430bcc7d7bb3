"""YAML as rubrics are written: bytes to plain data, with the place of everything, within limits.

Scalars follow the core rules of YAML 1.2 with one wish more: only `true` and `false` are booleans, numbers are the
decimals that the text shows, and dates, sexagesimals, exponents, hexadecimal, underscores, `inf` and `nan` are texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from redprop.errors import Place, Problem
from redprop.exact import parse_decimal

MOST_BYTES = 1_000_000
MOST_DEPTH = 32
MOST_ALIASES = 100
MOST_NODES = 200_000
_QUOTED = ("'", '"', "|", ">")
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """The data of a YAML file, its problems, and its tree of nodes to look places up in."""

    file: str
    data: Any = None
    root: yaml.Node | None = None
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Sequence[str | int]) -> Place:
        """Where `path` stands; steps that the file does not have are passed over, so the nearest place answers."""
        node, mark = self.root, self.root and self.root.start_mark
        said: list[str] = []
        for step in path:
            if isinstance(node, yaml.MappingNode):
                entry = next(((key, value) for key, value in node.value if key.value == step), None)
                if entry is None:
                    continue
                mark, node = entry[0].start_mark, entry[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                continue
            said.append(f"[{step}]" if isinstance(step, int) else f".{step}" if said else step)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Place(self.file, line, column, path="".join(said))

    def take_out(self, path: Sequence[str | int]) -> None:
        """Forgets what stands at `path`, as its reader does, so that later steps count the same items."""
        node = self.root
        for step in path[:-1]:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
        if isinstance(node, yaml.MappingNode):
            node.value = [(key, value) for key, value in node.value if key.value != path[-1]]
        elif isinstance(node, yaml.SequenceNode) and isinstance(path[-1], int):
            del node.value[path[-1]]


def load_yaml(content: bytes, file: str) -> Document:
    """Reads one YAML document; what is wrong with it is listed in `problems`, and data that can be read is there."""
    document = Document(file)
    if len(content) > MOST_BYTES:
        return _refuse(document, "yaml-too-large", 1, 1, limit=MOST_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refuse(document, "not-utf8", content[: error.start].count(b"\n") + 1, 1)
    try:
        _within_limits(text, document)
        if document.problems:
            return document
        document.root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        return _refuse(document, "yaml-syntax", line, column, what=str(error.problem or error.context))
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else 1
        return _refuse(document, "yaml-character", line, 1)
    if document.root is None:
        return _refuse(document, "yaml-empty", 1, 1)
    document.data = _Builder(document).build(document.root)
    return document


def _refuse(document: Document, code: str, line: int, column: int, **params: object) -> Document:
    document.problems.append(Problem(code, Place(document.file, line, column), params))
    return document


def _within_limits(text: str, document: Document) -> None:
    """Reads the stream of events alone, so that nothing deep or endless is ever built."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        kind = type(event)
        if kind in _STARTS:
            depth += 1
        elif kind in _ENDS:
            depth -= 1
        elif kind is yaml.AliasEvent:
            aliases += 1
        if getattr(event, "tag", None) not in (None, "!"):
            _refuse(document, "yaml-tag", *_spot(event), tag=str(getattr(event, "tag", "")))
        if depth > MOST_DEPTH or aliases > MOST_ALIASES:
            code, limit = ("yaml-too-deep", MOST_DEPTH) if depth > MOST_DEPTH else ("yaml-aliases", MOST_ALIASES)
            _refuse(document, code, *_spot(event), limit=limit)
            return


class _Builder:
    """Builds plain data from nodes; a node that aliases repeat is built once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.built: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def build(self, root: yaml.Node) -> Any:
        value, size = self._value(root)
        if size > MOST_NODES:
            _refuse(self.document, "yaml-too-large", 1, 1, limit=MOST_NODES)
            return None
        return value

    def _value(self, node: yaml.Node) -> tuple[Any, int]:
        """The node's data and how many nodes it comes to when aliases are written out."""
        if id(node) in self.open:
            _refuse(self.document, "yaml-cycle", *_spot(node))
            return None, 1
        if id(node) not in self.built:
            self.open.add(id(node))
            self.built[id(node)] = self._fresh(node)
            self.open.discard(id(node))
        return self.built[id(node)]

    def _fresh(self, node: yaml.Node) -> tuple[Any, int]:
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style in _QUOTED else resolve(node.value), 1
        if isinstance(node, yaml.SequenceNode):
            items = [self._value(item) for item in node.value]
            return [value for value, _ in items], 1 + sum(size for _, size in items)
        mapping: dict[str, Any] = {}
        first: dict[str, int] = {}
        size = 1
        for key, item in node.value:
            line, column = _spot(key)
            if not isinstance(key, yaml.ScalarNode):
                _refuse(self.document, "yaml-key", line, column)
                continue
            value, weight = self._value(item)
            size += weight
            if key.value in first:
                _refuse(self.document, "duplicate-key", line, column, key=key.value, first_line=first[key.value])
                continue
            first[key.value] = line
            mapping[key.value] = value
        return mapping, size


def _spot(found: yaml.Node | yaml.Event) -> tuple[int, int]:
    """The line and column of a node or an event, from 1."""
    return (found.start_mark.line + 1, found.start_mark.column + 1) if found.start_mark else (1, 1)


def resolve(text: str) -> str | int | Decimal | bool | None:
    """What a plain scalar means.

    >>> resolve("no"), resolve("1:30"), resolve("2022-08-30"), resolve("0.50"), resolve("true")
    ('no', '1:30', '2022-08-30', Decimal('0.50'), True)
    """
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    number = parse_decimal(text)
    if number is None:
        return text
    return int(number) if text.lstrip("+-").isdigit() else number
