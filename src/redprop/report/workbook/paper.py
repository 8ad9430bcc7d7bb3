"""The calculation on its sheet: headings, printed marks, a row a subject, and what may be changed by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.report.book import LONGEST_NUMBER, Book, number_format, on_paper, told, width_of
from redprop.report.words import Words
from redprop.report.workbook.calculation import Calculated
from redprop.report.workbook.grid import FIRST, GROUPS, IDS, PRINTED, TITLES, Grid, Placed
from redprop.report.workbook.terms import Row

NAMES = 2
"""The first columns, which stay in sight: id and name."""
MARK_FORMAT = "0.00####"
CRITERION_WIDTH = 9
LINE = "#8C8C8C"


class Styles:
    """The formats that the sheets of a bulletin share; told apart by more than colour."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.title = book.style(bold=True, font_size=14)
        self.note = book.style(font_color="#404040", text_wrap=True, valign="top")
        self.text = book.style(border=1, border_color=LINE)
        self.wrapped = book.style(border=1, border_color=LINE, text_wrap=True)
        self.centred = book.style(border=1, border_color=LINE, align="center")
        self.head = self._head()
        self.group = self._head(bg_color="#D9D9D9")
        self.small = self._head(bold=False, font_size=8, font_color="#595959")

    def _head(self, **more: object) -> Any:
        said: dict[str, object] = {"bold": True, "border": 1, "border_color": LINE, "bg_color": "#EDEDED"}
        return self.book.style(**(said | {"text_wrap": True, "align": "center"} | more))

    def number(self, shown: str, *, mark: str = "", bold: bool = False, centred: bool = False) -> Any:
        """A number's format: `input` may be changed by hand, `fixed` is the engine's and no formula."""
        colours: dict[str, dict[str, object]] = {
            "input": {"font_color": "#1F3864"},
            "fixed": {"italic": True, "pattern": 17, "bg_color": "#F2F2F2"},
        }
        said: dict[str, object] = {
            "border": 1,
            "border_color": LINE,
            "num_format": shown,
            "align": "right",
            "bold": bold,
        }
        return self.book.style(**(said | colours.get(mark, {})))


def write_calculation(sheet: Any, calculated: Calculated, words: Words, styles: Styles) -> None:
    """Everything from the marks of criteria to the rank."""
    grid = calculated.grid
    sheet.write_string(
        0, 0, told(words.say("workbook.calculation.title", category=words.league(calculated.category))), styles.title
    )
    sheet.write_string(1, 0, words.say("workbook.calculation.note"), styles.book.style(font_color="#404040"))
    _write_heads(sheet, grid, words, styles)
    ends = {calculated.score.index, calculated.rank.index, *(mark.index for mark in calculated.marks.values())}
    for column in grid.columns:
        write = _Column(sheet, column, styles, bold=column.index in ends)
        for at in range(grid.size):
            write.cell(at)
        sheet.set_column(column.index, column.index, _width(column))
    sheet.freeze_panes(FIRST - 1, NAMES)
    on_paper(sheet, heads=(GROUPS - 1, PRINTED - 1), columns=NAMES)
    sheet.fit_to_pages(0, 0)
    sheet.set_print_scale(60)


def _width(column: Placed) -> float:
    if column.index < NAMES:
        return width_of([str(one) for one in column.held if one is not None], 8, 40)
    texts = [str(one) for one in column.held if isinstance(one, str)]
    return width_of(texts, CRITERION_WIDTH, 24)


def _write_heads(sheet: Any, grid: Grid, words: Words, styles: Styles) -> None:
    """Groups of columns, headings, ids and what is printed over each column."""
    sheet.set_row(TITLES - 1, 54)
    start = 0
    for index, column in enumerate(grid.columns):
        sheet.write_string(TITLES - 1, index, told(column.title), styles.head)
        sheet.write_string(IDS - 1, index, column.id, styles.small)
        if column.printed is None:
            sheet.write_string(
                PRINTED - 1, index, words.say("workbook.printed") if index == NAMES - 1 else "", styles.small
            )
        else:
            write_number(sheet, PRINTED - 1, index, column.printed, styles.number("0.####"))
        if index + 1 == len(grid.columns) or grid.columns[index + 1].group != column.group:
            _group(sheet, (start, index), told(column.group), styles.group)
            start = index + 1


def _group(sheet: Any, ends: tuple[int, int], title: str, style: Any) -> None:
    first, last = ends
    if first == last:
        sheet.write_string(GROUPS - 1, first, title, style)
    else:
        sheet.merge_range(GROUPS - 1, first, GROUPS - 1, last, title, style)


class _Column:
    """One column's cells, each in the format that it needs."""

    def __init__(self, sheet: Any, column: Placed, styles: Styles, *, bold: bool) -> None:
        self.sheet, self.column, self.text = sheet, column, styles.text
        shown = MARK_FORMAT if column.places is None else number_format(column.places)
        if column.formula is None and column.kept:
            shown = "0"
        self.live = styles.number("0.####" if column.printed is not None and column.formula else shown, bold=bold)
        self.input = styles.number(shown, mark="" if column.kept else "input")
        self.fixed = styles.number(shown, mark="fixed", bold=bold)

    def cell(self, at: int) -> None:
        """The cell of one subject."""
        column, held, row = self.column, self.column.held[at], FIRST + at
        if column.formula is not None and column.live[at]:
            value: Any = _number(held) if isinstance(held, Fraction) else held
            self.sheet.write_formula(row - 1, column.index, f"={column.formula(row)}", self.live, value)
        elif isinstance(held, Fraction):
            write_number(self.sheet, row - 1, column.index, held, self.fixed if column.formula else self.input)
        elif held:
            self.sheet.write_string(row - 1, column.index, told(held), self.text)
        else:
            self.sheet.write_blank(row - 1, column.index, None, self.text)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def write_number(sheet: Any, row: Row, column: int, value: Fraction, style: Any) -> None:
    """A number; one with more digits than a spreadsheet keeps, before its point, is a text."""
    if abs(value) >= 10**LONGEST_NUMBER:
        sheet.write_string(row, column, str(value), style)
    else:
        sheet.write_number(row, column, _number(value), style)
