"""`redprop score`."""

from __future__ import annotations

from redprop.cli.options import (
    Category,
    Files,
    IgnoreColumn,
    Output,
    Period,
    Register,
    Rubric,
    SkipBadRows,
    Spoken,
    Written,
    examples,
)

EPILOG = examples(
    "redprop score",
    "redprop score --period 2022Q1 -o scores.csv",
    "redprop score --rubric rubric.yaml --register estates.csv industry.csv owners.csv --format json",
)


def score(  # noqa: D103  # the options are the command; its help stands in messages
    files: Files = None,
    rubric: Rubric = None,
    register: Register = None,
    period: Period = None,
    category: Category = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
) -> None:
    from redprop.cli.work import work
    from redprop.cli.write import settle_format, write

    settle_format(format, output)
    worked = work(files, rubric, register, period, language, skip_bad_rows, ignore_column, category)
    from redprop.report.results import score_sheet

    write(score_sheet(worked.result, worked.language, worked.category), format, output)
