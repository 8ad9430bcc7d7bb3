"""`redprop diff`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redprop import messages
from redprop.cli.options import (
    IgnoreColumn,
    Output,
    Period,
    Register,
    SkipBadRows,
    Spoken,
    Written,
    examples,
    help_text,
)

if TYPE_CHECKING:
    from redprop.check.diff.moves import Moves
    from redprop.check.diff.steps import Difference, Edition

EPILOG = examples(
    "redprop diff rubrics/red-property.yaml proposal.yaml",
    "redprop diff HEAD:rubrics/red-property.yaml rubrics/red-property.yaml --fail-on minor",
    "redprop diff v1:rubrics/red-property.yaml v2:rubrics/red-property.yaml --period 2022Q2 -o moves.csv",
    "redprop diff old.yaml new.yaml --data industry.csv --data owners.csv --register estates.csv",
)


class Bar(StrEnum):
    """From which class on a difference is a verdict."""

    major = "major"
    minor = "minor"
    patch = "patch"


def diff(  # noqa: D103  # the options are the command; its help stands in messages
    old: Annotated[str, typer.Argument(metavar="OLD", help=help_text("help.old"), show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=help_text("help.new"), show_default=False)],
    data: Annotated[list[Path] | None, typer.Option("--data", metavar="FILE", help=help_text("help.data"))] = None,
    register: Register = None,
    period: Period = None,
    fail_on: Annotated[
        Bar | None, typer.Option("--fail-on", metavar="CLASS", help=help_text("help.fail_on_class"))
    ] = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
    skip_bad_rows: SkipBadRows = False,
    ignore_column: IgnoreColumn = None,
) -> None:
    from redprop.check.diff.steps import Level, difference
    from redprop.cli.speech import settle_language, workspace_language
    from redprop.cli.write import settle_format, write
    from redprop.errors import Exit
    from redprop.report.editions import diff_sheet

    settle_format(format, output)
    spoken = settle_language(language, workspace_language())
    found = difference(*_editions(old, new))
    moved = None
    if data or register or period:
        moved = _moves(found, data or (), register, period, skip_bad_rows, ignore_column or ())
    _tell_warnings(found, moved, spoken)
    write(diff_sheet(found, spoken, moved), format, output)
    failed = fail_on is not None and found.level >= Level[fail_on.value.upper()]
    raise typer.Exit(Exit.VERDICT if failed else Exit.OK)


def _editions(old: str, new: str) -> tuple[Edition, Edition]:
    """Both editions, or every problem of both."""
    from redprop.check.diff.source import edition_bytes
    from redprop.check.diff.steps import Edition
    from redprop.errors import Place, Problem, RubricError, Severity
    from redprop.rubric.compile import compile_rubric
    from redprop.rubric.load import parse_rubric

    if old == new == "-":
        raise RubricError([Problem("input-twice", Place())])
    editions: list[Edition] = []
    problems: list[Problem] = []
    for word in (old, new):
        try:
            loaded = parse_rubric(edition_bytes(word), word)
        except RubricError as error:
            problems += error.problems
            continue
        if loaded.rubric is None:
            problems += [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        else:
            editions.append(Edition.of(word, loaded.document.data, compile_rubric(loaded.rubric)))
    if problems:
        raise RubricError(problems)
    return editions[0], editions[1]


def _moves(  # what was typed
    found: Difference,
    data: Sequence[Path],
    register: Path | None,
    period: str | None,
    skip_bad_rows: bool,
    ignore_column: Sequence[str],
) -> Moves:
    """Both editions on the files that are meant: those given, or a period of the workspace."""
    from redprop.check.diff.moves import moves
    from redprop.check.diff.reading import Files
    from redprop.workspace import settle_job

    # files of a standard that is not the workspace's have nothing to do with it; which rubric they go with is said
    beside = data[0] if data and not _of_workspace((found.old.name, found.new.name)) else None
    sources = settle_job(data, beside, register, period).sources
    return moves(found, Files.of(sources, skip_bad_rows=skip_bad_rows, ignored=ignore_column))


def _of_workspace(words: Sequence[str]) -> bool:
    """Whether one of the editions is, or was, an edition of the workspace around."""
    from redprop.check.diff.source import parts_of
    from redprop.workspace import find_workspace

    workspace = find_workspace()
    if workspace is None:
        return False
    own = set(workspace.settings.rubric.values())
    for revision, path in map(parts_of, words):
        if revision is None and Path(path).resolve() in {(workspace.root / name).resolve() for name in own}:
            return True
        if revision is not None and any(f"/{path}".endswith(f"/{name}") for name in own):
            return True
    return False


def _tell_warnings(found: Difference, moved: Moves | None, language: str) -> None:
    """What is worth knowing beside the result, on standard error."""
    from redprop.check.diff.steps import Level
    from redprop.cli.work import tell_notes
    from redprop.errors import Place, Problem, Severity

    old, new = (edition.plan.rubric.edition for edition in (found.old, found.new))
    warnings: list[Problem] = []
    if found.level >= Level.MINOR and old == new:
        place = Place(found.new.name)
        unchanged = Problem("edition-unchanged", place, {"edition": new}, Severity.WARNING)
        warnings.append(unchanged if new else Problem("edition-unsaid", place, {}, Severity.WARNING))
    if moved is not None:
        warnings += moved.shared
        for label, problems in zip(found.labels, (moved.only_old, moved.only_new), strict=True):
            warnings += [
                Problem("edition-does-not-know", one.place, {"edition": label, "what": one}, Severity.WARNING)
                for one in problems
            ]
    tell_notes(warnings, {}, language)
    if moved is not None and moved.new.reading.left_out and moved.shared:
        said = messages.text("left_out", language, count=moved.new.reading.left_out)
        print(said, file=sys.stderr)  # noqa: T201  # for people beside the result
