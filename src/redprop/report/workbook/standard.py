"""The standard on its sheet: channels with their weights, criteria with their marks and rules in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from redprop.report.book import fit_row, on_paper, told
from redprop.report.bulletin.said import Teller
from redprop.report.sentences import plain
from redprop.report.workbook.paper import Styles, write_number
from redprop.rubric.plan import Branch, Leaf

Line = Sequence[str | Fraction | None]
WIDTHS = (14, 34, 10, 20, 60, 30)


def write_standard(sheet: Any, tell: Teller, styles: Styles) -> None:
    """Channels, criteria, bonus and penalty, limits."""
    say, words, plan = tell.words.say, tell.words, tell.issue.result.plan
    sheet.write_string(0, 0, told(tell.standard), styles.title)
    tables: list[tuple[Line, list[Line]]] = []
    if plan.rubric.channels:
        heads: Line = [
            say("workbook.channel"),
            say("workbook.absent"),
            say("workbook.weight"),
            *map(words.category, _weighed(tell)),
        ]
        tables.append((heads, [_channel(tell, name) for name in range(len(plan.channels))]))
    heads = [say(f"workbook.{name}") for name in ("section", "criterion", "full", "seen_by", "rule", "unit")]
    tables.append((heads, [_criterion(tell, leaf, where) for leaf, where in _leaves(plan.root)]))
    for block in plan.blocks:
        title = say(f"word.{block.name}").capitalize()
        heads = [title, say("workbook.criterion"), say("workbook.most"), "", say("workbook.rule")]
        tables.append(
            (heads, [["", words.node(leaf.id), leaf.edge.cap, "", tell.sentences.rule(leaf)] for leaf in block.leaves])
        )
    if plan.rubric.limits:
        limits: list[Line] = [
            ["", words.titled(one.title, one.id), None, "", tell.sentences.limit(one)] for one in plan.rubric.limits
        ]
        tables.append(([say("limits"), "", "", "", say("workbook.rule")], limits))
    for index, width in enumerate(WIDTHS):
        sheet.set_column(index, index, width)
    row = 2
    for heads, lines in tables:
        row = _table(sheet, row, heads, lines, styles) + 1
    on_paper(sheet)


def _weighed(tell: Teller) -> list[str]:
    """The categories in which channels weigh otherwise."""
    plan = tell.issue.result.plan
    return [name for name in plan.rubric.categories if any(name in channel.weight_by for channel in plan.channels)]


def _channel(tell: Teller, index: int) -> Line:
    channel = tell.issue.result.plan.channels[index]
    heir = tell.words.channel(channel.heir) if channel.heir else ""
    absent = tell.words.say(f"workbook.absent.{channel.absent}", heir=heir)
    weights = [channel.weight_by.get(name, channel.weight) for name in _weighed(tell)]
    return [tell.words.channel(channel.id), absent, channel.weight, *weights]


def _leaves(branch: Branch) -> list[tuple[Leaf, str]]:
    """The criteria in the rubric's order, each with the section that it stands in."""
    found: list[tuple[Leaf, str]] = []
    for child in branch.children:
        found += [(child, branch.id)] if isinstance(child, Leaf) else _leaves(child)
    return found


def _criterion(tell: Teller, leaf: Leaf, section: str) -> Line:
    words = tell.words
    seen = tell.listed(words.channel(name) for name in leaf.channels if name)
    marks = tell.listed(f"{words.category(name)} {plain(value)}" for name, value in leaf.marks_by.items())
    rule = tell.sentences.rule(leaf) + (f" ({marks})" if marks else "")
    return [
        words.node(section) if section else "",
        words.node(leaf.id),
        leaf.marks or None,
        seen,
        rule,
        tell.sentences.unit(leaf),
    ]


def _table(sheet: Any, row: int, heads: Line, lines: Sequence[Line], styles: Styles) -> int:
    """A table, and the row below it."""
    for index, title in enumerate(heads):
        sheet.write_string(row, index, told(str(title)), styles.head)
    for at, line in enumerate(lines, row + 1):
        for index, value in enumerate(line):
            if isinstance(value, Fraction):
                write_number(sheet, at, index, value, styles.number("0.####"))
            else:
                sheet.write_string(at, index, told(value or ""), styles.wrapped)
        fit_row(sheet, at, [(text, width) for text, width in zip(line, WIDTHS, strict=False) if isinstance(text, str)])
    return row + len(lines) + 1
