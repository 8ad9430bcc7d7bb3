"""Results of the periods before the one that is worked on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from redprop.errors import Place, Problem, WorkspaceError

if TYPE_CHECKING:
    from redprop.cli.work import Typed, Worked
    from redprop.engine.result import Result
    from redprop.tables.sources import Sources

NONE = "none"


class Period(NamedTuple):
    """The result of a period, and the files it is of."""

    result: Result
    sources: Sources


def earlier_periods(typed: Typed, worked: Worked, before: str | None = None) -> list[Period]:
    """The workspace's periods before this one, the oldest first; up to `before`, where one is named.

    Raises:
        WorkspaceError: The period that is named is none of them.
        TableError: Files of an earlier period cannot be used.
    """
    from redprop.workspace import find_workspace

    if before == NONE:
        return []
    workspace, period = find_workspace(), worked.result.period
    own = workspace is not None and typed.rubric is None and bool(period)
    periods = [name for name in workspace.periods() if name < period] if workspace is not None and own else []
    if before is not None:
        if before not in periods:
            raise WorkspaceError([Problem("no-period-before", Place(), {"period": before, "known": periods})])
        periods = periods[: periods.index(before) + 1]
    return [_read(typed, period) for period in periods]


def _read(typed: Typed, period: str) -> Period:
    """An earlier period, read as the one asked for is; nothing is told of it."""
    from redprop.cli.told import ProblemLines
    from redprop.engine.score import score_reading
    from redprop.rubric.compile import compile_rubric
    from redprop.rubric.load import load_rubric
    from redprop.tables.read import read_period

    earlier = replace(typed, files=(), period=period, since=None, until=None)
    job = earlier.job()
    plan = compile_rubric(load_rubric(job.rubric))
    return Period(score_reading(plan, read_period(job.sources, plan, earlier.how(ProblemLines()))), job.sources)
