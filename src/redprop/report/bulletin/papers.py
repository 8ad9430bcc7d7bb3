"""A paper for each subject: the sheet of deductions to be checked, and the notice of what to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from redprop.analysis.bulletin import Standing
from redprop.analysis.rectify.items import Item, Rectification
from redprop.report.books import file_name
from redprop.report.bulletin import Issue
from redprop.report.bulletin.clean import clean, clean_group
from redprop.report.bulletin.deductions import Deductions
from redprop.report.bulletin.notices import Notices
from redprop.report.bulletin.said import Teller
from redprop.report.bulletin.templates import Template, same_bytes
from redprop.report.bulletin.widths import set_widths
from redprop.report.bulletin.word import as_table
from redprop.report.sheet import Group
from redprop.tables.locate import Row


def sheets(issue: Issue, rows: Sequence[Row]) -> dict[str, bytes]:
    """A sheet of deductions for each subject of the bulletin, by the names of their files."""
    teller = Teller(issue)
    made = Deductions(teller, rows)
    told = ((one, made.about(one), made.tables(one), made.foot(one)) for one in everyone(issue))
    return _files(teller, "sheet", told, made.signatures)


def notices(issue: Issue, found: Rectification) -> dict[str, bytes]:
    """A notice for each subject with something to put right, by the names of their files."""
    teller = Teller(issue)
    items: dict[str, list[Item]] = {}
    for item in found.items:
        items.setdefault(item.finding.subject, []).append(item)
    made = Notices(teller, found)
    told = (
        (one, made.about(one), made.tables(listed), made.foot())
        for one in everyone(issue)
        if (listed := made.open_items(items.get(one.id, [])))
    )
    return _files(teller, "notice", told, made.signatures)


def everyone(issue: Issue) -> list[Standing]:
    """The subjects of the bulletin, in the order of their ids."""
    return sorted(issue.bulletin.standings.values(), key=lambda one: one.id)


Told = tuple[Standing, list[str], list[Group], list[str]]
"""A subject, the lines above, the tables, the lines below."""


def _files(teller: Teller, kind: str, told: Iterator[Told], signatures: Sequence[str]) -> dict[str, bytes]:
    template = Template(kind, teller.issue.template)
    taken: set[str] = set()
    found: dict[str, bytes] = {}
    for one, about, tables, foot in told:
        context: Mapping[str, Any] = {
            "title": clean(teller.dated(f"{kind}.title", name=one.name)),
            "about": [clean(line) for line in about if line],
            "tables": [as_table(clean_group(group)) for group in tables],
            "foot": [clean(line) for line in foot if line],
            "signatures": list(signatures),
        }
        document = template.filled(context)
        set_widths(document)
        label = one.id if one.name == one.id else f"{one.id} {one.name}"
        found[file_name(label, taken, ".docx")] = same_bytes(document)
    return found
