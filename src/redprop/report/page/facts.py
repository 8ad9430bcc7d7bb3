"""What a bulletin comes to in a few sentences and figures."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.analysis.bulletin import League
from redprop.report.bulletin.said import Teller


def sentences(teller: Teller) -> list[str]:
    """The quarter in three sentences: the averages, what changed, what loses most."""
    leagues = [one for one in teller.bulletin.leagues if one.standings]
    say, number = teller.say, teller.number
    means = [
        say("leaders.mean", title=teller.league(one), mean=number(one.spread.mean), count=one.spread.count)
        for one in leagues
    ]
    changes = [
        say(
            "leaders.changed",
            title=teller.league(one),
            count=one.versus.count,
            change=teller.signed(one.versus.change),
        )
        for one in leagues
        if one.versus is not None
    ]
    worst = [
        say(
            "leaders.worst.said",
            title=teller.league(one),
            what=teller.part(one.heaviest[0]),
            count=one.heaviest[0].subjects,
            share=number(one.heaviest[0].share),
        )
        for one in leagues
        if one.heaviest
    ]
    told = (("average", means), ("change", changes), ("worst", worst))
    return [say(f"leaders.{code}", leagues=say("and").join(parts)) for code, parts in told if parts]


def figures(teller: Teller, league: League) -> Iterator[tuple[str, str]]:
    """Figures of a league, each with what it is."""
    spread, number, say = league.spread, teller.number, teller.words.say
    yield say("page.ranked"), str(spread.count)
    if not spread.count:
        return
    change = f" ({teller.signed(league.versus.change)})" if league.versus else ""
    yield say("page.mean"), f"{number(spread.mean)}{change}"
    yield say("plots.median"), number(spread.median)
    yield say("plots.band"), f"{number(spread.p10)}–{number(spread.p90)}"
    yield say("page.ends"), f"{number(spread.lowest)}–{number(spread.highest)}"
