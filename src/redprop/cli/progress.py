"""How far reading has come, on standard error, for a person who watches and waits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from redprop import messages
from redprop.cli.interrupt import stop_if_pressed

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LONG = 64 << 20
"""Bytes from which on reading takes long enough to be watched."""


class Bar:
    """A bar with rows, rows a second and the time left; nothing where nobody watches or little is to be read.

    Called as reading goes on with rows, bytes and bytes in all; leaving it takes it off the screen. `long` is how many
    bytes are worth a bar.
    """

    def __init__(self, language: str = "en", long: int = LONG) -> None:
        self.language, self.long = language, long
        self.shown: Progress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *left: object) -> None:
        if self.shown is None:
            return
        try:
            self.shown.stop()
        except IndexError:  # Ctrl-C came while it was being put there: Rich takes off what it had not put on
            self.shown.console.show_cursor()

    def __call__(self, rows: int, done: int, total: int) -> None:
        """Moves the bar on; Ctrl-C that got lost is found."""
        stop_if_pressed()
        if total < self.long or not sys.stderr.isatty():
            return
        if self.shown is None:
            self._show(total)
        if self.shown is not None and self.task is not None:
            elapsed = self.shown.tasks[0].elapsed or 0
            rate = f"{rows / elapsed:,.0f}" if elapsed else "-"
            said = messages.text("progress", self.language, rows=f"{rows:,}", rate=rate)
            self.shown.update(self.task, completed=done, said=said)

    def _show(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[said]}"), TimeRemainingColumn())
        self.shown = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.shown.add_task("", total=total, said="")
        self.shown.start()
