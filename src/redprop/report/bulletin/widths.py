"""Widths of the columns of a Word table, by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any
from unicodedata import east_asian_width

WHOLE, MOST = 16, 60
"""Texts of so many half characters stay on one line; a column asks for at most so many."""
HALF = 57150
"""How wide half a character is, in the units of Word files: 4.5 points."""
AIR = 3
"""The margins of a cell, in half characters."""


def set_widths(document: Any) -> None:
    """Gives every table of a document the width of its section, shared out by the longest texts of its columns."""
    from docx.oxml.ns import qn

    widths = _usable(document)
    section = 0
    for block in document.docx.element.body:
        if block.tag == qn("w:p") and block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            section += 1
        if block.tag == qn("w:tbl"):
            _share_out(block, widths[min(section, len(widths) - 1)])


def _usable(document: Any) -> list[int]:
    return [(one.page_width or 0) - (one.left_margin or 0) - (one.right_margin or 0) for one in document.docx.sections]


def _share_out(table: Any, whole: int) -> None:
    """In place: the columns of a table as wide as their texts ask for, all together as wide as the text is."""
    from docx.oxml.ns import qn

    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    count = max((len(row) for row in rows), default=0)
    if not count or any(len(row) != count for row in rows):
        return  # an office's own table, with cells that span several columns
    lengths = [max(_length(row[at]) for row in rows) for at in range(count)]
    twips = [one // 635 for one in _widths(lengths, whole)]
    grid = table.find(qn("w:tblGrid"))
    for column, wide in zip(grid.findall(qn("w:gridCol")), twips, strict=False):
        column.set(qn("w:w"), str(wide))
    for row in rows:
        for cell, wide in zip(row, twips, strict=True):
            width = cell.get_or_add_tcPr().get_or_add_tcW()
            width.type, width.w = "dxa", wide


def _widths(lengths: Sequence[int], whole: int) -> list[int]:
    """Short texts have what they need; what is left is shared out among the others, as far as they ask for it."""
    least = [min(length, WHOLE) + AIR for length in lengths]
    more = [max(0, min(length, MOST) - WHOLE) for length in lengths]
    spare = max(0, whole // HALF - sum(least))
    each = Fraction(spare, sum(more)) if any(more) else Fraction(0)
    wanted = [base + each * extra for base, extra in zip(least, more, strict=True)]
    return [int(whole * one / sum(wanted)) for one in wanted]


def _length(cell: Any) -> int:
    """How many half characters a cell's text is wide."""
    from docx.oxml.ns import qn

    text = "".join(one.text or "" for one in cell.iter(qn("w:t")))
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
