from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from redprop.errors import TableError
from redprop.tables.files.columnar import ColumnarPiece, open_columnar
from redprop.tables.opened import whole_table
from redprop.tables.raw import RawTable
from tests.builders import a_criterion, a_plan, a_reading, codes, table_problems

Kind = Literal["parquet", "feather"]
both = pytest.mark.parametrize("kind", ["parquet", "feather"])
ROWS = pa.table({"a": ["p", "q", None, "p", "r"], "n": [1.5, 2.0, 0.1 + 0.2, None, -4.0]})


def a_file(folder: Path, kind: Kind, table: pa.Table = ROWS, piece: int = 2) -> Path:
    """A file of pieces of so many rows."""
    path = folder / f"t.{kind}"
    if kind == "parquet":
        parquet.write_table(table, path, row_group_size=piece)
    else:
        feather.write_feather(table, str(path), chunksize=piece)
    return path


def shown(table: RawTable) -> dict[str, list[str]]:
    return {name: column.rows() for name, column in table.columns.items()}


def refused(path: Path, kind: Kind) -> list[tuple[str, str]]:
    with pytest.raises(TableError) as error:
        whole_table(open_columnar(path, kind))
    assert {problem.place.file for problem in error.value.problems} == {str(path)}
    return [(problem.code, problem.place.field) for problem in error.value.problems]


@both
def test_a_file_is_texts_and_its_first_row_is_row_2(tmp_path: Path, kind: Kind) -> None:
    table = whole_table(open_columnar(a_file(tmp_path, kind), kind))

    assert shown(table) == {"a": ["p", "q", "", "p", "r"], "n": ["1.5", "2", "0.3", "", "-4"]}
    assert table.lines.tolist() == [2, 3, 4, 5, 6]


@both
def test_each_piece_has_its_own_rows_with_their_numbers_in_the_file(tmp_path: Path, kind: Kind) -> None:
    pieces = list(open_columnar(a_file(tmp_path, kind), kind).pieces())

    assert [piece.weight for piece in pieces] == [2, 2, 1]
    assert [shown(piece.table({"a"})) for piece in pieces] == [{"a": ["p", "q"]}, {"a": ["", "p"]}, {"a": ["r"]}]
    last = pieces[2].table()
    assert (last.rows.tolist(), last.lines.tolist(), last.place(0, "n").line) == ([1], [6], 6)


@both
def test_only_the_columns_that_are_asked_for_are_read_in_the_order_of_the_file(tmp_path: Path, kind: Kind) -> None:
    table = pa.table({"a": ["1"], "b": ["2"], "c": ["3"], "d": ["4"]})
    opened = open_columnar(a_file(tmp_path, kind, table), kind)

    assert shown(whole_table(opened, {"d", "b", "gone"})) == {"b": ["2"], "d": ["4"]}
    assert list(whole_table(opened, {"d", "b"}).columns) == ["b", "d"]


def test_a_column_that_nobody_asks_for_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    read = ColumnarPiece._read
    monkeypatch.setattr(ColumnarPiece, "_read", lambda piece, wanted: asked.append(wanted) or read(piece, wanted))

    whole_table(open_columnar(a_file(tmp_path, "parquet", piece=9), "parquet"), {"n"})
    assert asked == [["n"]]


@both
def test_a_table_of_which_nobody_asks_for_a_column_still_has_its_rows(tmp_path: Path, kind: Kind) -> None:
    assert len(whole_table(open_columnar(a_file(tmp_path, kind), kind), {"gone"})) == 5


@both
def test_a_file_of_no_rows_is_a_table_of_no_rows(tmp_path: Path, kind: Kind) -> None:
    opened = open_columnar(a_file(tmp_path, kind, ROWS.slice(0, 0)), kind)

    assert shown(whole_table(opened)) == {"a": [], "n": []}
    assert [piece.weight for piece in opened.pieces()] == [0]


def test_a_parquet_file_without_row_groups_is_a_table_of_no_rows(tmp_path: Path) -> None:
    with parquet.ParquetWriter(tmp_path / "t.parquet", ROWS.schema):
        pass
    opened = open_columnar(tmp_path / "t.parquet", "parquet")

    assert (opened.starts, shown(whole_table(opened))) == ((0,), {"a": [], "n": []})


@both
def test_every_column_of_a_type_that_no_text_shows_is_told_by_its_name(tmp_path: Path, kind: Kind) -> None:
    table = pa.table({"a": ["p"], "photo": [b"x"], "scores": [[1, 2]], "n": [1]})

    assert refused(a_file(tmp_path, kind, table), kind) == [("column-type", "photo"), ("column-type", "scores")]


def test_a_type_of_others_making_is_told_by_its_name(tmp_path: Path) -> None:
    table = pa.table({"a": ["p"], "key": pa.array([b"0" * 16], pa.uuid())})

    assert refused(a_file(tmp_path, "feather", table), "feather") == [("column-type", "key")]


@both
def test_two_columns_of_one_name_are_refused(tmp_path: Path, kind: Kind) -> None:
    table = pa.Table.from_arrays([pa.array(["p"]), pa.array(["q"])], names=["a", "a"])
    path = tmp_path / f"t.{kind}"
    if kind == "parquet":
        parquet.write_table(table, path)
    else:  # the writer of Feather files refuses such a table
        with pa.ipc.new_file(str(path), table.schema) as file:
            file.write_table(table)

    assert refused(path, kind) == [("same-header", "a")]


@both
def test_a_column_without_a_name_is_refused(tmp_path: Path, kind: Kind) -> None:
    assert refused(a_file(tmp_path, kind, pa.table({"a": ["p"], "": ["q"]})), kind) == [("empty-header", "")]


# -- damage -----------------------------------------------------------------------------------------------------------


@both
def test_a_file_that_is_cut_short_is_damaged_wherever_it_ends(tmp_path: Path, kind: Kind) -> None:
    path = a_file(tmp_path, kind)
    content = path.read_bytes()

    for size in (0, 4, 6, 8, 12, len(content) // 2, len(content) - 9, len(content) - 1):
        path.write_bytes(content[:size])

        assert refused(path, kind) == [("damaged-file", "")], size


@both
def test_a_file_whose_rows_are_overwritten_is_damaged(tmp_path: Path, kind: Kind) -> None:
    path = a_file(tmp_path, kind, pa.table({"a": [f"name {number}" for number in range(2_000)]}), piece=2_000)
    content = bytearray(path.read_bytes())
    content[len(content) // 4 : len(content) // 2] = b"\xff" * (len(content) // 2 - len(content) // 4)
    path.write_bytes(content)

    assert refused(path, kind) == [("damaged-file", "")]


@both
def test_a_text_that_is_not_utf8_is_damage(tmp_path: Path, kind: Kind) -> None:
    ends = np.array([0, 1, 2], dtype=np.int32)
    wrong = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(ends), pa.py_buffer(b"\xffx")])

    assert refused(a_file(tmp_path, kind, pa.table({"a": wrong})), kind) == [("damaged-file", "")]


@both
def test_a_name_of_a_column_that_is_not_utf8_is_damage(tmp_path: Path, kind: Kind) -> None:
    path = a_file(tmp_path, kind, pa.table({"estate_name": ["p"]}))
    path.write_bytes(path.read_bytes().replace(b"estate_name", b"estate\xffname"))

    assert refused(path, kind) == [("damaged-file", "")]


def test_a_day_in_no_year_is_damage(tmp_path: Path) -> None:
    table = pa.table({"day": pa.array([2**61], pa.timestamp("s"))})

    assert refused(a_file(tmp_path, "feather", table), "feather") == [("damaged-file", "")]


# -- read as measurements ---------------------------------------------------------------------------------------------


def written(table: dict[str, list[Any]], tmp_path: Path, kind: Kind) -> dict[str, bytes]:
    return {f"rows.{kind}": a_file(tmp_path, kind, pa.table(table)).read_bytes()}


@both
def test_a_problem_names_the_row_of_a_later_piece(tmp_path: Path, kind: Kind) -> None:
    # the fourth row, in the second piece: the header counts as row 1
    table = {"estate": ["A", "B", "C", "D"], "criterion": ["tidy"] * 4, "value": ["1", "2", "3", "x"]}
    (problem,) = table_problems(a_plan(criteria=[a_criterion()]), written(table, tmp_path, kind))

    assert (problem.code, problem.place.line, problem.place.field) == ("not-a-value", 5, "value")


@both
def test_numbers_of_32_bits_are_read_as_they_were_written(tmp_path: Path, kind: Kind) -> None:
    table = {"estate": ["A"], "criterion": ["tidy"], "value": pa.array([0.95], pa.float32())}
    plan = a_plan(criteria=[a_criterion(decimals=2)])
    cell = a_reading(plan, written(table, tmp_path, kind)).tally.cells["", "", "tidy"]

    assert int(cell.total[0]) * 100 == 95 * 10**plan.decimals


@both
def test_a_number_that_is_none_is_no_value(tmp_path: Path, kind: Kind) -> None:
    table = {"estate": ["A", "B"], "criterion": ["tidy"] * 2, "value": [float("nan"), float("inf")]}

    assert (
        codes(table_problems(a_plan(criteria=[a_criterion()]), written(table, tmp_path, kind))) == ["not-a-value"] * 2
    )
