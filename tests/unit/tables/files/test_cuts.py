from __future__ import annotations

from itertools import pairwise

import pytest

from redprop.tables.files.cuts import careful_cuts, quick_cuts, record_end, sound


def reading(content: bytes):  # type: ignore[no-untyped-def]
    return lambda start, length: content[start : start + length]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n",
        '"a",b\n',
        'a,"b"\n"c",d\n',
        'a,""\n',
        '"a""b",c\n',
        '"""a""",b\n',
        '"a\nb",c\n',
        '""""\n',
        '"a,b"',
        '"a"\r\n',
    ],
)
def test_whole_quoted_fields_are_sound(content: str) -> None:
    assert sound(content.encode())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('a,"b\n', "it ends inside quotes"),
        ('5",b"\n', "they open no field, and the next piece may begin inside quotes"),
        ('5",x,"a\n', "an even number of quotes, and it ends inside"),
        ('"a"b,c\n', "something follows the field"),
        ('""a"",b\n', "an empty field and more"),
        ('"a" ,b\n', "a space follows the field"),
    ],
)
def test_other_quotes_are_not(content: str, why: str) -> None:
    assert not sound(content.encode()), why


def test_another_delimiter_parts_other_fields() -> None:
    assert sound(b'a\t"b"\n', "\t")
    assert not sound(b'a,"b"\n', "\t")


TEXT = 'a,b\n1,"x\ny"\n\n2,5"\n"u"v,"w\nz"\n3,c\n'
RECORDS = ["a,b\n", '1,"x\ny"\n', "\n", '2,5"\n', '"u"v,"w\nz"\n', "3,c\n"]


def test_careful_cuts_are_made_where_records_end() -> None:
    content = TEXT.encode()
    ends = [0]
    while ends[-1] < len(TEXT):
        ends.append(record_end(TEXT, ends[-1], ","))

    assert [TEXT[a:b] for a, b in pairwise(ends)] == RECORDS
    for block in range(1, len(content)):
        cuts = list(careful_cuts(reading(content), 0, len(content), block=block))
        assert {stop for _, stop in cuts} <= set(ends)
        assert b"".join(content[start:stop] for start, stop in cuts) == content


def test_a_record_that_is_never_closed_takes_all_that_follows() -> None:
    assert record_end('a,"b\nc\n', 0, ",") == 7


def test_lines_may_end_in_a_carriage_return() -> None:
    content = b'a,b\r1,"x\ry"\r2,y\r'

    assert list(careful_cuts(reading(content), 0, len(content), block=1, end=b"\r")) == [(0, 4), (4, 12), (12, 16)]
    assert list(quick_cuts(reading(content), 0, len(content), 5, b"\r")) == [(0, 9), (9, 16)]
