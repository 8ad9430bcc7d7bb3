"""Tables for the terminal: aligned with Chinese names, coloured where a person looks, columns left out where narrow."""

from __future__ import annotations

import io
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from redprop import messages
from redprop.report.sheet import Cell, Column, Group, Screen, Sheet

GAP = 1
NO_TERMINAL = 10_000
NARROWEST = 4
"""A text column is never narrower than this, whatever the terminal; numbers keep their digits."""


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
        if group.code:  # its lines are not broken: what is copied must still be code
            console.print(Text(shown(group.code.rstrip())), soft_wrap=True)
    remarks = list(sheet.remarks)
    if hidden:
        order = {column.title: place for group in groups for place, column in enumerate(group.columns)}
        hidden = dict.fromkeys(sorted(hidden, key=lambda title: order[title]))
        remarks.append(messages.text("hidden", sheet.language, columns=messages.listed(hidden, sheet.language)))
    if remarks and groups:
        console.print()
    for remark in remarks:
        console.print(Text(shown(remark)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _print(group: Group, console: Console, screen: Screen) -> list[str]:
    """Prints one group, and says which columns there was no room for."""
    if group.title:
        console.print(Text(shown(group.title), style="bold"))
    for line in group.lines:
        console.print(Text(shown(line)))
    if group.lines and group.rows:
        console.print()
    filled = [c for c in group.columns if any(c.key in row and row[c.key].text for row in group.rows)]
    cells = {c.key: max((_length(row.get(c.key)) for row in group.rows), default=0) for c in filled}
    headings = {c.key: [c.title] for c in filled}
    widths = {c.key: max(cells[c.key], cell_len(c.title)) for c in filled}
    if screen.width is not None and _total(filled, widths) > screen.width:
        headings = {c.key: broken(c.title, cells[c.key]) for c in filled}
        widths = {key: max(cells[key], *map(cell_len, lines)) for key, lines in headings.items()}
    columns, hidden = fitting(filled, widths, screen.width)
    if not columns:
        return []
    fits = screen.width is None or _total(columns, widths) <= screen.width
    headed = any(column.title for column in columns)
    lines = box.SIMPLE_HEAD if screen.lines and headed else None
    table = Table(box=lines, show_edge=False, show_header=headed, padding=0, header_style="bold")
    least = {c.key: widths[c.key] if c.kind == "number" else min(widths[c.key], NARROWEST) for c in columns}
    console.width = max(screen.width or NO_TERMINAL, _total(columns, least))
    for index, column in enumerate(columns):
        number = column.kind == "number"
        over = [""] * (max(len(headings[c.key]) for c in columns) - len(headings[column.key]))
        # numbers keep their digits on one line; a long name may take two
        table.add_column(
            Text("\n".join(GAP * " " * bool(index) + line for line in (*over, *headings[column.key]))),
            justify="right" if number else "left",
            no_wrap=number or fits,
            overflow="fold",
            width=widths[column.key] + GAP * bool(index) if number or fits else None,
        )
    one_line = fits and not any("\n" in cell.text for row in group.rows for cell in row.values())
    right = [widths[c.key] if c.kind == "number" else 0 for c in columns]
    for row in () if one_line else group.rows:
        table.add_row(*(_text(row.get(c.key), GAP * bool(at), right[at]) for at, c in enumerate(columns)))
    if headed or not one_line:
        console.print(table)
    if one_line:
        console.print(_Lines(group.rows, columns, widths, " " if lines else ""), crop=False)
    console.width = screen.width or NO_TERMINAL
    return hidden


def broken(title: str, width: int) -> list[str]:
    """A heading over several lines, between its words, no narrower than what stands below it.

    >>> broken("Management and service lost", 5)
    ['Management', 'and', 'service', 'lost']
    """
    widest = max([width, *(cell_len(word) for word in title.split())])
    return textwrap.wrap(title, widest, break_long_words=False, break_on_hyphens=False) or [title]


def fitting(columns: Sequence[Column], widths: Mapping[str, int], width: int | None) -> tuple[list[Column], list[str]]:
    """The columns that fit in a width, and the headings of those that do not; digits are never cut.

    The greatest `keep` goes first; then what is narrow enough for the room that is left comes back, the least first.
    """
    kept = list(columns)
    hidden: list[Column] = []
    while width is not None and _total(kept, widths) > width and any(column.keep for column in kept):
        goes = max(reversed(kept), key=lambda column: column.keep)
        kept.remove(goes)
        hidden.append(goes)
    for column in sorted(hidden, key=lambda one: one.keep):
        more = [one for one in columns if one in kept or one is column]
        if width is not None and _total(more, widths) <= width:
            kept = more
    return kept, [column.title for column in hidden if column not in kept]


def _total(columns: Sequence[Column], widths: Mapping[str, int]) -> int:
    """How wide columns stand beside each other; the box puts one space more between two."""
    return sum(widths[column.key] + GAP + 1 for column in columns) - GAP - 1


def _length(cell: Cell | None) -> int:
    return 0 if cell is None else cell_len(shown(cell.text))


def _text(cell: Cell | None, gap: int, right: int) -> Padding:
    """A cell that may take several lines, all of them behind the gap; a number ends at `right`."""
    said = Text("") if cell is None else Text(shown(cell.text), style=cell.style)
    return Padding(said, (0, 0, 0, gap + max(0, right - said.cell_len)), expand=False)


class _Lines:
    """Rows that fit on a line each, given to Rich ready made below their headings: nothing is left to measure."""

    def __init__(
        self, rows: Sequence[Mapping[str, Cell]], columns: Sequence[Column], widths: Mapping[str, int], between: str
    ) -> None:
        self.rows, self.columns, self.widths, self.between = rows, columns, widths, between

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.rows:
            yield from self._line(row, console)

    def _line(self, row: Mapping[str, Cell], console: Console) -> RenderResult:
        plain = ""
        for index, column in enumerate(self.columns):
            cell = row.get(column.key, Cell(""))
            text = shown(cell.text)
            room = " " * (self.widths[column.key] - cell_len(text))
            before, after = (room, "") if column.kind == "number" else ("", room)
            said = GAP * " " * bool(index) + before + text
            plain += self.between * bool(index)
            if cell.style:
                yield Segment(plain)
                yield Segment(said, console.get_style(cell.style))
                plain = after
            else:
                plain += said + after
        yield Segment(plain + "\n")


def shown(text: str) -> str:
    """A text that does no harm to a terminal: controls and marks that turn the writing are made visible."""
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
