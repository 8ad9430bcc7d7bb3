"""Files of a period to a tally, or every problem with its file and row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from redprop.errors import Place, Problem, Severity, TableError
from redprop.rubric.plan import Plan
from redprop.tables.block import Block
from redprop.tables.cells import State
from redprop.tables.csvfile import open_csv, read_csv
from redprop.tables.headers import READ, Shape, shape_of
from redprop.tables.raw import RawTable, folded
from redprop.tables.register import Register, register_of
from redprop.tables.shape import Desk, block_of, names_for
from redprop.tables.tally import Tally, tally
from redprop.tables.visits import VisitLog, channel_writings, visit_log


@dataclass(frozen=True)
class Sources:
    """The files of one period: measurements, and where there are any a register and a visit log."""

    measurements: tuple[Path, ...]
    register: Path | None = None
    visits: Path | None = None
    period: str = ""


@dataclass(frozen=True)
class Reading:
    """What the files hold: the tally, who is judged, the visit log; what was noted; how many rows were left out."""

    tally: Tally
    register: Register
    log: VisitLog
    period: str
    notes: tuple[Problem, ...] = ()
    left_out: int = 0


def read_period(
    sources: Sources,
    plan: Plan,
    *,
    skip_bad_rows: bool = False,
    ignored: frozenset[str] = frozenset(),
) -> Reading:
    """Reads the files of a period.

    Raises:
        TableError: Anything cannot be used; `problems` lists every problem of every file. With `skip_bad_rows`, rows
            that cannot be used are left out together with all rows of their cell, which then is not assessed, and
            only problems of whole files, of the register and of the visit log stop.
    """
    problems: list[Problem] = []
    tables = _tables(sources, plan, ignored, problems)
    register = _register(sources, plan, tables, problems)
    log = _log(sources, plan, register, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise TableError(sorted(problems, key=_by_place))
    visits = sorted({"", *(visit for done in log.done.values() for visit in done), *_visits_in(tables)})
    desk = Desk(plan, register, log, sources.period, names_for(plan, visits))
    blocks = [block_of(table, shape, desk, channel) for table, shape, channel in tables]
    blocks = _second_rows(blocks, desk)
    wrong = [problem for problem in desk.problems if problem.severity is Severity.ERROR]
    structural = [problem for table, _, _ in tables for problem in table.problems]
    if not skip_bad_rows and (wrong or structural):
        raise TableError(sorted([*problems, *desk.problems, *structural], key=_by_place))
    counted = tally(blocks, plan, desk.names, register.ids)
    notes = [*problems, *desk.problems, *structural]
    left_out = desk.lost + len(structural) + _in_bad_cells(counted)
    return Reading(counted, register, log, sources.period, tuple(sorted(notes, key=_by_place)), left_out)


def _by_place(problem: Problem) -> tuple[Place, str]:
    return problem.place, problem.code


Tables = list[tuple[RawTable, Shape, str | None]]


def _tables(sources: Sources, plan: Plan, ignored: frozenset[str], problems: list[Problem]) -> Tables:
    """Every file with its shape and the channel that its name gives."""
    found: Tables = []
    channels = channel_writings(plan)
    for path in sources.measurements:
        channel = channels.get(folded(path.stem))
        try:
            opened = open_csv(path)
            shape, wrong = shape_of(opened.header, plan, str(path), ignored, channel)
            problems += wrong
            if shape is not None:
                wanted = {shape.subject, *shape.measures.values()}
                wanted |= {name for key, name in shape.known.items() if key in READ}
                found.append((opened.table(wanted), shape, channel))
        except TableError as error:
            problems += error.problems
    return found


def _register(sources: Sources, plan: Plan, tables: Tables, problems: list[Problem]) -> Register:
    """The register's file, or whoever the measurements name where there is none."""
    if sources.register is None:
        return Register.of_ids(
            [
                text.strip()
                for table, shape, _ in tables
                for text in table.columns[shape.subject].texts
                if text.strip()
            ]
        )
    try:
        return register_of(read_csv(sources.register), plan, sources.period)
    except TableError as error:
        problems += error.problems
        return Register.of_ids([])


def _log(sources: Sources, plan: Plan, register: Register, problems: list[Problem]) -> VisitLog:
    if sources.visits is None or any(problem.severity is Severity.ERROR for problem in problems):
        return VisitLog()
    try:
        return visit_log(read_csv(sources.visits), plan, register, sources.period)
    except TableError as error:
        problems += error.problems
        return VisitLog()


def _visits_in(tables: Tables) -> set[str]:
    return {
        text.strip()
        for table, shape, _ in tables
        if "visit" in shape.known
        for text in table.columns[shape.known["visit"]].texts
    }


def _second_rows(blocks: Sequence[Block], desk: Desk) -> list[Block]:
    """A second row in a cell that takes one row is a problem, with the place of the first; its rows become BAD."""
    once = [index for index, name in enumerate(desk.names.columns) if desk.plan.columns[name].once]
    if not once:
        return list(blocks)
    found: list[tuple[tuple[int, ...], int, int]] = []
    for number, block in enumerate(blocks):
        rows = np.flatnonzero(np.isin(block.column, once) & (block.state != State.BAD))
        keys = zip(*(getattr(block, part)[rows].tolist() for part in _CELL), strict=True)
        found += [(key, number, line) for key, line in zip(keys, block.line[rows].tolist(), strict=True)]
    first: dict[tuple[int, ...], tuple[int, int]] = {}
    repeated: set[tuple[int, ...]] = set()
    for key, number, line in sorted(found):
        if key not in first:
            first[key] = number, line
            continue
        repeated.add(key)
        measure = desk.names.columns[key[3]]
        where = f"{blocks[first[key][0]].file}:{first[key][1]}"
        params = {"id": desk.register.ids[key[0]], "measure": measure, "first": where}
        desk.problems.append(Problem("second-row", Place(blocks[number].file, line, field=measure), params))
    return [_spoil(block, repeated) for block in blocks] if repeated else list(blocks)


_CELL = ("subject", "channel", "visit", "column")


def _spoil(block: Block, cells: set[tuple[int, ...]]) -> Block:
    keys = zip(*(getattr(block, part).tolist() for part in _CELL), strict=True)
    bad = np.asarray([key in cells for key in keys], dtype=bool)
    return replace(block, state=np.where(bad, State.BAD, block.state))


def _in_bad_cells(counted: Tally) -> int:
    """How many rows stand in cells that hold a bad one."""
    total = 0
    for cell in counted.cells.values():
        bad = cell.bad > 0
        rows = cell.count + cell.not_applicable + cell.blank + cell.bad
        total += int(rows[bad].sum())
    return total
