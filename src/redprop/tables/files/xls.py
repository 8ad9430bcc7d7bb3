"""Workbooks in the format .xls."""

from __future__ import annotations

from redprop.tables.files.package import not_a_workbook
from redprop.tables.files.xlsx import Sheet


def sheets_of_xls(file: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook."""
    raise not_a_workbook(file, ".xls is not read yet")
