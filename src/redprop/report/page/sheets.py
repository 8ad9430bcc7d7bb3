"""What the sheet of each subject says, league by league, packed as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from redprop.analysis.bulletin import League, Standing
from redprop.analysis.bulletin.losses import Losing, losing
from redprop.analysis.profile import section_bands
from redprop.engine.columns import decimals, exact_decimals
from redprop.report.bulletin.said import Teller
from redprop.report.page.packing import Packed, pack

COARSER = 2
"""Losses are said with two places more than the score: parts add up to the last digit, losses to the printed one."""


class Sheets:
    """The sheets of a bulletin."""

    def __init__(self, teller: Teller) -> None:
        self.teller, self.result = teller, teller.issue.result

    @cached_property
    def _losing(self) -> list[tuple[Losing, list[Decimal | None], list[Decimal | None], list[Decimal | None]]]:
        """What each part loses, of how many marks, by how many findings; nothing where nothing is lost."""
        plan, found = self.result.plan, []
        places = plan.places + COARSER
        for one in losing(self.result):
            there = (one.lost > 0) & self.result.has_score
            lost = decimals(one.lost.units(places, "half_up"), places, there)
            none: list[Decimal | None] = [None] * len(lost)
            counted = none if one.findings is None else exact_decimals(one.findings, there)
            found.append((one, lost, exact_decimals(one.in_force, there), counted))
        return found

    def parts(self) -> list[dict[str, str]]:
        """What can lose marks: title and section."""
        words = self.teller.words
        return [
            {"title": self.teller.part(one), "section": words.node(one.section) if one.section else ""}  # type: ignore[arg-type]  # a part is named by its kind and id
            for one, *_ in self._losing
        ]

    def league(self, league: League) -> dict[str, object]:
        """The columns of a league: those with a rank first, then those apart."""
        standings = [*league.standings, *(one.standing for one in league.apart)]
        places = self.result.register.places
        at = [places[one.id] for one in standings]
        return {
            "scoreBefore": self._packed(one.score_before for one in standings),
            "scoreChange": pack([self.teller.signed(one.score_change) for one in standings]),
            "channels": self._channels(standings),
            "sections": self._sections(standings),
            "bands": [
                {"id": one.id, "p10": str(one.p10), "median": str(one.median), "p90": str(one.p90)}
                for one in section_bands(league)
            ],
            "others": self._others(standings),
            "losses": [
                [self._packed(column[index] for index in at) for column in (lost, in_force, counted)]
                for _, lost, in_force, counted in self._losing
            ],
            "past": self._past(league, standings),
        }

    def _packed(self, numbers: Iterable[Decimal | None]) -> Packed:
        return pack([self.teller.number(one) for one in numbers])

    def _channels(self, standings: Sequence[Standing]) -> list[dict[str, object]]:
        words = self.teller.words
        return [
            {
                "title": words.channel(standings[0].channels[place].id),
                "mark": self._packed(one.channels[place].mark for one in standings),
                "weight": self._packed(one.channels[place].weight for one in standings),
                "share": self._packed(one.channels[place].share for one in standings),
                "part": self._packed(one.channels[place].part for one in standings),
            }
            for place in range(len(standings[0].channels) if standings else 0)
        ]

    def _sections(self, standings: Sequence[Standing]) -> list[dict[str, object]]:
        words = self.teller.words
        return [
            {
                "id": standings[0].sections[place].id,
                "title": words.node(standings[0].sections[place].id),
                **{
                    key: self._packed(getattr(one.sections[place], key) for one in standings)
                    for key in ("mark", "full", "share", "part", "in_force", "lost")
                },
            }
            for place in range(len(standings[0].sections) if standings else 0)
        ]

    def _others(self, standings: Sequence[Standing]) -> list[dict[str, object]]:
        """Parts of scores that belong to no channel."""
        kinds = dict.fromkeys((kind, node) for one in standings for kind, node, _ in one.others)
        by_kind = [{(kind, node): part for kind, node, part in one.others} for one in standings]
        return [
            {
                "title": self.teller.beside(kind, node),
                "part": pack([self.teller.signed(parts.get((kind, node))) for parts in by_kind]),
            }
            for kind, node in kinds
        ]

    def _past(self, league: League, standings: Sequence[Standing]) -> list[dict[str, object]]:
        """Score and rank of each period, this one last."""
        by_period = [{past.period: past for past in one.past} for one in standings]
        found: list[dict[str, object]] = []
        for point in league.trend[:-1]:
            there = [past.get(point.period) for past in by_period]
            found.append(
                {
                    "period": point.period,
                    "score": self._packed(one.score if one else None for one in there),
                    "rank": self._packed(one.rank if one else None for one in there),
                    "among": next((one.among for one in there if one), 0),
                }
            )
        return found
