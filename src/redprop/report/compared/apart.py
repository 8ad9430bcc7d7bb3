"""Who is not simply compared, and what happened."""

from __future__ import annotations

from typing import Any

from redprop import messages
from redprop.analysis.compare.comparison import Comparison, apart_columns
from redprop.report.parts import number
from redprop.report.sheet import Cell, Column, Group
from redprop.report.words import Words


def apart_groups(found: Comparison, words: Words, category: str | None, only: str | None = None) -> list[Group]:
    """Who is not simply compared: what happened, with the score and the rank of each side, and never a difference."""
    columns, say = apart_columns(found, category), words.say
    subject = found.after.plan.rubric.subject.column
    rows = []
    for row in (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)):
        related = {row[subject], *row["with"].split("; ")}
        if only is None or only in related:
            rows.append(_apart_row(row, found, words, subject))
            rows += _together(row, found, words, subject)
    headed = [
        Column("event", say("compare.event")),
        Column("period", say("compare.period")),
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=2),
        Column("score", say("score"), "number"),
        Column("rank", say("rank"), "number"),
        Column("why", say("compare.why"), keep=1),
    ]
    company = any(row["event"].text == say("compare.event.company") for row in rows if "event" in row)
    lines = [say("compare.still_compared")] if company else []
    return [Group(say("compare.apart"), headed, rows, lines)] if rows else []


def _together(row: dict[str, Any], found: Comparison, words: Words, subject: str) -> list[dict[str, Cell]]:
    """After the last of several that became one, or that one became, what they come to together."""
    ids = next(
        ids
        for one in found.pairs.happened
        for ids in (one.before if row["side"] == "before" else one.after,)
        if one.event == row["event"] and row[subject] in ids
    )
    if len(ids) < 2 or row[subject] != ids[-1]:
        return []
    result = found.before if row["side"] == "before" else found.after
    mean = Cell(words.say("compare.together", count=len(ids)), "bold")
    return [{"period": Cell(result.period), "name": mean, "score": number(found.together(ids, row["side"]))}]


def _apart_row(row: dict[str, Any], found: Comparison, words: Words, subject: str) -> dict[str, Cell]:
    say, why = words.say, row["why"].split("; ") if row["why"] else []
    result = found.before if row["side"] == "before" else found.after
    later = row["side"] == "after"
    if row["event"] in ("new", "gone"):
        more = "".join(say(f"compare.why.{reason}") for reason in why)
    elif row["event"] == "category":
        more = Words(result, words.language).category(why[later])
    elif row["event"] == "company":
        more = why[later]
    else:
        others = found.before if later else found.after
        names = [others.register.names[others.register.places[one]] for one in row["with"].split("; ")]
        more = messages.listed(names, words.language) if names != [row["name"]] else ""
    return {
        "event": Cell(say(f"compare.event.{row['event']}")),
        "period": Cell(result.period or say("compare.later" if later else "compare.earlier")),
        "name": Cell(row["name"]),
        "id": Cell(row[subject] if row[subject] != row["name"] else ""),
        "score": number(row["score"]),
        "rank": number(row["rank"]),
        "why": Cell(more),
    }
