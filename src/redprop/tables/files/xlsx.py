"""Workbooks of Excel, .xlsx and .xlsm: python-calamine's values, and beside them what it does not tell."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from redprop.tables.files.calamine import Book, opened_book
from redprop.tables.files.grid import Grid, check_span, hundredfold
from redprop.tables.files.marks import Marks, cell_of, marks_of, percent_styles
from redprop.tables.files.package import Package, local, not_a_workbook


class Sheet(NamedTuple):
    """A sheet of a workbook that has not been read yet."""

    name: str
    hidden: bool
    read: Callable[[], Grid]


class _Parts(NamedTuple):
    """What the workbook's own part lists: its sheets, each with its part, and whether it was ever calculated."""

    sheets: dict[str, str]
    hidden: frozenset[str]
    styles: str
    stale: bool


def sheets_of_xlsx(file: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order; charts are none.

    Raises:
        TableError: It cannot be read as a workbook.
    """
    package = Package(file, content)
    parts = _parts(package)
    percents = percent_styles(package, parts.styles)
    for name in package.names:
        if name.lower().endswith("sharedstrings.xml"):
            package.first(name)
    book = opened_book(file, content)

    def reader(name: str) -> Callable[[], Grid]:
        return lambda: _grid(book, name, marks_of(package, parts.sheets[name], percents, stale=parts.stale))

    return [Sheet(name, name in parts.hidden, reader(name)) for name in parts.sheets if name in book.names]


def _grid(book: Book, name: str, marks: Marks) -> Grid:
    check_span(book.file, name, marks.last_row, marks.last_column)
    grid = book.grid(name)
    for key in marks.percents:
        grid.put(cell_of(key), hundredfold(grid.text(*cell_of(key))))
    for at, text in marks.errors.items():
        grid.put(at, text)
    grid.unsolved = marks.unsolved
    return grid


def _parts(package: Package) -> _Parts:
    root = _target(package, "_rels/.rels", "officeDocument")
    folder, base = posixpath.split(root)
    relations = _relations(package, posixpath.join(folder, "_rels", f"{base}.rels"), folder)
    sheets: dict[str, str] = {}
    hidden: set[str] = set()
    stale = False

    def seen(element: str, attributes: dict[str, str]) -> None:
        nonlocal stale
        if element == "sheet":
            name = attributes.get("name", "")
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            kind, target = relations.get(link, ("", ""))
            if kind == "worksheet":
                sheets[name] = target
                if attributes.get("state", "visible") != "visible":
                    hidden.add(name)
        elif element == "calcPr":
            stale = attributes.get("fullCalcOnLoad", "0") in ("1", "true")

    package.elements(root, seen)
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    return _Parts(sheets, frozenset(hidden), styles, stale)


def _target(package: Package, name: str, kind: str) -> str:
    found = next((target for one, target in _relations(package, name, "").values() if one == kind), "")
    if found not in package.names:
        raise not_a_workbook(package.file, f"{name}: {kind}")
    return found


def _relations(package: Package, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """What a part is linked with: each link's kind and the part that it leads to."""
    found: dict[str, tuple[str, str]] = {}

    def seen(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (posixpath.basename(attributes.get("Type", "")), target)

    package.elements(name, seen)
    return found
