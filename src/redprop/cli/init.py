"""`redprop init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from redprop.cli.options import Language, Spoken, examples, help_text

EPILOG = examples("redprop init zone", "cd zone", "redprop rank --category resettlement")


def init(  # noqa: D103  # its help stands in messages
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help=help_text("help.folder"), show_default=False)
    ] = Path(),
    language: Spoken = None,
) -> None:
    from redprop import messages
    from redprop.cli.speech import settle_language
    from redprop.starter import lay_down

    lay_down(folder, language.value if isinstance(language, Language) else None)
    spoken = settle_language(language, None)
    typer.echo(messages.text("init.done", spoken, folder=folder))
    steps = [*([f"cd {folder}"] if folder != Path() else []), "redprop rank --category resettlement", "redprop check"]
    for step in steps:
        typer.echo(f"  {step}")
