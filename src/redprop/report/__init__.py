"""Results as text or as a file: one table of rows and columns, written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from redprop.report.sheet import Screen, Sheet

Renderer = Callable[[Sheet, Screen], str | bytes]


def _later(module: str, name: str) -> Renderer:
    """A renderer whose module is loaded when it is first used."""

    def render(sheet: Sheet, screen: Screen) -> str | bytes:
        content: str | bytes = getattr(import_module(f"redprop.report.{module}"), name)(sheet, screen)
        return content

    return render


RENDERERS: dict[str, Renderer] = {
    "table": _later("terminal", "as_table"),
    "csv": _later("plain", "as_csv"),
    "json": _later("plain", "as_json"),
    "markdown": _later("plain", "as_markdown"),
    "xlsx": _later("spreadsheet", "as_xlsx"),
    "html": _later("web", "as_html"),
}
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".html": "html",
}
NO_TEXT = frozenset({"xlsx"})
"""The formats that no screen can show."""
FINDINGS: dict[str, Renderer] = {
    "text": RENDERERS["table"],
    "github": _later("github", "as_github"),
    "gitlab": _later("gitlab", "as_gitlab"),
    "sarif": _later("sarif", "as_sarif"),
    **RENDERERS,
}
"""How findings can be written: as people read them, as services of CI do, and as any sheet."""
FINDINGS_ENDINGS = {**ENDINGS, ".sarif": "sarif"}

__all__ = ["ENDINGS", "FINDINGS", "FINDINGS_ENDINGS", "NO_TEXT", "RENDERERS", "Renderer", "Screen", "Sheet"]
