from __future__ import annotations

from pathlib import Path

import pytest

from redprop.errors import TableError
from redprop.tables.files.delimited import open_delimited
from redprop.tables.opened import whole_table
from redprop.tables.raw import RawTable


def read(tmp_path: Path, content: str | bytes) -> RawTable:
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return whole_table(open_delimited(path))


def rows(table: RawTable) -> list[tuple[str, ...]]:
    return list(zip(*(column.rows() for column in table.columns.values()), strict=True))


def refused(tmp_path: Path, content: str | bytes) -> list[tuple[str, int]]:
    with pytest.raises(TableError) as error:
        read(tmp_path, content)
    return [(p.code, p.place.line) for p in error.value.problems]


def told(table: RawTable) -> list[tuple[str, int]]:
    return [(p.code, p.place.line) for p in table.problems]


def test_rows_are_texts_with_their_lines(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,x\n2,y\n")

    assert rows(table) == [("1", "x"), ("2", "y")]
    assert table.lines.tolist() == [2, 3]


@pytest.mark.parametrize("content", ["a,b\n1,x", "a,b\r\n1,x\r\n", "a,b\r1,x\r", "\ufeffa,b\n1,x\n"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path, content: str) -> None:
    table = read(tmp_path, content)

    assert (list(table.columns), rows(table), table.lines.tolist()) == (["a", "b"], [("1", "x")], [2])


@pytest.mark.parametrize("text", ["n/a", "NA", "null", "nan", "", "inf", "1_000", "TRUE"])
def test_texts_stay_as_they_are(tmp_path: Path, text: str) -> None:
    assert rows(read(tmp_path, f"a,b\n{text},x\n")) == [(text, "x")]


def test_blank_lines_are_no_rows_and_count_as_lines(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,x\n\n2,y\n\n\n")

    assert (rows(table), table.lines.tolist()) == ([("1", "x"), ("2", "y")], [2, 4])


def test_a_quoted_newline_is_part_of_its_field_and_counts_as_a_line(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,"x\nz"\n2,y\n')

    assert (rows(table), table.lines.tolist()) == ([("1", "x\nz"), ("2", "y")], [2, 4])


def test_a_quoted_newline_and_a_blank_line_do_not_cancel_out(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,"x\nz"\n\n2,y\n3,w\n')

    assert table.lines.tolist() == [2, 5, 6]


def test_quoted_commas_and_quotes_are_part_of_their_field(tmp_path: Path) -> None:
    assert rows(read(tmp_path, 'a,b\n"1,5","say ""no"""\n')) == [("1,5", 'say "no"')]


def test_a_quoted_newline_in_the_header_is_part_of_a_name(tmp_path: Path) -> None:
    table = read(tmp_path, '"a\nz",b\n1,x\n2,y\n')

    assert (list(table.columns), rows(table)) == (["a\nz", "b"], [("1", "x"), ("2", "y")])
    assert table.lines.tolist() == [3, 4]


def test_a_row_that_does_not_fit_the_header_is_told_and_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,x\n2\n3,y,z\n4,w\n")

    assert (rows(table), table.lines.tolist()) == ([("1", "x"), ("4", "w")], [2, 5])
    assert told(table) == [("wrong-width", 3), ("wrong-width", 4)]
    assert table.problems[1].params == {"expected": 2, "got": 3}


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b,note\n1,x,"open\n2,y,\n3,z,\n')

    assert told(table) == [("bad-csv", 2)]


def test_a_row_with_a_wrong_quote_is_told_and_the_next_one_is_read(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,"x"y\n2,"z\nw"v\n3,w\n')

    assert told(table) == [("bad-csv", 2), ("bad-csv", 3)]
    assert (rows(table), table.lines.tolist()) == ([("3", "w")], [5])


def test_a_field_without_end_is_told_and_the_next_row_is_read(tmp_path: Path) -> None:
    table = read(tmp_path, f"a,b\n1,{'x' * 1_100_000}\n2,y\n")

    assert (told(table), rows(table)) == ([("bad-csv", 2)], [("2", "y")])


def test_a_row_without_end_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("cuts", "delimited"):
        monkeypatch.setattr(f"redprop.tables.files.{module}.LONGEST", 100)
    table = read(tmp_path, f"a,b\n1,x\n2,{'y' * 200}\n3,z\n")

    assert told(table) == [("bad-csv", 3)]
    assert rows(table) == [("1", "x")]


def test_rows_that_all_do_not_fit_are_told_once(tmp_path: Path) -> None:
    assert told(read(tmp_path, "a,b\n1\n2\n")) == [("wrong-width", 2), ("wrong-width", 3)]


def test_a_lone_carriage_return_and_a_blank_line_do_not_cancel_out(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,x\r2,y\n\n3,z\n")

    assert (told(table), rows(table), table.lines.tolist()) == ([("bad-csv", 2)], [("3", "z")], [4])


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x1c", "\x85"])
def test_no_other_sign_ends_a_line(tmp_path: Path, sign: str) -> None:
    assert rows(read(tmp_path, f"a,b\n1,x{sign}y")) == [("1", f"x{sign}y")]
    assert list(read(tmp_path, f"a,b{sign}c").columns) == ["a", f"b{sign}c"]


def test_a_byte_order_mark_within_a_file_is_part_of_its_field(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "a,b\n\ufeff1,x\n")) == [("\ufeff1", "x")]


@pytest.mark.parametrize(
    "content", ["a,b\rc,d\ne,f\n", 'a,"b\n1,2\n', 'a,"b"c\n1,2\n', f"a,{'b' * 1_100_000}\n1,2\n", "a" * (17 << 20)]
)
def test_a_header_that_is_no_csv_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(tmp_path, content) == [("bad-csv", 1)]


def test_a_long_header_may_hold_quoted_newlines(tmp_path: Path) -> None:
    long = "b\n" * 50_000

    assert list(read(tmp_path, f'a,"{long}"\n1,2\n').columns) == ["a", long.strip()]


def test_a_header_of_letters_without_end_is_refused_soon(tmp_path: Path) -> None:
    assert refused(tmp_path, "，小区" * (2 << 20)) == [("wrong-separator", 1)]


def test_text_in_gb18030_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\n1,x\n2,小区\n".encode("gb18030")).columns["b"].rows() == ["x", "小区"]


def test_a_header_in_gb18030_is_read(tmp_path: Path) -> None:
    assert list(read(tmp_path, "小区,b\n1,x\n".encode("gb18030")).columns) == ["小区", "b"]


def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path) -> None:
    # of UTF-8 text one byte is missing at the end: read as GB18030 it would be rubbish
    damaged = "a,b\n1,一年级小学\n2,小区".encode()[:-1]

    assert refused(tmp_path, damaged) == [("damaged-text", 3)]


@pytest.mark.parametrize("content", ["", "\n", ",,\n1,2,3\n"])
def test_a_file_without_a_header_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(tmp_path, content) == [("no-header", 1)]


def test_a_column_without_a_name_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,,c\n1,2,3\n") == [("empty-header", 1)]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a,b, a\n1,2,3\n") == [("same-header", 1)]


@pytest.mark.parametrize("content", ["a,b\n", "a,b"])
def test_a_header_alone_is_a_table_of_no_rows(tmp_path: Path, content: str) -> None:
    table = read(tmp_path, content)

    assert (list(table.columns), len(table)) == (["a", "b"], 0)


def test_spaces_around_a_name_do_not_count(tmp_path: Path) -> None:
    assert list(read(tmp_path, " a , b\n1,2\n").columns) == ["a", "b"]


@pytest.mark.parametrize("content", ["a,b,c\n1,x,p\n2,y,q\n", 'a,b,c\n1,x,"p\nr"\n2,y,q\n'])
def test_only_the_columns_that_are_asked_for_are_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.csv").write_text(content)
    table = whole_table(open_delimited(tmp_path / "t.csv"), {"b", "gone"})

    assert {name: column.rows() for name, column in table.columns.items()} == {"b": ["x", "y"]}


def test_a_large_file_reads_as_a_small_one_does(tmp_path: Path) -> None:
    # past a block of the reader (1 MB), with many texts that differ
    count = 200_000
    table = read(tmp_path, "a,b\n" + "".join(f"s{n},{n % 7}\n" for n in range(count)))

    assert table.columns["a"].rows() == [f"s{n}" for n in range(count)]
    assert table.columns["b"].rows()[-1] == str((count - 1) % 7)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(TableError) as error:
        open_delimited(tmp_path / "gone.csv")

    assert [p.code for p in error.value.problems] == ["cannot-read"]
