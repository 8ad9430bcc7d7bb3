"""The bulletin as papers: one table of the formats in which it can be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redprop.analysis.bulletin import Bulletin
    from redprop.engine.result import Result


@dataclass(frozen=True, eq=False)
class Issue:
    """One bulletin to be written: its model, the result behind it, the language, and what was asked for.

    `leaders` is the one page for leaders alone; `plots` whether pictures are wanted; `template` an office's own Word
    template.
    """

    bulletin: Bulletin
    result: Result
    language: str
    leaders: bool = False
    plots: bool = True
    template: Path | None = None


Writer = Callable[[Issue], bytes]


def _later(module: str, name: str) -> Writer:
    """A writer that is loaded when it is first used."""

    def write(issue: Issue) -> bytes:
        content: bytes = getattr(import_module(f"redprop.report.{module}"), name)(issue)
        return content

    return write


WRITERS: dict[str, Writer] = {
    "markdown": _later("bulletin.markdown", "as_markdown"),
    "docx": _later("bulletin.word", "as_docx"),
    "html": _later("page", "as_html"),
    "xlsx": _later("workbook", "as_xlsx"),
}
ENDINGS = {".md": "markdown", ".docx": "docx", ".html": "html", ".xlsx": "xlsx"}
TEXTS = frozenset({"markdown"})
"""The formats that a screen can show."""

__all__ = ["ENDINGS", "TEXTS", "WRITERS", "Issue", "Writer"]
