"""The bulletin as data: ids, exact decimals and counts, which every kind of paper is written from.

Scores, averages and percentiles have the score's places; changes are differences of numbers as they are printed, so
that a reader's calculator agrees. Nothing here is in a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from redprop.analysis.bulletin.subjects import Apart, Standing


@dataclass(frozen=True)
class Versus:
    """Two averages over the subjects ranked in both periods in the same league, `count` of them.

    `change` is the difference of both as printed: above nothing where the average rose.
    """

    count: int
    now: Decimal
    before: Decimal
    change: Decimal


@dataclass(frozen=True)
class Average:
    """The mean of a channel's, section's or loose criterion's marks over the ranked that have one, `count` of them.

    `full` is what it is out of, `share` the mean's per cent of that; None where nothing is the most.
    """

    id: str
    kind: Literal["channel", "section", "criterion"]
    count: int
    mean: Decimal | None
    full: Decimal | None
    share: Decimal | None
    versus: Versus | None


@dataclass(frozen=True)
class Spread:
    """How the scores of the ranked lie.

    The mean and the median (of an even number, the mean of both in the middle) are rounded as the rubric rounds;
    `p10` and `p90` are the nearest-rank percentiles: the lowest score that at least so many per cent do not exceed.
    """

    count: int
    mean: Decimal | None
    median: Decimal | None
    p10: Decimal | None
    p90: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None


@dataclass(frozen=True)
class GradeCount:
    """How many of the ranked have a grade, their per cent (one place), and how many had it in the period before."""

    grade: str
    count: int
    share: Decimal
    before: int | None


@dataclass(frozen=True)
class Bin:
    """How many scores are at least `start` and below `end`; the last bin of all holds its end too where `closed`."""

    start: Decimal
    end: Decimal
    count: int
    closed: bool = False


@dataclass(frozen=True)
class Loss:
    """What a league loses by one criterion over all channels, a geometric mean as a whole, or the penalty.

    `subjects` lose anything by it; `reach` is their per cent of the ranked. `findings` are the counted units behind it
    (None where nothing is counted). `lost` is the sum of marks, `each` its mean over the ranked, `rate` its per cent of
    the marks in force (None where there are none), `share` its per cent of all that the league lost.
    `typical` are the ids of those that lose most by it, worst first.
    """

    id: str
    kind: Literal["criterion", "whole", "penalty"]
    section: str
    subjects: int
    reach: Decimal
    findings: Decimal | None
    lost: Decimal
    each: Decimal
    rate: Decimal | None
    share: Decimal
    typical: tuple[str, ...]


@dataclass(frozen=True)
class TrendPoint:
    """A league in one period. `comparable` is false where the standard is another or has other full marks than now.

    `edition_changed`: the rules by which scores come about differ from those of the point before.
    """

    period: str
    edition: str
    spread: Spread
    comparable: bool
    edition_changed: bool
    missing_months: tuple[str, ...] = ()


@dataclass(frozen=True)
class League:
    """Those who are ranked together: one category, or everyone (`id` is "" then).

    Averages, percentiles, counts and losses are over the ranked alone. `losses` has the highest loss rate first,
    `heaviest` the most marks lost first. `first` and `last` are ranks 1 to 3 and the last three places, ties included;
    a small league shares them out. `improved` and `fallen` moved most places, `gained` and `dropped` most marks: up to
    three, ties at the third included, the greatest move first.
    """

    id: str
    standings: tuple[Standing, ...]
    apart: tuple[Apart, ...]
    spread: Spread
    versus: Versus | None
    grades: tuple[GradeCount, ...]
    bins: tuple[Bin, ...]
    channels: tuple[Average, ...]
    sections: tuple[Average, ...]
    losses: tuple[Loss, ...]
    heaviest: tuple[Loss, ...]
    first: tuple[Standing, ...]
    last: tuple[Standing, ...]
    improved: tuple[Standing, ...]
    fallen: tuple[Standing, ...]
    gained: tuple[Standing, ...]
    dropped: tuple[Standing, ...]
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class ChannelFacts:
    """How a channel came about: its weight, and weights by category that differ; what follows where it is absent.

    `seen` counts the subjects with a mark, `visits` what the visit log says was done (None without a log for it),
    `since` and `until` are the first and last day there, `respondents` how many answered (0 where nobody was asked).
    """

    id: str
    weight: Decimal
    weights: Mapping[str, Decimal]
    visits_as: str
    absent: str
    heir: str
    minimum: int | None
    drawn: bool
    seen: int
    visits: int | None
    since: date | None
    until: date | None
    respondents: int


@dataclass(frozen=True)
class Method:
    """How the numbers came about, for the end of the bulletin.

    `full` is what the whole counts where scores have a most. `coverage` is the mean share of the standard that was
    assessed (four places), `least_covered` the smallest, over the ranked. `missing_months` are months of the period in
    which, by the visit log, no visit was done; empty where no log tells.
    """

    full: Decimal | None
    places: int
    rounding: str
    ties: str
    lower_is_better: bool
    blend: str
    channels: tuple[ChannelFacts, ...]
    coverage: Decimal | None
    least_covered: Decimal | None
    since: date | None
    until: date | None
    missing_months: tuple[str, ...]


@dataclass(frozen=True)
class Bulletin:
    """A period told whole.

    `before` is the period that changes are counted from, "" for none: then there is no change anywhere.
    `rules_changed` says that scores come about by other rules than then; `outside` are ids of the register that are not
    judged, with the reason.
    """

    period: str
    before: str
    rubric: str
    title: Mapping[str, str]
    edition: str
    fingerprint: str
    rules_changed: bool
    subjects: int
    ranked: int
    leagues: tuple[League, ...]
    method: Method
    outside: Mapping[str, str]

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Every subject's standing by id, with a rank or apart."""
        return {
            one.id: one
            for league in self.leagues
            for one in (*league.standings, *(apart.standing for apart in league.apart))
        }
