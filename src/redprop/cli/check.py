"""`redprop check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redprop.cli.options import (
    Cluster,
    Encoding,
    IgnoreColumn,
    Output,
    Period,
    Problems,
    Register,
    Rubric,
    Spoken,
    WrittenFindings,
    examples,
    help_text,
)
from redprop.tables.files.remote import located

if TYPE_CHECKING:
    from redprop.check.run import Checked
    from redprop.cli.told import Totals
    from redprop.cli.work import Typed
    from redprop.errors import Problem

EPILOG = examples(
    "redprop check rubrics/red-property.yaml",
    "redprop check rubrics",
    "redprop check --period 2022Q2",
    "redprop check --rubric rubric.yaml --register estates.csv industry.csv",
    "redprop check rubrics --fail-on warning",
    "redprop check rubrics --format sarif -o redprop.sarif",
)


class FailOn(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    error = "error"
    warning = "warning"


def check(  # noqa: D103  # the options are the command; its help stands in messages
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATHS", parser=located, help=help_text("help.paths"))
    ] = None,
    rubric: Rubric = None,
    register: Register = None,
    period: Period = None,
    marks: Annotated[bool | None, typer.Option("--marks/--no-marks", help=help_text("help.marks"))] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", metavar="SEVERITY", help=help_text("help.fail_on"), show_default=False)
    ] = FailOn.error,
    format: WrittenFindings = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    ignore_column: IgnoreColumn = None,
    encoding: Encoding = None,
    problems: Problems = None,
    cluster: Cluster = None,
) -> None:
    from redprop.cli.speech import settle_language, workspace_language
    from redprop.cli.write import FOR_PEOPLE, settle_format
    from redprop.report import FINDINGS_ENDINGS

    settle_format(format, output, FINDINGS_ENDINGS)
    spoken = settle_language(language, workspace_language())
    paths = paths or []
    if period is not None or any(_holds_data(path) for path in paths):
        from redprop.cli.work import Typed

        typed = Typed(paths, rubric, register, period, None, None, False, ignore_column, encoding, problems, cluster)
        found, remarks = _data(typed, spoken)
        _tell(found, remarks, spoken, format, output)
        raise typer.Exit(_verdict(found, fail_on))
    checked, found = _rubrics(paths, rubric)
    found += [problem for one in checked for problem in one.problems]
    _tell(found, _summary(checked, found, spoken), spoken, format, output)
    if (marks or (marks is None and len(checked) == 1)) and output is None and (format or "text") in FOR_PEOPLE:
        _tell_force(checked, spoken)
    raise typer.Exit(_verdict(found, fail_on))


def _holds_data(path: Path) -> bool:
    """Whether a path means measurements: a table, or a folder of some without a rubric among them."""
    from redprop.tables.files.address import address
    from redprop.tables.files.names import is_table

    if path.is_dir():
        return any(map(is_table, path.iterdir())) and not any(path.rglob("*.y*ml"))
    return is_table(address(str(path))[0])


def _rubrics(paths: Sequence[Path], rubric: Path | None) -> tuple[list[Checked], list[Problem]]:
    """The rubric files that are meant: as named, standard input, or the workspace's editions."""
    import sys

    from redprop.check.run import check_bytes, check_file, rubric_files
    from redprop.errors import Problem, WorkspaceError
    from redprop.workspace import find_workspace

    named = [*paths, *([rubric] if rubric else [])]
    if not named:
        workspace = find_workspace()
        if workspace is None:
            raise WorkspaceError([Problem("no-workspace")])
        named = [workspace.root / path for path in dict.fromkeys(workspace.settings.rubric.values())]
    piped = [check_bytes(sys.stdin.buffer.read(), "-") for path in named if str(path) == "-"]
    files, problems = rubric_files(path for path in named if str(path) != "-")
    if problems and not files and not piped:
        raise WorkspaceError(problems)
    return [*piped, *(check_file(file) for file in files)], problems


def _data(typed: Typed, language: str) -> tuple[list[Problem], list[str]]:
    """Every problem of a period's files and what scoring them would notice, and no score."""
    from redprop import messages
    from redprop.cli.interrupt import stop_if_pressed
    from redprop.cli.progress import Bar
    from redprop.cli.told import ProblemLines, counted, write_problems
    from redprop.engine.score import score_reading
    from redprop.errors import Found, TableError
    from redprop.rubric.compile import compile_rubric
    from redprop.rubric.load import load_rubric
    from redprop.tables.read import read_period

    job = typed.job()
    plan = compile_rubric(load_rubric(job.rubric))
    stop_if_pressed()
    noticed: tuple[Problem, ...] = ()
    ledger: Found
    try:
        with Bar(language) as bar:
            reading = read_period(job.sources, plan, typed.how(ProblemLines(language), bar))
        noticed, ledger = score_reading(plan, reading).noticed, reading.found
    except TableError as error:
        if error.found is None:
            raise
        ledger = error.found
    if typed.problems is not None:
        write_problems(typed.problems, ledger.every(noticed))
    found = [*ledger.problems(), *noticed]
    if found:
        totals = Counter(ledger.totals()) + Counter(counted(noticed))
        return found, [*_more(found, totals, language), _counts(totals, len(job.sources.measurements), language)]
    count = len(job.sources.measurements)
    what = job.sources.period or job.rubric.name
    return found, [messages.text("check.data_clean", language, period=what, files=count)]


def _more(found: Sequence[Problem], totals: Totals, language: str) -> Iterator[str]:
    """A line for each kind of which there are more problems than are listed."""
    from redprop import messages
    from redprop.cli.told import counted

    more = {kind: totals[kind] - listed for kind, listed in counted(found).items() if totals[kind] > listed}
    for kind, count in more.items():
        yield messages.text("problems.more", language, count=f"{count:,}", kind=kind[1])
    if more:
        yield messages.text("problems.all", language)


def _summary(checked: Sequence[Checked], found: Sequence[Problem], language: str) -> list[str]:
    """One line a file without errors and warnings, and the counts where there are some."""
    from redprop import messages
    from redprop.cli.told import counted
    from redprop.errors import Severity

    lines = [
        messages.text(
            "check.sound" if one.problems else "check.clean",
            language,
            file=one.file,
            criteria=len(one.plan.leaves),
            examples=len(one.plan.rubric.examples),
            notes=len(one.problems),
        )
        for one in checked
        if one.plan is not None and all(problem.severity is Severity.NOTE for problem in one.problems)
    ]
    serious = any(problem.severity is not Severity.NOTE for problem in found)
    return [*lines, *([_counts(counted(found), len(checked), language)] if serious else [])]


def _counts(totals: Totals, files: int, language: str) -> str:
    from redprop import messages
    from redprop.errors import Severity

    by = {one: sum(count for (severity, _), count in totals.items() if severity is one) for one in Severity}
    return messages.text(
        "check.counts",
        language,
        errors=by[Severity.ERROR],
        warnings=by[Severity.WARNING],
        notes=by[Severity.NOTE],
        files=files,
    )


def _verdict(found: Sequence[Problem], fail_on: FailOn) -> int:
    """The exit code: whether there is a finding of that severity, or a worse one."""
    from redprop.errors import Exit, Severity

    fatal = (Severity.ERROR, Severity.WARNING) if fail_on is FailOn.warning else (Severity.ERROR,)
    return Exit.VERDICT if any(problem.severity in fatal for problem in found) else Exit.OK


def _tell(  # what was found, and how to write it
    found: Sequence[Problem],
    remarks: Sequence[str],
    language: str,
    format: WrittenFindings,  # noqa: A002
    output: Output,
) -> None:
    """Writes what was found."""
    from redprop.cli.write import write
    from redprop.report import FINDINGS, FINDINGS_ENDINGS
    from redprop.report.checks import problem_sheet

    write(problem_sheet(found, language, remarks), format, output, FINDINGS, FINDINGS_ENDINGS)


def _tell_force(checked: Sequence[Checked], language: str) -> None:
    """The table of marks in force of every rubric that is right."""
    from redprop.check.force import marks_in_force
    from redprop.cli.write import say, screen
    from redprop.report.checks import force_sheet
    from redprop.report.terminal import as_table

    for one in checked:
        if one.plan is not None and one.plan.scaled:
            say("\n" + as_table(force_sheet(one.plan, marks_in_force(one.plan), language), screen()))
