"""Results to text: one table of rows and columns, written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable

from redprop.report.plain import as_csv, as_json, as_markdown
from redprop.report.sheet import Sheet
from redprop.report.terminal import Screen, as_table

RENDERERS: dict[str, Callable[[Sheet, Screen], str]] = {
    "table": as_table,
    "csv": lambda sheet, _: as_csv(sheet),
    "json": lambda sheet, _: as_json(sheet),
    "markdown": lambda sheet, _: as_markdown(sheet),
}
ENDINGS = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "table"}

__all__ = ["ENDINGS", "RENDERERS", "Screen", "Sheet"]
