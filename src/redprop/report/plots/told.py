"""What pictures say: the words of a league, and numbers as they are printed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from redprop.analysis.bulletin import Bulletin, League, Past, Standing
from redprop.report.plots.drawing import frame
from redprop.report.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Told:
    """A league's pictures in words."""

    def __init__(self, bulletin: Bulletin, league: League, words: Words) -> None:
        self.bulletin, self.league, self.words = bulletin, league, words

    def say(self, code: str, **params: object) -> str:
        """A text about pictures."""
        return self.words.say(f"plots.{code}", **params)

    @property
    def title(self) -> str:
        """The league's title, with the period."""
        return " · ".join(part for part in (self.words.category(self.league.id), self.bulletin.period) if part)

    @property
    def own(self) -> str:
        """What the subject's own mark is called."""
        return self.say("own", subject=self.words.titled(self.words.rubric.subject.title, self.words.say("name")))

    def stood(self, standing: Standing) -> tuple[Past, ...]:
        """Where a subject stood in each period, this one included."""
        now = Past(self.bulletin.period, standing.score, standing.rank, len(self.league.standings))
        return (*standing.past, now)

    def frame(self, height: float, title: str, unit: str) -> Figure:
        """An empty picture with its title, the unit of its numbers, and their source."""
        rubric = self.words.rubric
        named = self.words.titled(rubric.title, rubric.id)
        edition = " ".join(part for part in (named, self.bulletin.edition) if part)
        return frame(height, title, unit, self.say("source", rubric=edition, period=self.bulletin.period or "—"))


def plain(number: Decimal | None) -> str:
    """A number as it is printed, a dash where there is none.

    >>> plain(Decimal("86.00")), plain(None)
    ('86.00', '—')
    """
    return "—" if number is None else f"{number:f}"


def moved(change: Decimal | None) -> str:
    """By how many places a rank has changed, with an arrow.

    >>> moved(Decimal(4)), moved(Decimal(-2)), moved(Decimal(0)), moved(None)
    ('↑4', '↓2', '=', '')
    """
    if change is None:
        return ""
    return "=" if not change else f"{'↑' if change > 0 else '↓'}{abs(change):f}"
