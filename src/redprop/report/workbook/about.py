"""How to read the workbook: what is live, what is not, why its numbers are exact, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from redprop.report.book import fit_row, on_paper, told
from redprop.report.bulletin.said import Teller
from redprop.report.workbook.calculation import Calculated
from redprop.report.workbook.paper import Styles

POINTS = ("sheets", "live", "fixed", "change", "exact", "order")
WIDTH = 110


def write_about(sheet: Any, tell: Teller, calculations: Mapping[str, Calculated], styles: Styles) -> None:
    """Paragraphs, and for each calculation how many cells are formulas."""
    say = tell.words.say
    sheet.write_string(0, 0, say("workbook.about"), styles.title)
    sheet.set_column(0, 0, WIDTH)
    bulletin = tell.bulletin
    lines = [say(f"workbook.about.{point}") for point in POINTS]
    lines += [
        say("workbook.about.count", sheet=name, formulas=live, fixed=fixed)
        for name, (live, fixed) in ((name, _counted(found)) for name, found in calculations.items())
    ]
    lines.append(
        say(
            "workbook.about.made",
            standard=tell.standard,
            edition=bulletin.edition or "-",
            period=bulletin.period or "-",
            fingerprint=bulletin.fingerprint,
        )
    )
    for row, line in enumerate(lines, 2):
        sheet.write_string(row, 0, told(line), styles.note)
        fit_row(sheet, row, [(line, WIDTH)])
    on_paper(sheet)


def _counted(found: Calculated) -> tuple[int, int]:
    """How many numbers are formulas, and how many stand where a formula might have."""
    cells = [
        live
        for column in found.grid.columns
        if column.formula is not None
        for live, held in zip(column.live, column.held, strict=True)
        if isinstance(held, Fraction)
    ]
    return sum(cells), len(cells) - sum(cells)
