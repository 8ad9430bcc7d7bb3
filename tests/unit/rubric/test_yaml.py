from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from redprop.rubric.yaml import MOST_ALIASES, MOST_BYTES, MOST_DEPTH, Document, load_yaml, resolve


def read(text: str | bytes) -> Document:
    return load_yaml(text.encode() if isinstance(text, str) else text, "f.yaml")


def told(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in read(text).problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.50", Decimal("0.50")),
        (".5", Decimal("0.5")),
    ],
)
def test_yaml_1_2_core_scalars_are_read(text: str, value: object) -> None:
    assert resolve(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "off",
        "1:30",
        "2022-08-30",
        "2022-08-30 10:00:00",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        ".inf",
        ".nan",
    ],
)
def test_what_yaml_1_1_would_turn_into_something_else_stays_text(text: str) -> None:
    assert resolve(text) == text


def test_a_decimal_keeps_the_zeros_that_the_text_shows() -> None:
    assert str(resolve("2.50")) == "2.50"


@pytest.mark.parametrize("text", ['"12"', "'12'", "|-\n  12", ">-\n  12"])
def test_a_quoted_number_is_text(text: str) -> None:
    assert read(f"a: {text}\n").data == {"a": "12"}


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert read("no: 1\n5: 2\n").data == {"no": 1, "5": 2}


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b"\xef\xbb\xbfa: 1\n").data == {"a": 1}


def test_an_alias_stands_for_what_its_anchor_marks() -> None:
    assert read("a: &x [1, 2]\nb: *x\n").data == {"a": [1, 2], "b": [1, 2]}


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    (problem,) = read("a: 1\nb:\n  c: 2\n  c: 3\n").problems

    assert (problem.code, problem.place.line, problem.place.column) == ("duplicate-key", 4, 3)
    assert problem.params == {"key": "c", "first_line": 3}


def test_all_keys_that_stand_twice_are_told_at_once() -> None:
    assert told("a: 1\na: 2\nb: {c: 1, c: 2}\n") == [("duplicate-key", 2, 1), ("duplicate-key", 3, 11)]


def test_a_broken_line_is_told_with_its_place() -> None:
    (code, line, _column) = told("a: 1\nb: [1, 2\nc: 3\n")[0]

    assert (code, line) == ("yaml-syntax", 3)


def test_a_second_document_is_refused() -> None:
    assert told("a: 1\n---\nb: 2\n")[0][:2] == ("yaml-documents", 2)


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_file_is_told(text: str) -> None:
    assert told(text) == [("yaml-empty", 1, 1)]


def test_text_that_is_not_utf8_is_told_with_its_line() -> None:
    assert told("a: 1\nb: 小区\n".encode("gb18030")) == [("not-utf8", 2, 1)]


def test_a_character_that_yaml_refuses_is_told_with_its_place() -> None:
    assert told("a: 1\nb: x\x07\nc: 1\n") == [("yaml-character", 2, 5)]


def test_the_line_of_a_refused_character_is_right_after_chinese_text() -> None:
    assert told("a: 小区小区小区小区\nb: x\x07\nc: 1\nd: 1\ne: 1\nf: 1\n") == [("yaml-character", 2, 5)]


def test_a_file_of_the_largest_size_is_read() -> None:
    filler = b"#" * (MOST_BYTES - 6) + b"\na: 1\n"

    assert len(filler) == MOST_BYTES
    assert read(filler).data == {"a": 1}


def test_a_larger_file_is_refused() -> None:
    assert told(b"#" * (MOST_BYTES + 1)) == [("yaml-too-large", 1, 1)]


def test_the_deepest_nesting_is_read() -> None:
    assert told("[" * MOST_DEPTH + "]" * MOST_DEPTH) == []


def test_deeper_nesting_is_refused_at_the_bracket() -> None:
    assert told("[" * 50_000) == [("yaml-too-deep", 1, MOST_DEPTH + 1)]


def test_as_many_aliases_as_allowed_are_read() -> None:
    assert told("a: &x 1\nb: [" + ", ".join(["*x"] * MOST_ALIASES) + "]\n") == []


def test_more_aliases_are_refused() -> None:
    assert [code for code, _, _ in told("a: &x 1\nb: [" + ", ".join(["*x"] * (MOST_ALIASES + 1)) + "]\n")] == [
        "yaml-aliases"
    ]


def test_aliases_that_would_grow_without_end_are_refused() -> None:
    # ten levels of nine each: 9^10 entries if they were written out
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]

    assert [code for code, _, _ in told("\n".join(lines))] == ["yaml-too-large"]


def test_an_alias_that_leads_into_itself_is_refused() -> None:
    assert [code for code, _, _ in told("a: &x [1, *x]\n")] == ["yaml-cycle"]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!str", "!own"])
def test_tags_are_refused(tag: str) -> None:
    assert told(f"a: {tag} [x]\n") == [("yaml-tag", 1, 4)]


def test_a_key_that_is_no_plain_word_is_refused() -> None:
    assert told("? [a, b]\n: 1\n") == [("yaml-key", 1, 3)]


PLACES = "a:\n  - {b: 1}\n  - c: 2\n    d:\n      e: 3\n"


@pytest.mark.parametrize(
    ("path", "spot"),
    [
        (("a",), (1, 1, "a")),
        (("a", 0, "b"), (2, 6, "a[0].b")),
        (("a", 1, "d", "e"), (5, 7, "a[1].d.e")),
        (("a", 1, "tag", "d"), (4, 5, "a[1].d")),  # a step that the file does not show is passed over
        (("a", 1, "gone"), (3, 5, "a[1]")),
        ((), (1, 1, "")),
    ],
)
def test_everything_has_a_place(path: tuple[Any, ...], spot: tuple[int, int, str]) -> None:
    place = read(PLACES).place(path)

    assert (place.line, place.column, place.path) == spot
