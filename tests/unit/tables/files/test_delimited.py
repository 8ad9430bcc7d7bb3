from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redprop.errors import TableError
from redprop.tables.files import delimited
from redprop.tables.files.delimited import CutWrong, NotUtf8, open_delimited
from redprop.tables.ledger import Ledger
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


# -- Arrow's parse and the careful one --------------------------------------------------------------------------------


@pytest.fixture(params=["arrow", "careful"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that asks for it holds of both parses: the other is not there."""
    if request.param == "arrow":
        monkeypatch.delattr(delimited, "careful_rows")
    else:
        monkeypatch.setattr(delimited, "_by_arrow", lambda *_: None)


either_way = pytest.mark.usefixtures("_either_way")


@either_way
def test_rows_of_a_wrong_width_are_told_with_their_lines_and_those_after_them_keep_theirs(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1\n2,x\n3,y,z\n4,,\n5,w\n6\n7,v\n")

    assert (rows(table), table.lines.tolist()) == ([("2", "x"), ("5", "w"), ("7", "v")], [3, 6, 8])
    assert [(p.place.line, p.params["got"]) for p in table.problems] == [(2, 1), (4, 3), (5, 3), (7, 1)]


@either_way
def test_a_file_of_rows_that_do_not_fit_is_a_table_of_no_rows(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1\n2\n")

    assert (len(table), told(table)) == (0, [("wrong-width", 2), ("wrong-width", 3)])


@either_way
def test_a_row_of_empty_fields_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n,\n"",""\n1,x\n')

    assert (rows(table), table.lines.tolist()) == ([("", ""), ("", ""), ("1", "x")], [2, 3, 4])


@either_way
def test_quoted_marks_of_every_kind_are_part_of_their_field(tmp_path: Path) -> None:
    table = read(tmp_path, 'a\tb\n"x\ty"\t"say ""no"""\n"1,5"\t2\n')

    assert rows(table) == [("x\ty", 'say "no"'), ("1,5", "2")]


@either_way
def test_whoever_asks_for_few_columns_is_told_of_every_row_that_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,c\n1,x,p\n2,y\n3,z,q\n")
    table = whole_table(open_delimited(tmp_path / "t.csv"), {"c"})

    assert ({name: column.rows() for name, column in table.columns.items()}, table.lines.tolist()) == (
        {"c": ["p", "q"]},
        [2, 4],
    )
    assert told(table) == [("wrong-width", 3)]


def test_a_table_of_which_nobody_asks_for_a_column_still_has_its_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,x\n2,y\n")
    table = whole_table(open_delimited(tmp_path / "t.csv"), {"gone"})

    assert (list(table.columns), len(table)) == (["a"], 2)


def test_a_carriage_return_amid_a_row_is_no_row_of_its_own(tmp_path: Path) -> None:
    # to Arrow it ends a row: with a blank line after it there are as many rows as lines, and yet they are not the lines
    for after in ("\n", '2,"\n"\n'):
        table = read(tmp_path, "a,b\n1,x\r2,y\n" + after)

        assert told(table) == [("bad-csv", 2)]


def test_a_carriage_return_in_quotes_is_part_of_its_field(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\r\n1,"x\ry"\r\n2,z\r\n')

    assert (rows(table), table.lines.tolist()) == ([("1", "x\ry"), ("2", "z")], [2, 3])


# -- pieces -----------------------------------------------------------------------------------------------------------


def read_in_pieces(path: Path, block: int) -> tuple[list[tuple[int, tuple[str, ...]]], list[tuple[str, int]], int]:
    """Every row with its line, what was told, and how many pieces there were; the last piece is read first."""
    opened = open_delimited(path)
    while True:
        pieces = list(opened.pieces(block))
        ledgers = [Ledger() for _ in pieces]
        try:
            tables = [piece.table(None, told) for piece, told in reversed(list(zip(pieces, ledgers, strict=True)))][
                ::-1
            ]
        except (CutWrong, NotUtf8) as why:
            opened = opened.again(why)
            continue
        found = [row for table in tables for row in zip(table.lines.tolist(), rows(table), strict=True)]
        problems = [(p.code, p.place.line) for ledger in ledgers for p in ledger.problems()]
        return found, problems, len(pieces)


@pytest.mark.parametrize("block", [1, 5, 9, 14, 1000])
def test_rows_and_problems_have_the_lines_of_the_file_in_whatever_pieces_it_is_read(tmp_path: Path, block: int) -> None:
    (tmp_path / "t.csv").write_text('a,b\n1,"x\n\nz"\n2\n\n3,"y,\n"\n4,""""\n5,v,v\n6,w')
    found, problems, count = read_in_pieces(tmp_path / "t.csv", block)

    # lines: 2-4, 5, 6 is blank, 7-8, 9, 10, 11
    assert found == [(2, ("1", "x\n\nz")), (7, ("3", "y,\n")), (9, ("4", '"')), (11, ("6", "w"))]
    assert problems == [("wrong-width", 5), ("wrong-width", 10)]
    assert (count > 1) == (block < 1000)


def test_a_piece_is_taken_only_where_it_proves_that_it_was_cut_outside_quotes(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n1,"x\ny"\n2,z\n')
    quick, careful = open_delimited(tmp_path / "t.csv"), open_delimited(tmp_path / "t.csv").again(CutWrong())

    with pytest.raises(CutWrong):
        next(iter(quick.pieces(3))).table()
    assert [rows(piece.table()) for piece in careful.pieces(9)] == [[("1", "x\ny")], [("2", "z")]]


def test_a_piece_weighs_its_bytes_and_all_pieces_the_file_without_its_header(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("\ufeffa,b\n1,x\n2,y\n".encode())

    assert [piece.weight for piece in open_delimited(tmp_path / "t.csv").pieces(2)] == [4, 4]


def test_of_rows_that_follow_a_quote_that_is_never_closed_none_is_read_in_any_pieces(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n1,x\n2,"open\n3,y\n4,z\n')

    for block in (3, 8, 1000):
        found, problems, _ = read_in_pieces(tmp_path / "t.csv", block)

        assert (found, problems) == ([(2, ("1", "x"))], [("bad-csv", 3)])


@pytest.mark.parametrize("block", [2, 9, 1000])
def test_a_file_of_carriage_returns_has_rows_and_lines(tmp_path: Path, block: int) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\r1,x\r\r2\r3,y\r")
    found, problems, _ = read_in_pieces(tmp_path / "t.csv", block)

    assert (found, problems) == ([(2, ("1", "x")), (5, ("3", "y"))], [("wrong-width", 4)])


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x85", "\u2028"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_nothing_else_that_unicode_calls_the_end_of_a_line_ends_one(tmp_path: Path, sign: str, end: str) -> None:
    table = read(tmp_path, f"a{sign}z,b{end}1{sign}2,x{end}3,y{end}")

    assert (list(table.columns), rows(table)) == ([f"a{sign}z", "b"], [(f"1{sign}2", "x"), ("3", "y")])
    assert table.lines.tolist() == [2, 3]


# -- long headers and late bytes --------------------------------------------------------------------------------------

LONG = ",".join(f"column{number}" for number in range(8_000))
"""Some 85 KB: more than is read at first."""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_header_may_be_longer_than_what_is_read_at_first(tmp_path: Path, end: str) -> None:
    table = read(tmp_path, LONG + end + ",".join("x" * 8_000) + end)

    assert (len(table.columns), table.columns["column7999"].rows(), table.lines.tolist()) == (8_000, ["x"], [2])


def test_a_long_header_may_have_a_newline_in_quotes(tmp_path: Path) -> None:
    table = read(tmp_path, f'"a\nz",{LONG}\n' + ",".join("x" * 8_001) + "\n")

    assert (list(table.columns)[:2], len(table.columns)) == (["a\nz", "column0"], 8_001)
    assert table.lines.tolist() == [3]


def test_a_character_that_stands_across_the_end_of_what_is_read_at_first_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # of lone carriage returns, so no newline is near; a character of three bytes lies across the end of both looks
    monkeypatch.setattr(delimited, "HEADER_BYTES", (1 << 16) + 3)
    count = 1 << 15
    table = read(tmp_path, "a,b\r1," + "区" * count + "\r")

    assert rows(table) == [("1", "区" * count)]


def test_bytes_far_behind_the_beginning_decide_the_encoding(tmp_path: Path) -> None:
    ascii_rows = 18_000  # of 4 bytes: 72 KB
    content = "a,b\n" + "1,x\n" * ascii_rows + "2,小区保洁绿化\n" * 10
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode("gb18030"))
    opened = open_delimited(path)

    (piece,) = opened.pieces()
    with pytest.raises(NotUtf8):
        piece.table()
    again = opened.again(NotUtf8())
    assert (opened.guessed, again.guessed) == ("", "gb18030")

    table = whole_table(opened)
    assert table.columns["b"].rows() == ["x"] * ascii_rows + ["小区保洁绿化"] * 10
    assert table.lines.tolist() == list(range(2, ascii_rows + 12))


def test_a_column_that_nobody_asks_for_decides_the_encoding_too(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(("a,b\n" + "1,x\n" * 18_000 + "2,小区保洁绿化\n" * 10).encode("gb18030"))
    (piece,) = open_delimited(path).pieces()

    with pytest.raises(NotUtf8):
        piece.table({"a"})


def test_a_nul_far_behind_the_beginning_is_told_with_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, b"a,b\n" + b"1,x\n" * 18_000 + b"2,\0\n") == [("damaged-text", 18_002)]


def test_a_file_that_was_looked_at_as_a_whole_is_not_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(("小区,b\n" + "1,保洁绿化\n" * 10).encode("gb18030"))
    opened = open_delimited(path)

    with pytest.raises(TableError) as refused:
        opened.again(NotUtf8())
    assert [p.code for p in refused.value.problems] == ["no-encoding"]


# -- a law ------------------------------------------------------------------------------------------------------------

FIELD = st.text('ab"\n\r, 区', max_size=4)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Rows of two fields, and some of others and blank ones, as a program writes them that quotes what needs it."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = []
    for width in draw(st.lists(st.sampled_from([2, 2, 2, 2, 0, 1, 3]), max_size=8)):
        fields = draw(st.lists(FIELD, min_size=width, max_size=width))
        must = [(width == 1 and not field) or bool(set(field) & set('",\n\r')) for field in fields]
        quoted = [need or draw(st.booleans()) for need in must]
        lines.append(
            ",".join(
                '"' + field.replace('"', '""') + '"' if q else field for field, q in zip(fields, quoted, strict=True)
            )
        )
    return end.join(["a,b", *lines]) + draw(st.sampled_from(["", end]))


def by_hand(text: str) -> tuple[list[tuple[int, tuple[str, ...]]], list[tuple[str, int]]]:
    """What Python's own reader makes of it."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    found, problems, line = [], [], 1
    for row in reader:
        if row and line > 1:
            if len(row) == 2:
                found.append((line, tuple(row)))
            else:
                problems.append(("wrong-width", line))
        line = reader.line_num + 1
    return found, problems


@settings(max_examples=150, deadline=None)
@given(written(), st.integers(1, 40))
@example('a,b\n1,"\n"\n', 1)
def test_any_pieces_of_a_file_have_the_rows_lines_and_problems_that_python_s_reader_finds(
    tmp_path_factory: pytest.TempPathFactory, text: str, block: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.csv"
    path.write_bytes(text.encode())

    for size in (block, 1 << 20):
        found, problems, _ = read_in_pieces(path, size)

        assert (found, problems) == by_hand(text)
