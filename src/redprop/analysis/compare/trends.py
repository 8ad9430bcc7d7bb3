"""All periods beside each other: each subject's score and rank, each category's mean, and where rules changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from redprop.analysis.compare.pairs import refuse_unlike
from redprop.engine.columns import Columns, decimals, grades_of, outcomes_of, ranks_shown
from redprop.engine.result import Result
from redprop.exact import decimal_text, round_whole
from redprop.exact.arrays import whole
from redprop.rubric.fingerprint import fingerprints
from redprop.tables.periods import after as following


@dataclass(frozen=True)
class Point:
    """Where a subject stood in a period: its score in units of 10^-`places` of the trend, and twice its rank."""

    category: str
    name: str
    units: int | None
    rank_twice: int
    grade: str
    outcome: str


@dataclass(frozen=True, eq=False)
class Trend:
    """Results of several periods, the oldest first; `missing` are the periods that lie between two of them.

    `changed` says for each period whether its edition scores otherwise than that of the one before.
    """

    results: tuple[Result, ...]
    missing: tuple[tuple[str, ...], ...]
    changed: tuple[bool, ...]

    @classmethod
    def of(cls, results: Sequence[Result]) -> Trend:
        """The trend over some results.

        Raises:
            WorkspaceError: Scores of two periods are not of one kind.
        """
        for before, after in pairwise(results):
            refuse_unlike(before, after)
        prints = [fingerprints(result.plan).score for result in results]
        gaps = [_between(before.period, after.period) for before, after in pairwise(results)]
        return cls(tuple(results), ((), *gaps), (False, *(a != b for a, b in pairwise(prints))))

    @property
    def places(self) -> int:
        """The places of the finest score."""
        return max(result.plan.places for result in self.results)

    @cached_property
    def points(self) -> tuple[Mapping[str, Point], ...]:
        """For each period where every subject stood, by id."""
        return tuple(self._points(result) for result in self.results)

    def _points(self, result: Result) -> dict[str, Point]:
        register, finer = result.register, 10 ** (self.places - result.plan.places)
        columns = (
            register.categories,
            register.names,
            [u * finer if has else None for u, has in zip(*_lists(result), strict=True)],
            result.rank_twice.tolist(),
            grades_of(result),
            outcomes_of(result),
        )
        return dict(zip(register.ids, map(Point, *columns), strict=True))

    def mean(self, period: int, category: str) -> int | None:
        """The mean score of those ranked in a category, in units of the trend's places; None where nobody is."""
        units = [
            point.units
            for point in self.points[period].values()
            if point.category == category and point.rank_twice and point.units is not None
        ]
        if not units:
            return None
        value = Fraction(sum(units), len(units))
        return int(round_whole(whole([value.numerator]), whole([value.denominator]), "half_up")[0])

    def shown(self, units: int | None) -> Decimal | None:
        """A score or mean as a decimal."""
        return None if units is None else Decimal(decimal_text(units, self.places))


def _lists(result: Result) -> tuple[list[int], list[bool]]:
    return result.score_units.tolist(), result.has_score.tolist()


def _between(before: str, after: str) -> tuple[str, ...]:
    """The periods between two, where their names tell which follow each other."""
    found: list[str] = []
    name = following(before)
    while name is not None and name < after:
        found.append(name)
        name = following(name)
    return tuple(found)


def trend_columns(trend: Trend, category: str | None = None, subject: str | None = None) -> Columns:
    """One row a subject and period, in the order of periods, then of the rubric's categories, then of ids: `period,
    edition, edition_changed, category, estate, name, score, rank, grade, outcome`.
    """
    names = ("period", "edition", "edition_changed", "category", "", "name", "score", "rank", "grade", "outcome")
    columns: Columns = {name or trend.results[-1].plan.rubric.subject.column: [] for name in names}
    for result, points, changed in zip(trend.results, trend.points, trend.changed, strict=True):
        scores = decimals(result.score_units, result.plan.places, result.has_score)
        ranks = ranks_shown(result.rank_twice)
        order = {name: index for index, name in enumerate(result.plan.rubric.categories)}
        for at, who in sorted(enumerate(points), key=lambda pair: (order.get(points[pair[1]].category, 0), pair[1])):
            point = points[who]
            if category not in (None, point.category) or subject not in (None, who):
                continue
            edition = result.plan.rubric.edition or ""
            row = (result.period, edition, changed, point.category, who, point.name)
            said = (*row, scores[at], ranks[at], point.grade, point.outcome)
            for values, value in zip(columns.values(), said, strict=True):
                values.append(value)
    return columns
