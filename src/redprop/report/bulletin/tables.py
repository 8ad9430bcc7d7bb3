"""The tables of a bulletin: rankings, averages, distributions, losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redprop.analysis.bulletin import Average, Bin, GradeCount, League, Loss, Standing
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Cell, Column, Group

Row = dict[str, Cell]


def _row(**cells: str) -> Row:
    return {key: Cell(text) for key, text in cells.items()}


def ranking(teller: Teller, league: League) -> list[Group]:
    """A league's ranking in full, and under it those without a rank with the reason."""
    rows = [_rank_row(teller, one) for one in league.standings]
    groups = [Group("", _rank_columns(teller), rows)] if rows else []
    if league.apart:
        columns = [*_who_columns(teller), _number(teller, "score"), _text(teller, "reason")]
        apart = [
            _who(one.standing) | _row(score=teller.number(one.standing.score), reason=teller.reason(one))
            for one in league.apart
        ]
        groups.append(Group(teller.say("unranked"), columns, apart))
    return groups


def _text(teller: Teller, code: str, **params: object) -> Column:
    return Column(code.partition(".")[0], teller.say(f"col.{code}", **params))


def _number(teller: Teller, code: str, **params: object) -> Column:
    return _text(teller, code, **params)._replace(kind="number")


def _who_columns(teller: Teller) -> list[Column]:
    return [_text(teller, "name", subject=teller.subject), _text(teller, "community"), _text(teller, "company")]


def _who(one: Standing) -> Row:
    return _row(name=one.name, community=one.community, company=one.company)


def _rank_columns(teller: Teller) -> list[Column]:
    before = [_number(teller, f"rank_before.{teller.kind}"), _text(teller, "change")] if teller.bulletin.before else []
    return [
        _number(teller, "rank"),
        *_who_columns(teller),
        _number(teller, "score"),
        *(
            Column(f"channel.{one.id}", teller.words.channel(one.id), "number")
            for one in teller.bulletin.method.channels
        ),
        _text(teller, "grade"),
        *before,
        _text(teller, "remarks"),
    ]


def _rank_row(teller: Teller, one: Standing) -> Row:
    marks = {
        f"channel.{mark.id}": Cell(teller.say("gone") if mark.mark is None else teller.number(mark.mark))
        for mark in one.channels
    }
    said = _row(
        rank=teller.number(one.rank),
        score=teller.number(one.score),
        grade=teller.words.grade(one.grade).text,
        rank_before=teller.number(one.rank_before),
        change=teller.places(one.rank_change),
        remarks=teller.remarks(one),
    )
    return _who(one) | said | marks


def ends(teller: Teller, standings: Sequence[Standing], title: str) -> Group:
    """Some lines of a ranking, short: without channels."""
    kept = [column for column in _rank_columns(teller) if not column.key.startswith("channel.")]
    columns = [column for column in kept if column.key not in ("remarks", "community")]
    return Group(title, columns, [_rank_row(teller, one) for one in standings])


def problems(teller: Teller, losses: Sequence[Loss], title: str) -> Group:
    """What marks were lost by: how many lost by it, how often it was found, whom to look at."""
    columns = [
        _text(teller, "problem"),
        _number(teller, "subjects", subject=teller.subject),
        _number(teller, "findings"),
        _number(teller, "lost"),
        _number(teller, "rate"),
        _number(teller, "share"),
        _text(teller, "typical", subject=teller.subject),
    ]
    rows = [
        _row(
            problem=teller.part(one),
            subjects=str(one.subjects),
            findings=teller.number(one.findings),
            lost=teller.number(one.lost),
            rate=teller.number(one.rate),
            share=teller.number(one.share),
            typical=teller.listed(map(teller.name, one.typical)),
        )
        for one in losses
    ]
    return Group(title, columns, rows)


def shape(teller: Teller, league: League) -> Iterator[Group]:
    """How a league did by channel and section, and how its scores lie."""
    title = teller.league(league)
    parts = [*league.channels, *league.sections]
    if parts:
        names = ("full", "mean", "rate_of", "old", "new", "diff")
        columns = [_text(teller, "part"), *(_number(teller, name) for name in names)]
        yield Group(teller.say("parts.of", title=title), columns, [_part_row(teller, one) for one in parts])
    if league.grades:
        columns = [_text(teller, "grade"), *(_number(teller, name) for name in ("count", "percent", "count_before"))]
        yield Group(teller.say("grades.of", title=title), columns, [_grade_row(teller, one) for one in league.grades])
    if league.bins and league.standings:
        columns = [_text(teller, "band"), _number(teller, "count")]
        yield Group(teller.say("bands.of", title=title), columns, [_bin_row(teller, one) for one in league.bins])


def _part_row(teller: Teller, one: Average) -> Row:
    versus = one.versus
    return _row(
        part=teller.average(one),
        full=teller.number(one.full),
        mean=teller.number(one.mean),
        rate_of=teller.number(one.share),
        old=teller.number(versus.before) if versus else "",
        new=teller.number(versus.now) if versus else "",
        diff=teller.signed(versus.change) if versus else "",
    )


def _grade_row(teller: Teller, one: GradeCount) -> Row:
    return _row(
        grade=teller.words.grade(one.grade).text,
        count=str(one.count),
        percent=teller.number(one.share),
        count_before="" if one.before is None else str(one.before),
    )


def _bin_row(teller: Teller, one: Bin) -> Row:
    band = teller.say("band.closed" if one.closed else "band", start=one.start, end=one.end)
    return _row(band=band, count=str(one.count))
