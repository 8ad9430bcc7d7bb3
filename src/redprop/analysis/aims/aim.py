"""What is aimed at: a score, a grade or a rank; and whether a changed subject has it while the others stay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

import numpy as np

from redprop.engine.copies import Changes, with_changes
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.engine.verdict import ranked_value
from redprop.exact import Whole, ranks

Key = tuple[Any, ...]
"""What a ranking compares of a subject, greater for the better."""


@dataclass(frozen=True)
class Aim:
    """A score to reach, a grade by id, or a rank; each or better."""

    kind: Literal["score", "grade", "rank"]
    score: Decimal = Decimal(0)
    grade: str = ""
    rank: int = 0


@dataclass(frozen=True, eq=False)
class Range:
    """One subject with its aim, among the others, whose results are held."""

    result: Result
    subject: int
    aim: Aim

    def reached(self, changes: Sequence[Changes]) -> tuple[list[bool], Result]:
        """Which of some changes reach the aim; and the result whose subjects are the changed copies, in their order."""
        then = with_changes(self.result, self.subject, changes)
        mine = keys(then) if self.aim.kind == "rank" else []
        return [self._holds(then, number, change, mine) for number, change in enumerate(changes)], then

    def _holds(self, then: Result, number: int, change: Changes, mine: Sequence[Key]) -> bool:
        if not then.has_score[number]:
            return False
        plan = self.result.plan
        if self.aim.kind == "score":
            units = Fraction(int(then.score_units[number]), 10**plan.places)
            wanted = Fraction(self.aim.score)
            return units <= wanted if plan.lower_is_better else units >= wanted
        if self.aim.kind == "grade":
            assert plan.rubric.grades is not None  # noqa: S101  # the aim names one of its grades
            grade = self._grade(then, number, change)
            return 0 <= grade <= plan.rubric.grades.order.index(self.aim.grade)
        return bool(then.takes_part[number]) and self.rank(mine[number]) <= 2 * self.aim.rank

    def _grade(self, then: Result, number: int, change: Changes) -> int:
        """The grade of a changed copy; where shares of a league have grades, of the subject among its league."""
        grades = self.result.plan.rubric.grades
        if grades is not None and grades.quotas:
            return int(in_place(self.result, self.subject, change).verdict.grade[self.subject])
        return int(then.verdict.grade[number])

    def rank(self, mine: Key) -> int:
        """Twice the rank that a subject with a key would have among the others of its league."""
        ties = self.result.plan.rubric.ranking.ties
        own = (*mine[:-1], -self.subject) if ties == "ordinal" else mine
        different, places = self._others
        at = bisect_left(different, own)
        equal = at < len(different) and different[at] == own
        return int(ranks([np.append(places, 2 * at if equal else 2 * at - 1)], ties)[-1])

    @cached_property
    def others(self) -> list[Key]:
        """The keys of the others in the subject's league that are ranked."""
        league = next(members for members in self.result.leagues if self.subject in members)
        every = keys(self.result)
        return [every[at] for at in league.tolist() if self.result.takes_part[at] and at != self.subject]

    @cached_property
    def _others(self) -> tuple[list[Key], Whole]:
        """The different keys of the others, and twice the place of each other's key among them: others fit between."""
        different = sorted(set(self.others))
        at = {key: place for place, key in enumerate(different)}
        return different, np.asarray([2 * at[key] for key in self.others], dtype=np.int64)


def in_place(result: Result, subject: int, change: Changes) -> Result:
    """Everybody's result where one subject has changed: for grades that a share of a league has."""
    tally, own = result.reading.tally.among(result.register.ids), result.register.ids[subject]
    cells = dict(tally.cells)
    for key, one in change.items():
        cell = cells[key]
        total, count = cell.total.copy(), cell.count.copy()
        total[subject] += one.units
        count[subject] += one.rows
        kept = {name: rank for name, rank in cell.kept.items() if name[0] != own or name[1:] not in one.gone}
        cells[key] = replace(cell, total=total, count=count, kept=kept)
    return score_reading(result.plan, replace(result.reading, tally=replace(tally, cells=cells)))


def keys(result: Result) -> list[Key]:
    """What a ranking compares of each subject, greater for the better."""
    plan, ranking = result.plan, result.plan.rubric.ranking
    value = ranked_value(plan, result.score_units, result.before_limits, result.blended.score)
    columns: list[Sequence[Any]] = [(-value if plan.lower_is_better else value).fractions()]
    if ranking.vetoed == "last":
        columns.insert(0, (~result.verdict.vetoed).tolist())
    for name in ranking.then_by:
        part, there = result.value_of(name.lstrip("-"))
        signed = -part if name.startswith("-") else part
        columns += [there.tolist(), signed.where(there, 0).fractions()]
    if ranking.ties == "ordinal":
        columns.append([-place for place in range(len(result.register))])
    return list(zip(*columns, strict=True))
