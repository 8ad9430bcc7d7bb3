"""What to fix first, told: each finding with what it gains, adding up to the score's change; before and after.

Gains are taken one after the other in the rubric's order, so that a finding below a floor of 0 gains nothing until
enough others are gone. They are the parts of the score (`engine.parts`), whole units of the same fineness: with what
limits and rounding change they add up to what the score gains, to the last digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from redprop.analysis.aims.aim import Aim, Range, in_place
from redprop.analysis.aims.findings import Findings, fixable
from redprop.analysis.aims.groups import changes_of
from redprop.analysis.aims.search import search
from redprop.analysis.standing import shown_rank
from redprop.engine.columns import grades_of
from redprop.engine.copies import with_changes
from redprop.engine.result import Result
from redprop.tables.cells import State as RowState
from redprop.tables.locate import Row, locate
from redprop.tables.sources import How, Sources
from redprop.tables.tally import Key


@dataclass(frozen=True)
class Fix:
    """Findings of one kind to fix: `many` of them, and how the score changes by it (in the places of `Answer`).

    `rows` are where the files tell of findings of this kind: those to fix are among them.
    """

    finding: Findings
    many: int
    change: int
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class State:
    """A score in its last place, a grade by id and a rank as it is printed, "" for none; the limits that hold."""

    score: int
    grade: str
    rank: str
    limits: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Answer:
    """What to fix for an aim. Where it is out of reach there are no `fixes`, and `after` is with everything fixed.

    `proven` says that no fewer findings do, nor as many with more marks. `limits` and `rounding` are how these change
    the score, in units of 10^-`places` as the changes of `fixes` are.
    """

    result: Result
    subject: int
    aim: Aim
    reached: bool
    proven: bool
    findings: int
    before: State
    after: State
    fixes: tuple[Fix, ...]
    places: int
    limits: Mapping[str, int]
    rounding: int

    @property
    def many(self) -> int:
        """How many findings are to be fixed."""
        return sum(fix.many for fix in self.fixes)


def answer(result: Result, subject: int, aim: Aim, sources: Sources | None = None, how: How | None = None) -> Answer:
    """The fewest findings of a subject to fix for an aim, the others held; with `sources`, the rows that tell of them.

    Raises:
        TableError: The files no longer give what was scored.
    """
    findings, unit = fixable(result, subject), 10**result.plan.decimals
    found = search(Range(result, subject, aim), findings)
    way = found.way if found is not None else tuple(one.count for one in findings)
    after = in_place(result, subject, changes_of(findings, way, unit))
    told = _told(result, subject, findings, way) if found is not None else _Told((), {}, 0)
    fixes = told.fixes
    if sources is not None and fixes:
        rows = _rows(result, subject, {fix.finding.key for fix in fixes}, sources, how)
        fixes = tuple(replace(fix, rows=tuple(rows[fix.finding.key])) for fix in fixes)
    return Answer(
        result,
        subject,
        aim,
        found is not None,
        found is None or found.proven,
        sum(one.count for one in findings),
        _state(result, subject),
        _state(after, subject),
        fixes,
        result.parts.places,
        told.limits,
        told.rounding,
    )


def _state(result: Result, subject: int) -> State:
    held = tuple(name for name, flags in result.verdict.held.items() if flags[subject])
    return State(int(result.score_units[subject]), grades_of(result)[subject], shown_rank(result, subject), held)


@dataclass(frozen=True)
class _Told:
    fixes: tuple[Fix, ...]
    limits: Mapping[str, int]
    rounding: int


def _told(result: Result, subject: int, findings: Sequence[Findings], way: Sequence[int]) -> _Told:
    """The change of each kind that is fixed, one after the other, and what limits and rounding change in the end."""
    taken = [at for at, many in enumerate(way) if many]
    unit = 10**result.plan.decimals
    steps = [
        changes_of(findings, [many if at in taken[:number] else 0 for at, many in enumerate(way)], unit)
        for number in range(len(taken) + 1)
    ]
    parts = with_changes(result, subject, steps).parts
    total = [sum(int(units[step]) for units in parts.units) for step in range(len(steps))]
    fixes = tuple(Fix(findings[at], way[at], total[number + 1] - total[number]) for number, at in enumerate(taken))
    limits = {name: int(units[-1]) - int(units[0]) for name, units in parts.limits.items()}
    return _Told(
        fixes,
        {name: change for name, change in limits.items() if change},
        int(parts.rounding[-1]) - int(parts.rounding[0]),
    )


def _rows(result: Result, subject: int, cells: set[Key], sources: Sources, how: How | None) -> dict[Key, list[Row]]:
    """The rows of each cell that count something."""
    own = result.register.ids[subject]
    found: dict[Key, list[Row]] = {key: [] for key in cells}
    for row in locate(sources, result.plan, result.reading, subjects=[own], cells=cells, how=how):
        counts = row.state is RowState.WORD or (row.state is RowState.VALUE and row.value > 0)
        if counts:
            found[row.channel, row.visit, row.measure].append(row)
    return found
