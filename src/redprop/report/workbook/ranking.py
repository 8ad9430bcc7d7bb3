"""The ranking of a category on its sheet, as it is printed and sent: every number points to the calculation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from redprop.engine.columns import grades_of
from redprop.engine.result import Result
from redprop.report.book import on_paper, told, width_of
from redprop.report.words import Words
from redprop.report.workbook.calculation import Calculated
from redprop.report.workbook.grid import Placed
from redprop.report.workbook.paper import Styles

REGISTER = ("community", "company")
"""Columns of the register that a bulletin shows, where they are."""
HEADS = 3
"""The row of the headings."""


@dataclass(frozen=True)
class _Shown:
    """One column of the ranking: texts, or cells of the calculation."""

    title: str
    texts: Sequence[str] = ()
    points: Placed | None = None
    places: int = 0


def write_ranking(
    sheet: Any,
    calculation: str,
    calculated: Calculated,
    words: Words,
    category: str,
    styles: Styles,
    before: Result | None,
) -> None:
    """Those with a rank from the first to the last, and below them those without, with the reason."""
    result, members = words.result, calculated.members
    ranked = [at for at, place in enumerate(calculated.rank.held) if isinstance(place, Fraction)]
    apart = [at for at in range(len(members)) if at not in set(ranked)]
    columns = _columns(calculated, words, before)
    heading = words.say("league", title=words.league(category), count=len(ranked))
    sheet.write_string(0, 0, told(heading), styles.title)
    last = _table(sheet, HEADS - 1, ranked, columns, calculation, styles)
    if apart:
        sheet.write_string(last + 1, 0, words.say("unranked"), styles.book.style(bold=True))
        reasons = _Shown(words.say("reason"), _reasons(calculated, words))
        kept = [
            one for one in columns if one.points is not calculated.rank and one.title != words.say("workbook.remark")
        ]
        _table(sheet, last + 2, apart, [*kept, reasons], calculation, styles)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, width_of([column.title, *column.texts], 8, 36))
    sheet.freeze_panes(HEADS, 2)
    if ranked:
        sheet.autofilter(HEADS - 1, 0, HEADS - 1 + len(ranked), len(columns) - 1)
    on_paper(sheet, heads=(HEADS - 1, HEADS - 1))
    sheet.set_landscape()
    assert result  # noqa: S101


def _columns(calculated: Calculated, words: Words, before: Result | None) -> list[_Shown]:
    result, say, plan = words.result, words.say, words.result.plan
    members = calculated.members
    grades = grades_of(result)
    channel = plan.places if plan.rubric.rounding.channel is None else plan.rubric.rounding.channel
    columns = [
        _Shown(say("rank"), points=calculated.rank),
        _Shown(words.titled(words.rubric.subject.title, say("name")), [result.register.names[at] for at in members]),
    ]
    for name in REGISTER:
        if name in result.register.columns:
            texts = result.register.texts(name)
            columns.append(_Shown(say(f"workbook.register.{name}"), [texts[at] for at in members]))
    columns.append(_Shown(say("score"), points=calculated.score, places=plan.places))
    columns += [_Shown(words.channel(n), points=mark, places=channel) for n, mark in calculated.marks.items() if n]
    if plan.rubric.grades is not None:
        columns.append(_Shown(say("grade"), [words.grade(grades[at]).text for at in members]))
    if before is not None:
        columns += _moves(calculated, words, before)
    return [*columns, _Shown(say("workbook.remark"), _remarks(calculated, words))]
