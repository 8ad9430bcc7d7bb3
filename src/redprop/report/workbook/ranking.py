"""The ranking of a league on its sheet, as it is printed and sent: its numbers point to the calculation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from redprop.analysis.bulletin import League, Standing
from redprop.report.book import fit_row, number_format, on_paper, quoted, told, width_of
from redprop.report.bulletin.said import Teller
from redprop.report.workbook.calculation import Calculated
from redprop.report.workbook.grid import FIRST, Placed
from redprop.report.workbook.paper import Styles, write_number

HEADS = 2
"""The row of the headings, from 0."""
WIDEST = 44
NAMES = 2
"""The first columns, which stay in sight: place and name."""


@dataclass(frozen=True)
class Source:
    """Where a subject's numbers stand: its row in the calculation of its category."""

    sheet: str
    calculated: Calculated
    at: int

    def cell(self, column: Placed) -> str:
        """A cell of the calculation, as formulas of other sheets say it."""
        return f"{quoted(self.sheet)}!{column.at(FIRST + self.at)}"


@dataclass(frozen=True)
class _Column:
    """One column: its heading, and what it shows of a subject: a text, or a number of the calculation."""

    title: str
    text: Callable[[Standing], str] | None = None
    points: Callable[[Calculated], Placed] | None = None
    places: int = 0
    number: Callable[[Standing], Decimal | None] | None = None
    formula: Callable[[int], str] | None = None


def write_ranking(sheet: Any, league: League, tell: Teller, sources: Mapping[str, Source], styles: Styles) -> None:
    """Those with a rank from the first to the last, and below them those without, with the reason."""
    columns = _columns(league, tell)
    heading = tell.words.say("league", title=tell.league(league), count=len(league.standings))
    sheet.write_string(0, 0, told(heading), styles.title)
    remarks = {one.id: tell.remarks(one) for one in league.standings}
    _write(sheet, HEADS, league.standings, columns, sources, styles)
    for row, one in enumerate(league.standings, HEADS + 1):
        fit_row(sheet, row, [(remarks[one.id], WIDEST)])
    if league.apart:
        top = HEADS + len(league.standings) + 2
        sheet.write_string(top, 0, tell.say("unranked"), styles.book.style(bold=True))
        reasons = {one.standing.id: tell.reason(one) for one in league.apart}
        skipped = tell.say("col.rank"), tell.say(f"col.rank_before.{tell.kind}"), tell.say("col.change")
        kept = [_Column(one.title) if one.title in skipped else one for one in columns[:-1]]
        kept.append(_Column(tell.say("col.reason"), text=lambda one: reasons[one.id]))
        _write(sheet, top + 1, [one.standing for one in league.apart], kept, sources, styles)
    people = [*league.standings, *(one.standing for one in league.apart)]
    for index, column in enumerate(columns):
        texts = [column.text(one) for one in people] if column.text else []
        sheet.set_column(index, index, width_of([column.title, *texts], 7, WIDEST))
    sheet.freeze_panes(HEADS + 1, NAMES)
    if league.standings:
        sheet.autofilter(HEADS, 0, HEADS + len(league.standings), len(columns) - 1)
    on_paper(sheet, heads=(HEADS, HEADS))


def _columns(league: League, tell: Teller) -> list[_Column]:
    """As an office heads them; what nobody has is left out."""
    say, words, plan = tell.say, tell.words, tell.issue.result.plan
    people = [*league.standings, *(one.standing for one in league.apart)]
    texts = [
        _Column(say("col.name", subject=tell.subject), text=lambda one: one.name),
        _Column(say("col.community"), text=lambda one: one.community),
        _Column(say("col.company"), text=lambda one: one.company),
    ]
    if len({one.category for one in people}) > 1:
        texts.append(_Column(words.say("category"), text=lambda one: words.category(one.category)))
    channel = plan.rubric.rounding.channel
    places = plan.places if channel is None else channel
    numbers = [_Column(say("col.score"), points=lambda found: found.score, places=plan.places)]
    numbers += [_channel(words.channel(c.id), c.id, places) for c in plan.channels if c.id]
    grade = [_Column(say("col.grade"), text=lambda one: words.grade(one.grade).text)]
    kept = [one for one in texts if one.text and any(map(one.text, people))]
    columns = [_Column(say("col.rank"), points=lambda found: found.rank), *kept, *numbers]
    columns += grade if plan.rubric.grades is not None else []
    if tell.bulletin.before:
        before = _Column(say(f"col.rank_before.{tell.kind}"), number=lambda one: one.rank_before)
        columns += [
            before,
            _Column(
                say("col.change"), formula=_change(tell, len(columns)), text=lambda one: tell.places(one.rank_change)
            ),
        ]
    return [*columns, _Column(say("col.remarks"), text=tell.remarks)]


def _channel(title: str, name: str, places: int) -> _Column:
    return _Column(title, points=lambda found: found.marks[name], places=places)


def _change(tell: Teller, before: int) -> Callable[[int], str]:
    """The change of rank by an arrow: from the column of the rank before, and the rank in the first column."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    up, down = (tell.say(code, places="\0").partition("\0") for code in ("up", "down"))

    def arrow(parts: tuple[str, str, str], difference: str) -> str:
        start, _, end = (part.replace('"', '""') for part in parts)
        return f'"{start}"&({difference})&"{end}"'

    def says(row: int) -> str:
        now, then = xl_rowcol_to_cell(row, 0), xl_rowcol_to_cell(row, before)
        moved = f"IF({then}>{now},{arrow(up, f'{then}-{now}')},{arrow(down, f'{now}-{then}')})"
        return f'IF(OR({now}="",{then}=""),"",IF({now}={then},"{tell.say("equal")}",{moved}))'

    return says


def _write(
    sheet: Any,
    top: int,
    people: Sequence[Standing],
    columns: Sequence[_Column],
    sources: Mapping[str, Source],
    styles: Styles,
) -> None:
    """A table under its headings."""
    for index, column in enumerate(columns):
        sheet.write_string(top, index, told(column.title), styles.head)
        shown = styles.number(number_format(column.places), centred=column.places == 0)
        for row, one in enumerate(people, top + 1):
            if column.points is not None:
                source = sources[one.id]
                placed = column.points(source.calculated)
                held, cell = placed.held[source.at], source.cell(placed)
                value: Any = "" if not isinstance(held, Fraction) else float(held)
                sheet.write_formula(row, index, f'=IF({cell}="","",{cell})', shown, value)
            elif column.number is not None and (number := column.number(one)) is not None:
                write_number(
                    sheet, row, index, Fraction(number), styles.number("0.#" if number % 1 else "0", centred=True)
                )
            elif column.formula is not None and column.text is not None:
                sheet.write_formula(row, index, f"={column.formula(row)}", styles.centred, column.text(one))
            elif column.text is not None:
                sheet.write_string(row, index, told(column.text(one)), styles.wrapped)
            else:
                sheet.write_blank(row, index, None, styles.text)
