"""Where errors become sentences and exit codes: the only place that catches everything."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from redprop import __version__, messages
from redprop.cli.interrupt import pressed
from redprop.errors import Exit, RedpropError


def run(words: Sequence[str]) -> int:
    """Runs the command that `words` say, and gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        from redprop.cli.app import app

        app(args=list(words), prog_name="redprop")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else Exit.OK
    except RedpropError as error:
        if pressed():
            return Exit.INTERRUPTED
        from redprop.cli.told import tell_error

        tell_error(error, language_of(words), listed=any(word.startswith("--problems") for word in words))
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception:  # a defect must not look like a verdict
        if pressed():
            return Exit.INTERRUPTED
        import platform
        import traceback

        traceback.print_exc()
        versions = f"redprop {__version__}, Python {platform.python_version()}, {platform.platform()}"
        print(messages.text("defect", language_of(words), versions=versions), file=sys.stderr)  # noqa: T201
        return Exit.DEFECT
    return Exit.OK


def language_of(words: Sequence[str]) -> str:
    """The language that the words ask for, or the workspace's, or the locale's; for errors, however early."""
    from redprop.cli.speech import flag_of, workspace_language

    return flag_of(words) or workspace_language() or messages.locale_language()
