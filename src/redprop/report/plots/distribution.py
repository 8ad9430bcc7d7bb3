"""How the scores of a league lie: so many in each bin, with mean and median."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from redprop.analysis.bulletin import Bin, Bulletin, League
from redprop.report.plots.drawing import (
    FAINT,
    FOOT,
    HEAD,
    INK,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    Drawn,
    panel,
    put,
    scale_of,
)
from redprop.report.plots.told import Told, plain
from redprop.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 150
TOP = HEAD + 42
AXIS = 24


def distribution(bulletin: Bulletin, league: League, words: Words) -> Drawn:
    """Bars of how many scores lie where; the mean as a full line, the median as a broken one."""
    told = Told(bulletin, league, words)
    title = told.say("distribution.title", league=told.title)
    figure = told.frame(TOP + HEIGHT + AXIS + FOOT, title, told.say("distribution.unit"))
    axes = panel(figure, 30, TOP, WIDTH - 44, HEIGHT)
    most = max((one.count for one in league.bins), default=0) or 1
    for one in league.bins:
        start, end = float(one.start), float(one.end)
        axes.bar(start, one.count, end - start, align="edge", color=FAINT, edgecolor=MUTED, linewidth=0.8)
        if one.count:
            spot = (start + end) / 2, one.count + most / 60
            edge = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
            axes.text(*spot, str(one.count), ha="center", va="bottom", size=SMALL, bbox=edge, zorder=5)
    axes.set_ylim(0, most * 1.16)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    _lines(axes, figure, told)
    return Drawn(figure, title, _description(told))


def _lines(axes: Axes, figure: Figure, told: Told) -> None:
    """Mean and median; their words stand apart so that neither hides the other."""
    spread = told.league.spread
    if spread.mean is None or spread.median is None:
        return
    scale = scale_of(axes, "x")
    for number, name, value, style in ((0, "mean", spread.mean, "-"), (1, "median", spread.median, (0, (4, 2)))):
        at = float(value)
        base = HEAD + 12 + 15 * number
        axes.axvline(at, color=INK, linewidth=1.5, linestyle=style)
        paper = scale.start + (at - scale.least) / (scale.most - scale.least) * (scale.end - scale.start)
        side = "left" if paper < WIDTH / 2 else "right"
        label = f"{told.say(name)} {plain(value)} {'———' if not number else '– – –'}"
        put(figure, paper, base, label, ha=side, size=SMALL)


def _description(told: Told) -> str:
    """The picture in words: mean, median, ends, and the fullest bin."""
    spread, bins = told.league.spread, told.league.bins
    if not bins:
        return told.say("empty")
    fullest: Bin = max(bins, key=lambda one: one.count)
    return told.say(
        "distribution.desc",
        count=spread.count,
        mean=plain(spread.mean),
        median=plain(spread.median),
        lowest=plain(spread.lowest),
        highest=plain(spread.highest),
        start=_short(fullest.start),
        end=_short(fullest.end),
        most=fullest.count,
    )


def _short(number: Decimal) -> str:
    return f"{number.normalize():f}"
