from __future__ import annotations

from pathlib import Path

import pytest

from redprop.tables.files.address import Cells, address, cells_of
from redprop.tables.files.questions import plain_name


@pytest.mark.parametrize(
    ("text", "path", "sheet", "cells"),
    [
        ("q2.xlsx", "q2.xlsx", "", ""),
        ("q2.xlsx#业主", "q2.xlsx", "业主", ""),
        ("a/q2.XLS#业主!A3:K40", "a/q2.XLS", "业主", "A3:K40"),
        ("q2.ods#A3:K40", "q2.ods", "", "A3:K40"),
        ("q2.xlsx#'It''s #1'!A:K", "q2.xlsx", "It's #1", "A:K"),
        ("q2.xlsx#a!b!A3:K40", "q2.xlsx", "a!b", "A3:K40"),
        ("q2.xlsx#A3", "q2.xlsx", "A3", ""),
        ("q#2.csv", "q#2.csv", "", ""),
        ("q2.xlsx#", "q2.xlsx#", "", ""),
    ],
)
def test_a_sheet_and_its_cells_are_named_behind_the_path(text: str, path: str, sheet: str, cells: str) -> None:
    assert address(text) == (Path(path), sheet, cells)


def test_a_path_that_exists_as_it_is_written_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx#b.xlsx"
    path.touch()

    assert address(str(path)) == (path, "", "")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("A3:K40", Cells(3, 1, 40, 11)),
        ("$a$3:$k$40", Cells(3, 1, 40, 11)),
        ("B:C", Cells(1, 2, 1_048_576, 3)),
        ("3:5", Cells(3, 1, 5, 16_384)),
        ("A3:K", Cells(3, 1, 1_048_576, 11)),
        ("A3", None),
        (":", None),
        ("K3:A40", None),
        ("A0:K4", None),
        ("A1:XFE4", None),
        ("A1:B1048577", None),
    ],
)
def test_a_range_names_its_first_and_last_cell(text: str, cells: Cells | None) -> None:
    assert cells_of(text) == cells


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("保洁", "保洁"),
        ("1、保洁", "保洁"),
        ("12. 保洁", "保洁"),
        ("Q3 保洁", "保洁"),
        ("Q3：保洁", "保洁"),
        ("4)保洁", "保洁"),
        ("（5）保洁", "保洁"),
        ("(6) 保\n洁", "保洁"),
        ("1、绿化", "1、绿化"),
        ("2号楼", "2号楼"),
        ("保 洁", "保 洁"),
        ("1、已知", "1、已知"),
        ("3.5", "3.5"),
    ],
)
def test_a_question_s_number_is_left_out_where_only_so_a_name_is_known(header: str, name: str) -> None:
    assert plain_name(header, {"保洁", "1、已知", "已知", "5", "号楼"}) == name
