"""The rows beneath a header: which of them are rows of the table, and what merged cells among them mean."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from redprop.errors import column_letters
from redprop.rubric.writings import folded
from redprop.tables.files.address import Cells
from redprop.tables.files.grid import Grid
from redprop.tables.files.heading import Heading
from redprop.tables.files.questions import plain_name
from redprop.tables.files.vocabulary import Vocabulary

_TOTALS = re.compile(
    r"(合计|总计|小计|共计|平均(分|值|数)?|均值|最高分|最低分|(sub|grand )?totals?|sum|average|mean)[:：]?"
)
_FULL_MARKS = re.compile(r"(满分|分值|标准分|权重|单位|full marks|weight|unit)[:：]?")
_REMARK = re.compile(
    r"(备注|注|说明|注意|制表|填表|审核|复核|核对|签字|签名|检查人|负责人|notes?|remarks?)[^:：]{0,6}[:：]"
)
_UNIT = re.compile(r"[(（][^()（）]*[)）]|(单位|unit)\s*[:：].*|[分%％次处个户人天元]|小时|平方米|㎡|m2")
_VALUES = frozenset({"value", "值", "数值", "得分", "扣分", "分值", "分数"})


@dataclass(frozen=True)
class Merged:
    """A value that is merged over several rows or measures, so that nobody can see whose it is."""

    row: int
    column: int
    columns: frozenset[int]
    text: str
    cells: str


@dataclass(frozen=True)
class Body:
    """A table's rows by their numbers in the sheet, the rows that were left alone, and merged values."""

    rows: tuple[int, ...]
    left_alone: tuple[int, ...]
    merged: tuple[Merged, ...]


def body_of(grid: Grid, cells: Cells, heading: Heading, vocabulary: Vocabulary) -> Body:
    """The rows of a table; texts that are merged over several of them are filled down in `grid`.

    Wholly empty rows are no rows. Totals and remarks below the last row, and full marks and units right under the
    header, are left alone. A value of a measure that is merged is not filled down: it would count more than once.
    """
    rows = _filled(grid, cells, heading)
    first = 0
    while first < len(rows) and _is_before(grid, heading, rows[first]):
        first += 1
    last = len(rows)
    while last > first and _is_after(grid, heading, rows[last - 1]):
        last -= 1
    kept = rows[first:last]
    merged = _merged(grid, cells, heading, vocabulary, set(kept))
    return Body(tuple(kept), (*rows[:first], *rows[last:]), tuple(merged))


def _filled(grid: Grid, cells: Cells, heading: Heading) -> list[int]:
    """Rows that hold something; one that only a merged subject reaches down to is none."""
    numbers = [column.number for column in heading.columns]
    rows = range(heading.bottom + 1, min(cells.bottom, len(grid.rows)) + 1)
    return [row for row in rows if any(grid.text(row, number).strip() for number in numbers)]


def _lead(grid: Grid, heading: Heading, row: int) -> str:
    """What a row begins with, in the subject's column or left of it."""
    texts = (grid.text(row, column).strip() for column in range(1, heading.subject + 1))
    return next((text for text in texts if text), "")


def _own(grid: Grid, heading: Heading, row: int) -> str:
    """Whom a row is about, or where that is empty, what it begins with."""
    return grid.text(row, heading.subject).strip() or _lead(grid, heading, row)


def _is_before(grid: Grid, heading: Heading, row: int) -> bool:
    own = folded(_own(grid, heading, row))
    if own:
        return bool(_FULL_MARKS.fullmatch(own))
    texts = [text for column in heading.columns if (text := grid.text(row, column.number).strip())]
    return all(_UNIT.fullmatch(text) for text in texts)


def _is_after(grid: Grid, heading: Heading, row: int) -> bool:
    own = folded(_own(grid, heading, row))
    return bool(_TOTALS.fullmatch(own) or _REMARK.match(own))


def _merged(grid: Grid, cells: Cells, heading: Heading, vocabulary: Vocabulary, rows: Collection[int]) -> list[Merged]:
    known = vocabulary.measures | _VALUES
    named = {column.number for column in heading.columns if cells.left <= column.number <= cells.right}
    valued = {c.number for c in heading.columns if folded(plain_name(c.name, known)) in known}
    reach: dict[int, int] = {}
    found = []
    for top, left, end, right in sorted(grid.merged):
        columns = frozenset(named.intersection(range(left, right + 1)))
        text = grid.text(top, left).strip()
        if top not in rows or not text or not columns or top <= reach.get(left, 0):
            continue
        bottom = min(end, cells.bottom, len(grid.rows))
        reach[left] = bottom
        if columns & valued and (bottom > top or len(columns) > 1):
            span = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            found.append(Merged(top, left, columns, text, span))
        elif left in named:
            _fill_down(grid, top, bottom, left, rows)
    return found


def _fill_down(grid: Grid, top: int, bottom: int, column: int, rows: Collection[int]) -> None:
    text = grid.text(top, column)
    for row in range(top + 1, bottom + 1):
        if row in rows:
            grid.put((row, column), text)
