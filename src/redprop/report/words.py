"""A result's own words in a language."""

from __future__ import annotations

from itertools import chain

from redprop import messages
from redprop.engine.result import Result
from redprop.report.sheet import Cell, grade_style
from redprop.rubric.elements import Title, said_in
from redprop.rubric.model import extras, nodes


class Words:
    """A result's own words in a language: titles of categories, channels, sections and grades."""

    def __init__(self, result: Result, language: str) -> None:
        self.result, self.language = result, language
        self.rubric = result.plan.rubric

    def say(self, code: str, **params: object) -> str:
        """A text of the program."""
        return messages.text(code, self.language, **params)

    def titled(self, title: Title | None, otherwise: str) -> str:
        """A title of the rubric."""
        return said_in(title, self.language, otherwise)

    def category(self, name: str) -> str:
        """A category's title; the standard's where there are none."""
        found = self.rubric.categories.get(name)
        return self.titled(found.title, name) if found else name or self.titled(self.rubric.title, self.rubric.id)

    def league(self, name: str) -> str:
        """A category and the period, where there is one."""
        return " · ".join(part for part in (self.category(name), self.result.period) if part)

    def channel(self, name: str) -> str:
        """A channel's title."""
        listed = self.rubric.channels.listed if self.rubric.channels else {}
        return self.titled(listed[name].title, name) if name in listed else name

    def node(self, name: str) -> str:
        """A section's or criterion's title; of the bonus and the penalty too."""
        everything = chain(nodes(self.rubric), extras(self.rubric))
        found = next((node for _, node in everything if node.id == name), None)
        return self.titled(found.title, name) if found else name

    def limit(self, name: str) -> str:
        """A limit's title."""
        return self.titled(next(limit.title for limit in self.rubric.limits if limit.id == name), name)

    def part(self, by: str) -> str:
        """What a ranking is by: `channel.industry` as its title."""
        kind, _, name = by.partition(".")
        return self.channel(name) if kind == "channel" else self.node(name)

    def grade(self, name: str) -> Cell:
        """A grade's title in its colour."""
        grades = self.rubric.grades
        if grades is None or not name:
            return Cell("")
        order = list(grades.order)
        return Cell(self.titled(grades.titles.get(name), name), grade_style(order.index(name), len(order)))

    def outcome(self, name: str) -> str:
        """An outcome's word; nothing for the ordinary one."""
        return "" if name == "scored" else self.say(f"outcome.{name}")
