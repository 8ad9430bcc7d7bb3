"""How whole files are told apart: UTF-8 with damage, GB18030, UTF-16 without a mark, and what is none of them."""

from __future__ import annotations

import random

import pytest

from redprop.tables.files.encoding import Look, has_signs_of, is_common_chinese, known_name, mark_of, row_of_fault

TEXTS = {
    "names": "小区,类别\n永泰苑,安置小区\n和悦名邸,商业开发小区\n",
    "findings": "位置,问题\n3号楼2单元,楼道内杂物堆放，乱张贴、乱晾晒。\n北门,路灯不亮（两盏）\n",
    "rare characters": "姓名,得分\n朱镕,91\n李喆,88\n王堃,85\n",
    "traditional characters": "小區,類別\n榮華園,商業開發小區\n麗景臺,安置小區\n",
    "four-byte characters": "name,note\n1,ᠮᠣᠩᠭᠣᠯ\n2,བོད་ཡིག\n",
    "Japanese": "名前,点数\nさくら団地,80\nひまわり,75\n",
    "one word": "小区,value\nE001,3\n",
}


def look(content: bytes, size: int = 7) -> Look:
    return Look.at(content[at : at + size] for at in range(0, len(content), size))


def test_the_counts_are_those_of_the_bytes() -> None:
    """a, é in UTF-8 (C3 A9), a stray A9, 区 in UTF-8 (E5 8C BA), the first byte of a sequence cut short."""
    seen = look(b"a\xc3\xa9\xa9\xe5\x8c\xba\xe5")

    assert (seen.size, seen.right, seen.wrong, seen.high) == (8, 1 + 2, 2, 7)


def test_sequences_across_chunks_are_whole() -> None:
    seen = look("小区".encode(), size=1)

    assert (seen.right, seen.wrong, seen.is_utf8) == (4, 0, True)


def test_nuls_are_counted_at_even_and_odd_places_across_chunks() -> None:
    assert look(b"\0abc\0", size=3).nuls == (2, 0)
    assert look(b"abc\0\0\0", size=3).nuls == (1, 2)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_gb18030_speaks_against_utf8(text: str) -> None:
    seen = look(text.encode("gb18030"))

    assert seen.may_be_gb18030
    assert seen.is_mostly_chinese(sum(not one.isascii() for one in text))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_utf8_with_any_one_byte_changed_is_not_gb18030(text: str) -> None:
    """But for the file of one word: of its two characters, damage may leave less than it takes."""
    if text == TEXTS["one word"]:
        return
    whole = text.encode()
    for at in range(len(whole)):
        for other in (0x00, 0x41, 0x85, 0xB5, 0xC8, 0xE5, 0xFF):
            seen = look(whole[:at] + bytes([other]) + whole[at + 1 :], size=1000)
            assert not seen.may_be_gb18030, (at, other)


def test_utf8_with_names_cut_by_bytes_is_not_gb18030() -> None:
    """A column of 20 bytes keeps six characters and two bytes of the seventh, in every row."""
    row = "永泰苑北区二期".encode()[:20] + b",1\n"

    assert not look(row * 50).may_be_gb18030


def test_sums_of_random_words_fall_far_from_the_draw() -> None:
    """GB2312's first level, drawn evenly; sequences of UTF-8 may begin with a second byte too."""
    rng = random.Random(7)  # noqa: S311  # words, not secrets
    content = bytes(byte for _ in range(5000) for byte in (rng.randrange(0xB0, 0xD7), rng.randrange(0xA1, 0xFA)))
    seen = look(content, size=1000)

    assert seen.wrong > 3 * seen.right


def test_western_european_letters_are_not_chinese() -> None:
    """Each é swallows the letter behind it: 6 characters of 6 bytes that are not ASCII."""
    content = "r\xe9sidence,\xe9t\xe9s,d\xe9part,h\xeatre,\xe0tre\n".encode("latin-1")
    seen = look(content)
    characters = sum(not one.isascii() for one in content.decode("gb18030"))

    assert seen.may_be_gb18030
    assert not seen.is_mostly_chinese(characters)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_nuls_at_every_other_byte_are_utf16(codec: str) -> None:
    assert look("小区,一期一号,1\n".encode(codec)).utf16 == codec


@pytest.mark.parametrize("content", [b"a,b\n" + b"\0" * 40, b"a\0\0b", "小区".encode()])
def test_nuls_everywhere_or_nowhere_are_not_utf16(content: bytes) -> None:
    assert look(content).utf16 == ""


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf16_has_the_signs_of_one(codec: str) -> None:
    """上 (4E 0A) and 嘰 (56 30) hold bytes like a line end and a digit, but are few."""
    assert has_signs_of(codec, ["小区,楼上,嘰\n一期,12,3\n".encode(codec)])


@pytest.mark.parametrize("content", [b"a,b\n1,\0\n", b"a,b\n1,2\0\n3,4\n"])
def test_a_nul_among_text_makes_no_signs_of_a_table_in_utf16(content: bytes) -> None:
    assert not has_signs_of("utf-16-le", [content])
    assert not has_signs_of("utf-16-be", [content])


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (b"\xef\xbb\xbfa", ("utf-8", 3)),
        (b"\xff\xfea\0", ("utf-16-le", 2)),
        (b"\xfe\xff\0a", ("utf-16-be", 2)),
        (b"\xff\xfe\0\0a\0\0\0", ("utf-32-le", 4)),
        (b"\0\0\xfe\xff\0\0\0a", ("utf-32-be", 4)),
        (b"\x84\x31\x95\x33a", ("gb18030", 4)),
        (b"a,b", ("", 0)),
        (b"", ("", 0)),
    ],
)
def test_a_mark_says_the_encoding(head: bytes, mark: tuple[str, int]) -> None:
    assert mark_of(head) == mark


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("UTF_8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("GBK", "gb18030"),
        ("gb2312", "gb18030"),
        ("CP936", "gb18030"),
        ("Big5", "big5"),
        ("", None),
        ("klingon", None),
        ("hex", None),
        ("rot13", None),
        ("undefined", None),
        ("a\0b", None),
    ],
)
def test_names_of_encodings_are_those_that_make_text(said: str, name: str | None) -> None:
    assert known_name(said) == name


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_the_row_of_a_fault_counts_lines_whatever_ends_them(end: str, size: int) -> None:
    content = f"a{end}b{end}{end}".encode() + b"x\xff,1"

    assert row_of_fault((content[at : at + size] for at in range(0, len(content), size)), "utf-8") == 4


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_cut_short_is_at_fault_in_its_last_row(codec: str) -> None:
    assert row_of_fault([f"a\n{'区' * 9}\n区".encode(codec)[:-1]], codec) == 3


def test_a_line_end_behind_half_a_character_is_still_its_row() -> None:
    assert row_of_fault([b"a\n\xe5\x8c\nb\n"], "utf-8") == 2
    assert row_of_fault([b"a\n\xc7\nb\n"], "gb18030") == 2


def test_half_a_character_before_a_fault_is_not_lost() -> None:
    assert row_of_fault([b"a\n\xc7", b"\xf8\nb\xff"], "gb18030") == 3


def test_a_nul_is_a_fault() -> None:
    assert row_of_fault([b"a\n\n", b"b\0\n"], "utf-8") == 3


@pytest.mark.parametrize("word", ["虚构", "小区", "正常活动"])
def test_one_common_word_over_and_over_is_chinese(word: str) -> None:
    assert is_common_chinese([f"E001,3,{word}\n".encode("gb18030") * 50])


def test_damaged_utf8_is_not_common_chinese() -> None:
    # 楼道整洁 in UTF-8 read as GB18030 is 妤奸亾鏁存磥: of GB 2312's rows in daily use there are 奸 and 存 at most
    assert not is_common_chinese([("E001,3,楼道整洁\n" * 50).encode()[:-3]])
