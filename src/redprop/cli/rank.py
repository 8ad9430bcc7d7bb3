"""`redprop rank`."""

from __future__ import annotations

from typing import Annotated

import typer

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
    help_text,
)

EPILOG = examples(
    "redprop rank --category resettlement",
    "redprop rank --by channel:industry --top 10",
    "redprop rank --within community --format csv | head",
    "redprop rank --fail-under 60 -o ranking.csv",
)


def rank(  # noqa: D103  # the options are the command; its help stands in messages
    files: Files = None,
    category: Category = None,
    by: Annotated[str | None, typer.Option("--by", metavar="PART", help=help_text("help.by"))] = None,
    within: Annotated[str | None, typer.Option("--within", metavar="COLUMN", help=help_text("help.within"))] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help=help_text("help.top"))] = None,
    bottom: Annotated[int | None, typer.Option("--bottom", min=1, metavar="N", help=help_text("help.bottom"))] = None,
    fail_under: Annotated[
        str | None, typer.Option("--fail-under", metavar="S", help=help_text("help.fail_under"))
    ] = None,
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
    problems: Problems = None,
    cluster: Cluster = None,
) -> None:
    from redprop.cli.verdict import below, read_bar, tell_verdict
    from redprop.cli.work import Typed, column_id, part_id, work
    from redprop.cli.write import settle_format, write

    settle_format(format, output)
    bar = read_bar(fail_under)
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
    result = worked.result
    from redprop.report.results import rank_sheet

    asked = {
        "category": worked.category,
        "by": part_id(result, by),
        "within": column_id(result, within),
    }
    write(rank_sheet(result, worked.language, **asked, top=top, bottom=bottom), format, output)
    names = below(result, bar, asked["category"], asked["by"])
    above = result.less_is_better(asked["by"] or "score")
    raise typer.Exit(tell_verdict(names, bar, worked.language, above=above))
