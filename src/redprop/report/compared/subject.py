"""One subject whole: its change by cause, and by criterion and channel."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from redprop.analysis.compare.causes import CAUSES, Split
from redprop.analysis.compare.comparison import Comparison, change_columns, rank_columns
from redprop.analysis.compare.mixing import Part
from redprop.engine.columns import decimals
from redprop.exact import decimal_text
from redprop.report.compared.apart import apart_groups
from redprop.report.compared.telling import about, part_title, sides, sign, signed
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words


def subject_sheet(found: Comparison, language: str, subject: str) -> Sheet:
    """One subject (by id): a row a part for programs; for people its causes, then its parts, the largest first.

    A subject that cannot be compared has the rows of what happened to it, and no parts.
    """
    words = Words(found.after, language)
    at = found.ids.index(subject) if subject in found.ids else None
    columns = change_columns(found, [] if at is None else [at])

    def groups() -> list[Group]:
        apart = apart_groups(found, words, None, subject)
        if at is None:
            return apart
        return [_causes(found, words, at), *_parts(found, words, at), *apart]

    rows = [tuple(row) for row in zip(*columns.values(), strict=True)]
    return Sheet(list(columns), rows, groups, lambda: about(found), language, (), frozenset({"name"}))


def _causes(found: Comparison, words: Words, at: int) -> Group:
    """The change by cause, under the sentences on score, rank and grade."""
    say, subject = words.say, found.ids[at]
    name = found.after.register.names[int(found.pairs.new[at])]
    who = f"{name} ({subject})" if name != subject else name
    title = " · ".join([who, words.category(found.categories[at]), say("compare.to", **_named(found, words))])
    rows = [
        {
            "cause": Cell(say(f"compare.cause.{cause}")),
            "change": signed(decimals(found.cause(cause)[[at]], found.places)[0]),
            "what": Cell(say(f"compare.says.{cause}")),
        }
        for cause in CAUSES
        if found.cause(cause)[at]
    ]
    rows.append({"cause": Cell(say("compare.total"), "bold"), "change": _finer(found, at)})
    columns = [
        Column("cause", say("compare.cause")),
        Column("change", say("compare.change"), "number"),
        Column("what", say("compare.what"), keep=1),
    ]
    return Group(title, columns, rows, [*_standing(found, words, at), "", say("compare.by_cause")])


def _named(found: Comparison, words: Words) -> dict[str, str]:
    before, after = sides(found, words)
    return {"before": before, "after": after}


def _finer(found: Comparison, at: int) -> Cell:
    """The change of the score with the places of its parts."""
    units = found.change_units[[at]] * 10 ** (found.places - found.score_places)
    return Cell(sign(decimals(units, found.places)[0]), "bold")


def _standing(found: Comparison, words: Words, at: int) -> list[str]:
    say = words.say
    old, new, change = (
        decimals(units[[at]], found.score_places)[0] for units in (*found.score_units, found.change_units)
    )
    told = [say("compare.score", before=old, after=new, change=sign(change))]
    ranks: dict[str, Any] = {name: values[found.order.index(at)] for name, values in rank_columns(found).items()}
    if ranks["gained"] is not None:
        moved = {name: sign(ranks[name]) for name in ("gained", "own", "peers")}
        told.append(say("compare.rank", before=ranks["rank_before"], after=ranks["rank_after"], **moved))
    if ranks["grade_before"] != ranks["grade_after"]:
        grades = Words(found.before, words.language).grade(ranks["grade_before"]), words.grade(ranks["grade_after"])
        told.append(say("compare.grade", before=grades[0].text or "-", after=grades[1].text or "-"))
    return told


def _parts(found: Comparison, words: Words, at: int) -> list[Group]:
    """The parts that changed, a table a channel under its sum, the largest change first; what stands beside channels
    last. All of them add up to the change of the score.
    """
    changed = [(part, split) for part, split in found.taken.parts.items() if _moved(split, at)]
    changed.sort(key=lambda pair: -abs(int(pair[1].change[at])))
    channels = [name for result in (found.after, found.before) for name in result.channels if name]
    groups = []
    for name in dict.fromkeys([*channels, ""]):
        inside = [pair for pair in changed if pair[0][1] == name]
        if inside:
            total = sum(int(split.change[at]) for _, split in inside)
            title = _channel(found, words, name)
            said = words.say("compare.by_channel", channel=title, change=_signed_units(found, total))
            groups.append(
                Group(said, _part_columns(found, words, at), [_part_row(found, words, *p, at) for p in inside])
            )
    return groups


def _channel(found: Comparison, words: Words, name: str) -> str:
    """A channel's title, by the edition that has it; what stands beside channels, or all where there are none."""
    if not name:
        several = len(found.after.channels) > 1
        return words.say("compare.beside_channels") if several else words.say("compare.total")
    return words.channel(name) if name in found.after.channels else Words(found.before, words.language).channel(name)


def _part_columns(found: Comparison, words: Words, at: int) -> list[Column]:
    say = words.say
    causes = [name for name in CAUSES if found.cause(name)[at]]
    before, after = sides(found, words)
    return [
        Column("part", say("compare.part")),
        Column("before", before, "number", 3),
        Column("after", after, "number", 3),
        Column("change", say("compare.change"), "number"),
        *(Column(name, say(f"compare.cause.{name}"), "number", 2) for name in causes if len(causes) > 1),
    ]


def _part_row(found: Comparison, words: Words, part: Part, split: Split, at: int) -> dict[str, Cell]:
    before, after, change = (int(units[at]) for units in (split.before, split.after, split.change))
    return {
        "part": Cell(part_title(part, found, words)),
        "before": Cell(decimal_text(before, found.places)),
        "after": Cell(decimal_text(after, found.places)),
        "change": Cell(_signed_units(found, change)),
        **{name: Cell(_signed_units(found, int(units[at]))) for name, units in split.causes.items() if units[at]},
    }


def _signed_units(found: Comparison, units: int) -> str:
    return sign(Decimal(decimal_text(units, found.places)))


def _moved(split: Split, at: int) -> bool:
    """Whether anything changed a part, if only to and fro."""
    return any(column[at] for column in split.causes.values())
