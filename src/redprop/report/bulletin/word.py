"""The bulletin as a Word file, from a template."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from redprop.errors import WorkspaceError
from redprop.report.bulletin import Issue
from redprop.report.bulletin.article import Article, Passage
from redprop.report.bulletin.clean import clean_article
from redprop.report.bulletin.compose import article
from redprop.report.bulletin.said import Teller
from redprop.report.bulletin.templates import Template, same_bytes
from redprop.report.bulletin.widths import set_widths
from redprop.report.sheet import Group

PICTURE_MM = {False: 125, True: 80}
"""How wide a picture stands in the bulletin, and on the page for leaders."""


def as_docx(issue: Issue) -> bytes:
    """The bulletin, or the page for leaders; number, seal, signature and date are blank."""
    told = clean_article(article(issue))
    teller = Teller(issue)
    template = Template("leaders" if issue.leaders else "bulletin", issue.template)
    pictures = _drawn(issue, told)
    blanks = {name: teller.say(f"blank.{name}") for name in ("number", "signature", "date")}
    context = {"title": told.title, "to": told.to, "lead": told.lead, **blanks}

    def passages(document: Any) -> list[dict[str, Any]]:
        return [_passage(one, pictures, document, issue) for one in told.passages]

    def annexes(document: Any) -> list[dict[str, Any]]:
        return [_passage(one, pictures, document, issue) for one in told.annexes]

    document = template.filled(context, {"passages": passages, "annexes": annexes})
    set_widths(document)
    return same_bytes(document)


def _passage(passage: Passage, pictures: dict[str, bytes], document: Any, issue: Issue) -> dict[str, Any]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return {
        "heading": passage.heading,
        "paragraphs": list(passage.paragraphs),
        "tables": [as_table(group) for group in passage.groups],
        "pictures": [
            InlineImage(document, io.BytesIO(pictures[name]), width=Mm(PICTURE_MM[issue.leaders]))
            for name in passage.plots
            if name in pictures
        ],
    }


def as_table(group: Group) -> dict[str, Any]:
    """A table as templates take it; columns that are empty in every row are left out."""
    columns = [one for one in group.columns if any(one.key in row and row[one.key].text for row in group.rows)]
    return {
        "title": group.title,
        "head": [one.title for one in columns],
        "rows": [[row[one.key].text if one.key in row else "" for one in columns] for row in group.rows],
    }


def _drawn(issue: Issue, told: Article) -> dict[str, bytes]:
    """The pictures that the article names; none where none are wanted or nothing can draw them."""
    names: Sequence[str] = [name for one in (*told.passages, *told.annexes) for name in one.plots]
    if not issue.plots or not names:
        return {}
    from redprop.report.plots import as_png, distribution
    from redprop.report.words import Words

    words = Words(issue.result, issue.language)
    drawn: dict[str, bytes] = {}
    for league in issue.bulletin.leagues:
        if not league.standings or f"distribution.{league.id}" not in names:
            continue
        try:
            drawn[f"distribution.{league.id}"] = as_png(
                lambda league=league: distribution(issue.bulletin, league, words)  # type: ignore[misc]  # bound here
            )
        except WorkspaceError:  # matplotlib is not installed: the file is whole without pictures
            return {}
    return drawn
