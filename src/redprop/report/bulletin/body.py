"""The five parts of the bulletin's text; every number is the model's, and what is not known is not said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from redprop.analysis.bulletin import Average, ChannelFacts, League, Loss, Standing
from redprop.report.bulletin import tables
from redprop.report.bulletin.article import Passage
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Group

WORST = 5
PARTS_NAMED = 3


def passages(teller: Teller) -> list[Passage]:
    """The text, from what was done to what is asked."""
    return [
        Passage(teller.say("heading.overview"), _numbered(teller, _overview(teller))),
        Passage(teller.say("heading.achieved"), _numbered(teller, _achieved(teller)) or [teller.say("nothing")]),
        Passage(teller.say("heading.problems"), _problems(teller) or [teller.say("nothing")], _tables(teller)),
        Passage(teller.say("heading.use"), _use(teller)),
        Passage(teller.say("heading.next"), _numbered(teller, _next(teller))),
    ]


def _numbered(teller: Teller, parts: Iterable[tuple[str, str]], begun: int = 1) -> list[str]:
    """Paragraphs with headings of their own; those that say nothing drop out before they are numbered."""
    said = [(heading, text) for heading, text in parts if text]
    return [_paragraph(teller, number, heading, text) for number, (heading, text) in enumerate(said, begun)]


def _paragraph(teller: Teller, number: int, heading: str, text: str) -> str:
    """A paragraph with its number and its heading, run in."""
    return teller.say("run_in", number=teller.say("part", number=teller.count(number)), heading=heading, text=text)


def _of_each(teller: Teller, tell: Callable[[League], str]) -> str:
    """The same of each league that has something to say, as one sentence."""
    return teller.sentence(tell(league) for league in teller.bulletin.leagues)


# -- one ------------------------------------------------------------------------------------------------------------


def _overview(teller: Teller) -> Iterator[tuple[str, str]]:
    yield teller.say("scope"), "".join([_scope(teller), _channels(teller), _visits(teller)])
    for league in teller.bulletin.leagues:
        yield teller.league(league), "".join([_average(teller, league), _grades(teller, league)])
    book = teller.bulletin
    if not book.before:
        yield teller.say("versus"), teller.sentence([teller.say("no_before")])
    elif book.rules_changed:
        yield teller.say("versus"), teller.sentence([teller.say("rules_changed", before=teller.before)])


def _scope(teller: Teller) -> str:
    book = teller.bulletin
    counts = [
        teller.say("league_count", title=teller.league(league), count=league.spread.count) for league in book.leagues
    ]
    leagues = teller.say("ranked_in", leagues=teller.listed(counts)) if len(counts) > 1 else ""
    edition = teller.say("edition", edition=book.edition) if book.edition else ""
    apart = sum(len(league.apart) for league in book.leagues)
    said = teller.say(
        "standard",
        standard=teller.standard,
        edition=edition,
        count=book.subjects,
        ranked=book.ranked,
        leagues=leagues,
        subject=teller.subject,
    )
    return teller.sentence([said, teller.say("apart_count", count=apart) if apart else ""])


def _channels(teller: Teller) -> str:
    weights = [
        teller.say("channel_weight", title=teller.words.channel(one.id), weight=teller.number(one.weight))
        for one in teller.bulletin.method.channels
    ]
    return teller.sentence([teller.say("channels", channels=teller.listed(weights))] if len(weights) > 1 else [])


def _visits(teller: Teller) -> str:
    method = teller.bulletin.method
    said = [_seen(teller, one) for one in method.channels]
    if method.since and method.until:
        said.append(teller.say("dates", since=teller.day(method.since), until=teller.day(method.until)))
    if method.missing_months:
        months = (teller.month(int(name.partition("-")[2])) for name in method.missing_months)
        said.append(teller.say("missing_months", months=teller.listed(months)))
    return teller.sentence(said)


def _seen(teller: Teller, one: ChannelFacts) -> str:
    title = teller.words.channel(one.id)
    if one.respondents:
        return teller.say("answers", title=title, answers=one.respondents, seen=one.seen, subject=teller.subject)
    if one.visits is not None:
        return teller.say("visits", title=title, visits=one.visits, seen=one.seen, subject=teller.subject)
    return teller.say("seen", title=title, seen=one.seen, subject=teller.subject)


def _average(teller: Teller, league: League) -> str:
    spread = league.spread
    if not spread.count:
        return teller.sentence([teller.say("none_ranked")])
    if spread.count == 1:
        said = [teller.say("average.one", mean=teller.number(spread.mean))]
    else:
        numbers = {name: teller.number(getattr(spread, name)) for name in ("mean", "median", "highest", "lowest")}
        said = [teller.say("average", **numbers)]
    if league.versus:
        versus = league.versus
        change = teller.changed(versus.change)
        numbers = {"old": teller.number(versus.before), "new": teller.number(versus.now), "change": change}
        said.append(teller.say("average.change", before=teller.before, count=versus.count, **numbers))
    return teller.sentence(said)


def _grades(teller: Teller, league: League) -> str:
    said = [
        teller.say("grade", grade=teller.words.grade(one.grade).text, count=one.count, share=teller.number(one.share))
        for one in league.grades
        if one.count
    ]
    return teller.sentence([teller.say("grades", grades=teller.listed(said))] if said else [])


# -- two ------------------------------------------------------------------------------------------------------------


def _achieved(teller: Teller) -> Iterator[tuple[str, str]]:
    yield teller.say("first"), _of_each(teller, lambda league: _end(teller, league, league.first, "first.said"))
    yield teller.say("better_parts"), _of_each(teller, lambda league: _parts(teller, league, better=True))
    yield (
        teller.say("improved"),
        _of_each(teller, lambda league: _moved(teller, league, league.improved, "improved.said", "moved.up")),
    )
    yield teller.say("more_grades"), _of_each(teller, lambda league: _best_grade(teller, league))


def _end(teller: Teller, league: League, standings: Sequence[Standing], code: str) -> str:
    """One end of a ranking."""
    return teller.say(code, title=teller.league(league), listed=teller.placed(standings)) if standings else ""


def _parts(teller: Teller, league: League, *, better: bool) -> str:
    """The channels and sections whose averages changed most for the better, or for the worse."""
    sign = 1 if better != teller.bulletin.method.lower_is_better else -1

    def size(one: Average) -> object:
        return -sign * one.versus.change if one.versus else 0

    moved = [one for one in (*league.channels, *league.sections) if one.versus and sign * one.versus.change > 0]
    said = [
        teller.say(
            "part.change",
            part=teller.average(one),
            old=teller.number(one.versus.before),
            new=teller.number(one.versus.now),
            change=teller.signed(one.versus.change),
        )
        for one in sorted(moved, key=size)[:PARTS_NAMED]  # type: ignore[arg-type]  # decimals sort
        if one.versus
    ]
    return teller.say("parts.said", title=teller.league(league), listed=teller.listed(said)) if said else ""


def _moved(teller: Teller, league: League, movers: Iterable[Standing], code: str, each: str) -> str:
    said = [
        teller.say(each, name=one.name, places=teller.number(abs(one.rank_change)), score=teller.number(one.score))
        for one in movers
        if one.rank_change is not None
    ]
    return teller.say(code, title=teller.league(league), listed=teller.listed(said)) if said else ""


def _best_grade(teller: Teller, league: League) -> str:
    """How many have the best grade, where there are more than before."""
    best = league.grades[0] if league.grades else None
    if best is None or best.before is None or best.count <= best.before:
        return ""
    return teller.say(
        "more_grades.said",
        title=teller.league(league),
        grade=teller.words.grade(best.grade).text,
        count=best.count,
        before=teller.before,
        old=best.before,
    )


# -- three to five --------------------------------------------------------------------------------------------------


def _problems(teller: Teller) -> list[str]:
    """The worst loss of each league, with the others in a table; who is last, what fell, whom limits held."""
    leagues = ((teller.league(league), _worst(teller, league)) for league in teller.bulletin.leagues)
    return _numbered(teller, [*leagues, *_behind(teller)])


def _worst(teller: Teller, league: League) -> str:
    worst = league.losses[:WORST]
    if not worst:
        return teller.sentence([teller.say("problems.none")]) if league.standings else ""
    said = [problem(teller, worst[0])]
    return teller.sentence([*said, teller.say("problems.table", count=len(worst)) if len(worst) > 1 else ""])


def _tables(teller: Teller) -> list[Group]:
    """The worst losses of each league."""
    return [
        tables.problems(teller, league.losses[:WORST], teller.say("problems.title", title=teller.league(league)))
        for league in teller.bulletin.leagues
        if len(league.losses) > 1
    ]


def _behind(teller: Teller) -> Iterator[tuple[str, str]]:
    yield teller.say("last"), _of_each(teller, lambda league: _end(teller, league, league.last, "last.said"))
    yield teller.say("worse_parts"), _of_each(teller, lambda league: _parts(teller, league, better=False))
    yield (
        teller.say("fallen"),
        _of_each(teller, lambda league: _moved(teller, league, league.fallen, "fallen.said", "moved.down")),
    )
    yield teller.say("limits"), _of_each(teller, lambda league: _limits(teller, league))


def problem(teller: Teller, one: Loss) -> str:
    """The worst loss, in words."""
    params = {
        "what": teller.quoted([teller.part(one)]),
        "count": one.subjects,
        "reach": teller.number(one.reach),
        "findings": teller.say("problem.findings", findings=teller.number(one.findings)) if one.findings else "",
        "share": teller.number(one.share),
        "typical": teller.listed(map(teller.name, one.typical)),
    }
    if one.rate is None:
        return teller.say("problem.no_rate", **params)
    return teller.say("problem", rate=teller.number(one.rate), **params)


def _limits(teller: Teller, league: League) -> str:
    held = [one for one in league.standings if any(remark.code == "limit" for remark in one.remarks)]
    return teller.say("limits.said", title=teller.league(league), count=len(held)) if held else ""


def _use(teller: Teller) -> list[str]:
    return [teller.sentence([teller.say("use.ranking")]), teller.sentence([teller.say("use.lists")])]


def _next(teller: Teller) -> Iterator[tuple[str, str]]:
    yield teller.say("next.rectify"), teller.sentence([teller.say("next.rectify.said")])
    yield teller.say("next.focus"), _of_each(teller, lambda league: _focus(teller, league))
    last = [one.name for league in teller.bulletin.leagues for one in league.last]
    yield (
        teller.say("next.last"),
        teller.sentence([teller.say("next.last.said", listed=teller.listed(last))] if last else []),
    )
    yield teller.say("next.again"), teller.sentence([teller.say("next.again.said")])


def _focus(teller: Teller, league: League) -> str:
    worst = teller.quoted(map(teller.part, league.losses[:WORST]))
    return teller.say("next.focus.said", title=teller.league(league), listed=worst) if worst else ""
