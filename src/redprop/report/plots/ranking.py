"""The ranking with what has changed: a dot for each score, a ring for the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from redprop.analysis.bulletin import Bulletin, League, Standing
from redprop.report.plots.drawing import (
    ACCENT,
    FOOT,
    HEAD,
    INK,
    LINE,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    Drawn,
    panel,
    put,
    shorten,
)
from redprop.report.plots.key import BASE, Sign, key
from redprop.report.plots.told import Told, moved, plain
from redprop.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WHOLE = 50
"""Up to so many are all drawn; of more, those at both ends."""
END = 20
LEFT, RIGHT, NAMES = 158, 92, 9.0
SIZE_OF_NAMES = 12
TOP = HEAD + 24
AXIS = 26


def ranking(bulletin: Bulletin, league: League, words: Words) -> Drawn:
    """The ranked with their scores, now and before; of a long ranking both ends."""
    told = Told(bulletin, league, words)
    first, last, between = ends(league.standings)
    rows: list[Standing | None] = [*first, *([None] if between else []), *last]
    height = LINE * max(1, len(rows))
    title = told.say("ranking.title", league=told.title)
    unit = told.say("ranking.unit" if bulletin.before else "score.unit")
    figure = told.frame(TOP + height + AXIS + FOOT, title, unit)
    axes = panel(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, height)
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    _key(figure, told)
    for at, standing in enumerate(rows):
        base = TOP + LINE * (at + 0.5) + 4
        if standing is None:
            put(
                figure, LEFT - 10, base, told.say("ranking.between", count=between), ha="right", color=MUTED, size=SMALL
            )
        else:
            _row(axes, figure, standing, at, base)
    return Drawn(figure, title, _description(told, len(first), len(last), between))


def ends(standings: Sequence[Standing]) -> tuple[Sequence[Standing], Sequence[Standing], int]:
    """Those at the upper and at the lower end, and how many stand between them."""
    if len(standings) <= WHOLE:
        return standings, (), 0
    return standings[:END], standings[-END:], len(standings) - 2 * END


def _row(axes: Axes, figure: Figure, standing: Standing, at: int, base: float) -> None:
    """One subject: rank and name, its dot, the ring it comes from, and by how many places it moved."""
    put(figure, 26, base, plain(standing.rank), ha="right", size=SMALL, color=MUTED)
    put(figure, 36, base, shorten(standing.name, NAMES), size=SIZE_OF_NAMES)
    put(figure, WIDTH - RIGHT + 12, base, plain(standing.score), size=SMALL)
    put(figure, WIDTH - 2, base, moved(standing.rank_change), ha="right", size=SMALL)
    if standing.score is None:
        return
    now = float(standing.score)
    if standing.score_before is not None:
        before = float(standing.score_before)
        axes.plot([before, now], [at, at], color=MUTED, linewidth=1.6, solid_capstyle="butt", zorder=2)
        axes.plot([before], [at], "o", markersize=6, markerfacecolor=PAPER, markeredgecolor=INK, zorder=3)
    axes.plot([now], [at], "o", markersize=7, color=ACCENT, zorder=4)


def _key(figure: Figure, told: Told) -> None:
    """What dot, ring and arrow are."""
    signs = [Sign("dot", told.bulletin.period or told.say("now"))]
    if told.bulletin.before:
        signs.append(Sign("ring", told.bulletin.before))
        put(figure, WIDTH - 2, BASE, told.say("ranking.moved"), ha="right", size=SMALL, color=MUTED)
    key(figure, LEFT, tuple(signs))
    put(figure, WIDTH - RIGHT + 12, BASE, told.words.say("score"), size=SMALL, color=MUTED)


def _description(told: Told, first: int, last: int, between: int) -> str:
    """The picture in words: who is first and last."""
    standings = told.league.standings
    if not standings:
        return told.say("empty")
    shown = told.say("ranking.shown", first=first, last=last) if between else ""
    best, worst = standings[0], standings[-1]
    return told.say(
        "ranking.desc",
        count=len(standings),
        shown=shown,
        first=best.name,
        best=plain(best.score),
        last=worst.name,
        worst=plain(worst.score),
    )
