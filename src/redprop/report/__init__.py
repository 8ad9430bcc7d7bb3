"""Results to text: one table of rows and columns, written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from redprop.report.sheet import Screen, Sheet

Renderer = Callable[[Sheet, Screen], str]


def _later(module: str, name: str) -> Renderer:
    """A renderer whose module is loaded when it is first used."""

    def render(sheet: Sheet, screen: Screen) -> str:
        text: str = getattr(import_module(f"redprop.report.{module}"), name)(sheet, screen)
        return text

    return render


RENDERERS: dict[str, Renderer] = {
    "table": _later("terminal", "as_table"),
    "csv": _later("plain", "as_csv"),
    "json": _later("plain", "as_json"),
    "markdown": _later("plain", "as_markdown"),
}
ENDINGS = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "table"}
FINDINGS: dict[str, Renderer] = {
    "text": RENDERERS["table"],
    "github": _later("github", "as_github"),
    "gitlab": _later("gitlab", "as_gitlab"),
    "sarif": _later("sarif", "as_sarif"),
    **RENDERERS,
}
"""How findings can be written: as people read them, as services of CI do, and as any sheet."""
FINDINGS_ENDINGS = {**ENDINGS, ".sarif": "sarif"}

__all__ = ["ENDINGS", "FINDINGS", "FINDINGS_ENDINGS", "RENDERERS", "Renderer", "Screen", "Sheet"]
