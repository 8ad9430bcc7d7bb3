"""The notice of what one subject is to put right, with the reply that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from redprop.analysis.bulletin import Standing
from redprop.analysis.bulletin.numbers import printed
from redprop.analysis.rectify.follow import State
from redprop.analysis.rectify.items import Item, Rectification
from redprop.report.bulletin.said import Teller
from redprop.report.rectified import state_word
from redprop.report.sheet import Cell, Column, Group

COLUMNS = ("at", "number", "clause", "what", "place", "photo", "effect", "duty", "asked", "deadline", "state")
BLANK = "\N{IDEOGRAPHIC SPACE}" * 6
"""Room for what is written by hand."""
REPLY = ("number", "done_what", "done", "photo_after", "why_not", "signed_by")


class Notices:
    """The notices of all subjects. Deadlines are printed only where the workspace sets some: none is made up."""

    def __init__(self, teller: Teller, found: Rectification) -> None:
        self.teller, self.found = teller, found
        self.has_deadlines = "deadline_days" in found.settings.model_fields_set
        self.signatures = [teller.say(f"notice.{name}") for name in ("seal", "date")]

    def open_items(self, items: Sequence[Item]) -> list[Item]:
        """What is not closed."""
        return [item for item in items if item.finding.state is not State.CLOSED]

    def about(self, one: Standing) -> list[str]:
        """The number, left blank; who is meant; which visits."""
        teller = self.teller
        names = ("company", "community")
        who = [teller.say(f"sheet.{name}", name=text) for name in names if (text := getattr(one, name))]
        return [
            teller.say("notice.number"),
            teller.say("notice.subject", subject=teller.subject, name=one.name),
            teller.say("sheet.between").join(who),
            teller.say("notice.period", period=teller.period) if teller.period else "",
        ]

    def tables(self, items: Sequence[Item]) -> list[Group]:
        """What is to be put right, and the reply, to be filled in."""
        say = self.teller.say
        columns = [Column(key, say(f"notice.col.{key}"), "number" if key == "effect" else "text") for key in COLUMNS]
        rows = [self._row(number, item) for number, item in enumerate(items, 1)]
        reply = [Column(key, say(f"notice.col.{key}")) for key in REPLY]
        answers = [
            {"number": Cell("; ".join(item.finding.numbers) or str(number)), **{key: Cell(BLANK) for key in REPLY[1:]}}
            for number, item in enumerate(items, 1)
        ]
        return [Group("", columns, rows), Group(say("notice.reply"), reply, answers)]

    def _row(self, number: int, item: Item) -> dict[str, Cell]:
        teller, finding = self.teller, item.finding
        seen = finding.latest[-1]
        plan = teller.issue.result.plan
        stake = None if item.stake is None else Fraction(item.stake, 10**teller.issue.result.parts.places)
        texts = {
            "at": str(number),
            "number": "; ".join(finding.numbers),
            "clause": teller.words.node(finding.criterion),
            "what": teller.sentences.measure(finding.measure) + (f" {seen.note}" if seen.note else ""),
            "place": finding.place,
            "photo": "; ".join(dict.fromkeys(one.evidence for one in finding.latest if one.evidence)),
            "effect": "" if stake is None else f"-{printed(stake, plan.places):f}" if stake else "",
            "duty": item.party or item.company,
            "asked": BLANK,
            "deadline": date.fromordinal(item.deadline).isoformat() if item.deadline and self.has_deadlines else " ",
            "state": state_word(item, self.found, teller.words),
        }
        return {key: Cell(text) for key, text in texts.items()}

    def foot(self) -> list[str]:
        """What is asked, with the day left blank."""
        return [self.teller.say("notice.foot")]
