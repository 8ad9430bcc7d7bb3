"""How the sections of a league lie: what one subject's sections are held against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from redprop.analysis.bulletin import League


@dataclass(frozen=True)
class SectionBand:
    """What the ranked earned of a section's marks, in per cent: nearest-rank percentiles, each some subject's own.

    `median` is the lower one in the middle, where two stand there.
    """

    id: str
    count: int
    p10: Decimal
    median: Decimal
    p90: Decimal


def section_bands(league: League) -> tuple[SectionBand, ...]:
    """The sections whose shares are known, in the rubric's order."""
    found: dict[str, list[Decimal]] = {}
    for standing in league.standings:
        for mark in standing.sections:
            if mark.share is not None:
                found.setdefault(mark.id, []).append(mark.share)
    return tuple(_band(name, sorted(shares)) for name, shares in found.items())


def _band(name: str, shares: list[Decimal]) -> SectionBand:
    """The lowest share that at least so many per cent do not exceed."""
    p10, median, p90 = (shares[-(-len(shares) * per // 100) - 1] for per in (10, 50, 90))
    return SectionBand(name, len(shares), p10, median, p90)
