"""`redprop explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from redprop.cli.options import (
    Encoding,
    Files,
    IgnoreColumn,
    Output,
    Period,
    Register,
    Rubric,
    Since,
    SkipBadRows,
    Spoken,
    Subject,
    Until,
    Written,
    examples,
    help_text,
)

EPILOG = examples(
    "redprop explain 蓬莱花园",
    "redprop explain E001 --lost",
    "redprop explain E001 --criterion posters --rows",
    "redprop explain E001 --format csv -o E001.csv",
)


def explain(  # noqa: D103  # the options are the command; its help stands in messages
    subject: Subject,
    files: Files = None,
    criterion: Annotated[
        str | None, typer.Option("--criterion", metavar="CRITERION", help=help_text("help.criterion"))
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help=help_text("help.lost"))] = False,
    rows: Annotated[bool, typer.Option("--rows", help=help_text("help.rows"))] = False,
    rubric: Rubric = None,
    register: Register = None,
    period: Period = None,
    since: Since = None,
    until: Until = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
    encoding: Encoding = None,
) -> None:
    from redprop.cli.subjects import criterion_id, subject_at
    from redprop.cli.told import ProblemLines
    from redprop.cli.work import Typed, work
    from redprop.cli.write import settle_format, write

    settle_format(format, output)
    typed = Typed(
        files or (),
        rubric,
        register,
        period,
        since,
        until,
        skip_bad_rows=skip_bad_rows,
        ignore_column=ignore_column,
        encoding=encoding,
    )
    worked = work(typed, language, None, quiet=True)
    at = subject_at(worked.result, subject)
    node = criterion_id(worked.result, criterion)
    from redprop.analysis.explain import explain as explained
    from redprop.report.explained import explained_sheet

    found = explained(worked.result, at, worked.job.sources, typed.how(ProblemLines()))
    write(explained_sheet(found, worked.language, criterion=node, lost=lost, rows=rows), format, output)
