"""One page for leaders: three sentences, both ends of each ranking, the worst losses, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redprop.analysis.bulletin import Loss
from redprop.report.bulletin import tables
from redprop.report.bulletin.article import Article, Passage
from redprop.report.bulletin.body import WORST
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Cell, Column, Group


def leaders_page(teller: Teller) -> Article:
    """The page; a sentence or a table for which there is nothing drops out."""
    title = teller.dated("leaders.title", subject=teller.subject)
    three = Passage("", list(sentences(teller)), list(_ends(teller)), teller.plots("distribution"))
    return Article(title, "", "", [three, Passage("", [teller.say("leaders.undecided")])])


def sentences(teller: Teller) -> Iterator[str]:
    """The period in three sentences: the averages, what changed, what loses most."""
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
            yield _asked(
                tables.problems(teller, worst, teller.say("leaders.lost", title=title, count=len(worst))), worst, teller
            )


def _asked(group: Group, worst: Sequence[Loss], teller: Teller) -> Group:
    """The worst losses, with whom to ask to put them right: the companies of those that lose most by them."""
    columns = [one for one in group.columns if one.key not in ("lost", "rate")]
    rows = [{**row, "who": Cell(_who(loss, teller))} for row, loss in zip(group.rows, worst, strict=True)]
    return group._replace(columns=[*columns, Column("who", teller.say("col.who"))], rows=rows)


def _who(loss: Loss, teller: Teller) -> str:
    typical = (teller.bulletin.standings[subject] for subject in loss.typical)
    return teller.listed(dict.fromkeys(one.company for one in typical if one.company))
