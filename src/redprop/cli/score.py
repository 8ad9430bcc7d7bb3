"""`redprop score`."""

from __future__ import annotations

from redprop.cli.options import (
    Category,
    Cluster,
    Encoding,
    Files,
    IgnoreColumn,
    Output,
    Period,
    Problems,
    Register,
    Rubric,
    Since,
    SkipBadRows,
    Spoken,
    Until,
    Written,
    examples,
)

EPILOG = examples(
    "redprop score",
    "redprop score --period 2022Q1 -o scores.csv",
    "redprop score --from 2022-04-01 --until 2022-04-30",
    "redprop score --rubric rubric.yaml --register estates.csv industry.csv owners.csv --format json",
)


def score(  # noqa: D103  # the options are the command; its help stands in messages
    files: Files = None,
    rubric: Rubric = None,
    register: Register = None,
    period: Period = None,
    since: Since = None,
    until: Until = None,
    category: Category = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
    encoding: Encoding = None,
    problems: Problems = None,
    cluster: Cluster = None,
) -> None:
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
        skip_bad_rows,
        ignore_column,
        encoding,
        problems,
        cluster,
    )
    worked = work(typed, language, category)
    from redprop.report.results import score_sheet

    write(score_sheet(worked.result, worked.language, worked.category), format, output)
