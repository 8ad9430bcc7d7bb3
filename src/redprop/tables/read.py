"""Files of a period to a tally, or every problem with its file and row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from redprop.errors import Place, Problem, Severity, TableError
from redprop.exact import Whole
from redprop.rubric.plan import Plan
from redprop.tables.block import Block, names_for
from redprop.tables.cells import State
from redprop.tables.csvfile import CsvFile, open_csv
from redprop.tables.desk import EVERY_DAY, Desk, Window
from redprop.tables.headers import READ, Shape, shape_of
from redprop.tables.periods import quarter_of
from redprop.tables.raw import RawTable, folded
from redprop.tables.reading import Reading, Sources
from redprop.tables.register import FORMULA_STARTS, Register, register_of
from redprop.tables.shape import block_of
from redprop.tables.tally import Tally, tally
from redprop.tables.visits import VisitLog, channel_writings, visit_log


class Opened(Protocol):
    """A table that was opened: its name, its columns' names, and its rows when they are asked for."""

    @property
    def file(self) -> str:
        """Its file, or what stands for it."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""

    def table(self, only: Collection[str] | None = None) -> RawTable:
        """Its columns of text; `only` leaves out columns that nobody asks for."""


@dataclass(frozen=True)
class Given:
    """The files of `Sources`, opened; `unread` where there is a register that could not be opened."""

    measurements: tuple[Opened, ...]
    register: Opened | None = None
    visits: Opened | None = None
    period: str = ""
    unread: bool = False
    window: Window = EVERY_DAY


class Opening:
    """The files of a period, being read and parsed on other threads while something else is made ready."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        paths = [*sources.measurements, *(path for path in (sources.register, sources.visits) if path)]
        pool = ThreadPoolExecutor(max_workers=2)
        self.files = {path: pool.submit(_open_ahead, path) for path in paths}
        pool.shutdown(wait=False)

    def file(self, path: Path) -> Opened:
        """A file, when it is there.

        Raises:
            TableError: It cannot be read.
        """
        return self.files[path].result()


def _open_ahead(path: Path) -> CsvFile:
    return open_csv(path).ahead()


def read_period(
    sources: Sources,
    plan: Plan,
    *,
    skip_bad_rows: bool = False,
    ignored: frozenset[str] = frozenset(),
    opening: Opening | None = None,
) -> Reading:
    """Reads the files of a period, or takes them from an `Opening` that has begun to.

    Raises:
        TableError: Anything cannot be used; `problems` lists every problem of every file. With `skip_bad_rows`, rows
            that cannot be used are left out together with all rows of their cell, which then is not assessed, and
            only problems of whole files, of the register and of the visit log stop.
    """
    problems: list[Problem] = []
    measured = [opened for path in sources.measurements if (opened := _opened(path, problems, opening)) is not None]
    register = _opened(sources.register, problems, opening) if sources.register else None
    visits = _opened(sources.visits, problems, opening) if sources.visits else None
    unread = sources.register is not None and register is None
    given = Given(tuple(measured), register, visits, sources.period, unread, sources.window)
    return read_tables(given, plan, problems, skip_bad_rows=skip_bad_rows, ignored=ignored)


def _opened(path: Path, problems: list[Problem], opening: Opening | None) -> Opened | None:
    try:
        return opening.file(path) if opening else open_csv(path)
    except TableError as error:
        problems += error.problems
        return None


def read_tables(
    given: Given,
    plan: Plan,
    problems: Sequence[Problem] = (),
    *,
    skip_bad_rows: bool = False,
    ignored: frozenset[str] = frozenset(),
) -> Reading:
    """Reads tables that are open; `problems` are those that opening them found. See `read_period`."""
    found = list(problems)
    tables = _shaped(given, plan, ignored, found)
    period = given.period or (_days_text(given.window) if any(given.window) else _said_period(tables, found))
    register, log = _who_and_when(given, plan, tables, period, found)
    visits = sorted({"", *(visit for done in log.done.values() for visit in done), *_visits_in(tables)})
    if plan.asks_quarter and quarter_of(period) is None:
        found.append(Problem("no-quarter", Place(), {"period": period or "-"}))
    desk = Desk(plan, register, log, period, names_for(plan, visits), given.window)
    blocks = _second_rows([block_of(table, shape, desk, channel) for table, shape, channel in tables], desk)
    ragged = [problem for table, _, _ in tables for problem in table.problems]
    everything = sorted([*found, *desk.problems, *ragged], key=_by_place)
    stops = [one for one in everything if not skip_bad_rows or one in found or one.code in WHOLE_FILES]
    if any(problem.severity is Severity.ERROR for problem in stops):
        raise TableError(everything)
    counted = tally(blocks, plan, desk.names, register.ids)
    left_out = desk.lost + len(ragged) + _in_bad_cells(counted)
    return Reading(counted, register, log, period, tuple(everything), left_out)


WHOLE_FILES = ("no-channel", "no-respondents", "bad-csv")
"""Problems of whole files that only their rows show: no skipping of rows can mend them."""


def _by_place(problem: Problem) -> tuple[Place, str]:
    return problem.place, problem.code


Tables = list[tuple[RawTable, Shape, str | None]]


def _shaped(given: Given, plan: Plan, ignored: frozenset[str], problems: list[Problem]) -> Tables:
    """Every table with its shape and the channel that its name gives."""
    found: Tables = []
    channels, asked = channel_writings(plan), {folded(name) for name in plan.row_columns}
    for opened in given.measurements:
        channel = channels.get(folded(Path(opened.file).stem))
        shape, wrong = shape_of(opened.header, plan, opened.file, ignored, channel)
        problems += wrong
        if shape is None:
            continue
        wanted = {shape.subject, *shape.measures.values()}
        wanted |= {name for key, name in shape.known.items() if key in READ or key in asked}
        try:
            found.append((opened.table(wanted), shape, channel))
        except TableError as error:
            problems += error.problems
    return found


def _days_text(window: Window) -> str:
    """The days that count, as the name of a period: `2022-04-01..2022-04-30`, open where a side is."""
    return "..".join(day.isoformat() if day else "" for day in window)


def _said_period(tables: Tables, problems: list[Problem]) -> str:
    """The period that the rows name, where nothing else does; more than one is a problem."""
    said = {
        text.strip()
        for table, shape, _ in tables
        if "period" in shape.known
        for text in table.columns[shape.known["period"]].texts
        if text.strip()
    }
    if len(said) > 1:
        problems.append(Problem("mixed-periods", Place(tables[0][0].file), {"periods": sorted(said)}))
    return said.pop() if len(said) == 1 else ""


def _who_and_when(
    given: Given, plan: Plan, tables: Tables, period: str, problems: list[Problem]
) -> tuple[Register, VisitLog]:
    """The register and the visit log; where one cannot be used, what stands in for it, so that all is looked through.

    Without a register, whoever the measurements name is judged; nobody has a category then, so a rubric that ranks
    within categories needs one.
    """
    register, log = _named(tables), VisitLog()
    try:
        if given.register is not None:
            register = register_of(given.register.table(), plan, period, problems)
        elif not given.unread:
            problems += _unregistered(plan, tables, register)
        if given.visits is not None:
            log = visit_log(given.visits.table(), plan, register, period, problems, given.window)
    except TableError as error:
        problems += error.problems
    return register, log


def _named(tables: Tables) -> Register:
    """Whoever the measurements name, as a register."""
    named = {text.strip() for table, shape, _ in tables for text in table.columns[shape.subject].texts if text.strip()}
    return Register.of_ids(sorted(named))


def _unregistered(plan: Plan, tables: Tables, register: Register) -> Iterator[Problem]:
    """What cannot be where there is no register."""
    rubric = plan.rubric
    if rubric.categories and rubric.ranking.within == "category":
        yield Problem("no-register", Place(), {"categories": list(rubric.categories)})
    if tables and not register.ids and not any(table.problems for table, _, _ in tables):
        yield Problem("nobody", Place(tables[0][0].file))
    yield from (Problem("formula-id", Place(), {"id": name}) for name in register.ids if name[0] in FORMULA_STARTS)


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
        found += [
            (key, number, line) for key, line in zip(_keys(block, desk, rows), block.line[rows].tolist(), strict=True)
        ]
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
    return [_spoil(block, desk, repeated) for block in blocks] if repeated else list(blocks)


def _keys(block: Block, desk: Desk, rows: Whole) -> Iterator[tuple[int, ...]]:
    """The cell of each row: subject, channel, visit and measure; where visits are pooled they are one.

    What feeds the bonus or the penalty alone is one cell over all channels and visits.
    """
    plan = desk.plan
    pooled = [number for number, channel in enumerate(plan.channels) if channel.visits == "pooled"]
    in_tree = {name for leaf in plan.leaves for name in leaf.feed.columns}
    fed = {name for leaf in plan.beside for name in leaf.feed.columns} - in_tree
    whole = np.isin(block.column, [number for number, name in enumerate(desk.names.columns) if name in fed])
    visit = np.where(np.isin(block.channel, pooled) | whole, -1, block.visit)
    columns = (block.subject, np.where(whole, -1, block.channel), visit, block.column)
    return zip(*(column[rows].tolist() for column in columns), strict=True)


def _spoil(block: Block, desk: Desk, cells: set[tuple[int, ...]]) -> Block:
    bad = np.asarray([key in cells for key in _keys(block, desk, np.arange(len(block)))], dtype=bool)
    return replace(block, state=np.where(bad, State.BAD, block.state))


def _in_bad_cells(counted: Tally) -> int:
    """How many rows stand in cells that hold a bad one."""
    total = 0
    for cell in counted.cells.values():
        bad = cell.bad > 0
        rows = cell.count + cell.not_applicable + cell.blank + cell.bad
        total += int(rows[bad].sum())
    return total
