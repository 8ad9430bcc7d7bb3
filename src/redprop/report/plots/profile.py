"""The sections of one subject against its league: the band from P10 to P90, the median, and the subject's own mark.

Without a subject the picture is a form: a page moves the marks that are named `moving` along the scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redprop.analysis.bulletin import Bulletin, League, Standing
from redprop.analysis.profile import SectionBand, section_bands
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
from redprop.report.plots.key import Sign, key
from redprop.report.plots.told import Told, plain
from redprop.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, RIGHT, ROW, TOP, AXIS = 164, 56, 34, HEAD + 24, 24


def profile(bulletin: Bulletin, league: League, words: Words, standing: Standing | None = None) -> Drawn:
    """What each section earned of its marks, in per cent, and where the league lies."""
    told = Told(bulletin, league, words)
    bands = section_bands(league)
    height = ROW * max(1, len(bands))
    name = standing.name if standing else told.words.category(league.id)
    title = told.say("profile.title", name=" · ".join(filter(None, (shorten(name, 22), bulletin.period))))
    figure = told.frame(TOP + height + AXIS + FOOT, title, told.say("profile.unit"))
    axes = panel(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, height)
    axes.set_ylim(max(1, len(bands)) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xlim(*_reach(league))
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    signs = Sign("diamond", told.own), Sign("stroke", told.say("median")), Sign("band", told.say("band"))
    key(figure, LEFT, signs)
    shares = {mark.id: mark.share for mark in standing.sections} if standing else {}
    for at, band in enumerate(bands):
        base = TOP + ROW * (at + 0.5) + 4
        put(figure, LEFT - 10, base, shorten(told.words.node(band.id), 12.8), ha="right", size=12)
        _band(axes, band, at)
        own = shares.get(band.id)
        if standing is None:
            mark = axes.plot([axes.get_xlim()[0]], [at], "D", markersize=8, color=ACCENT, zorder=5, clip_on=False)[0]
            mark.set_gid(f"moving-{at}")
        elif own is not None:
            axes.plot([float(own)], [at], "D", markersize=8, color=ACCENT, zorder=5)
            put(figure, WIDTH - 4, base, plain(own), ha="right", size=SMALL)
    return Drawn(figure, title, _description(told, bands, standing), {"x": scale_of(axes, "x")})


def _reach(league: League) -> tuple[float, float]:
    """From the tens below the lowest share to the whole, so that what differs is seen."""
    shares = [mark.share for one in (*league.standings, *(a.standing for a in league.apart)) for mark in one.sections]
    there = [float(share) for share in shares if share is not None]
    least = min([*there, 90.0])
    return float(10 * (least // 10)) - 2, max([100.0, *there]) + 2


def _band(axes: Axes, band: SectionBand, at: int) -> None:
    low, high = float(band.p10), float(band.p90)
    axes.barh(at, high - low, 0.44, left=low, color=FAINT, edgecolor=MUTED, linewidth=0.8)
    axes.plot([float(band.median)] * 2, [at - 0.32, at + 0.32], color=INK, linewidth=2)


def _description(told: Told, bands: tuple[SectionBand, ...], standing: Standing | None) -> str:
    """The picture in words: each section's share beside the median."""
    if not bands:
        return told.say("empty")
    if standing is None:
        return told.say("profile.desc.form")
    shares = {mark.id: mark.share for mark in standing.sections}
    pairs = [
        told.say(
            "profile.desc.one",
            section=told.words.node(band.id),
            own=plain(shares.get(band.id)),
            median=plain(band.median),
        )
        for band in bands
    ]
    return told.say("profile.desc", name=standing.name, told=told.say("and").join(pairs))
