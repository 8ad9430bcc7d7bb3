"""Options that commands share, each described once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from redprop import messages


def help_text(code: str) -> str:
    """A help text in the language of the user's locale."""
    return messages.text(code, messages.locale_language())


def examples(*lines: str) -> str:
    """The examples under a command's help."""
    return "\n\n".join([help_text("help.examples"), *lines])


class Format(StrEnum):
    """How a result can be written."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


class Language(StrEnum):
    """The languages of texts."""

    en = "en"
    zh = "zh"


Files = Annotated[list[Path] | None, typer.Argument(help=help_text("help.files"), show_default=False)]
Rubric = Annotated[Path | None, typer.Option("--rubric", metavar="FILE", help=help_text("help.rubric"))]
Register = Annotated[Path | None, typer.Option("--register", metavar="FILE", help=help_text("help.register"))]
Period = Annotated[str | None, typer.Option("--period", metavar="PERIOD", help=help_text("help.period"))]
Category = Annotated[str | None, typer.Option("--category", "-c", metavar="CATEGORY", help=help_text("help.category"))]
Written = Annotated[Format | None, typer.Option("--format", "-f", help=help_text("help.format"), show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=help_text("help.output"))]
Spoken = Annotated[Language | None, typer.Option("--language", help=help_text("help.language"), show_default=False)]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help=help_text("help.skip_bad_rows"))]
IgnoreColumn = Annotated[
    list[str] | None, typer.Option("--ignore-column", metavar="NAME", help=help_text("help.ignore_column"))
]
