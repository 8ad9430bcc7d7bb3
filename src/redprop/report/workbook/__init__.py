"""The bulletin as a workbook for Excel: rankings, and the calculation behind them in live formulas."""

from __future__ import annotations

from redprop.engine.result import Result
from redprop.report.book import Book
from redprop.report.words import Words
from redprop.report.workbook.about import write_about
from redprop.report.workbook.calculation import Calculation
from redprop.report.workbook.paper import Styles, write_calculation
from redprop.report.workbook.ranking import write_ranking
from redprop.report.workbook.standard import write_standard

__all__ = ["workbook_bytes"]


def workbook_bytes(result: Result, language: str, before: Result | None = None) -> bytes:
    """The workbook of a result: a ranking and a calculation for each category, the standard, and how to read it all.

    Channel marks, weights in force, blend, score and rank are formulas over the marks of criteria, with the engine's
    numbers as what they last came to. A formula is written only where it is sure to give the engine's number whatever
    a spreadsheet's floating point does (see `terms`); the other cells hold that number, are shaded, and are counted on
    the last sheet. `before` is the result of the period before, for last time's rank and the change. The same results
    give the same bytes.
    """
    words = Words(result, language)
    book = Book(" ".join(part for part in (words.titled(words.rubric.title, words.rubric.id), result.period) if part), language)
    styles = Styles(book)
    leagues = [(name, members) for name, members in _members(result) if members]
    sheets = [(name, members, book.sheet(_name(words, name)), book.sheet(_name(words, name, "workbook.calculation")))
              for name, members in leagues]
    found = []
    for name, members, ranking, sheet in sheets:
        calculated = Calculation(result, words, name, members).whole()
        write_calculation(sheet, calculated, words, name, styles)
        write_ranking(ranking, sheet.get_name(), calculated, words, name, styles, before)
        found.append((sheet.get_name(), calculated))
    write_standard(book.sheet(words.say("workbook.standard")), words, styles)
    write_about(book.sheet(words.say("workbook.about")), words, styles, found)
    return book.whole()


def _name(words: Words, category: str, code: str = "workbook.ranking") -> str:
    return words.say(code, category=words.category(category))


def _members(result: Result) -> list[tuple[str, list[int]]]:
    """The subjects of each category in the ranking's order: by place, those without one last, then by id."""
    names = list(result.plan.rubric.categories) or [""]
    twice, categories = result.rank_twice.tolist(), result.register.categories
    order = sorted(range(len(categories)), key=lambda at: (twice[at] == 0, twice[at], at))
    inside = bool(result.plan.rubric.categories)
    return [(name, [at for at in order if not inside or categories[at] == name]) for name in names]
