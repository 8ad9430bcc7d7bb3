from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redprop.tables.files import cuts
from redprop.tables.files.careful import Lines
from redprop.tables.files.cuts import careful_cuts, quick_cuts, sound

many = settings(max_examples=200, deadline=None)
Cut = Callable[..., Iterator[tuple[int, int]]]


def read_at(content: bytes, start: int, length: int) -> bytes:
    return content[start : start + length]


def pieces(cut: Cut, content: bytes, block: int, start: int = 0, **said: str) -> list[bytes]:
    """What a file is cut into; that the pieces are consecutive and cover everything holds of every test here."""
    found = list(cut(partial(read_at, content), start, len(content), block=block, **said))
    assert [start, *(stop for _, stop in found)] == [*(begin for begin, _ in found), len(content)]
    return [content[begin:stop] for begin, stop in found]


both = pytest.mark.parametrize("cut", [quick_cuts, careful_cuts])


@both
def test_a_file_is_cut_after_a_newline(cut: Cut) -> None:
    found = pieces(cut, b"1,x\n2,y\n3,z\n", 6)

    assert len(found) > 1
    assert all(piece.endswith(b"\n") for piece in found)


def test_a_quick_cut_is_after_the_first_newline_from_the_end_of_a_block() -> None:
    # a block of 6 ends within row 2, whose newline is next; from 8 the block ends where row 3 and the file do
    assert pieces(quick_cuts, b"1,x\n2,y\n3,z\n", 6) == [b"1,x\n2,y\n", b"3,z\n"]


def test_a_careful_cut_is_after_the_last_newline_of_a_block() -> None:
    # a block of 6 holds row 1 and the beginning of row 2; so does the next of rows 2 and 3
    assert pieces(careful_cuts, b"1,x\n2,y\n3,z\n", 6) == [b"1,x\n", b"2,y\n", b"3,z\n"]


@both
def test_a_block_that_ends_with_a_newline_is_cut_there(cut: Cut) -> None:
    assert pieces(cut, b"1,x\n2,y\n3,z\n4,w\n", 8) == [b"1,x\n2,y\n", b"3,z\n4,w\n"]


@both
def test_what_comes_before_the_beginning_is_in_no_piece(cut: Cut) -> None:
    assert b"".join(pieces(cut, b"a,b\n1,x\n2,y\n", 4, start=4)) == b"1,x\n2,y\n"


@both
def test_a_file_without_a_newline_at_its_end_is_whole(cut: Cut) -> None:
    assert pieces(cut, b"1,x\n2,y", 4) == [b"1,x\n", b"2,y"]


@both
def test_of_a_carriage_return_and_a_newline_both_stay_in_their_piece(cut: Cut) -> None:
    # whatever the block is, also one that ends between the two
    for block in range(1, 12):
        found = pieces(cut, b"1,x\r\n2,y\r\n", block)

        assert found in ([b"1,x\r\n", b"2,y\r\n"], [b"1,x\r\n2,y\r\n"])


@both
def test_a_record_longer_than_a_block_is_in_one_piece(cut: Cut) -> None:
    long = b"1," + b"x" * 50 + b"\n"

    first, second, *_ = pieces(cut, b"0,y\n" + long + b"2,z\n", 4)

    assert (first, second[: len(long)]) == (b"0,y\n", long)


@both
def test_a_record_that_never_ends_is_the_last_piece(cut: Cut) -> None:
    assert pieces(cut, b"0,y\n1," + b"x" * 50, 4) == [b"0,y\n", b"1," + b"x" * 50]


@both
def test_nothing_is_cut_into_nothing(cut: Cut) -> None:
    assert pieces(cut, b"", 4) == []


@pytest.mark.parametrize("length", [100_000, 150_000])
def test_a_quick_cut_looks_for_a_newline_further_than_one_look_goes(length: int) -> None:
    # it looks at 64 KB at a time
    long = b"x" * length + b"\n"

    assert pieces(quick_cuts, long + long, 10) == [long, long]


# -- quotes -----------------------------------------------------------------------------------------------------------


def test_a_newline_in_quotes_is_no_place_to_cut() -> None:
    # in any block there is a newline within quotes
    row = b'1,"x\ny\nz"\n'

    for block in range(1, 30):
        assert all(len(piece) % len(row) == 0 for piece in pieces(careful_cuts, row * 5, block))


def test_doubled_quotes_do_not_close_a_field() -> None:
    # the field is: x"<newline>y
    row = b'1,"x""\ny"\n'

    for block in range(1, 30):
        assert all(len(piece) % len(row) == 0 for piece in pieces(careful_cuts, row * 5, block))


def test_a_quote_amid_a_field_opens_nothing() -> None:
    # one stray quote a row: were each to open a field, the newline after the first would be in quotes
    assert pieces(careful_cuts, b'1,5" x\n2,y\n3,z\n', 8) == [b'1,5" x\n', b"2,y\n3,z\n"]


def test_a_quote_opens_a_field_after_the_delimiter_that_is_said() -> None:
    content = b'1\t"x\ny"\n2\tz\n'

    assert pieces(careful_cuts, content, 9, delimiter="\t") == [b'1\t"x\ny"\n', b"2\tz\n"]
    # for commas it is a quote amid a field: a cut within is right
    assert pieces(careful_cuts, content, 5, delimiter=",")[0] == b'1\t"x\n'


def test_a_quote_opens_a_field_at_the_beginning_of_a_line() -> None:
    for end in (b"\n", b"\r\n"):
        row = b'"x\ny",1' + end

        assert all(len(piece) % len(row) == 0 for piece in pieces(careful_cuts, row * 4, len(row) + 3))


def test_a_quote_that_is_never_closed_leaves_the_rest_in_one_piece() -> None:
    assert pieces(careful_cuts, b'1,x\n2,"y\n3,z\n4,w\n', 6) == [b"1,x\n", b'2,"y\n3,z\n4,w\n']


def test_no_more_is_searched_for_the_end_of_a_record_than_any_record_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "LONGEST", 32)
    asked = []

    def looked(start: int, length: int) -> bytes:
        asked.append(length)
        return content[start : start + length]

    content = b'1,"' + b"x\n" * 500

    assert list(careful_cuts(looked, 0, len(content), block=8)) == [(0, len(content))]
    assert asked == [8, 16, 32]


def test_a_row_that_has_begun_after_a_quoted_field_does_not_hide_the_end_of_the_row_before() -> None:
    # the block ends after the closing quote of row 2
    assert pieces(careful_cuts, b'1,x\n2,"y",z\n', 10) == [b"1,x\n", b'2,"y",z\n']


# -- soundness --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        b"1,x\n",
        b'1,"x"\n',
        b'1,"x\ny"\n',
        b'"x",1\r\n"y",2\r\n',
        b'1,"x""y"\n',
        b'1,""\n',
        b'1,""""\n',
        b'1,"x"',
        b"",
    ],
)
def test_a_piece_of_whole_quoted_fields_is_sound(piece: bytes) -> None:
    assert sound(piece)


@pytest.mark.parametrize(
    "piece",
    [
        b'1,"x\n',
        b'y",2\n',
        b'1,5" x\n',
        b'1,5" x\n2,6" y\n',  # an even number, yet none of them opens a field
        b'y"\n1,"x\n2,z"z\n3,"\n',
    ],
)
def test_a_piece_with_a_quote_that_no_field_explains_is_not_sound(piece: bytes) -> None:
    assert not sound(piece)


def test_what_stands_beside_a_quote_depends_on_the_delimiter() -> None:
    assert sound(b'1\t"x"\t2\n', "\t")
    assert not sound(b'1\t"x"\t2\n', ",")


@pytest.mark.parametrize("mark", ["^", "]", "\\", "-"])
def test_a_delimiter_that_means_something_in_a_pattern_is_meant_as_it_is(mark: str) -> None:
    assert sound(f'1{mark}"x"{mark}2\n'.encode(), mark)
    assert not sound(f'1{mark}x"x{mark}2"2\n'.encode(), mark)


# -- laws -------------------------------------------------------------------------------------------------------------

FIELD = st.text('ab"\n,\r\t', max_size=4)
ENDS = st.sampled_from(["\n", "\r\n"])


def rows_of(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(Lines(content.decode()), strict=True, delimiter=delimiter))


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, str]:
    """What a program writes that quotes what needs it, and now and then more; and its delimiter."""
    mark, end = draw(st.sampled_from(",\t")), draw(ENDS)
    lines = [
        mark.join(
            f'"{field.replace(chr(34), chr(34) * 2)}"' if draw(st.booleans()) or set(field) & set('"\n\r,\t') else field
            for field in fields
        )
        for fields in draw(st.lists(st.lists(FIELD, min_size=1, max_size=3), max_size=8))
    ]
    return (end.join(lines) + (end if draw(st.booleans()) else "")).encode(), mark


@many
@given(files(), st.integers(1, 40))
@example((b'"a\n",b\n"""\n""",c\n', ","), 3)
def test_every_careful_piece_parses_to_its_rows_of_the_whole_file(file: tuple[bytes, str], block: int) -> None:
    content, mark = file
    found = pieces(careful_cuts, content, block, delimiter=mark)

    assert [row for piece in found for row in rows_of(piece, mark)] == rows_of(content, mark)


@many
@given(files(), st.integers(1, 40))
def test_quick_pieces_that_are_all_sound_parse_to_the_rows_of_the_whole_file(
    file: tuple[bytes, str], block: int
) -> None:
    content, mark = file
    found = pieces(quick_cuts, content, block)

    if all(sound(piece, mark) for piece in found):
        assert [row for piece in found for row in rows_of(piece, mark)] == rows_of(content, mark)


@many
@given(st.text('a",\n\r', max_size=60).map(str.encode), st.integers(1, 20))
def test_any_bytes_are_cut_into_pieces_that_end_where_a_record_may(content: bytes, block: int) -> None:
    for cut in (quick_cuts, careful_cuts):
        found = pieces(cut, content, block)

        assert all(first.endswith(b"\n") for first, _ in pairwise(found))
