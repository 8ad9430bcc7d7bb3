"""Tables for the terminal: aligned with Chinese names, coloured where a person looks, columns left out where narrow."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from redprop import messages
from redprop.report.sheet import Cell, Column, Group, Sheet

GAP = 2
NO_TERMINAL = 10_000


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a table goes: how wide it is (None: as wide as needed), whether it shows colours and lines."""

    width: int | None = None
    colour: bool = False
    lines: bool = True


def as_table(sheet: Sheet, screen: Screen) -> str:
    """The groups as tables, one under the other; what was left out for want of width is said at the end."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=screen.width or NO_TERMINAL,
        force_terminal=screen.colour,
        no_color=None if screen.colour else True,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    groups = sheet.groups()
    hidden: dict[str, None] = {}
    for number, group in enumerate(groups):
        if number:
            console.print()
        hidden |= dict.fromkeys(_print(group, console, screen))
    remarks = list(sheet.remarks)
    if hidden:
        remarks.append(messages.text("hidden", sheet.language, columns=", ".join(hidden)))
    if remarks and groups:
        console.print()
    for remark in remarks:
        console.print(Text(shown(remark)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _print(group: Group, console: Console, screen: Screen) -> list[str]:
    """Prints one group, and says which columns there was no room for."""
    if group.title:
        console.print(Text(shown(group.title), style="bold"))
    filled = [c for c in group.columns if any(c.key in row and row[c.key].text for row in group.rows)]
    columns, hidden = fitting(filled, group, screen.width)
    if not columns:
        return []
    table = Table(
        box=box.SIMPLE_HEAD if screen.lines else None,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        header_style="bold",
    )
    for column in columns:
        number = column.kind == "number"
        # numbers keep their digits on one line; a long name may take two
        table.add_column(Text(column.title), justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in group.rows:
        table.add_row(*(_text(row.get(column.key)) for column in columns))
    console.print(table)
    return hidden


def fitting(columns: Sequence[Column], group: Group, width: int | None) -> tuple[list[Column], list[str]]:
    """The columns that fit in a width, and the headings of those that do not; digits are never cut."""
    kept = list(columns)
    if width is None:
        return kept, []
    wide = {c.key: max([cell_len(c.title), *(_length(row.get(c.key)) for row in group.rows)]) for c in columns}
    hidden: list[str] = []
    while sum(wide[c.key] + GAP for c in kept) - GAP > width and any(c.keep for c in kept):
        goes = max(reversed(kept), key=lambda column: column.keep)
        kept.remove(goes)
        hidden.append(goes.title)
    return kept, hidden


def _length(cell: Cell | None) -> int:
    return 0 if cell is None else cell_len(shown(cell.text))


def _text(cell: Cell | None) -> Text:
    return Text("") if cell is None else Text(shown(cell.text), style=cell.style)


def shown(text: str) -> str:
    """A text that does no harm to a terminal: controls and marks that turn the writing are made visible."""
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
