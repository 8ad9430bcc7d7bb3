"""The list of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from redprop import __version__
from redprop.cli import check, compare, diff, explain, init, kinds, rank, rectify, report, schema, score
from redprop.cli.options import help_text

app = typer.Typer(
    name="redprop",
    help=help_text("help.app"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"redprop {__version__}")
        raise typer.Exit


@app.callback()
def everything(
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help=help_text("help.version"))
    ] = False,
) -> None:
    """What holds for every command."""


app.command("score", help=help_text("help.score"), epilog=score.EPILOG)(score.score)
app.command("rank", help=help_text("help.rank"), epilog=rank.EPILOG)(rank.rank)
app.command("explain", help=help_text("help.explain"), epilog=explain.EPILOG)(explain.explain)
app.command("rectify", help=help_text("help.rectify"), epilog=rectify.EPILOG)(rectify.rectify)
app.command("report", help=help_text("help.report"), epilog=report.EPILOG)(report.report)
app.command("compare", help=help_text("help.compare"), epilog=compare.EPILOG)(compare.compare)
app.command("check", help=help_text("help.check"), epilog=check.EPILOG)(check.check)
app.command("schema", help=help_text("help.schema"), epilog=schema.EPILOG)(schema.schema)
app.command("diff", help=help_text("help.diff"), epilog=diff.EPILOG)(diff.diff)
app.command("kinds", help=help_text("help.kinds"), epilog=kinds.EPILOG)(kinds.kinds)
app.command("init", help=help_text("help.init"), epilog=init.EPILOG)(init.init)
