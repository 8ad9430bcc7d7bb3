"""A bulletin's numbers, names and remarks in a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from redprop import messages
from redprop.analysis.bulletin import Apart, Average, Bulletin, League, Loss, Remark, Standing
from redprop.report.bulletin import Issue
from redprop.report.sentences import Sentences
from redprop.report.words import Words
from redprop.rubric.compile import WHOLE
from redprop.tables.periods import quarter_of, span

COUNTED = 10
"""Paragraphs are counted in words up to so many."""


class Teller:
    """Says what a bulletin holds; every number comes from it as it is."""

    def __init__(self, issue: Issue) -> None:
        self.issue, self.language = issue, issue.language
        self.bulletin: Bulletin = issue.bulletin
        self.words = Words(issue.result, issue.language)
        self.sentences = Sentences(self.words)

    def say(self, code: str, **params: object) -> str:
        """A text of the bulletin."""
        return messages.text(f"report.{code}", self.language, **params)

    def listed(self, items: Iterable[object]) -> str:
        """Several things in a row."""
        return messages.listed(items, self.language)

    def quoted(self, names: Iterable[str]) -> str:
        """Titles in a row, told apart even where they are lists themselves."""
        return self.say("quoted.between").join(self.say("quoted", name=name) for name in names)

    def sentence(self, parts: Iterable[str]) -> str:
        """Clauses as one sentence; those that are empty drop out, and of none nothing is said."""
        said = self.say("and").join(filter(None, parts))
        return said[0].upper() + said[1:] + self.say("stop") if said else ""

    # -- periods ----------------------------------------------------------------------------------------------------

    @property
    def period(self) -> str:
        """The period in words; nothing where it has no name."""
        name = self.bulletin.period
        days = span(name)
        if days is None:
            return self.say("period.other", name=name) if name else ""
        year = days[0].year
        if name.count("-"):
            return self.say("period.month", year=year, month=self.month(days[0].month))
        quarter = quarter_of(name)
        if quarter is None:
            return self.say("period.year", year=year)
        return self.say("period.quarter", year=year, quarter=self.say(f"quarter.{quarter}"))

    def dated(self, code: str, **params: object) -> str:
        """A text that names the period; where the period has no name, the text that does without."""
        period = self.period
        return self.say(code, period=period, **params) if period else self.say(f"{code}.undated", **params)

    @property
    def kind(self) -> str:
        """What the periods are, for words such as last quarter's."""
        both = (self.bulletin.period, self.bulletin.before)
        return "quarter" if all("Q" in name and quarter_of(name) for name in both) else "other"

    @property
    def before(self) -> str:
        """The period before, in words."""
        return self.say(f"before.{self.kind}")

    def month(self, number: int) -> str:
        """A month by its number."""
        return self.say(f"month.{number}")

    def day(self, day: date) -> str:
        """A date in words."""
        return self.say("day", year=day.year, month=self.month(day.month), day=day.day)

    # -- names ------------------------------------------------------------------------------------------------------

    @property
    def subject(self) -> str:
        """What is judged."""
        return self.words.titled(self.words.rubric.subject.title, self.words.say("name"))

    @property
    def standard(self) -> str:
        """The standard's title."""
        return self.words.titled(self.words.rubric.title, self.words.rubric.id)

    def league(self, league: League) -> str:
        """A league's title: its category's; what is judged where all are ranked together."""
        return self.words.category(league.id) if league.id else self.subject

    def plots(self, name: str) -> list[str]:
        """The pictures of a kind, one a league."""
        return [f"{name}.{league.id}" for league in self.bulletin.leagues]

    def part(self, loss: Loss) -> str:
        """What loses marks: a criterion, a section as a whole, or the penalty."""
        if loss.kind == "penalty":
            return self.words.say("word.penalty").capitalize()
        known = {leaf.id for leaf in self.issue.result.plan.leaves}
        return self.words.node(loss.id) if loss.id or loss.id in known else self.standard

    def beside(self, kind: str, node: str) -> str:
        """What a part of a score is that belongs to no channel."""
        if kind == "limit":
            return self.limit(node)
        title = self.words.node(node) if node not in (WHOLE, kind) else ""
        return self.say(f"sheet.part.{kind}", title=title)

    def average(self, one: Average) -> str:
        """What an average is of: a channel, a section, a criterion."""
        return self.words.channel(one.id) if one.kind == "channel" else self.words.node(one.id)

    def name(self, subject: str) -> str:
        """A subject's name by its id."""
        return self.bulletin.standings[subject].name

    # -- numbers ----------------------------------------------------------------------------------------------------

    def number(self, value: Decimal | None) -> str:
        """A number as the model has it; none is empty."""
        return "" if value is None else format(value, "f")

    def signed(self, value: Decimal | None) -> str:
        """A change with its sign; no change has none."""
        return "" if value is None else f"{value:+f}" if value else f"{abs(value):f}"

    def changed(self, change: Decimal) -> str:
        """A change in a sentence."""
        if not change:
            return self.say("same")
        return self.say("rose" if change > 0 else "fell", by=self.number(abs(change)))

    def count(self, number: int) -> str:
        """The number of a paragraph, as a text has it in front."""
        return self.say(f"count.{number}") if number <= COUNTED else str(number)

    def places(self, change: Decimal | None) -> str:
        """A change of rank by an arrow."""
        if change is None:
            return ""
        if not change:
            return self.say("equal")
        return self.say("up" if change > 0 else "down", places=format(abs(change), "f"))

    # -- remarks ----------------------------------------------------------------------------------------------------

    def remarks(self, standing: Standing) -> str:
        """What stands beside a subject's numbers."""
        return self.say("remark.between").join(self.remark(one) for one in standing.remarks)

    def remark(self, remark: Remark) -> str:
        """One remark in words."""
        params = remark.params
        if remark.code == "channel-gone":
            return self._gone(params)
        if remark.code == "limit":
            title = self.limit(str(params["limit"]))
            lowered = params["lowered"]
            if isinstance(lowered, Decimal) and lowered:
                return self.say("remark.limit.lowered", limit=title, lowered=self.signed(-lowered))
            return self.say("remark.limit", limit=title)
        if remark.code == "moved":
            return self.say("remark.moved", before=self.before, category=self.words.category(str(params["category"])))
        if remark.code == "zeroed":
            return self.say("remark.zeroed", channel=self.words.channel(str(params["channel"])))
        if remark.code == "tied":
            return self.say("remark.tied")
        return self.say(f"remark.{remark.code}", before=self.before)

    def limit(self, name: str) -> str:
        """A limit's title; without one, what it says."""
        limit = next(one for one in self.words.rubric.limits if one.id == name)
        return self.words.titled(limit.title, "") or self.sentences.limit(limit)

    def _gone(self, params: object) -> str:
        assert isinstance(params, dict)  # noqa: S101  # the model's remarks are made of dicts
        policy, heir = str(params["policy"]), str(params["heir"])
        then = ""
        if policy == "weight_to":
            then = self.say("remark.weight_to", heir=self.words.channel(heir)) if heir else self.say("remark.lost")
        elif policy in ("zero", "renormalise"):
            then = self.say(f"remark.{policy}")
        refused = "refused" if params["refused"] else str(params["outcome"])
        kind = "not_drawn" if params["not_drawn"] else refused
        return self.say(f"remark.{kind}", channel=self.words.channel(str(params["channel"])), then=then)

    def reason(self, apart: Apart) -> str:
        """Why somebody has no rank."""
        if apart.channels:
            return self.say("reason.lacking", channels=self.listed(map(self.words.channel, apart.channels)))
        return self.say(f"reason.{apart.reason}")

    def placed(self, standings: Sequence[Standing]) -> str:
        """Some subjects with their scores and grades."""
        return self.listed(map(self._placed, standings))

    def _placed(self, one: Standing) -> str:
        grade = self.words.grade(one.grade).text
        params = {"name": one.name, "score": self.number(one.score)}
        return self.say("placed.grade", grade=grade, **params) if grade else self.say("placed", **params)
