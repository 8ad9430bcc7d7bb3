"""`redprop compare`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redprop.cli import completion
from redprop.cli.options import (
    Category,
    IgnoreColumn,
    Output,
    SkipBadRows,
    Spoken,
    Written,
    examples,
    help_text,
)
from redprop.errors import Problem, WorkspaceError

if TYPE_CHECKING:
    from redprop.analysis.compare.comparison import Comparison
    from redprop.cli.work import Typed, Worked
    from redprop.report.sheet import Sheet

EPILOG = examples(
    "redprop compare",
    "redprop compare 2022Q1 2022Q2 --category resettlement --top 10",
    "redprop compare --subject 蓬莱花园",
    "redprop compare --by criterion -o changes.csv",
    "redprop compare old new --rubric standard.yaml",
    "redprop compare --trend",
)


class By(StrEnum):
    """What changes are told by."""

    cause = "cause"
    criterion = "criterion"


def compare(  # noqa: D103  # the options are the command; its help stands in messages
    earlier: Annotated[
        str | None,
        typer.Argument(
            metavar="A",
            help=help_text("help.compare_a"),
            show_default=False,
            autocompletion=completion.periods,
        ),
    ] = None,
    later: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help=help_text("help.compare_b"),
            show_default=False,
            autocompletion=completion.periods,
        ),
    ] = None,
    category: Category = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            metavar="SUBJECT",
            help=help_text("help.compare_subject"),
            autocompletion=completion.subjects,
        ),
    ] = None,
    by: Annotated[By, typer.Option("--by", metavar="WHAT", help=help_text("help.compare_by"))] = By.cause,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help=help_text("help.compare_top"))] = None,
    trend: Annotated[bool, typer.Option("--trend", help=help_text("help.trend"))] = False,
    rubric: Annotated[
        list[Path] | None, typer.Option("--rubric", metavar="FILE", help=help_text("help.compare_rubric"))
    ] = None,
    register: Annotated[
        list[Path] | None, typer.Option("--register", metavar="FILE", help=help_text("help.compare_register"))
    ] = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
) -> None:
    from redprop.cli.work import Typed, category_id, work
    from redprop.cli.write import settle_format, write

    settle_format(format, output)
    common = Typed(skip_bad_rows=skip_bad_rows, ignore_column=ignore_column)
    rubrics, registers = _for_both("--rubric", rubric), _for_both("--register", register)
    if trend:
        typed = [
            replace(common, period=name, rubric=rubrics[1], register=registers[1]) for name in _all(earlier, later)
        ]
        write(
            _trend([work(one, language, None, quiet=True) for one in typed], category, subject, output), format, output
        )
        return
    from redprop.analysis.compare.comparison import compare as compared

    words = _both(earlier, later)
    sides = [
        _meant(replace(common, rubric=r, register=e), w) for r, e, w in zip(rubrics, registers, words, strict=True)
    ]
    before, after = (work(side, language, None, quiet=True) for side in sides)
    found = compared(before.result, after.result)
    wanted = category_id(after.result, category)
    write(_sheet(found, after.language, wanted, subject, by, top), format, output)


def _sheet(
    found: Comparison, language: str, category: str | None, subject: str | None, by: By, top: int | None
) -> Sheet:
    """What was asked for: one subject, everybody by criterion, or everybody by cause."""
    if subject is not None:
        from redprop.cli.subjects import subject_of_either
        from redprop.report.compared.subject import subject_sheet

        return subject_sheet(found, language, subject_of_either(found, subject))
    at = [index for index in found.order if category in (None, found.categories[index])]
    if top is not None:
        from redprop.analysis.compare.summary import largest

        at = largest(found, at, top)
    if by is By.criterion:
        from redprop.report.compared.criteria import criterion_sheet

        return criterion_sheet(found, language, at, category)
    from redprop.report.compared.everybody import compare_sheet

    return compare_sheet(found, language, at, category, top=top is not None)


def _trend(worked: Sequence[Worked], category: str | None, subject: str | None, output: Path | None) -> Sheet:
    """All periods beside each other."""
    from redprop.analysis.compare.trends import Trend
    from redprop.cli.subjects import subject_at
    from redprop.cli.work import category_id
    from redprop.cli.write import screen
    from redprop.report.compared.trends import trend_of_subject, trend_sheet

    found, last = Trend.of([one.result for one in worked]), worked[-1]
    blocks = output is not None or screen().lines
    if subject is not None:
        at = subject_at(last.result, subject)
        return trend_of_subject(found, last.language, last.result.register.ids[at], blocks=blocks)
    return trend_sheet(found, last.language, category_id(last.result, category), blocks=blocks)


def _for_both(option: str, said: Sequence[Path] | None) -> tuple[Path | None, Path | None]:
    """What each side takes of an option that may be given once for both or twice."""
    if len(said or ()) > 2:
        raise WorkspaceError([Problem("two-at-most", params={"option": option})])
    return (said[0], said[-1]) if said else (None, None)


def _both(earlier: str | None, later: str | None) -> tuple[str, str]:
    """What is compared: what was typed, else the latest period with the one before it."""
    if earlier is not None and later is not None:
        return earlier, later
    periods = _workspace_periods(Problem("periods-of-workspace"))
    if earlier is not None:
        return earlier, periods[-1]
    if len(periods) < 2:
        raise WorkspaceError([Problem("no-earlier-period", params={"period": periods[-1], "known": periods})])
    return periods[-2], periods[-1]


def _all(first: str | None, last: str | None) -> list[str]:
    """The periods of a trend: all of the workspace, or those from one to another."""
    periods = _workspace_periods(Problem("trend-of-workspace"))
    chosen = [name for name in periods if (first or "") <= name and (last is None or name <= last)]
    if not chosen:
        raise WorkspaceError([Problem("no-such-period", params={"period": first or last or "", "known": periods})])
    return chosen


def _workspace_periods(lacking: Problem) -> list[str]:
    from redprop.workspace import find_workspace

    workspace = find_workspace()
    if workspace is None:
        raise WorkspaceError([lacking])
    periods = workspace.periods()
    if not periods:
        raise WorkspaceError([Problem("no-periods", params={"folder": str(workspace.folder("2022Q2"))})])
    return periods


def _meant(common: Typed, word: str) -> Typed:
    """A period of the workspace, where it has one of that name; else a folder, a file or a pattern."""
    from redprop.tables.files.address import address
    from redprop.tables.files.remote import located
    from redprop.workspace import find_workspace

    workspace = find_workspace()
    if workspace is not None and (word in workspace.periods() or not address(word)[0].exists()):
        return replace(common, period=word)
    return replace(common, files=(located(word),))
