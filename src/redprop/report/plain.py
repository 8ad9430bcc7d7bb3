"""CSV, JSON and Markdown: the same bytes in every language, locale and terminal (Markdown speaks the language)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal

from redprop.report.sheet import Group, Screen, Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(sheet: Sheet, _screen: Screen | None = None) -> str:
    r"""The rows as CSV with `\n`: numbers as they are, no number as an empty field, names that would run escaped."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.header)
    if sheet.rows:
        columns = zip(sheet.header, zip(*sheet.rows, strict=True), strict=True)
        written = [[_csv_cell(value, name in sheet.text_columns) for value in column] for name, column in columns]
        writer.writerows(zip(*written, strict=True))
    return out.getvalue()


def csv_text(said: str) -> str:
    """A text as a cell of CSV, escaped if a spreadsheet would run it.

    >>> csv_text("=1+1"), csv_text("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{said}" if said.startswith(FORMULA) else said


def _csv_cell(value: object, text: bool) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    said = "" if value is None else str(value)
    return csv_text(said) if text else said


def as_json(sheet: Sheet, _screen: Screen | None = None) -> str:
    """What the result is about, and its rows; numbers keep their places, no number is null."""
    names = sheet.header
    rows = [
        "    {" + ", ".join(f"{json.dumps(n)}: {_json(v)}" for n, v in zip(names, row, strict=True)) + "}"
        for row in sheet.rows
    ]
    about = [f"  {json.dumps(key)}: {_json(value)}" for key, value in sheet.about().items()]
    listed = "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"
    return "{\n" + ",\n".join([*about, f'  "rows": {listed}']) + "\n}\n"


def _json(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def as_markdown(sheet: Sheet, _screen: Screen | None = None) -> str:
    """The tables for people, in Markdown."""
    parts = [markdown_group(group) for group in sheet.groups()]
    return "\n".join([*parts, *(f"{remark}\n" for remark in sheet.remarks)])


def markdown_group(group: Group) -> str:
    """One table in Markdown, under its title and lines."""
    columns = [c for c in group.columns if any(c.key in row and row[c.key].text for row in group.rows)]
    lines = [f"### {escaped(group.title)}\n"] if group.title else []
    lines += [f"{escaped(line)}\n" for line in group.lines]
    if columns:
        lines.append(_line([column.title for column in columns]))
        lines.append(_line(["---:" if column.kind == "number" else "---" for column in columns], escape=False))
        lines += [_line([row[c.key].text if c.key in row else "" for c in columns]) for row in group.rows]
    if group.code:
        lines.append(f"```yaml\n{group.code.rstrip()}\n```")
    return "\n".join(lines) + "\n" * bool(columns or group.code)


def _line(cells: Sequence[str], escape: bool = True) -> str:
    return "| " + " | ".join(escaped(cell) if escape else cell for cell in cells) + " |"


def escaped(text: str) -> str:
    """A text on one line in which nothing is markup."""
    for mark in "\\|<>*_`[]":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
