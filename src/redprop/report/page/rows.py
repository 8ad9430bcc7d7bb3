"""The rows of a league's ranking, and of those apart, as columns of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from redprop.analysis.bulletin import Apart, League, Standing
from redprop.report.bulletin.said import Teller


@dataclass(frozen=True)
class Shown:
    """One column of a table: its key, heading, and how it is set and sorted; `by` is the key that it is sorted by."""

    key: str
    title: str
    kind: str = "text"
    by: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of one kind as columns of texts by key; `columns` are those that are shown."""

    columns: Sequence[Shown]
    values: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.values["id"])

    def rows(self, most: int) -> list[dict[str, str]]:
        """The first rows."""
        return [{key: column[at] for key, column in self.values.items()} for at in range(min(most, len(self)))]


def ranked_table(teller: Teller, league: League) -> Table:
    """The ranking, as the annex of a bulletin has it."""
    values = _values(teller, league.standings)
    values["remark"] = [teller.remarks(one) for one in league.standings]
    say = teller.say
    columns = [
        Shown("rank", say("col.rank"), "number"),
        Shown("name", say("col.name", subject=teller.subject), "name"),
        Shown("community", say("col.community")),
        Shown("company", say("col.company")),
        Shown("score", say("col.score"), "number"),
        *_channels(teller, league.standings),
        Shown("grade", say("col.grade"), "grade", "place"),
        Shown("before", say(f"col.rank_before.{teller.kind}"), "number"),
        Shown("change", say("col.change"), "number", "moved"),
        Shown("remark", say("col.remarks"), "remark"),
    ]
    return Table([one for one in columns if any(values[one.key]) or one.key in ("name", "score")], values)


def apart_table(teller: Teller, apart: Sequence[Apart]) -> Table:
    """Those without a rank, with the reason."""
    standings = [one.standing for one in apart]
    values = _values(teller, standings)
    values["remark"] = [teller.reason(one) for one in apart]
    say = teller.say
    columns = [
        Shown("name", say("col.name", subject=teller.subject), "name"),
        Shown("community", say("col.community")),
        Shown("company", say("col.company")),
        Shown("score", say("col.score"), "number"),
        *_channels(teller, standings),
        Shown("remark", say("col.reason"), "remark"),
    ]
    return Table([one for one in columns if any(values[one.key]) or one.key in ("name", "remark")], values)


def _channels(teller: Teller, standings: Sequence[Standing]) -> list[Shown]:
    listed = standings[0].channels if standings else ()
    return [Shown(f"c{at}", teller.words.channel(one.id), "number") for at, one in enumerate(listed)]


def _values(teller: Teller, standings: Sequence[Standing]) -> dict[str, list[str]]:
    """What both tables say of everyone."""
    number = teller.number
    values = {
        "id": [one.id for one in standings],
        "name": [one.name for one in standings],
        "community": [one.community for one in standings],
        "company": [one.company for one in standings],
        "committee": [one.committee for one in standings],
        "rank": [number(one.rank) for one in standings],
        "score": [number(one.score) for one in standings],
        "grade": [teller.words.grade(one.grade).text for one in standings],
        "before": [number(one.rank_before) for one in standings],
        "change": [teller.places(one.rank_change) for one in standings],
    }
    order = {grade: str(at) for at, grade in enumerate(grade_order(teller))}
    values["moved"] = [number(one.rank_change) for one in standings]
    values["place"] = [order.get(one.grade, "") for one in standings]
    for at in range(len(standings[0].channels) if standings else 0):
        values[f"c{at}"] = [_mark(teller, one.channels[at].mark, one.score) for one in standings]
    return values


def grade_order(teller: Teller) -> list[str]:
    """Grades by id, the best first."""
    grades = teller.words.rubric.grades
    return list(grades.order) if grades else []


def _mark(teller: Teller, mark: Decimal | None, score: Decimal | None) -> str:
    """A channel's mark; a sign where it has none, which the remark explains."""
    return teller.number(mark) if mark is not None else teller.say("gone") if score is not None else ""
