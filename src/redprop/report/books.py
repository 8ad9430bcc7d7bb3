"""One workbook a company: the list, a reply sheet to fill in, and how to do that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from redprop.analysis.rectify.answers import day_text
from redprop.analysis.rectify.follow import State
from redprop.analysis.rectify.items import Item, Rectification, units
from redprop.analysis.rectify.replies import ANSWERS, COLUMNS, SIGNED, heading, sheet_name
from redprop.engine.lines import exact_shown
from redprop.report.book import Book, number_format, on_paper, told, width_of
from redprop.report.rectified import cause, coarser, state_word, what
from redprop.report.words import Words
from redprop.rubric.writings import folded

LIST = (
    *("finding", "estate", "name", "what", "note", "place", "evidence", "units", "marks"),
    *("responsible", "severity", "deadline", "state"),
)
DATES = ("deadline", "done")
TEXT_WIDTH = 28
"""How wide a column of the answers is at least, in half-width characters."""
LONGEST_FILE = 80
EARLIEST = date(2000, 1, 1)


def company_books(one: Rectification, language: str) -> dict[str, bytes]:
    """The workbooks by the names of their files; names that would be one file get numbers, in the order of names."""
    grouped: dict[str, list[Item]] = {}
    for item in one.items:
        grouped.setdefault(item.company, []).append(item)
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for company in sorted(grouped):
        book = _CompanyBook(company, one.among(grouped[company]), language)
        found[file_name(company or book.words.say("rectify.no_company"), taken)] = book.whole()
    return found


def file_name(company: str, taken: set[str], ending: str = ".xlsx") -> str:
    r"""A name that every system takes, unlike those that are taken; it is taken then.

    >>> taken: set[str] = set()
    >>> file_name("甲/乙:物业", taken), file_name("甲 乙 物业", taken), file_name("..", taken)
    ('甲 乙 物业.xlsx', '甲 乙 物业 (2).xlsx', '-.xlsx')
    """
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in company)
    said = " ".join(re.sub(r'[<>:"/\\|?*]', " ", plain).split())[:LONGEST_FILE].strip(" .") or "-"
    if re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", said):
        said = f"{said} -"
    name, number = said, 1
    while folded(name) in taken:
        number += 1
        name = f"{said} ({number})"
    taken.add(folded(name))
    return f"{name}{ending}"


@dataclass(frozen=True)
class _Field:
    """A column of a sheet: its heading and the text of each item."""

    title: str
    text: Callable[[Item], str]


class _CompanyBook:
    """The workbook of one company, being written."""

    def __init__(self, company: str, one: Rectification, language: str) -> None:
        self.one, self.words = one, Words(one.quarter.result, language)
        params = {"company": company or self.words.say("rectify.no_company"), "period": one.quarter.result.period}
        self.title = self.words.say("rectify.book.title", **params)
        self.book = Book(self.title, language)
        self.asked = [item for item in one.items if not item.party and item.finding.state is not State.CLOSED]

    def whole(self) -> bytes:
        """The bytes of the workbook."""
        self._list()
        self._reply()
        self._note()
        return self.book.whole()

    # -- what an item says ------------------------------------------------------------------------------------------

    def _said(self, key: str, item: Item) -> str:
        """The text of a column; numbers and dates as `_cell` reads them."""
        register, finding = self.one.quarter.result.register, item.finding
        latest = finding.latest
        said: Mapping[str, Callable[[], object]] = {
            "period": lambda: self.one.quarter.result.period,
            "finding": lambda: item.label,
            "estate": lambda: register.ids[item.at],
            "name": lambda: register.names[item.at],
            "what": lambda: what(item, self.words),
            "criterion": lambda: cause(item, self.words),
            "note": lambda: "; ".join(dict.fromkeys(seen.note for seen in latest if seen.note)),
            "place": lambda: finding.place,
            "evidence": lambda: "; ".join(dict.fromkeys(seen.evidence for seen in latest if seen.evidence)),
            "units": lambda: exact_shown(units(finding)),
            "marks": lambda: coarser(self.one.shown(item.stake)),
            "responsible": lambda: item.party or item.company,
            "severity": lambda: self.words.say(f"rectify.severity.{item.severity}"),
            "deadline": lambda: day_text(item.deadline),
            "state": lambda: state_word(item, self.one, self.words),
        }
        value = said[key]() if key in said else ""
        return "" if value is None else str(value)

    # -- sheets -----------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        """Everything of the company's estates, other parties' findings included."""
        titles = {key: self.words.say(f"rectify.{key}") for key in LIST if key != "estate"}
        titles["estate"] = heading("estate", self.words.language)
        sheet = self.book.sheet(self.words.say("rectify.sheet.list"))
        self._table(sheet, [_Field(titles[key], partial(self._said, key)) for key in LIST], LIST, self.one.items)

    def _reply(self) -> None:
        """What the company has to answer: only the cells of the answers can be written in."""
        language = self.words.language
        columns = (*COLUMNS[:2], "name", *COLUMNS[2:])
        sheet = self.book.sheet(sheet_name(language))
        fields = [_Field(heading(key, language), partial(self._said, key)) for key in columns]
        self._table(sheet, fields, columns, self.asked)
        last = len(self.asked)
        done = columns.index("done")
        if last:
            sheet.data_validation(
                1,
                done,
                last,
                done,
                {
                    "validate": "date",
                    "criteria": ">=",
                    "value": EARLIEST,
                    "ignore_blank": True,
                    "input_title": self.words.say("rectify.ask.title"),
                    "input_message": self.words.say("rectify.ask.text"),
                    "error_title": self.words.say("rectify.ask.title"),
                    "error_message": self.words.say("rectify.ask.text"),
                },
            )
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})

    def _table(self, sheet: Any, fields: Sequence[_Field], keys: Sequence[str], items: Sequence[Item]) -> None:
        """A heading that stays, a row an item, a filter; on paper the heading stands on every page."""
        head = self.book.style(bold=True, text_wrap=True, border=1, bg_color="#E7E6E6")
        for column, field in enumerate(fields):
            sheet.write_string(0, column, told(field.title), head)
            texts = [field.text(item) for item in items]
            least = TEXT_WIDTH if keys[column] in ("measures", "reason") else 12
            sheet.set_column(
                column, column, width_of([field.title, *texts], least=least if _answer(keys[column]) else 8, most=40)
            )
            for row, text in enumerate(texts, 1):
                self._cell(sheet, row, column, keys[column], text)
        sheet.freeze_panes(1, 0)
        if items:
            sheet.autofilter(0, 0, len(items), len(fields) - 1)
        on_paper(sheet)

    def _cell(self, sheet: Any, row: int, column: int, key: str, text: str) -> None:
        """One cell: a day as a date, a number as one, all else as a text, whatever it begins with."""
        style: dict[str, object] = {"border": 1, "text_wrap": True}
        if _answer(key):
            style |= {"locked": False, "bg_color": "#FFF9E5"}
        if key in DATES:
            style |= {"num_format": "yyyy-mm-dd", "align": "left"}
        if key == "marks":
            style |= {"num_format": number_format(self.one.quarter.result.parts.places - 2)}
        made = self.book.style(**style)
        if not text:
            sheet.write_blank(row, column, None, made)
        elif key in DATES:
            sheet.write_datetime(row, column, date.fromisoformat(text), made)
        elif key in ("marks", "units"):
            sheet.write_number(row, column, float(text), made)  # shown by its own digits
        else:
            sheet.write_string(row, column, told(text), made)

    def _note(self) -> None:
        say = self.words.say
        days = self.one.settings.deadline_days
        said = {"severe": days.severe, "ordinary": days.ordinary, "minor": days.minor}
        lines = [
            say("rectify.note.count", count=len(self.one.items), answers=len(self.asked)),
            say("rectify.note.how"),
            say("rectify.note.keep"),
            say("rectify.note.closed"),
            say("rectify.note.others"),
            say("rectify.note.deadlines", **said),
        ]
        sheet = self.book.sheet(say("rectify.sheet.note"))
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, told(self.title), self.book.style(bold=True, font_size=14))
        for row, line in enumerate(lines, 2):
            sheet.write_string(row, 0, told(line), self.book.style(text_wrap=True))
        on_paper(sheet)


def _answer(key: str) -> bool:
    """Whether a company writes in a column."""
    return key in ANSWERS or key == SIGNED
