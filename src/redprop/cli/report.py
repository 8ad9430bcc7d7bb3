"""`redprop report`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from redprop.cli.options import (
    Category,
    Encoding,
    Files,
    IgnoreColumn,
    Period,
    Register,
    Rubric,
    SkipBadRows,
    Spoken,
    examples,
    help_text,
    listed,
)
from redprop.report.bulletin import WRITERS

if TYPE_CHECKING:
    Paper: TypeAlias = str
else:  # the choices are what can be written, listed where the writers are
    Paper = StrEnum("Paper", {name: name for name in WRITERS})

EPILOG = examples(
    "redprop report -o bulletin.docx",
    "redprop report --leaders -o leaders.docx --language zh",
    "redprop report --sheets 扣分明细表 --notices 整改通知单",
    "redprop report --period 2022Q1 --before none | head -40",
)


def report(  # noqa: D103  # the options are the command; its help stands in messages
    files: Files = None,
    before: Annotated[str | None, typer.Option("--before", metavar="PERIOD", help=help_text("help.before"))] = None,
    category: Category = None,
    leaders: Annotated[bool, typer.Option("--leaders", help=help_text("help.leaders"))] = False,
    format: Annotated[  # noqa: A002  # the option's name
        Paper | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=help_text("help.paper", formats=listed(WRITERS))),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=help_text("help.output"))
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help=help_text("help.template"))
    ] = None,
    no_plots: Annotated[bool, typer.Option("--no-plots", help=help_text("help.no_plots"))] = False,
    sheets: Annotated[Path | None, typer.Option("--sheets", metavar="FOLDER", help=help_text("help.sheets"))] = None,
    notices: Annotated[Path | None, typer.Option("--notices", metavar="FOLDER", help=help_text("help.notices"))] = None,
    plots: Annotated[Path | None, typer.Option("--plots", metavar="FOLDER", help=help_text("help.plots"))] = None,
    rubric: Rubric = None,
    register: Register = None,
    period: Period = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
    encoding: Encoding = None,
) -> None:
    from redprop.cli.earlier import earlier_periods
    from redprop.cli.papers import settle_papers, write_issue, write_notices, write_plots, write_sheets
    from redprop.cli.work import Typed, work

    wanted = settle_papers(
        format, output, template, [folder for folder in (sheets, notices) if folder is not None], plots
    )
    typed = Typed(
        files or (),
        rubric,
        register,
        period,
        skip_bad_rows=skip_bad_rows,
        ignore_column=ignore_column,
        encoding=encoding,
    )
    worked = work(typed, language, category)
    from redprop.analysis.bulletin import bulletin, only
    from redprop.report.bulletin import Issue

    earlier = [period.result for period in earlier_periods(typed, worked, before)]
    told = only(bulletin(worked.result, earlier), worked.category)
    issue = Issue(told, worked.result, worked.language, leaders, not no_plots, template)
    if wanted is not None:
        write_issue(issue, wanted, output)
    if sheets is not None:
        write_sheets(issue, worked, typed, sheets)
    if notices is not None:
        write_notices(issue, worked, typed, notices)
    if plots is not None:
        write_plots(issue, plots)
