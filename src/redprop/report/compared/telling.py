"""What is said of a comparison in every sheet of it: titles, signs, sentences."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from redprop import messages
from redprop.analysis.compare.causes import Cause
from redprop.analysis.compare.comparison import Comparison
from redprop.analysis.compare.mixing import Part
from redprop.analysis.compare.summary import Summary, summaries
from redprop.engine.columns import decimals
from redprop.report.sheet import Cell
from redprop.report.words import Words

EDGES = ("start", "bounds")
"""Parts that stand beside the criteria of a section."""


def about(found: Comparison) -> dict[str, object]:
    """What is compared: enough to make it again."""
    return {
        side: {
            "rubric": result.plan.rubric.id,
            "edition": result.plan.rubric.edition,
            "period": result.period,
            "fingerprint": result.fingerprint,
        }
        for side, result in (("before", found.before), ("after", found.after))
    }


def title(found: Comparison, words: Words, category: str) -> str:
    """A category and both periods, where they have names."""
    if not found.after.period:
        return words.category(category)
    sides = {"before": found.before.period, "after": found.after.period}
    return words.say("compare.league", title=words.category(category), **sides)


def sides(found: Comparison, words: Words) -> tuple[str, str]:
    """What both periods are called in headings."""
    earlier, later = (words.say(f"compare.{side}") for side in ("earlier", "later"))
    return found.before.period or earlier, found.after.period or later


def signed(value: Decimal | None) -> Cell:
    """A difference with its sign."""
    return Cell(sign(value))


def sign(value: Decimal | None) -> str:
    """A number with its sign; empty where there is none."""
    return "" if value is None else format(value, "+f") if value else format(value, "f")


def _listed(words: Words, items: Iterable[str]) -> str:
    return messages.listed(items, words.language)


def remarks(found: Comparison, words: Words, category: str | None) -> list[str]:
    """How many rose and fell, the mean change and its causes, the largest moves: a paragraph a category."""
    say = words.say
    told = [_sentences(found, words, one) for one in summaries(found) if category in (None, one.category)]
    told = told or [say("compare.none")]
    editions = [result.plan.rubric.edition or result.plan.rubric.id for result in (found.before, found.after)]
    if {"rules", "weights"} & set(found.at_work) or editions[0] != editions[1]:
        told.insert(0, say("compare.editions", before=editions[0], after=editions[1]))
    return told


def _sentences(found: Comparison, words: Words, one: Summary) -> str:
    say = words.say
    counts = {"compared": one.compared, "up": one.up, "down": one.down, "same": one.same}
    told = [say("compare.summary", title=words.category(one.category), **counts)]
    if one.mean is not None:
        causes = _listed(words, [_cause(words, *pair) for pair in one.causes])
        because = say("compare.summary.causes", causes=causes) if causes else ""
        told.append(say("compare.summary.mean", ranked=one.ranked, mean=sign(one.mean), causes=because))
    if one.risen is not None or one.fallen is not None:
        moves = {"risen": _move(found, words, one.risen), "fallen": _move(found, words, one.fallen)}
        told.append(say("compare.summary.moves", **moves))
    return ("" if words.language == "zh" else " ").join(told)


def _cause(words: Words, name: Cause, value: Decimal) -> str:
    return words.say("compare.summary.cause", cause=words.say(f"compare.cause.{name}").lower(), value=sign(value))


def _move(found: Comparison, words: Words, index: int | None) -> str:
    if index is None:
        return words.say("compare.nobody")
    name = found.after.register.names[int(found.pairs.new[index])]
    value = decimals(found.change_units[[index]], found.score_places)[0]
    return words.say("compare.summary.move", name=name, value=sign(value))


def part_title(part: Part, found: Comparison, words: Words) -> str:
    """A part in words: the title of a criterion by the later edition, or by the earlier one where only that has it."""
    kind, _, node = part
    if kind == "rounding" or (kind in ("start", "bounds", "whole") and not node):
        return words.say(f"explain.{kind}")
    if kind == "limit":
        limits = [one for result in (found.after, found.before) for one in result.plan.rubric.limits]
        return next(words.titled(one.title, one.id) for one in limits if one.id == node)
    if kind in ("bonus", "penalty"):
        return words.say(f"word.{kind}").capitalize()
    title = words.node(node)
    title = title if title != node else Words(found.before, words.language).node(node)
    return words.say("compare.beside", title=title, what=words.say(f"explain.{kind}")) if kind in EDGES else title
