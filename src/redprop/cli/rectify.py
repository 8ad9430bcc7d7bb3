"""`redprop rectify`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from redprop import messages
from redprop.cli import completion
from redprop.cli.options import (
    Encoding,
    IgnoreColumn,
    Output,
    Period,
    SkipBadRows,
    Spoken,
    Written,
    examples,
    help_text,
)

EPILOG = examples(
    "redprop rectify 蓬莱花园",
    "redprop rectify 蓬莱花园 --to rank:3",
    "redprop rectify --state back --top 20",
    "redprop rectify --books rectify/2022Q2",
    "redprop rectify --replies rectify/2022Q2 --as-of 2022-07-31 --meeting",
)


class Stand(StrEnum):
    """The states that `--state` may ask for."""

    open = "open"
    closed = "closed"
    back = "back"
    unchecked = "unchecked"


def rectify(  # noqa: D103  # the options are the command; its help stands in messages
    subject: Annotated[
        str | None,
        typer.Argument(metavar="SUBJECT", help=help_text("help.rectify_subject"), autocompletion=completion.subjects),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="AIM", help=help_text("help.to"))] = None,
    company: Annotated[str | None, typer.Option("--company", metavar="NAME", help=help_text("help.company"))] = None,
    community: Annotated[
        str | None, typer.Option("--community", metavar="NAME", help=help_text("help.community"))
    ] = None,
    committee: Annotated[
        str | None, typer.Option("--committee", metavar="NAME", help=help_text("help.committee"))
    ] = None,
    state: Annotated[Stand | None, typer.Option("--state", metavar="STATE", help=help_text("help.state"))] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help=help_text("help.rectify_top"))] = None,
    meeting: Annotated[bool, typer.Option("--meeting", help=help_text("help.meeting"))] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=help_text("help.as_of"))] = None,
    replies: Annotated[
        list[Path] | None, typer.Option("--replies", metavar="PATH", help=help_text("help.replies"))
    ] = None,
    books: Annotated[Path | None, typer.Option("--books", metavar="FOLDER", help=help_text("help.books"))] = None,
    period: Period = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
    encoding: Encoding = None,
) -> None:
    from redprop.cli.rectifying import Wanted, listed, refuse_among_periods
    from redprop.cli.work import Typed
    from redprop.cli.write import settle_format, write, write_folder

    settle_format(format, output)
    if books is not None:
        refuse_among_periods(books)
    typed = Typed(period=period, skip_bad_rows=skip_bad_rows, ignore_column=ignore_column, encoding=encoding)
    asked = state.value if state else None
    if to is not None:
        from redprop.cli.aiming import aimed, refuse_beside

        refuse_beside(
            to,
            subject,
            {
                "--company": company,
                "--community": community,
                "--committee": committee,
                "--state": asked,
                "--top": top,
                "--meeting": meeting or None,
                "--as-of": as_of,
                "--replies": replies,
                "--books": books,
            },
        )
        write(aimed(typed, subject or "", to, language), format, output)
        return
    found = listed(typed, Wanted(subject, company, community, committee, asked, as_of, replies or ()), language)
    spoken = found.worked.language
    if replies:
        print(messages.text("rectify.replies.read", spoken, count=found.replies), file=sys.stderr)  # noqa: T201
    if books is not None:
        from redprop.report.books import company_books

        files = company_books(found.wanted, spoken)
        write_folder(books, files)
        print(messages.text("rectify.books.done", spoken, folder=books, count=len(files)), file=sys.stderr)  # noqa: T201
        return
    from redprop.report.rectified import list_sheet, meeting_sheet

    shown = found.wanted if top is None else found.wanted.among(found.wanted.items[:top])
    write(meeting_sheet(found.wanted, spoken) if meeting else list_sheet(shown, spoken), format, output)
