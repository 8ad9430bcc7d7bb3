"""How a sheet and a range of cells are named behind a workbook's path."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from redprop.tables.files.remote import located

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last row and column that a sheet of Excel has."""
_ADDRESS = re.compile(r"(.+?\.(?:xlsx|xlsm|xls|ods))#(.+)", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"([A-Za-z]{0,3})(\d{0,7}):([A-Za-z]{0,3})(\d{0,7})")


class Cells(NamedTuple):
    """A range of cells, first and last row and column counted from 1."""

    top: int = 1
    left: int = 1
    bottom: int = LAST_ROW
    right: int = LAST_COLUMN


def address(text: str) -> tuple[Path, str, str]:
    """The path, the sheet and the cells that a text names; a path that exists as it is written is itself.

    What follows `#` is a sheet, a range, or both with `!` between them. A range has a colon, which a sheet's name
    cannot have; a sheet may stand in single quotes, as Excel writes it.

    >>> address("q2.xlsx#业主!A3:K40")[1:], address("q2.xlsx#业主")[1:], address("q2.xlsx#A3:K40")[1:]
    (('业主', 'A3:K40'), ('业主', ''), ('', 'A3:K40'))
    """
    found = _ADDRESS.fullmatch(text)
    if found is None or _exists(text):
        return located(text), "", ""
    path, rest = located(found[1]), found[2]
    if cells_of(rest):
        return path, "", rest
    sheet, mark, cells = rest.rpartition("!")
    return (path, _unquoted(sheet), cells) if mark else (path, _unquoted(rest), "")


def cells_of(text: str) -> Cells | None:
    """The range that a text names: `A3:K40`, with `$` or without, whole columns `A:K`, open below `A3:K`; else None.

    >>> cells_of("$A$3:$K$40"), cells_of("b:c"), cells_of("A3")
    (Cells(top=3, left=1, bottom=40, right=11), Cells(top=1, left=2, bottom=1048576, right=3), None)
    """
    found = _RANGE.fullmatch(text.replace("$", "").strip())
    if found is None or not any(found.groups()):
        return None
    top, bottom = int(found[2] or 1), int(found[4] or LAST_ROW)
    left, right = column_number(found[1]) or 1, column_number(found[3]) or LAST_COLUMN
    if not (1 <= top <= bottom <= LAST_ROW and left <= right <= LAST_COLUMN):
        return None
    return Cells(top, left, bottom, right)


def column_number(letters: str) -> int:
    """A column's number by its letters; 0 for none.

    >>> column_number("A"), column_number("XFD"), column_number("")
    (1, 16384, 0)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _exists(text: str) -> bool:
    try:
        return located(text).exists()
    except OSError:  # a name longer than any file's
        return False


def _unquoted(sheet: str) -> str:
    quoted = len(sheet) > 1 and sheet[0] == sheet[-1] == "'"
    return sheet[1:-1].replace("''", "'") if quoted else sheet
