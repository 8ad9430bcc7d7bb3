"""Results as a notebook shows them: small tables of the CSVs' columns, which ask for nothing and hold no markup."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from redprop import messages
from redprop.engine.columns import Columns, rank_columns

if TYPE_CHECKING:
    from redprop.engine.result import Result

ROWS = 10
"""So many rows of a table are shown; how many more there are is said below."""


def result_html(result: Result) -> str:
    """The ranking of each category, its first rows."""
    return by_category(rank_columns(result), result.period, result.plan.rubric.id)


def by_category(columns: Columns, about: str, otherwise: str) -> str:
    """Columns as a table for each category, whose id its caption says; `otherwise` where there are none."""
    named: dict[str, list[int]] = {}
    for at, category in enumerate(columns["category"]):
        named.setdefault(category, []).append(at)
    return tables_html(
        (
            " · ".join(part for part in (category or otherwise, about) if part),
            {name: [values[at] for at in rows] for name, values in columns.items() if name != "category"},
        )
        for category, rows in named.items()
    )


def tables_html(tables: Iterable[tuple[str, Columns]]) -> str:
    """Tables under their captions; columns that are empty in every row are left out."""
    return "\n".join(_table(caption, columns) for caption, columns in tables)


def _table(caption: str, columns: Columns) -> str:
    shown = {name: values for name, values in columns.items() if any(value not in (None, "") for value in values)}
    size = len(next(iter(columns.values()), ()))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in shown)
    rows = ["".join(map(_cell, row)) for row in islice(zip(*shown.values(), strict=True), ROWS)]
    if size > ROWS:
        more = escape(messages.text("more_rows", messages.locale_language(), count=size - ROWS))
        rows.append(f'<td colspan="{len(shown)}">{more}</td>')
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    head = f"<caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>"
    return f"<table>\n{head}\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(value: Any) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, Decimal):
        return f'<td style="text-align: right">{value:f}</td>'
    return f'<td style="text-align: left"><bdi>{escape(str(value))}</bdi></td>'
