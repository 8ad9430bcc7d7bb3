"""Scores over periods: a league's mean in its band, and one subject's own course with its rank beneath."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from redprop.analysis.bulletin import Bulletin, League, Standing, TrendPoint
from redprop.report.plots.drawing import (
    ACCENT,
    FAINT,
    FOOT,
    HEAD,
    INK,
    MUTED,
    SMALL,
    WIDTH,
    Drawn,
    panel,
    put,
    scale_of,
    shorten,
)
from redprop.report.plots.key import BROKEN, Sign, key
from redprop.report.plots.told import Told, plain
from redprop.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, RIGHT, TOP, HEIGHT, AXIS = 40, 20, HEAD + 24, 150, 40
LOWER, BETWEEN = 90, 34


def trend(bulletin: Bulletin, league: League, words: Words) -> Drawn:
    """The mean of each period within its band from P10 to P90; where the standard changed, a broken line."""
    told = Told(bulletin, league, words)
    title = told.say("trend.title", league=told.words.category(league.id))
    figure = told.frame(TOP + HEIGHT + AXIS + FOOT, title, told.say("score.unit"))
    axes = panel(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT)
    _periods(axes, league.trend, told)
    _band(axes, league.trend)
    for at, point in _means(league.trend):
        axes.plot([at], [float(point)], "o", markersize=7, color=ACCENT, zorder=4)
        axes.annotate(plain(point), (at, float(point)), (0, 9), textcoords="offset points", ha="center", size=SMALL)
    axes.plot(*_line(_means(league.trend)), color=ACCENT, linewidth=1.8, zorder=3)
    _changes(axes, league.trend, told)
    key(figure, LEFT, (Sign("line", told.say("mean")), Sign("band", told.say("band"))))
    return Drawn(figure, title, _description(told))


def course(bulletin: Bulletin, league: League, words: Words, standing: Standing | None = None) -> Drawn:
    """One subject's score beside the league's median, and beneath it its rank, the first on top.

    Without a subject the picture is a form: a page draws the course along both scales.
    """
    told = Told(bulletin, league, words)
    name = standing.name if standing else told.words.category(league.id)
    title = told.say("course.title", name=shorten(name, 22))
    figure = told.frame(TOP + HEIGHT + BETWEEN + LOWER + AXIS + FOOT, title, told.say("course.unit"))
    upper = panel(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT)
    lower = panel(figure, LEFT, TOP + HEIGHT + BETWEEN, WIDTH - LEFT - RIGHT, LOWER)
    points = league.trend
    _band(upper, points)
    medians = [(at, point.spread.median) for at, point in enumerate(points) if point.comparable]
    upper.plot(*_line(medians), color=INK, linewidth=1.4, linestyle=BROKEN, marker="s", markersize=4, zorder=3)
    _between(upper, len(points))
    upper.set_ylim(*_reach(league))
    upper.set_xticks(range(len(points)), [""] * len(points))
    lower.set_ylim(max([2, *_sizes(league)]) + 0.5, 0.5)
    lower.set_yticks([1, max([2, *_sizes(league)])])
    _periods(lower, points, told)
    put(figure, 0, TOP + HEIGHT + BETWEEN - 10, told.words.say("rank"), size=SMALL, color=MUTED)
    _changes(upper, points, told)
    signs = Sign("line", told.own), Sign("broken", told.say("median")), Sign("band", told.say("band"))
    key(figure, LEFT, signs)
    if standing is not None:
        _own(upper, lower, standing, told)
    scales = {"x": scale_of(upper, "x"), "score": scale_of(upper, "y"), "rank": scale_of(lower, "y")}
    return Drawn(figure, title, _course_description(told, standing), scales)


def _own(upper: Axes, lower: Axes, standing: Standing, told: Told) -> None:
    """A subject's own two lines."""
    points = told.league.trend
    stood = {one.period: one for one in told.stood(standing)}
    here = [(at, stood[point.period]) for at, point in enumerate(points) if point.period in stood]
    for axes, pairs in (
        (upper, [(at, one.score) for at, one in here]),
        (lower, [(at, one.rank) for at, one in here]),
    ):
        axes.plot(*_line(pairs), color=ACCENT, linewidth=2, marker="o", markersize=7, zorder=4)
        for at, value in pairs:
            if value is not None:
                spot = (at, float(value))
                axes.annotate(plain(value), spot, (0, 9), textcoords="offset points", ha="center", size=SMALL, zorder=5)


def _means(points: Sequence[TrendPoint]) -> list[tuple[int, Decimal]]:
    return [(at, p.spread.mean) for at, p in enumerate(points) if p.comparable and p.spread.mean is not None]


def _line(pairs: Sequence[tuple[int, Decimal | None]]) -> tuple[list[int], list[float]]:
    """Positions of what is there."""
    there = [(at, float(value)) for at, value in pairs if value is not None]
    return [at for at, _ in there], [value for _, value in there]


def _sizes(league: League) -> list[int]:
    """How many were ranked in each period."""
    among = [one.among for standing in league.standings for one in standing.past]
    return [*among, len(league.standings)]


def _reach(league: League) -> tuple[float, float]:
    """From the lowest score of any period to the highest, with room for numbers."""
    spreads = [point.spread for point in league.trend if point.comparable]
    ends = [float(end) for spread in spreads for end in (spread.lowest, spread.highest) if end is not None]
    apart = [float(one.standing.score) for one in league.apart if one.standing.score is not None]
    least, most = min([*ends, *apart], default=0.0), max([*ends, *apart], default=1.0)
    room = (most - least or 1.0) * 0.12
    return least - room, most + 1.6 * room


def _periods(axes: Axes, points: Sequence[TrendPoint], told: Told) -> None:
    """The periods below the axis, with months in which nobody looked."""
    labels = []
    for point in points:
        missing = told.say("trend.missing", months=told.say("and").join(point.missing_months))
        labels.append(f"{point.period}\n{missing}" if point.missing_months else point.period)
    axes.set_xticks(range(len(points)), labels)
    _between(axes, len(points))


def _between(axes: Axes, count: int) -> None:
    axes.set_xlim(-0.5, max(1, count) - 0.5)
    axes.grid(axis="y")
    axes.margins(y=0.25)


def _band(axes: Axes, points: Sequence[TrendPoint]) -> None:
    """From P10 to P90; a lone period has a short one."""
    there = [
        (at, float(p.spread.p10), float(p.spread.p90))
        for at, p in enumerate(points)
        if p.comparable and p.spread.p10 is not None and p.spread.p90 is not None
    ]
    if len(there) == 1:
        at, low, high = there[0]
        axes.bar(at, high - low, 0.3, low, color=FAINT, edgecolor=MUTED, linewidth=0.8)
    elif there:
        at_all, low_all, high_all = zip(*there, strict=True)
        axes.fill_between(at_all, low_all, high_all, facecolor=FAINT, edgecolor=MUTED, linewidth=0.8)


def _changes(axes: Axes, points: Sequence[TrendPoint], told: Told) -> None:
    """Where the rules changed between two periods."""
    for at, point in enumerate(points):
        if point.edition_changed:
            axes.axvline(at - 0.5, color=MUTED, linewidth=1, linestyle=(0, (1, 2)))
            label = told.say("trend.edition", edition=point.edition or point.period)
            corner = axes.get_xaxis_transform()
            axes.text(at - 0.47, 0.03, label, transform=corner, size=SMALL, color=MUTED)


def _description(told: Told) -> str:
    """The picture in words: each period's mean and band."""
    pairs = [
        told.say(
            "trend.desc.one",
            period=p.period,
            mean=plain(p.spread.mean),
            p10=plain(p.spread.p10),
            p90=plain(p.spread.p90),
        )
        for p in told.league.trend
        if p.comparable and p.spread.count
    ]
    return told.say("trend.desc", told=told.say("and").join(pairs)) if pairs else told.say("empty")


def _course_description(told: Told, standing: Standing | None) -> str:
    if standing is None:
        return told.say("course.desc.form")
    pairs = [
        told.say("course.desc.one", period=one.period, score=plain(one.score), rank=plain(one.rank), among=one.among)
        for one in told.stood(standing)
    ]
    return told.say("course.desc", name=standing.name, told=told.say("and").join(pairs))
