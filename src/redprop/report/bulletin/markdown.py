"""The bulletin in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.report.bulletin import Issue
from redprop.report.bulletin.article import Passage
from redprop.report.bulletin.clean import clean_article
from redprop.report.bulletin.compose import article
from redprop.report.plain import escaped, markdown_group


def as_markdown(issue: Issue) -> bytes:
    """The text and the annexes; pictures are left out."""
    told = clean_article(article(issue))
    lines = [f"# {escaped(told.title)}", *(escaped(line) for line in (told.to, told.lead) if line)]
    for passage in (*told.passages, *told.annexes):
        lines += _passage(passage)
    return ("\n\n".join(lines) + "\n").encode()


def _passage(passage: Passage) -> Iterator[str]:
    if passage.heading:
        yield f"## {escaped(passage.heading)}"
    yield from (escaped(line) for line in passage.paragraphs)
    yield from (markdown_group(group).rstrip() for group in passage.groups)
