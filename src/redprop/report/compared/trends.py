"""Trends: every subject's score and rank over all periods as small plots, or one subject period by period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from redprop import messages
from redprop.analysis.compare.trends import Trend, trend_columns
from redprop.engine.columns import ranks_shown
from redprop.report.compared.sparks import EDITIONS, GAPS, levels, spark
from redprop.report.compared.telling import signed
from redprop.report.parts import number, part_values
from redprop.report.results import about
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words


class Scale(NamedTuple):
    """What plots run from and to: scores in units, and twice the ranks."""

    low: int
    high: int
    worst: int
    best: int


def trend_sheet(trend: Trend, language: str, category: str | None, *, blocks: bool) -> Sheet:
    """A row a subject: plots of score and rank, the scores themselves; the category's mean on top."""
    words = Words(trend.results[-1], language)

    def groups() -> list[Group]:
        found = dict.fromkeys(point.category for point in trend.points[-1].values())
        order = list(words.rubric.categories)
        wanted = sorted(found, key=lambda name: order.index(name) if name in order else 0)
        return [_league(trend, words, name, blocks=blocks) for name in wanted if category in (None, name)]

    return _sheet(trend, words, groups, category=category, blocks=blocks)


def _sheet(
    trend: Trend,
    words: Words,
    groups: Callable[[], Sequence[Group]],
    *,
    category: str | None = None,
    subject: str | None = None,
    blocks: bool,
) -> Sheet:
    columns = trend_columns(trend, category, subject)
    rows = [tuple(row) for row in zip(*columns.values(), strict=True)]

    def told() -> dict[str, object]:
        return {"periods": [about(result) for result in trend.results]}

    remarks = _remarks(trend, words, set(columns[words.rubric.subject.column]), blocks=blocks)
    return Sheet(list(columns), rows, groups, told, words.language, remarks, frozenset({"name"}))


def _league(trend: Trend, words: Words, category: str, *, blocks: bool) -> Group:
    """A category by the latest ranks: the subjects that are there now, and where they stood in it before."""
    last = trend.points[-1]
    inside = [who for who, point in last.items() if point.category == category]
    inside.sort(key=lambda who: (not last[who].rank_twice, last[who].rank_twice, who))
    units = [_units(trend, who) for who in inside]
    means = [trend.mean(at, category) for at in range(len(trend.results))]
    known = [value for row in units for value in row if value is not None] or [0]
    places = [rank for who in inside for rank in _ranks(trend, who, category) if rank is not None] or [2]
    scale = Scale(min(known), max(known), max(places), 2)
    rows = [_row(trend, means, [None] * len(means), scale, blocks=blocks)]
    rows[0]["name"] = Cell(words.say("compare.mean_row"), "bold")
    for who, scores in zip(inside, units, strict=True):
        row = _row(trend, scores, _ranks(trend, who, category), scale, blocks=blocks)
        rows.append(row | {"name": Cell(last[who].name), "id": Cell(who if who != last[who].name else "")})
    ends = {"first": trend.results[0].period, "last": trend.results[-1].period}
    title = words.say("compare.trend", title=words.category(category), **ends)
    return Group(title, _columns(trend, words), rows, [_scale(trend, words, scale, blocks=blocks)])


def _units(trend: Trend, who: str) -> list[int | None]:
    found = [points.get(who) for points in trend.points]
    return [None if point is None else point.units for point in found]


def _ranks(trend: Trend, who: str, category: str) -> list[int | None]:
    """Twice the rank in each period; none in another category."""
    found = [points.get(who) for points in trend.points]
    return [p.rank_twice if p is not None and p.category == category and p.rank_twice else None for p in found]


def _columns(trend: Trend, words: Words) -> list[Column]:
    """The plots, the latest rank, and the scores: the oldest go first where a screen is narrow."""
    say = words.say
    count = len(trend.results)
    return [
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=count + 2),
        Column("plot", say("compare.plot")),
        *(Column(f"score{at}", one.period, "number", count - at) for at, one in enumerate(trend.results)),
        Column("change", say("compare.change"), "number"),
        Column("ranks", say("compare.rank_plot")),
        Column("rank", say("rank"), "number"),
    ]


def _row(
    trend: Trend,
    scores: Sequence[int | None],
    ranks: Sequence[int | None],
    scale: Scale,
    *,
    blocks: bool,
) -> dict[str, Cell]:
    marks = _marks(trend, blocks=blocks)
    change = _change(trend, scores)
    cells = {f"score{at}": number(trend.shown(units)) for at, units in enumerate(scores)}
    cells |= {
        "plot": Cell(spark(_with_gaps(trend, scores), scale.low, scale.high, marks, blocks=blocks)),
        "change": change,
    }
    if any(rank is not None for rank in ranks):
        cells["ranks"] = Cell(spark(_with_gaps(trend, ranks), scale.worst, scale.best, marks, blocks=blocks))
        cells["rank"] = number(ranks_shown(np.asarray([ranks[-1] or 0]))[0])
    return cells


def _change(trend: Trend, scores: Sequence[int | None]) -> Cell:
    """By how much the latest score differs from the one before it."""
    if len(scores) < 2 or scores[-1] is None or scores[-2] is None:
        return Cell("")
    return signed(trend.shown(scores[-1] - scores[-2]))


def _with_gaps(trend: Trend, values: Sequence[int | None]) -> list[int | None]:
    """Values with a gap for each period that is missing between two."""
    return [
        one for value, missing in zip(values, trend.missing, strict=True) for one in (*[None] * len(missing), value)
    ]


def _marks(trend: Trend, *, blocks: bool) -> list[str]:
    """What stands before each place of a plot: a line where the edition changed."""
    return [
        mark
        for changed, missing in zip(trend.changed, trend.missing, strict=True)
        for mark in (*[""] * len(missing), EDITIONS[blocks] if changed else "")
    ]


def _scale(trend: Trend, words: Words, scale: Scale, *, blocks: bool) -> str:
    steps = levels(blocks=blocks)
    bottom, top = ranks_shown(np.asarray([scale.worst, scale.best]))
    ends = {"low": trend.shown(scale.low), "high": trend.shown(scale.high), "bottom": bottom, "top": top}
    return words.say("compare.scale", **ends, lowest=steps[0], highest=steps[-1])


def _remarks(trend: Trend, words: Words, shown: set[str], *, blocks: bool) -> list[str]:
    """What the marks in the plots mean: missing periods, changed editions."""
    say, told = words.say, []
    missing = [name for names in trend.missing for name in names]
    if missing:
        told.append(say("compare.gap", mark=GAPS[blocks], periods=messages.listed(missing, words.language)))
    elif any(None in _units(trend, who) for who in shown & trend.points[-1].keys()):
        told.append(say("compare.gap_mark", mark=GAPS[blocks]))
    changed = [one.period for one, here in zip(trend.results, trend.changed, strict=True) if here]
    if changed:
        periods = messages.listed(changed, words.language)
        told.append(say("compare.edition_mark", mark=EDITIONS[blocks], periods=periods))
    return told


# -- one subject ------------------------------------------------------------------------------------------------------


def trend_of_subject(trend: Trend, language: str, subject: str, *, blocks: bool) -> Sheet:
    """One subject: a row a period with score, change, rank, grade, the category's mean and the marks of channels."""
    words = Words(trend.results[-1], language)

    def groups() -> list[Group]:
        point, scores = trend.points[-1][subject], _units(trend, subject)
        ranks = _ranks(trend, subject, point.category)
        known = [value for value in scores if value is not None] or [0]
        places = [rank for rank in ranks if rank is not None] or [2]
        scale = Scale(min(known), max(known), max(places), min(places))
        plots = _row(trend, scores, ranks, scale, blocks=blocks)
        who = f"{point.name} ({subject})" if point.name != subject else subject
        ends = {"first": trend.results[0].period, "last": trend.results[-1].period}
        title = words.say("compare.trend", title=f"{who} · {words.category(point.category)}", **ends)
        lines = [f"{words.say('compare.plot')} {plots['plot'].text}"]
        lines += [f"{words.say('compare.rank_plot')} {plots['ranks'].text}"] if "ranks" in plots else []
        lines.append(_scale(trend, words, scale, blocks=blocks))
        return [Group(title, _period_columns(trend, words), _period_rows(trend, words, subject), lines)]

    return _sheet(trend, words, groups, subject=subject, blocks=blocks)


def _period_columns(trend: Trend, words: Words) -> list[Column]:
    say = words.say
    channels = [name for name in trend.results[-1].channels if name]
    return [
        Column("period", say("compare.period")),
        Column("edition", say("compare.edition"), keep=2),
        Column("category", say("category"), keep=3),
        Column("score", say("score"), "number"),
        Column("change", say("compare.change"), "number"),
        Column("mean", say("compare.mean_row"), "number", 1),
        Column("rank", say("rank"), "number"),
        Column("among", say("compare.among"), "number", 1),
        Column("grade", say("grade")),
        *(Column(f"channel.{name}", words.channel(name), "number", 2) for name in channels),
    ]


def _period_rows(trend: Trend, words: Words, subject: str) -> list[dict[str, Cell]]:
    """One a period, those that are missing or do not judge the subject too."""
    rows: list[dict[str, Cell]] = []
    before: int | None = None
    for at, result in enumerate(trend.results):
        rows += [{"period": Cell(name), "edition": Cell(words.say("compare.missing"))} for name in trend.missing[at]]
        point = trend.points[at].get(subject)
        edition = result.plan.rubric.edition or ""
        note = words.say("compare.new_edition") if trend.changed[at] else ""
        row = {"period": Cell(result.period), "edition": Cell(" · ".join(part for part in (edition, note) if part))}
        rows.append(row if point is None else row | _period_cells(trend, words, subject, at, before))
        before = None if point is None else point.units
    return rows


def _period_cells(trend: Trend, words: Words, subject: str, at: int, before: int | None) -> dict[str, Cell]:
    result, point = trend.results[at], trend.points[at][subject]
    own = Words(result, words.language)
    among = sum(one.category == point.category and one.rank_twice > 0 for one in trend.points[at].values())
    change = None if point.units is None or before is None else trend.shown(point.units - before)
    marks = part_values(result)[subject]
    return {
        "category": Cell(own.category(point.category)),
        "score": number(trend.shown(point.units)),
        "change": signed(change),
        "mean": number(trend.shown(trend.mean(at, point.category))),
        "rank": number(ranks_shown(np.asarray([point.rank_twice]))[0]),
        "among": Cell(str(among) if point.rank_twice else ""),
        "grade": own.grade(point.grade) if point.grade else Cell(own.outcome(point.outcome)),
        **{key: number(value) for key, value in marks.items() if key.startswith("channel.")},
    }
