"""Workbooks in the format .ods."""

from __future__ import annotations

from redprop.tables.files.package import not_a_workbook
from redprop.tables.files.xlsx import Sheet


def sheets_of_ods(file: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook."""
    raise not_a_workbook(file, ".ods is not read yet")
