from __future__ import annotations

import numpy as np
import pytest

from redprop.tables.files.careful import Lines, careful_rows, wrong_width
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, TextColumn

HEADER = ("a", "b")
EMPTY = RawTable("t.csv", dict.fromkeys(HEADER, TextColumn.of([])), np.zeros(0, dtype=np.int64))


def read(text: str, delimiter: str = ",", before: int = 0) -> tuple[RawTable, list[tuple[str, int]]]:
    told = Ledger()
    table = careful_rows(
        RawTable("t.csv", EMPTY.columns, EMPTY.rows, before=lambda: before), text, HEADER, delimiter, told
    )
    return table, [(p.code, p.place.line) for p in told.problems()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n", ["a\n", "b\n"]),
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\r\n", ["a\r\n", "b\r\n"]),
        ("a\rb\nc", ["a\rb\n", "c"]),
        ("\n\n", ["\n", "\n"]),
        ("a\u2028b\fc\n", ["a\u2028b\fc\n"]),
        ("", []),
    ],
)
def test_lines_are_what_newlines_end(text: str, lines: list[str]) -> None:
    assert list(Lines(text)) == lines


def test_in_a_file_of_carriage_returns_they_end_lines() -> None:
    assert list(Lines("a\rb\fc\rd", "\r")) == ["a\r", "b\fc\r", "d"]


def test_rows_have_the_line_that_they_begin_on() -> None:
    table, told = read('1,"x\n\ny"\n\n2,z\n')

    assert table.columns["a"].rows() == ["1", "2"]
    assert table.columns["b"].rows() == ["x\n\ny", "z"]
    assert (table.rows.tolist(), told) == ([1, 5], [])


def test_lines_of_a_piece_are_told_as_lines_of_its_file() -> None:
    table, told = read("1,x\n2\n3,y\n", before=100)

    assert (table.rows.tolist(), table.lines.tolist()) == ([1, 3], [101, 103])
    assert told == [("wrong-width", 102)]


def test_the_rows_before_a_quote_that_is_never_closed_are_read() -> None:
    # the reader says so at the end, of the row that begins on line 2
    table, told = read('1,x\n2,"y\n3,z\n')

    assert (table.columns["a"].rows(), told) == (["1"], [("bad-csv", 2)])


def test_a_row_with_something_behind_a_closed_quote_is_told_and_the_next_one_read() -> None:
    table, told = read('1,x\n2,"y"z\n3,w\n')

    assert (table.columns["a"].rows(), told) == (["1", "3"], [("bad-csv", 2)])


@pytest.mark.parametrize(("size", "told"), [(1_000_000, []), (1_000_001, [("bad-csv", 1)])])
def test_a_field_has_at_most_a_million_characters(size: int, told: list[tuple[str, int]]) -> None:
    assert read("1," + "x" * size + "\n")[1] == told


def test_the_delimiter_is_the_one_that_is_said() -> None:
    table, told = read('1\t"2,5"\n', "\t")

    assert (table.columns["b"].rows(), told) == (["2,5"], [])


def test_only_the_columns_of_the_table_are_kept_and_the_whole_header_is_the_width() -> None:
    told = Ledger()
    only_b = RawTable("t.csv", {"b": TextColumn.of([])}, EMPTY.rows)
    table = careful_rows(only_b, "1,x\n2,y,z\n", HEADER, ",", told)

    assert {name: column.rows() for name, column in table.columns.items()} == {"b": ["x"]}
    assert [p.params for p in told.problems()] == [{"expected": 2, "got": 3}]


def test_a_row_that_does_not_fit_is_a_problem_at_its_line_with_both_widths() -> None:
    problem = wrong_width(EMPTY, 7, 2, 5)

    assert (problem.code, problem.place.file, problem.place.line) == ("wrong-width", "t.csv", 7)
    assert problem.params == {"expected": 2, "got": 5}
