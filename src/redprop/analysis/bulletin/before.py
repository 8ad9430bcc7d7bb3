"""Earlier periods: whether they compare, and where each subject stood in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from redprop.analysis.bulletin.model import TrendPoint
from redprop.analysis.bulletin.numbers import ranked, spread_of
from redprop.analysis.bulletin.subjects import Past
from redprop.analysis.bulletin.visits import missing_months
from redprop.engine.columns import decimals, ranks_shown
from redprop.engine.result import Result
from redprop.exact import Whole
from redprop.rubric.fingerprint import fingerprints


def compares(one: Result, other: Result) -> bool:
    """Whether scores of two results are of one kind: of one standard, with the same full marks and direction."""
    kinds = [
        (result.plan.rubric.id, result.plan.scaled, result.plan.full, result.plan.lower_is_better)
        for result in (one, other)
    ]
    return kinds[0] == kinds[1]


def same_rules(one: Result, other: Result) -> bool:
    """Whether scores come about by the same rules."""
    return fingerprints(one.plan).score == fingerprints(other.plan).score


def leagues_by_id(result: Result) -> dict[str, Whole]:
    """The subjects of each league; everyone's is "" where there are no categories, or all are ranked together."""
    rubric = result.plan.rubric
    ids = list(rubric.categories) if rubric.ranking.within == "category" and rubric.categories else [""]
    return dict(zip(ids, result.leagues, strict=True))


@dataclass(frozen=True, eq=False)
class Earlier:
    """An earlier result, looked up by subject."""

    result: Result

    @cached_property
    def leagues(self) -> Mapping[str, Whole]:
        """Its leagues by id."""
        return leagues_by_id(self.result)

    @cached_property
    def places(self) -> Mapping[str, tuple[str, Past]]:
        """Where each subject stood, by id, with the league it stood in."""
        result = self.result
        scores = decimals(result.score_units, result.plan.places, result.has_score)
        ranks = ranks_shown(result.rank_twice)
        found: dict[str, tuple[str, Past]] = {}
        for name, league in self.leagues.items():
            among = len(ranked(result, league))
            for at in league.tolist():
                past = Past(result.period, scores[at], ranks[at], among)
                found[result.register.ids[at]] = name, past
        return found

    def past(self, subject: str, league: str) -> Past | None:
        """Where a subject stood, if it stood in the same league."""
        where, past = self.places.get(subject, ("", None))
        return past if where == league else None

    def common(self, now: Result, league: str, at: Whole) -> tuple[Whole, Whole]:
        """Of those ranked now, those ranked in the same league then: where they stand in both registers."""
        register = self.result.register
        pairs = [
            (index, register.places[subject])
            for index in at.tolist()
            if (past := self.past(subject := now.register.ids[index], league)) is not None and past.rank is not None
        ]
        here, there = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
        return here, there


def trend(results: Sequence[Result], league: str) -> tuple[TrendPoint, ...]:
    """A league over periods, the oldest first; the last one is now."""
    now, points = results[-1], []
    for number, result in enumerate(results):
        members = leagues_by_id(result).get(league, np.zeros(0, dtype=np.int64))
        points.append(
            TrendPoint(
                period=result.period,
                edition=result.plan.rubric.edition or "",
                spread=spread_of(result, ranked(result, members)),
                comparable=compares(result, now),
                edition_changed=number > 0 and not same_rules(results[number - 1], result),
                missing_months=missing_months(result),
            )
        )
    return tuple(points)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The difference of two printed numbers, where both are there."""
    return None if now is None or before is None else now - before
