"""A bulletin as an article: headings, paragraphs and tables in a language, before anybody says in which format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redprop.report.sheet import Group


@dataclass(frozen=True)
class Passage:
    """A part of an article: a heading, paragraphs, then tables; `plots` are the names of pictures to stand there."""

    heading: str
    paragraphs: Sequence[str] = ()
    groups: Sequence[Group] = ()
    plots: Sequence[str] = ()


@dataclass(frozen=True)
class Article:
    """A whole article; `to` is whom it addresses, `annexes` follow on pages of their own."""

    title: str
    to: str
    lead: str
    passages: Sequence[Passage]
    annexes: Sequence[Passage] = ()
