"""One page for leaders: three sentences, both ends of each ranking, the worst losses, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.analysis.bulletin import League
from redprop.report.bulletin import tables
from redprop.report.bulletin.article import Article, Passage
from redprop.report.bulletin.body import WORST
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Cell, Column, Group


def leaders_page(teller: Teller) -> Article:
    """The page; a sentence or a table for which there is nothing drops out."""
    title = teller.say("leaders.title", period=teller.period, subject=teller.subject)
    three = Passage("", list(_sentences(teller)), list(_ends(teller)), ("distribution",))
    asks = Passage("", [teller.say("leaders.undecided")], list(_asks(teller)))
    return Article(title, "", "", [three, asks])


def _sentences(teller: Teller) -> Iterator[str]:
    leagues = [league for league in teller.bulletin.leagues if league.standings]
    means = [
        teller.say(
            "leaders.mean",
            title=teller.league(league),
            mean=teller.number(league.spread.mean),
            count=league.spread.count,
        )
        for league in leagues
    ]
    changes = [
        teller.say(
            "leaders.changed",
            title=teller.league(league),
            count=league.versus.count,
            change=teller.signed(league.versus.change),
        )
        for league in leagues
        if league.versus
    ]
    worst = [
        teller.say(
            "leaders.worst.said",
            title=teller.league(league),
            what=teller.part(league.heaviest[0]),
            count=league.heaviest[0].subjects,
            share=teller.number(league.heaviest[0].share),
        )
        for league in leagues
        if league.heaviest
    ]
    for code, said in (("average", means), ("change", changes), ("worst", worst)):
        if said:
            yield teller.say(f"leaders.{code}", leagues=teller.say("and").join(said))


def _ends(teller: Teller) -> Iterator[Group]:
    for league in teller.bulletin.leagues:
        if not league.standings:
            continue
        title = teller.league(league)
        short = tables.ends(teller, (*league.first, *league.last), teller.say("leaders.ends", title=title))
        yield short
        worst = league.heaviest[:WORST]
        if worst:
            yield tables.problems(teller, worst, teller.say("leaders.lost", title=title, count=len(worst)))


def _asks(teller: Teller) -> Iterator[Group]:
    """Who is asked to put right what: the companies of those that lose most by the worst losses."""
    rows = [row for league in teller.bulletin.leagues for row in _asked(teller, league)]
    if rows:
        columns = [Column(name, teller.say(f"col.{name}")) for name in ("who", "what")]
        yield Group(teller.say("leaders.asks"), columns, rows)


def _asked(teller: Teller, league: League) -> Iterator[dict[str, Cell]]:
    for one in league.heaviest[:WORST]:
        typical = [teller.bulletin.standings[subject] for subject in one.typical]
        companies = dict.fromkeys(standing.company or standing.name for standing in typical)
        names = teller.listed(standing.name for standing in typical)
        yield {
            "who": Cell(teller.listed(companies)),
            "what": Cell(teller.say("leaders.ask", what=teller.part(one), names=names)),
        }
