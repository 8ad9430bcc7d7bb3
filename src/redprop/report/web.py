"""Any sheet as a page for a browser: one file that asks for nothing else, and prints on A4."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from redprop.report.sheet import Screen, Sheet
from redprop.report.spreadsheet import filled
from redprop.report.terminal import shown

LANGUAGES = {"zh": "zh-CN", "en": "en"}
"""The languages as browsers name them."""


def as_html(sheet: Sheet, _screen: Screen | None = None) -> str:
    """The tables for people as a page; names that hold markup are names."""
    groups = sheet.groups()
    environment = Environment(
        loader=PackageLoader("redprop.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment.get_template("table.html").render(
        language=LANGUAGES[sheet.language],
        title=next((group.title for group in groups if group.title), "redprop"),
        tables=[(group, filled(group)) for group in groups],
        remarks=sheet.remarks,
    )
