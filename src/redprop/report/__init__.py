"""Results to text: one table of rows and columns, written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from redprop.report.sheet import Screen, Sheet


def _later(module: str, name: str) -> Callable[[Sheet, Screen], str]:
    """A renderer whose module is loaded when it is first used."""

    def render(sheet: Sheet, screen: Screen) -> str:
        text: str = getattr(import_module(f"redprop.report.{module}"), name)(sheet, screen)
        return text

    return render


RENDERERS: dict[str, Callable[[Sheet, Screen], str]] = {
    "table": _later("terminal", "as_table"),
    "csv": _later("plain", "as_csv"),
    "json": _later("plain", "as_json"),
    "markdown": _later("plain", "as_markdown"),
}
ENDINGS = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "table"}

__all__ = ["ENDINGS", "RENDERERS", "Screen", "Sheet"]
