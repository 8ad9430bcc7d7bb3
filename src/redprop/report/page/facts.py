"""What a league comes to: figures, averages, losses, who moved."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.analysis.bulletin import League
from redprop.report.bulletin import tables
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Group

LOSSES = 15
"""So many of the losses are listed, the highest rate first."""


def figures(teller: Teller, league: League) -> Iterator[tuple[str, str]]:
    """Figures of a league, each with what it is."""
    spread, number, say = league.spread, teller.number, teller.words.say
    yield say("page.ranked"), str(spread.count)
    if not spread.count:
        return
    change = f" ({teller.signed(league.versus.change)})" if league.versus else ""
    yield say("page.mean"), f"{number(spread.mean)}{change}"
    yield say("page.median"), number(spread.median)
    yield say("plots.band"), f"{number(spread.p10)}–{number(spread.p90)}"
    yield say("page.ends"), f"{number(spread.lowest)}–{number(spread.highest)}"


def listings(teller: Teller, league: League) -> Iterator[Group]:
    """Averages, grades, the frequent losses, and those that moved most."""
    if not league.standings:
        return
    title, say = teller.league(league), teller.words.say
    if league.losses:
        yield tables.problems(teller, league.losses[:LOSSES], say("page.worst", title=title))
    if league.improved:
        yield tables.ends(teller, league.improved, say("page.improved", title=title))
    yield from (group for group in tables.shape(teller, league) if group.columns[0].key != "band")
