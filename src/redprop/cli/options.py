"""Options that commands share, each described once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from redprop import messages
from redprop.cli import completion
from redprop.cli.speech import help_language
from redprop.report import FINDINGS, RENDERERS
from redprop.tables.files.remote import located


def help_text(code: str, **params: object) -> str:
    """A help text in the user's language; a long Chinese one gets places where its lines may break."""
    language = help_language()
    said = messages.text(code, language, **params)
    return re.sub("([，；：、。])(?=.)", r"\1 ", said) if language == "zh" and len(said) > ONE_LINE else said


ONE_LINE = 21
"""So many Chinese characters fit beside an option at 80 columns."""


def listed(items: Iterable[str]) -> str:
    """Several words in a help text."""
    return messages.listed(items, help_language())


def examples(*lines: str) -> str:
    """The examples under a command's help."""
    return "\n\n".join([help_text("help.examples"), *lines])


if TYPE_CHECKING:
    Format: TypeAlias = str
    FindingsFormat: TypeAlias = str
else:  # the choices are what can be written, listed where the renderers are
    Format = StrEnum("Format", {name: name for name in RENDERERS})
    FindingsFormat = StrEnum("FindingsFormat", {name: name for name in FINDINGS})


class Language(StrEnum):
    """The languages of texts."""

    en = "en"
    zh = "zh"


Files = Annotated[list[Path] | None, typer.Argument(metavar="FILES", parser=located, help=help_text("help.files"))]
Subject = Annotated[
    str, typer.Argument(metavar="SUBJECT", help=help_text("help.subject"), autocompletion=completion.subjects)
]
Rubric = Annotated[Path | None, typer.Option("--rubric", metavar="FILE", help=help_text("help.rubric"))]
Register = Annotated[
    Path | None, typer.Option("--register", metavar="FILE", parser=located, help=help_text("help.register"))
]
Period = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help=help_text("help.period"), autocompletion=completion.periods),
]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help=help_text("help.from"))]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=help_text("help.until"))]
Category = Annotated[str | None, typer.Option("--category", "-c", metavar="CATEGORY", help=help_text("help.category"))]
Written = Annotated[Format | None, typer.Option("--format", "-f", metavar="FORMAT", help=help_text("help.format"))]
WrittenFindings = Annotated[
    FindingsFormat | None,
    typer.Option("--format", "-f", metavar="FORMAT", help=help_text("help.check_format", formats=listed(FINDINGS))),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=help_text("help.output"))]
Spoken = Annotated[Language | None, typer.Option("--language", metavar="LANGUAGE", help=help_text("help.language"))]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help=help_text("help.skip_bad_rows"))]
IgnoreColumn = Annotated[
    list[str] | None, typer.Option("--ignore-column", metavar="NAME", help=help_text("help.ignore_column"))
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=help_text("help.encoding"))]
Problems = Annotated[Path | None, typer.Option("--problems", metavar="FILE", help=help_text("help.problems"))]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help=help_text("help.cluster"))]
