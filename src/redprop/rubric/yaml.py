"""YAML as rubrics are written: bytes to plain data, with the place of everything, within limits.

Scalars follow the core rules of YAML 1.2 with one wish more: only `true` and `false` are booleans, numbers are the
decimals that the text shows, and dates, sexagesimals, exponents, hexadecimal, underscores, `inf` and `nan` are texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_GLUED = re.compile(r"[\s-]*([A-Za-z_]\w*:)[^\s:/]")
"""A key whose colon has no space behind it."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Spot:
    """One value of the file: its data, where it begins, what is in it, and how many values it comes to."""

    __slots__ = ("column", "data", "entries", "items", "line", "size")

    def __init__(self, line: int, column: int, data: Any) -> None:
        self.line, self.column, self.data = line, column, data
        self.entries: dict[str, tuple[int, int, Spot]] | None = None
        self.items: list[Spot] | None = None
        self.size = 1

    def item_with(self, key: str | int) -> tuple[int, int, Spot] | None:
        """Where a key stands in an item of this list that is a mapping."""
        held = (item.entries for item in self.items or () if item.entries is not None)
        return next((entries[key] for entries in held if isinstance(key, str) and key in entries), None)

    def copy(self) -> Spot:
        """The same places, with none shared."""
        same = Spot(self.line, self.column, self.data)
        if self.entries is not None:
            same.entries = {key: (line, column, spot.copy()) for key, (line, column, spot) in self.entries.items()}
        if self.items is not None:
            same.items = [spot.copy() for spot in self.items]
        return same


@dataclass
class Document:
    """The data of a YAML file, its problems, and where everything stands."""

    file: str
    data: Any = None
    root: Spot | None = None
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Sequence[str | int]) -> Place:
        """Where `path` stands; steps that the file does not have are passed over, so the nearest place answers."""
        spot = self.root
        line, column = (spot.line, spot.column) if spot else (1, 1)
        said: list[str] = []
        for step in path:
            if spot is None:
                break
            if spot.entries is not None and step in spot.entries:
                line, column, spot = spot.entries[str(step)]
            elif spot.items is not None and isinstance(step, int) and step < len(spot.items):
                spot = spot.items[step]
                line, column = spot.line, spot.column
            elif spot.items is not None and (inside := spot.item_with(step)) is not None:
                line, column, spot = inside  # `[90, good, {to: 95}]`: options stand in an item of their own
            else:
                continue
            said.append(f"[{step}]" if isinstance(step, int) else f".{step}" if said else step)
        return Place(self.file, line, column, path="".join(said))

    def unshare(self) -> None:
        """Gives every alias places of its own, so that what is taken out in one stays in the others."""
        self.root = self.root.copy() if self.root else None

    def take_out(self, path: Sequence[str | int]) -> None:
        """Forgets what stands at `path`, as its reader does, so that later steps count the same items."""
        spot = self.root if path else None
        for step in path[:-1]:
            if spot is not None and spot.entries is not None:
                spot = spot.entries[str(step)][2]
            elif spot is not None and spot.items is not None:
                spot = spot.items[int(step)]
        if spot is not None and spot.entries is not None:
            del spot.entries[str(path[-1])]
        elif spot is not None and spot.items is not None:
            del spot.items[int(path[-1])]


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
        root = _Builder(document).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        what = str(error.problem or error.context)
        return _refuse(document, "yaml-syntax", line, column, what=what, **_likely(what, text, line, column))
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].split(b"\n")  # the C reader counts bytes
        return _refuse(document, "yaml-character", len(before), len(before[-1].decode(errors="replace")) + 1)
    if root is not None:
        document.root, document.data = root, root.data
    elif not document.problems:
        _refuse(document, "yaml-empty", 1, 1)
    return document


def _refuse(document: Document, code: str, line: int, column: int, **params: object) -> Document:
    document.problems.append(Problem(code, Place(document.file, line, column), params))
    return document


def _likely(what: str, text: str, line: int, column: int) -> dict[str, object]:
    """What a person most likely did, by the parser's words and the lines around: a tab, a colon without its space."""
    lines = text.split("\n")[:line]
    here = lines[-1]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return {"tabbed": line}
    about_a_colon = what.startswith(("mapping values", "could not find expected ':'"))
    glued = next((found[1] for one in lines[-2:] if (found := _GLUED.match(one))), "")
    if about_a_colon and glued:
        return {"glued": glued}
    return {"colon": "`: `"} if what.startswith("mapping values") and ": " in here[: column - 1] else {}


def _spot(event: yaml.Event) -> tuple[int, int]:
    """The line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


class _Stop(Exception):  # noqa: N818  # no error of anyone's: it ends the reading of a file that was refused
    """The file goes past a limit; the problem is told already."""


class _Builder:
    """Builds data and places from the stream of events in one pass, so that nothing deep or endless is ever built.

    The stack holds collections that are open: each with its anchor and, for a mapping, the key that waits for a value.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[tuple[Spot, str | None]] = []
        self.keys: list[tuple[str, int, int] | None] = []
        self.anchors: dict[str, Spot | None] = {}
        self.aliases = 0
        self.root: Spot | None = None

    def build(self, events: Iterator[yaml.Event]) -> Spot | None:
        """The root of the document; None where it is empty or goes past a limit."""
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.NodeEvent):
                    self._node(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    spot, anchor = self.stack.pop()
                    self.keys.pop()
                    self._place(spot, anchor)
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._stop("yaml-documents", event)
        except _Stop:
            return None
        return self.root

    def _node(self, event: yaml.NodeEvent) -> None:
        line, column = _spot(event)
        if isinstance(event, yaml.ScalarEvent):
            text = event.value
            if self._is_key(text, event, line, column):
                return
            self._tag(event, line, column)
            self._place(Spot(line, column, text if event.style in _QUOTED else resolve(text)), event.anchor)
            return
        if isinstance(event, yaml.AliasEvent):
            self._alias(event, line, column)
            return
        self._tag(event, line, column)
        self._bad_key(line, column)
        mapping = isinstance(event, yaml.MappingStartEvent)
        spot = Spot(line, column, {} if mapping else [])
        spot.entries, spot.items = ({}, None) if mapping else (None, [])
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append((spot, event.anchor))
        self.keys.append(None)
        if len(self.stack) > MOST_DEPTH:
            self._stop("yaml-too-deep", event, limit=MOST_DEPTH)

    def _is_key(self, text: str, event: yaml.Event, line: int, column: int) -> bool:
        """Whether a scalar is a key: one that waits in a mapping for its value."""
        if not self.stack or self.stack[-1][0].entries is None or self.keys[-1] is not None:
            return False
        self._tag(event, line, column)
        self.keys[-1] = (text, line, column)
        return True

    def _bad_key(self, line: int, column: int) -> None:
        """A collection where a key should stand: told, and given a name that no file can write."""
        if self.stack and self.stack[-1][0].entries is not None and self.keys[-1] is None:
            _refuse(self.document, "yaml-key", line, column)
            self._stop_quietly()

    def _alias(self, event: yaml.AliasEvent, line: int, column: int) -> None:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self._stop("yaml-aliases", event, limit=MOST_ALIASES)
        self._bad_key(line, column)
        name = str(event.anchor)
        spot = self.anchors.get(name)
        if spot is None:
            if name in self.anchors:
                self._stop("yaml-cycle", event)
            self._stop("yaml-syntax", event, what=f"there is no anchor named {name}")
            return
        self._place(spot, None)

    def _tag(self, event: yaml.Event, line: int, column: int) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            _refuse(self.document, "yaml-tag", line, column, tag=str(tag))

    def _place(self, spot: Spot, anchor: str | None) -> None:
        """Puts a finished value where it belongs."""
        if anchor:
            self.anchors[anchor] = spot
        if not self.stack:
            self.root = spot
            return
        holder = self.stack[-1][0]
        holder.size += spot.size
        if holder.size > MOST_NODES:
            _refuse(self.document, "yaml-too-large", spot.line, spot.column, limit=MOST_NODES)
            self._stop_quietly()
        if holder.items is not None:
            holder.items.append(spot)
            holder.data.append(spot.data)
            return
        key = self.keys[-1]
        self.keys[-1] = None
        if holder.entries is None or key is None:
            return
        name, line, column = key
        if name in holder.entries:
            first = holder.entries[name][0]
            _refuse(self.document, "duplicate-key", line, column, key=name, first_line=first)
            return
        holder.entries[name] = (line, column, spot)
        holder.data[name] = spot.data

    def _stop(self, code: str, event: yaml.Event, **params: object) -> None:
        line, column = _spot(event)
        _refuse(self.document, code, line, column, **params)
        self._stop_quietly()

    def _stop_quietly(self) -> None:
        raise _Stop


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
