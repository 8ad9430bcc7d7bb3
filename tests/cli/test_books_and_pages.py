"""Any table as a workbook or as a page: `-o ranking.xlsx`, `-o ranking.html`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.spreadsheet import as_xlsx
from redprop.report.web import as_html
from tests.office import CSV, converted
from tests.running import ROOT, Inside, plain_environment, process

HARM = ("=1+1", '<script>alert("x")</script>', "+cmd|' /C calc'!A0", "甲\u202e乙", 'a" onmouseover="x', "&lt;b&gt;")


def a_sheet(*groups: Group, language: str = "en") -> Sheet:
    """A sheet with these tables for people."""
    return Sheet([], [], lambda: groups, language=language, remarks=["That is all."])


def of_texts(*texts: str, kind: Any = "text") -> Group:
    """A table of one column."""
    return Group("Table", [Column("name", "Name", kind)], [{"name": Cell(text)} for text in texts])


def opened(content: bytes) -> Any:
    """A workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(content))


class Seen(HTMLParser):
    """The elements of a page with their attributes, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


# -- workbooks ---------------------------------------------------------------------------------------------------------


def test_each_table_is_a_sheet_with_numbers_as_numbers(small: Path, inside: Inside) -> None:
    ran = inside("rank", "-o", "ranking.xlsx", cwd=small)
    book = openpyxl.load_workbook(small / "ranking.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    score = sheet.cell(3, heads.index("Score") + 1)

    assert (ran.code, ran.out) == (0, "")
    assert book.sheetnames == ["Old estates · 2022Q2 · 4 ranked", "New estates · 2022Q2 · 1 ranked", "Without a rank"]
    assert [cell.value for cell in sheet[3]][:3] == [1, "一号", "E1"]
    assert (score.value, score.number_format, score.data_type) == (90, "0.00", "n")
    assert sheet.freeze_panes == "A3"


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("86.00", 86, "0.00"),
        ("-0.05", -0.05, "0.00"),
        ("+1.5", 1.5, "+0.0;-0.0;0.0"),
        ("12", 12, "0"),
        ("123456789012345", 123456789012345, "0"),
        ("1234567890123456", "1234567890123456", "General"),  # a spreadsheet keeps fifteen digits
        ("0.1234567890123456", "0.1234567890123456", "General"),
        ("↑4", "↑4", "General"),
        ("1/3", "1/3", "General"),
    ],
)
def test_a_number_keeps_its_places_and_what_is_none_is_a_text(text: str, value: object, shown: str) -> None:
    cell = opened(as_xlsx(a_sheet(of_texts(text, kind="number")))).worksheets[0]["A3"]

    assert (cell.value, cell.number_format) == (value, shown)


def test_digits_of_a_text_column_stay_a_text() -> None:
    cell = opened(as_xlsx(a_sheet(of_texts("007")))).worksheets[0]["A3"]

    assert (cell.value, cell.data_type) == ("007", "s")


@pytest.mark.parametrize("text", HARM)
def test_no_name_becomes_a_formula_or_turns_the_writing(text: str) -> None:
    cell = opened(as_xlsx(a_sheet(of_texts(text)))).worksheets[0]["A3"]

    assert (cell.value, cell.data_type) == (text.replace("\u202e", "\N{REPLACEMENT CHARACTER}"), "s")


def test_what_is_no_table_stands_below_the_one_before_it() -> None:
    code = Group("Example", (), (), ["It reads:"], "a: 1\nb: 2\n")
    book = opened(as_xlsx(a_sheet(of_texts("one"), code, of_texts("two"))))

    assert book.sheetnames == ["Table", "Table (2)"]
    assert [cell.value for cell in book["Table"]["A"]] == [
        "Table",
        "Name",
        "one",
        None,
        "Example",
        "It reads:",
        "a: 1",
        "b: 2",
    ]
    assert book["Table (2)"]["A5"].value == "That is all."


def test_a_sheet_of_nothing_is_a_workbook_too() -> None:
    assert [cell.value for cell in opened(as_xlsx(a_sheet())).worksheets[0]["A"]] == ["That is all."]


def test_the_same_table_gives_the_same_bytes(small: Path, inside: Inside) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        inside("score", "-o", name, "--language", "zh", cwd=small)

    assert (small / "one.xlsx").read_bytes() == (small / "two.xlsx").read_bytes()


def test_a_pipe_gets_the_bytes_of_the_file(small: Path) -> None:
    piped = process("rank", "--format", "xlsx", cwd=small).stdout
    process("rank", "-o", "ranking.xlsx", cwd=small)

    assert piped == (small / "ranking.xlsx").read_bytes()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to pretend here")
def test_a_screen_is_not_given_a_workbook(small: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "redprop", "rank", "--format", "xlsx"]
    ran = subprocess.run(
        command, cwd=small, env=plain_environment(), stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE
    )
    os.close(theirs)
    os.close(ours)

    assert ran.returncode == 2
    assert b"(not-on-a-screen)" in ran.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "command", [["rank"], ["score"], ["explain", "E001"], ["check", "rubrics"], ["kinds"]], ids=lambda c: c[0]
)
def test_every_table_can_be_a_workbook_and_a_page(
    command: list[str], language: str, tmp_path: Path, inside: Inside
) -> None:
    for ending in ("xlsx", "html"):
        out = tmp_path / f"out.{ending}"
        ran = inside(*command, "--language", language, "-o", out, cwd=ROOT)
        assert (ran.code, ran.out) == (0, "")
        assert out.stat().st_size > 1000


def test_libreoffice_opens_a_workbook_and_shows_the_places(small: Path, inside: Inside, tmp_path: Path) -> None:
    inside("rank", "-o", "ranking.xlsx", cwd=small)
    rows = converted([small / "ranking.xlsx"], tmp_path, CSV)[0].read_text(encoding="utf-8").splitlines()

    assert rows[2].startswith("1,一号,E1,90.00,Good")


# -- pages -------------------------------------------------------------------------------------------------------------


def test_a_page_is_in_its_language_and_names_its_tables(small: Path, inside: Inside) -> None:
    inside("rank", "-o", "ranking.html", "--language", "zh", cwd=small)
    page = Seen((small / "ranking.html").read_text(encoding="utf-8"))
    tags = [tag for tag, _ in page.tags]

    assert ("html", {"lang": "zh-CN"}) in page.tags
    assert (tags.count("h1"), tags.count("table")) == (1, 3)
    assert all(said.get("scope") == "col" for tag, said in page.tags if tag == "th" and said.get("scope") != "row")
    assert ("th", {"scope": "row", "dir": "auto"}) in page.tags
    assert "一号" in page.texts


def test_a_page_asks_for_nothing(small: Path, inside: Inside) -> None:
    inside("rank", "-o", "ranking.html", cwd=small)
    text = (small / "ranking.html").read_text(encoding="utf-8")

    assert "default-src 'none'" in text
    assert re.findall(r"\b(?:src|href|url)\b\s*[=(]", text) == []
    assert [tag for tag, _ in Seen(text).tags if tag in ("script", "link", "img", "iframe")] == []


@pytest.mark.parametrize("text", HARM)
def test_no_name_becomes_markup_or_turns_the_writing(text: str) -> None:
    page = Seen(as_html(a_sheet(of_texts(text), Group(text, [Column("x", text)], [{"x": Cell(text)}], [text], text))))
    said = text.replace("\u202e", "\N{REPLACEMENT CHARACTER}")

    assert [tag for tag, _ in page.tags if tag in ("script", "b")] == []
    assert not any("onmouseover" in attributes for _, attributes in page.tags)
    assert page.texts.count(said) == 6, "a cell; a title, a line, a heading, a cell, a code"


def test_a_page_shows_what_a_screen_shows(small: Path, inside: Inside) -> None:
    inside("rank", "-o", "ranking.html", cwd=small)
    page = Seen((small / "ranking.html").read_text(encoding="utf-8"))
    screen = inside("rank", cwd=small).out

    shown = [text for text in map(str.strip, page.texts) if text and not text.startswith(":root")]
    assert [text for text in shown if text not in screen] == []
