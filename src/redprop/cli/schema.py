"""`redprop schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redprop.cli.options import examples, help_text

EPILOG = examples("redprop schema", "redprop schema -o docs/rubric.schema.json")


def schema(  # noqa: D103  # its help stands in messages
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=help_text("help.schema_output"))
    ] = None,
) -> None:
    from redprop.check.schema import schema_text
    from redprop.cli.write import replace_file, say

    if output is not None:
        replace_file(output, [schema_text().encode()])
    else:
        say(schema_text(), as_utf8=True)
