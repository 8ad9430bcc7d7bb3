"""Files of a period to a tally, or every problem with its file and row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from redprop.errors import Place, Problem, Severity, TableError
from redprop.rubric.faults import nearest
from redprop.rubric.plan import Plan
from redprop.tables.channels import channel_writings
from redprop.tables.desk import Desk
from redprop.tables.files.delimited import Delimited
from redprop.tables.files.names import plain_stem
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.headers import READ, shape_of, vocabulary_of
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opened, Opening, whole_table
from redprop.tables.passes import Measured, OpenAgain, count, names_in
from redprop.tables.periods import quarter_of
from redprop.tables.raw import folded
from redprop.tables.reading import Reading
from redprop.tables.register import FORMULA_STARTS, OWN, Register, register_of
from redprop.tables.seconds import second_rows
from redprop.tables.sources import EVERY_DAY, How, Sources, Window
from redprop.tables.tally import Tally
from redprop.tables.visits import COLUMNS as LOG
from redprop.tables.visits import VisitLog, visit_log

FEW = 20
ADVISED = 20_000
"""So many names are compared at most to say what misspelt ones may mean: a large register takes a while."""
WHOLE_FILES = ("no-channel", "no-respondents", "bad-csv")
"""Problems of whole files that only their rows show: no skipping of rows can mend them."""


@dataclass(frozen=True)
class Given:
    """The files of `Sources`, opened; `unread` where there is a register that could not be opened."""

    measurements: tuple[Opened, ...]
    register: Opened | None = None
    visits: Opened | None = None
    period: str = ""
    unread: bool = False
    window: Window = EVERY_DAY
    found: tuple[Problem, ...] = field(default=())
    """What opening them found."""


def read_period(sources: Sources, plan: Plan, how: How | None = None, opening: Opening | None = None) -> Reading:
    """Reads the files of a period, or takes them from an `Opening` that has begun to.

    Raises:
        TableError: Anything cannot be used; `problems` lists every problem of every file, of many of a kind the first.
            With `skip_bad_rows`, only problems of whole files, of the register and of the visit log stop.
    """
    own = Opening.of(sources, how) if opening is None else None
    begun = own or opening
    assert begun is not None  # noqa: S101  # one of the two is there
    try:
        return read_tables(given_by(sources, plan, begun), plan, how or begun.how, begun)
    finally:
        if own is not None:
            own.close()


def given_by(sources: Sources, plan: Plan, opening: Opening) -> Given:
    """Everything opened; what could not be opened is told later, with all else."""
    problems: list[Problem] = []
    words = vocabulary_of(plan)
    measured = [one for path in sources.measurements for one in _opened(path, words, problems, opening)]
    register = _one(sources.register, vocabulary_of(plan, (*OWN, *plan.register_columns)), problems, opening)
    visits = _one(sources.visits, vocabulary_of(plan, LOG), problems, opening)
    unread = sources.register is not None and register is None
    return Given(tuple(measured), register, visits, sources.period, unread, sources.window, tuple(problems))


def _opened(path: Path, words: Vocabulary, problems: list[Problem], opening: Opening) -> list[Opened]:
    try:
        tables, notes = opening.tables(path, words)
    except TableError as error:
        problems += error.problems
        return []
    problems += notes
    return tables


def _one(path: Path | None, words: Vocabulary, problems: list[Problem], opening: Opening) -> Opened | None:
    """A register or a visit log: of a workbook with several, nobody could say which is meant."""
    found = _opened(path, words, problems, opening) if path is not None else []
    problems += [
        Problem("two-of-a-kind", Place(one.file, sheet=one.sheet), {"name": plain_stem(one.file)}) for one in found[1:]
    ]
    return next(iter(found), None)


def read_tables(given: Given, plan: Plan, how: How | None = None, opening: Opening | None = None) -> Reading:
    """Reads tables that are open; see `read_period`."""
    how = how or How()
    own = Opening(how) if opening is None else None
    begun = own or opening
    assert begun is not None  # noqa: S101  # one of the two is there
    try:
        return attempt_at(given, plan, how, begun)[1]
    finally:
        if own is not None:
            own.close()


def attempt_at(given: Given, plan: Plan, how: How, opening: Opening) -> tuple[Attempt, Reading]:
    """Reads tables that are open, as often as it takes to know how to open them; and with what they were read.

    Raises:
        TableError: Anything cannot be used.
    """
    while True:
        try:
            attempt = Attempt(given, plan, how, opening)
            return attempt, attempt.reading()
        except OpenAgain as why:
            measured = [why.opened if one is why.table.opened else one for one in given.measurements]
            given = replace(given, measurements=tuple(measured))


class Attempt:
    """One attempt at reading: what is wrong with whole files is gathered first, then the rows are counted.

    `desk` is there when they have been.
    """

    desk: Desk

    def __init__(self, given: Given, plan: Plan, how: How, opening: Opening) -> None:
        self.given, self.plan, self.how, self.opening = given, plan, how, opening
        self.problems = [*given.found, *map(_guess, _guessed(given))]
        self.tables = self._shaped()

    def reading(self) -> Reading:
        """Everything that the files hold.

        Raises:
            TableError: Something cannot be used.
        """
        said, period = self._said()
        register, log = self._who_and_when(said, period)
        if self.plan.asks_quarter and quarter_of(period) is None:
            self.problems.append(Problem("no-quarter", Place(), {"period": period or "-"}))
        desk = self.desk = Desk(self.plan, register, log, period, self.given.window)
        counts = count(self.tables, desk, self.opening)
        tally = second_rows(counts, self.tables, desk, self.opening)
        return self._verdict(tally, counts.told, desk, counts.lost)

    def _verdict(self, tally: Tally, told: Ledger, desk: Desk, lost: int) -> Reading:
        """The reading, if nothing stops it."""
        found = Ledger.fresh(self.how.problem_lines)
        for problem in self.problems:
            found.tell(problem)
        stops = found.has() or told.has(*(WHOLE_FILES if self.how.skip_bad_rows else ()))
        found.add(told)
        ids = desk.register.ids
        found.advise("unknown-subject", "id", partial(nearest, known=ids), max(2, ADVISED // max(len(ids), 1)))
        found.advise("unknown-measure", "got", partial(nearest, known=desk.names.columns), FEW)
        if stops:
            raise TableError(found.problems(), found)
        left_out = lost + _in_bad_cells(tally)
        return Reading(tally, desk.register, desk.log, desk.period, found, left_out)

    def _shaped(self) -> list[Measured]:
        """Every table with its shape, and the channel that its name gives."""
        found: list[Measured] = []
        channels, asked = channel_writings(self.plan), {folded(name) for name in self.plan.row_columns}
        for opened in self.given.measurements:
            channel = opened.named or channels.get(folded(plain_stem(opened.file)))
            where = Place(opened.file, sheet=opened.sheet) if opened.sheet else Place(opened.file, 1)
            shape, wrong = shape_of(opened.header, self.plan, where, self.how.ignored, channel)
            self.problems += wrong
            if shape is None:
                continue
            wanted = {shape.subject, *shape.measures.values()}
            wanted |= {name for key, name in shape.known.items() if key in READ or key in asked}
            found.append(Measured(opened, shape, channel, frozenset(wanted)))
        return found

    def _said(self) -> tuple[set[str], str]:
        """Whom the rows name, where no register says who is judged; and the period, where nothing else says it.

        More than one period is a problem.
        """
        everybody = self.given.register is None and not self.given.unread
        period = self.given.period or (_days_text(self.given.window) if any(self.given.window) else "")
        asks = not period and any("period" in table.shape.known for table in self.tables)
        if not everybody and not asks:
            return set(), period
        names, periods = names_in(
            self.tables,
            self.opening,
            lambda table: [
                table.shape.subject if everybody else "",
                table.shape.known.get("period", "") if asks else "",
            ],
        ) or [set(), set()]
        periods.discard("")
        if len(periods) > 1:
            place = Place(self.tables[0].opened.file)
            self.problems.append(Problem("mixed-periods", place, {"periods": sorted(periods)}))
        return names - {""}, period or (periods.pop() if len(periods) == 1 else "")

    def _who_and_when(self, said: set[str], period: str) -> tuple[Register, VisitLog]:
        """The register and the visit log; or what stands in for one that cannot be used, so that all is looked through.

        Without a register, whoever the measurements name is judged; nobody has a category then, so a rubric that ranks
        within categories needs one.
        """
        given, plan = self.given, self.plan
        register, log = Register.of_ids(sorted(said)), VisitLog()
        try:
            if given.register is not None:
                register = register_of(whole_table(given.register), plan, period, self.problems)
            elif not given.unread:
                self.problems += self._unregistered(register)
            if given.visits is not None:
                log = visit_log(whole_table(given.visits), plan, register, period, self.problems, given.window)
        except TableError as error:
            self.problems += error.problems
        return register, log

    def _unregistered(self, register: Register) -> Iterator[Problem]:
        """What cannot be where there is no register."""
        rubric = self.plan.rubric
        if rubric.categories and rubric.ranking.within == "category":
            yield Problem("no-register", Place(), {"categories": list(rubric.categories)})
        if self.tables and not register.ids:
            yield Problem("nobody", Place(self.tables[0].opened.file))
        yield from (Problem("formula-id", Place(), {"id": name}) for name in register.ids if name[0] in FORMULA_STARTS)


def _guessed(given: Given) -> Iterator[Delimited]:
    """The files whose encoding their bytes had to tell."""
    for opened in (*given.measurements, given.register, given.visits):
        if isinstance(opened, Delimited) and opened.guessed:
            yield opened


def _guess(opened: Delimited) -> Problem:
    return Problem("read-as", Place(opened.file), {"encoding": opened.guessed.upper()}, Severity.NOTE)


def _days_text(window: Window) -> str:
    """The days that count, as the name of a period: `2022-04-01..2022-04-30`, open where a side is."""
    return "..".join(day.isoformat() if day else "" for day in window)


def _in_bad_cells(counted: Tally) -> int:
    """How many rows stand in cells that hold a bad one."""
    total = 0
    for cell in counted.cells.values():
        bad = cell.bad > 0
        if bad.any():
            total += int(cell.rows[bad].sum())
    return total
