"""`redprop kinds`."""

from __future__ import annotations

from typing import Annotated

import typer

from redprop.cli.options import Output, Spoken, Written, examples, help_text

EPILOG = examples("redprop kinds", "redprop kinds deduct", "redprop kinds steps --format json")


def _completed(begun: str) -> list[str]:
    from redprop.check.kinds import kinds as listed

    return [name for name in dict.fromkeys(kind.name for kind in listed()) if name.startswith(begun)]


def kinds(  # noqa: D103  # its help stands in messages
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help=help_text("help.kind"), autocompletion=_completed)
    ] = None,
    format: Written = None,  # noqa: A002  # the option's name
    output: Output = None,
    language: Spoken = None,
) -> None:
    from redprop.check.kinds import kinds as listed
    from redprop.cli.speech import settle_language, workspace_language
    from redprop.cli.write import settle_format, write
    from redprop.errors import Place, Problem, WorkspaceError
    from redprop.report.kinds import kinds_sheet, whole_sheet
    from redprop.rubric.faults import nearest

    settle_format(format, output)
    spoken = settle_language(language, workspace_language())
    found = list(listed(spoken))
    if kind is None:
        write(kinds_sheet(found, spoken), format, output)
        return
    asked = [one for one in found if one.name == kind]
    if not asked:
        names = list(dict.fromkeys(one.name for one in found))
        params = {"option": "KIND", "got": kind, "near": nearest(kind, names), "choices": names}
        raise WorkspaceError([Problem("unknown-option-value", Place(), params)])
    write(whole_sheet(asked, spoken), format, output)
