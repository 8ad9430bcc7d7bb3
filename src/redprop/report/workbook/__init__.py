"""The bulletin as a workbook for Excel: rankings, and the calculation behind them in live formulas.

Channel marks, weights in force, blend, score and rank are formulas over the marks of criteria, with the engine's
numbers as what they last came to, for those who only look. A formula is written only where it is sure to give the
engine's number to the printed digit, whatever the floating point of a spreadsheet does; `terms` says why that can be
known. The other cells hold the engine's number, are shaded, and are counted on the last sheet.
"""

from __future__ import annotations

from redprop.analysis.bulletin import League
from redprop.engine.result import Result
from redprop.report.book import LONGEST_NAME, Book
from redprop.report.bulletin import Issue
from redprop.report.bulletin.said import Teller
from redprop.report.words import Words
from redprop.report.workbook.about import write_about
from redprop.report.workbook.calculation import calculate
from redprop.report.workbook.paper import Styles, write_calculation
from redprop.report.workbook.ranking import Source, write_ranking
from redprop.report.workbook.standard import write_standard


def as_xlsx(issue: Issue) -> bytes:
    """A ranking for each league, a calculation for each category, the standard, how to read it all.

    The same results give the same bytes.
    """
    tell = Teller(issue)
    words = tell.words
    book = Book(" ".join(part for part in (tell.standard, issue.result.period) if part), issue.language)
    styles = Styles(book)
    rankings = [
        (league, book.sheet(_name(words, "workbook.ranking", tell.league(league))))
        for league in issue.bulletin.leagues
        if league.standings or league.apart
    ]
    sources: dict[str, Source] = {}
    calculations = {}
    for category, members in _categories(issue.result, issue.bulletin.leagues):
        sheet = book.sheet(_name(words, "workbook.calculation", _title(words, category, tell)))
        found = calculations[sheet.get_name()] = calculate(issue.result, words, category, members)
        write_calculation(sheet, found, words, styles)
        ids = issue.result.register.ids
        sources |= {ids[member]: Source(sheet.get_name(), found, at) for at, member in enumerate(members)}
    for league, sheet in rankings:
        write_ranking(sheet, league, tell, sources, styles)
    write_standard(book.sheet(words.say("workbook.standard")), tell, styles)
    write_about(book.sheet(words.say("workbook.about")), tell, calculations, styles)
    return book.whole()


def _name(words: Words, code: str, category: str) -> str:
    """A sheet's name: of a long category so much that what the sheet is still stands in it."""
    room = LONGEST_NAME - len(words.say(code, category=""))
    return words.say(code, category=category[:room].rstrip())


def _title(words: Words, category: str, tell: Teller) -> str:
    return words.category(category) if category else tell.subject


def _categories(result: Result, leagues: tuple[League, ...]) -> list[tuple[str, list[int]]]:
    """Who is in each category that has somebody, in the order of the rankings."""
    places, categories = result.register.places, result.register.categories
    found: dict[str, list[int]] = {name: [] for name in result.plan.rubric.categories or [""]}
    for league in leagues:
        for one in (*league.standings, *(apart.standing for apart in league.apart)):
            found[categories[places[one.id]]].append(places[one.id])
    return [(name, members) for name, members in found.items() if members]


__all__ = ["as_xlsx"]
