"""Texts of users as papers can hold them: nothing that steers a printer, a reader or the text beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redprop.report.bulletin.article import Article, Passage
from redprop.report.sheet import Cell, Group

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, marks that turn the direction of what follows, and what no XML can hold."""


def clean(text: str) -> str:
    r"""A text of one line without steering characters.

    >>> clean("E\u202eno\x00\nE")
    'Eno E'
    """
    return STEERING.sub("", text.replace("\n", " ").replace("\t", " "))


def clean_article(told: Article) -> Article:
    """An article in which every text is clean."""
    return Article(
        clean(told.title), clean(told.to), clean(told.lead), clean_passages(told.passages), clean_passages(told.annexes)
    )


def clean_passages(passages: Sequence[Passage]) -> list[Passage]:
    """Passages in which every text is clean."""
    return [
        replace(
            one,
            heading=clean(one.heading),
            paragraphs=[clean(line) for line in one.paragraphs],
            groups=[clean_group(group) for group in one.groups],
        )
        for one in passages
    ]


def clean_group(group: Group) -> Group:
    """A table in which every text is clean."""
    columns = [column._replace(title=clean(column.title)) for column in group.columns]
    rows = [{key: Cell(clean(cell.text), cell.style) for key, cell in row.items()} for row in group.rows]
    return group._replace(title=clean(group.title), columns=columns, rows=rows)
