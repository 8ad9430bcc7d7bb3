"""Every picture of a bulletin as a file of its own: of each league, and of each subject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from redprop.analysis.bulletin import League
from redprop.report.books import file_name
from redprop.report.bulletin import Issue
from redprop.report.plots.distribution import distribution
from redprop.report.plots.drawing import as_svg
from redprop.report.plots.profile import profile
from redprop.report.plots.ranking import ranking
from redprop.report.plots.trend import course, trend
from redprop.report.words import Words

OF_LEAGUE = {"ranking": ranking, "distribution": distribution, "trend": trend}
OF_SUBJECT = {"profile": profile, "course": course}


def picture_files(issue: Issue) -> dict[str, bytes]:
    """SVG files by their names: league and kind, or a subject's id and kind."""
    words, taken = Words(issue.result, issue.language), set[str]()
    return {
        file_name(label, taken, ".svg"): text.encode()
        for league in issue.bulletin.leagues
        if league.standings
        for label, text in _drawn(issue, league, words)
    }


def _drawn(issue: Issue, league: League, words: Words) -> Iterator[tuple[str, str]]:
    told = issue.bulletin
    for kind, draw in OF_LEAGUE.items():
        label = f"{league.id}-{kind}" if league.id else kind
        yield label, as_svg(partial(draw, told, league, words), kind).text
    for standing in (*league.standings, *(one.standing for one in league.apart)):
        for kind, picture in OF_SUBJECT.items():
            yield f"{standing.id}-{kind}", as_svg(partial(picture, told, league, words, standing), kind).text
