"""Workbooks for Excel, the same bytes for the same contents: names that do no harm, widths, papers."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import xlsxwriter

from redprop.report.terminal import shown

LONGEST_NAME = 31
"""How many characters Excel lets the name of a sheet have."""
LONGEST_TEXT = 32_767
"""How many characters Excel lets a cell have."""
LONGEST_NUMBER = 15
"""How many digits of a number a spreadsheet keeps: one with more is written as a text."""
NARROWEST, WIDEST = 6, 60
LINE_HEIGHT = 13
"""How high a line is, in points."""
CREATED = datetime(2000, 1, 1)  # a workbook does not say when it was made: its bytes follow its contents
FONTS = {"zh": "宋体", "en": "Calibri"}


class Book:
    """A workbook that is being written."""

    def __init__(self, title: str, language: str) -> None:
        self._out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,  # a name that begins with = is a name
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = xlsxwriter.Workbook(self._out, options)
        self._workbook.set_properties({"title": told(title), "created": CREATED})
        self._workbook.set_calc_mode("auto")
        self.language = language
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._names: set[str] = set()

    def style(self, **properties: object) -> Any:
        """A cell's format, made once."""
        wanted = {"font_name": FONTS.get(self.language, FONTS["en"]), "font_size": 10, "valign": "vcenter"} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(wanted)
        return self._formats[key]

    def sheet(self, title: str) -> Any:
        """A further sheet; its name is the title, as far as Excel lets it be."""
        name = sheet_name(title, self._names)
        self._names.add(name.casefold())
        return self._workbook.add_worksheet(name)

    def chart(self, kind: str) -> Any:
        """A chart, to be put into a sheet."""
        return self._workbook.add_chart({"type": kind})

    def whole(self) -> bytes:
        """The workbook's bytes; nothing can be added after."""
        self._workbook.close()
        return self._out.getvalue()


def sheet_name(title: str, taken: Iterable[str]) -> str:
    r"""A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, no ' at an end, unlike others.

    >>> sheet_name("Q1/Q2: all", []), sheet_name("Q1/Q2: all", ["q1 q2  all"])
    ('Q1 Q2  all', 'Q1 Q2  all (2)')
    """
    said = re.sub(r"[\[\]:*?/\\]", " ", told(title)).strip(" '\n") or "-"
    said = f"{said} -" if said.casefold() == "history" else said  # Excel keeps that name for itself
    name = said[:LONGEST_NAME].strip(" '")
    number = 1
    while name.casefold() in set(taken):
        number += 1
        name = f"{said[: LONGEST_NAME - len(f' ({number})')]} ({number})"
    return name


def told(text: str) -> str:
    """A text as a cell can hold it: what steers or turns the writing is made visible, and it is not endless."""
    return shown(text)[:LONGEST_TEXT]


def quoted(sheet: str) -> str:
    """A sheet's name as formulas say it.

    >>> quoted("the owners' marks")
    "'the owners'' marks'"
    """
    return "'" + sheet.replace("'", "''") + "'"


def number_format(places: int) -> str:
    """The format that shows so many places.

    >>> number_format(2), number_format(0)
    ('0.00', '0')
    """
    return f"0.{'0' * places}" if places > 0 else "0"


def width_of(texts: Iterable[str], least: int = NARROWEST, most: int = WIDEST) -> int:
    """How wide a column must be for its texts: Chinese characters take two places."""
    widest = max((_length(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(widest + 2, least), most)


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def lines_of(text: str, width: float) -> int:
    """Over how many lines a text goes in a column of a width.

    >>> lines_of("名次", 4), lines_of("abcde", 3)
    (1, 2)
    """
    return sum(max(1, -(-_length(line) // max(1, int(width)))) for line in text.split("\n"))


def fit_row(sheet: Any, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Makes a row as high as its texts need in columns of their widths: spreadsheets differ in doing so."""
    lines = max((lines_of(text, width - 1) for text, width in cells), default=1)
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * lines + 2)


def on_paper(sheet: Any, *, heads: tuple[int, int] = (0, 0), columns: int = 0) -> None:
    """A4 across, as wide as the page; the rows `heads` and so many first columns on every page, which is numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*heads)
    if columns:
        sheet.repeat_columns(0, columns - 1)
    sheet.set_footer("&C&P / &N")
