"""The commands, and the one boundary where errors become exit codes."""

from __future__ import annotations

import sys

from redprop.cli.boundary import run


def main() -> None:
    """Runs a command and leaves with its exit code."""
    sys.exit(run(sys.argv[1:]))
