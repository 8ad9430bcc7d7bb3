"""The sheet of deductions of one subject: what it lost by what, where that was found, and how the score comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from redprop.analysis.bulletin import Standing
from redprop.analysis.bulletin.numbers import printed
from redprop.engine.lines import Line, TakenApart, exact_shown
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Cell, Column, Group
from redprop.tables.locate import Row

COLUMNS = ("channel", "clause", "full", "earned", "taken", "visited", "place", "number", "photo", "rule", "effect")
NUMBERS = ("full", "earned", "taken", "effect")
TELLING = ("place", "finding", "evidence")
"""What a row must say to be listed by itself: answers of a survey and counts say none of it."""


class Deductions:
    """The sheets of all subjects; their rows are found once."""

    def __init__(self, teller: Teller, rows: Sequence[Row]) -> None:
        self.teller, self.result = teller, teller.issue.result
        plan = self.result.plan
        self.leaves = {leaf.id: leaf for leaf in (*plan.leaves, *plan.beside)}
        self.rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in rows:
            if any(row.said.get(name) for name in TELLING):
                self.rows[row.subject, row.channel, row.measure].append(row)
        self.apart = {one.standing.id: one for league in teller.bulletin.leagues for one in league.apart}
        self.signatures = [teller.say(f"sheet.{name}") for name in ("answer", "signed")]

    def about(self, one: Standing) -> list[str]:
        """Who is meant, and what came of it."""
        teller = self.teller
        names = ("company", "community", "committee")
        who = [teller.say(f"sheet.{name}", name=text) for name in names if (text := getattr(one, name))]
        score = teller.say("sheet.score", score=teller.number(one.score)) if one.score is not None else ""
        rank = teller.say("sheet.rank", rank=teller.number(one.rank)) if one.rank is not None else ""
        rank = teller.reason(self.apart[one.id]) if one.id in self.apart else rank
        grade = teller.words.grade(one.grade).text
        about = [teller.say("sheet.between").join(filter(None, part)) for part in (who, (score, grade, rank))]
        return [*about, teller.remarks(one)]

    # -- deductions -------------------------------------------------------------------------------------------------

    def tables(self, one: Standing) -> list[Group]:
        """What was taken off, then how the channels make the score."""
        apart = TakenApart(self.result, self.result.register.places[one.id], {})
        rows = [row for line in apart.lines if (line.lost or 0) > 0 for row in self._line(one, apart, line)]
        columns = [Column(key, self.teller.say(f"sheet.col.{key}"), _kind(key)) for key in COLUMNS]
        return [Group("", columns, rows), *self._blend(one)]

    def _line(self, one: Standing, apart: TakenApart, line: Line) -> Iterator[dict[str, Cell]]:
        """A line of the score, and below it each finding behind it."""
        leaf = self.leaves.get(line.node)
        earned, taken = line.earned, None
        if line.section == "penalty":  # what it comes to is taken off, not earned
            earned, taken = None, line.earned
        elif line.possible is not None and earned is not None:
            taken = line.possible - earned
        first = {
            "channel": self.teller.words.channel(line.channel),
            "clause": self.teller.words.node(line.node) if line.node else self.teller.standard,
            "full": _text(exact_shown(line.full)),
            "earned": _text(exact_shown(earned)),
            "taken": _text(exact_shown(taken) if taken and taken > 0 else None),
            "rule": self.teller.sentences.rule(leaf) if leaf is not None else "",
            "effect": f"-{printed(Fraction(line.lost or 0, 10**apart.places), self.result.plan.places + 2):f}",
        }
        columns = leaf.feed.columns if leaf is not None else ()
        behind = [row for measure in columns for row in self.rows.get((one.id, line.channel, measure), [])]
        for number, row in enumerate(behind or [None]):
            said = {key: Cell(text) for key, text in first.items()} if not number else {}
            yield said | (self._found(row) if row is not None else {})

    def _found(self, row: Row) -> dict[str, Cell]:
        said = row.said
        return {
            "visited": Cell(self.visited(row)),
            "place": Cell(said.get("place", "")),
            "number": Cell(said.get("finding", "")),
            "photo": Cell(said.get("evidence", "")),
        }

    def visited(self, row: Row) -> str:
        """Which visit saw a row, and on which day."""
        days = self.result.reading.log.days.get((row.channel, row.visit))
        at = self.result.register.places[row.subject]
        day = date.fromordinal(int(days[at])).isoformat() if days is not None and days[at] else row.said.get("date", "")
        return " ".join(filter(None, (self.teller.say("sheet.visit", visit=row.visit) if row.visit else "", day)))

    # -- foot -------------------------------------------------------------------------------------------------------

    def _blend(self, one: Standing) -> Iterator[Group]:
        """Marks, weights and what they bring, adding up to the score to the last digit."""
        if one.score is None:
            return
        say = self.teller.say
        kinds = ("text", "number", "number", "number")
        names = ("channel", "mark", "weight", "brings")
        columns = [Column(key, say(f"sheet.col.{key}"), kind) for key, kind in zip(names, kinds, strict=True)]  # type: ignore[arg-type]  # the kinds stand above
        rows = [
            _cells(
                channel=self.teller.words.channel(mark.id),
                mark=_text(mark.mark) or say("gone"),
                weight=say("sheet.percent", share=_text(mark.share)) if mark.share is not None else "",
                brings=_text(mark.part),
            )
            for mark in one.channels
        ]
        if not rows:
            rows = [
                _cells(
                    channel=self.teller.words.node(part.id), mark=_text(part.mark), weight="", brings=_text(part.part)
                )
                for part in one.sections
            ]
        for kind, node, part in one.others:
            rows.append(_cells(channel=self.teller.beside(kind, node), mark="", weight="", brings=_text(part)))
        rows.append(_cells(channel=say("col.score"), mark="", weight="", brings=_text(one.score)))
        yield Group(say("sheet.blend"), columns, rows)

    def foot(self, standing: Standing) -> list[str]:
        """The marks as printed times the weights, where a calculator comes to the score as printed."""
        marks = [(mark.mark, mark.weight) for mark in standing.channels if mark.weight]
        plain = self.result.plan.blend == "by_channel" and all(kind == "rounding" for kind, _, _ in standing.others)
        if standing.score is None or not marks or not plain or any(mark is None for mark, _ in marks):
            return [self.teller.say("sheet.note")] if standing.channels and standing.score is not None else []
        whole = sum((weight for _, weight in marks), Decimal(0))
        total = sum(((mark or Decimal(0)) * weight for mark, weight in marks), Decimal(0))
        rounding = self.result.plan.rubric.rounding.mode
        shown = printed(Fraction(total) / Fraction(whole), self.result.plan.places, rounding)
        if shown != standing.score:
            return [self.teller.say("sheet.note")]
        said = self.teller.say
        terms = [
            said(
                "sheet.term", channel=self.teller.words.channel(one.id), mark=_text(one.mark), weight=_text(one.weight)
            )
            for one in standing.channels
            if one.weight
        ]
        joined = said("sheet.plus").join(terms)
        return [said("sheet.sum", terms=joined, whole=_text(whole), score=shown)]


def _kind(key: str) -> Literal["text", "number"]:
    return "number" if key in NUMBERS else "text"


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _cells(**texts: str) -> dict[str, Cell]:
    return {key: Cell(text) for key, text in texts.items()}
