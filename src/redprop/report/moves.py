"""Who moves between two editions, as rows for programs and as tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from redprop.check.diff.moves import Effect, Mover, Moves, Standing
from redprop.report.parts import number
from redprop.report.sheet import Cell, Column, Group
from redprop.report.words import Words


def facts(moved: Moves) -> dict[str, object]:
    """The counts of a comparison, for JSON."""
    largest = moved.largest
    return {
        "period": moved.new.period,
        "subjects": moved.subjects,
        "moved": len(moved.movers),
        **{f"{what}s_changed": moved.count(what) for what in ("score", "rank", "grade", "outcome")},
        "largest": largest.id if largest else None,
        "largest_difference": largest.difference if largest else None,
    }


def remarks(moved: Moves, language: str) -> list[str]:
    """How many moved, whose score most, and what became of grades."""
    say = Words(moved.new, language).say
    if not moved.movers:
        return [say("diff.nobody", subjects=moved.subjects)]
    counts = {f"{what}s": moved.count(what) for what in ("score", "rank", "grade", "outcome")}
    told = [say("diff.summary", moved=len(moved.movers), subjects=moved.subjects, **counts)]
    if moved.largest is not None:
        told.append(say("diff.largest", name=moved.largest.after.name, difference=_signed(moved.largest.difference)))
    return told


def rows(moved: Moves) -> Iterator[dict[str, object]]:
    """A row for every subject that moves, each followed by its single effects."""
    for mover in moved.movers:
        who = {"category": mover.after.category, "subject": mover.id, "name": mover.after.name}
        yield {"row": "subject", **who, **_sides(mover.before, mover.after), "difference": mover.difference}
        for effect in mover.effects:
            step = {"step": effect.step, "class": moved.steps[effect.step - 1].level.word}
            told = {**_sides(effect.before, effect.after), "rank_before": None, "rank_after": None}
            yield {"row": "effect", **step, **who, **told, "difference": effect.difference}


def _sides(before: Standing, after: Standing) -> dict[str, object]:
    told: dict[str, object] = {}
    for what in ("score", "rank", "grade", "outcome"):
        told |= {f"{what}_before": getattr(before, what), f"{what}_after": getattr(after, what)}
    return told


def groups(moved: Moves, language: str) -> Iterator[Group]:
    """A table a category."""
    words = Words(moved.new, language)
    for category in dict.fromkeys(mover.after.category for mover in moved.movers):
        league = [mover for mover in moved.movers if mover.after.category == category]
        title = words.say("diff.league", title=words.league(category), count=len(league))
        yield Group(title, _columns(words), [_row(mover, moved, language) for mover in league])


def _columns(words: Words) -> list[Column]:
    say = words.say
    sides = [
        Column(f"{what}_{side}", say(f"diff.{side}", what=say(what)), "number")
        for what in ("score", "rank")
        for side in ("before", "after")
    ]
    return [
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=4),
        *sides[:2],
        Column("difference", say("diff.difference"), "number"),
        *sides[2:],
        Column("grade", say("grade"), keep=1),
        Column("outcome", say("outcome"), keep=3),
        Column("steps", say("diff.by")),
    ]


def _row(mover: Mover, moved: Moves, language: str) -> dict[str, Cell]:
    old, new = Words(moved.old, language), Words(moved.new, language)
    before, after = mover.before, mover.after
    grades = (old.grade(before.grade).text, new.grade(after.grade))
    outcomes = new.say("diff.to", old=new.say(f"outcome.{before.outcome}"), new=new.say(f"outcome.{after.outcome}"))
    regraded = new.say("diff.to", old=grades[0] or "-", new=grades[1].text or "-")
    return {
        "name": Cell(after.name),
        "id": Cell(mover.id if mover.id != after.name else ""),
        "score_before": number(before.score),
        "score_after": number(after.score),
        "difference": Cell(_signed(mover.difference)),
        "rank_before": number(before.rank),
        "rank_after": number(after.rank),
        "grade": Cell(regraded, grades[1].style) if before.grade != after.grade else Cell(""),
        "outcome": Cell(outcomes if before.outcome != after.outcome else ""),
        "steps": Cell(", ".join(_effect(effect, new) for effect in mover.effects)),
    }


def _effect(effect: Effect, words: Words) -> str:
    """A step's number and what it did: `#2 +0.50`."""
    return words.say("diff.effect", step=effect.step, difference=_signed(effect.difference)).strip()


def _signed(difference: Decimal | None) -> str:
    """A difference with its sign; none where the score stays."""
    return format(difference, "+f") if difference else ""
