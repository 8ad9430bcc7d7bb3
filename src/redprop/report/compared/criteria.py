"""Which parts of the score changed: means over each category for people, every subject's for programs."""

from __future__ import annotations

from collections.abc import Sequence

from redprop.analysis.compare.comparison import Comparison, change_columns
from redprop.analysis.compare.summary import part_means
from redprop.engine.columns import decimals
from redprop.report.compared.telling import about, part_title, remarks, sides, sign, signed, title
from redprop.report.parts import number
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words


def criterion_sheet(found: Comparison, language: str, at: Sequence[int], category: str | None) -> Sheet:
    """Which parts of the score changed: a row a subject and part for programs; means over a category for people."""
    columns = change_columns(found, [index for index in found.order if index in set(at)])
    words = Words(found.after, language)

    def groups() -> list[Group]:
        leagues = dict.fromkeys(found.categories[index] for index in found.order)
        return [
            Group(title(found, words, name), _mean_columns(found, words), _mean_rows(found, words, name))
            for name in leagues
            if category in (None, name)
        ]

    rows = [tuple(row) for row in zip(*columns.values(), strict=True)]
    told = remarks(found, words, category)
    return Sheet(list(columns), rows, groups, lambda: about(found), language, told, frozenset({"name"}))


def _mean_columns(found: Comparison, words: Words) -> list[Column]:
    say = words.say
    before, after = sides(found, words)
    return [
        Column("part", say("compare.part")),
        Column("channel", say("word.channel").capitalize()),
        Column("before", say("compare.mean", period=before), "number", 2),
        Column("after", say("compare.mean", period=after), "number", 1),
        Column("change", say("compare.mean_change"), "number"),
        Column("changed", say("compare.changed"), "number"),
        Column("most", say("compare.most"), keep=3),
    ]


def _mean_rows(found: Comparison, words: Words, category: str) -> list[dict[str, Cell]]:
    rows = []
    for mean in part_means(found, category):
        split = found.taken.parts[mean.part]
        name = found.after.register.names[int(found.pairs.new[mean.most])]
        most = decimals(split.change[[mean.most]], found.places)[0]
        rows.append(
            {
                "part": Cell(part_title(mean.part, found, words)),
                "channel": Cell(words.channel(mean.part[1])),
                "before": number(mean.before),
                "after": number(mean.after),
                "change": signed(mean.change),
                "changed": Cell(str(mean.changed)),
                "most": Cell(words.say("compare.summary.move", name=name, value=sign(most))),
            }
        )
    return rows
