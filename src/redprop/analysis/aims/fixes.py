"""What to fix, told whole: the findings, what each gains, where the subject stands before and then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from redprop.analysis.aims.aim import Aim, Range, in_place, keys
from redprop.analysis.aims.findings import Findings, fixable
from redprop.analysis.aims.groups import changes_of
from redprop.analysis.aims.search import search
from redprop.engine.columns import grades_of
from redprop.engine.copies import Changes, with_changes
from redprop.engine.lines import TakenApart, take_subject_apart
from redprop.engine.result import Result
from redprop.tables.locate import Row, locate
from redprop.tables.sources import How, Sources


@dataclass(frozen=True)
class State:
    """Where a subject stands: score in units of its last place (None for none), grade by id, twice its rank."""

    score: int | None
    grade: str
    rank: int | None


@dataclass(frozen=True, eq=False)
class Fixes:
    """The findings to fix for an aim, `many[i]` of `findings[i]`; the others' results are held.

    Where the aim is out of reach, all findings are to be fixed and `reachable` is false. `proven` says that nothing
    with fewer findings, or with as many and more marks, reaches the aim. `rows` are those behind all findings.
    """

    aim: Aim
    findings: tuple[Findings, ...]
    many: tuple[int, ...]
    reachable: bool
    proven: bool
    before: State
    then: State
    apart_before: TakenApart
    apart_then: TakenApart
    rows: tuple[Row, ...] = field(default=())

    @property
    def result(self) -> Result:
        """The result that it starts from."""
        return self.apart_before.result

    @cached_property
    def gains(self) -> Mapping[tuple[str, str, str], int]:
        """What every part of the score gains, by kind, channel and node: they add up to what the score gains."""
        found: dict[tuple[str, str, str], int] = {}
        for sign, apart in ((1, self.apart_then), (-1, self.apart_before)):
            for line in apart.lines:
                at = line.kind, line.channel, line.node
                found[at] = found.get(at, 0) + sign * line.part
        return {at: units for at, units in found.items() if units}

    def rows_of(self, one: Findings) -> list[Row]:
        """The rows behind findings of one kind."""
        return [row for row in self.rows if (row.channel, row.visit, row.measure) == one.key]


def fixes(result: Result, subject: int, aim: Aim, sources: Sources | None = None, how: How | None = None) -> Fixes:
    """The fewest findings that the subject at a place of the register must fix to reach an aim.

    Raises:
        TableError: The files no longer give what was scored.
    """
    findings, aimed = tuple(fixable(result, subject)), Range(result, subject, aim)
    found = search(aimed, findings)
    many = found.way if found is not None else tuple(one.count for one in findings)
    change = changes_of(findings, many, 10**result.plan.decimals)
    then = with_changes(result, subject, [change])
    rows: list[Row] = []
    if sources is not None:
        wanted = [one.key for one, count in zip(findings, many, strict=True) if count]
        subjects = [result.register.ids[subject]]
        rows = locate(sources, result.plan, result.reading, subjects=subjects, cells=wanted, how=how)
    return Fixes(
        aim,
        findings,
        many,
        reachable=found is not None,
        proven=found is None or found.proven,
        before=_now(result, subject),
        then=_then(aimed, then, change),
        apart_before=take_subject_apart(result, subject),
        apart_then=take_subject_apart(then, 0),
        rows=tuple(rows),
    )


def _now(result: Result, subject: int) -> State:
    score = int(result.score_units[subject]) if result.has_score[subject] else None
    return State(score, grades_of(result)[subject], int(result.rank_twice[subject]) or None)


def _then(aimed: Range, then: Result, change: Changes) -> State:
    """Where the changed subject stands among the others."""
    result, subject = aimed.result, aimed.subject
    score = int(then.score_units[0]) if then.has_score[0] else None
    rank = aimed.rank(keys(then)[0]) if then.takes_part[0] and result.register.rated[subject] else None
    grades = result.plan.rubric.grades
    placed = in_place(result, subject, change) if grades is not None and grades.quotas else None
    grade = grades_of(placed)[subject] if placed is not None else grades_of(then)[0]
    return State(score, grade, rank)
