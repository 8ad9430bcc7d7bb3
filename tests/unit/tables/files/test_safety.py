"""What is no workbook, or would not fit into memory, ends in one listed problem, and soon."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from redprop.errors import TableError
from redprop.tables.files import package
from tests.unit.tables.files.building import changed, one, refused, rows, workbook

ROWS = [["小区", "保洁", "绿化"], ["甲苑", 4, 3.5], ["乙苑", 5, 1]]


def simple(tmp_path: Path) -> Path:
    return workbook(tmp_path / "q.xlsx", ("检查", ROWS))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook-empty"),
        ("小区,保洁\n甲苑,4\n".encode(), "workbook-is-text"),
        ("小区\t保洁\n".encode("gbk"), "workbook-is-text"),
        (b"\xef\xbb\xbf\r\n<HTML><table>", "workbook-is-page"),
        (b'<?xml version="1.0"?><Workbook/>', "workbook-is-page"),
        (b"%PDF-1.7", "not-a-workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not-a-workbook"),
        (b"PK\x03\x04 and no archive", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "q.xls"
    path.write_bytes(content)

    assert refused(path) == [(code, "")]


def test_a_workbook_with_another_s_ending_is_read(tmp_path: Path) -> None:
    path = simple(tmp_path).rename(tmp_path / "q.xls")

    assert len(one(path).table()) == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == [("cannot-read", "")]


def test_an_archive_without_a_workbook_is_none(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "q.xlsx", "w") as archive:
        archive.writestr("notes.txt", "x")

    assert refused(tmp_path / "q.xlsx") == [("not-a-workbook", "")]


def test_one_far_cell_is_not_laid_out(tmp_path: Path) -> None:
    """python-calamine would ask for 549 GB, and the interpreter would be ended."""
    path = changed(simple(tmp_path), "sheet1.xml", lambda part: part.replace(b'r="C3"', b'r="XFD1048576"'))

    assert refused(path) == [("sheet-too-large", "检查!XFD1048576")]


@pytest.mark.parametrize("far", [b'r="XFD1048577"', b'r="ZZZ9"', b'r="C99999999"'])
def test_a_cell_beyond_excel_s_own_limits_is_refused(tmp_path: Path, far: bytes) -> None:
    path = changed(simple(tmp_path), "sheet1.xml", lambda part: part.replace(b'r="C3"', far))

    assert [code for code, _ in refused(path)] == ["sheet-too-large"]


def test_a_sheet_that_lies_about_how_far_it_reaches_is_read(tmp_path: Path) -> None:
    path = changed(simple(tmp_path), "sheet1.xml", lambda part: part.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'))

    assert rows(one(path).table()) == [("甲苑", "4", "3.5"), ("乙苑", "5", "1")]


def test_empty_cells_far_away_reach_nowhere(tmp_path: Path) -> None:
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    path = changed(simple(tmp_path), "sheet1.xml", lambda part: part.replace(b"</sheetData>", styled))

    assert len(one(path).table()) == 2


def test_cells_that_are_merged_over_the_whole_sheet_do_no_harm(tmp_path: Path) -> None:
    spans = b"".join(b'<mergeCell ref="B%d:XFD1048576"/>' % row for row in range(1, 300))
    path = changed(
        simple(tmp_path),
        "sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + spans + b"</mergeCells>"),
    )

    assert len(one(path).table()) == 2


def test_a_part_that_is_packed_too_tight_is_not_parsed(tmp_path: Path) -> None:
    """150 MB of spaces pack into 150 kB."""
    path = changed(
        simple(tmp_path), "sheet1.xml", lambda part: part.replace(b"<sheetData>", b" " * 150_000_000 + b"<sheetData>")
    )

    assert path.stat().st_size < 200_000
    assert refused(path) == [("packed-too-tight", "")]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = simple(tmp_path)
    monkeypatch.setattr(package, "MOST_BYTES", 4000)

    assert refused(path) == [("workbook-too-large", "")]


def test_pictures_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = simple(tmp_path)
    monkeypatch.setattr(package, "MOST_BYTES", 100_000)
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.jpeg", os.urandom(200_000))

    assert len(one(path).table()) == 2


def test_a_part_that_says_it_is_small_is_measured(tmp_path: Path) -> None:
    """The directory at the archive's end says 100 bytes: a reader that believes it sees less than one that does not."""
    path = simple(tmp_path)
    with ZipFile(path) as archive:
        part = next(one for one in archive.infolist() if one.filename.endswith("sheet1.xml"))
    content = path.read_bytes()
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(part.filename.encode()))
    path.write_bytes(content[: at + 24] + struct.pack("<I", 100) + content[at + 28 :])

    with pytest.raises(TableError, match="bytes, not to 100"):
        one(path)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = changed(simple(tmp_path), "sheet1.xml", lambda part: bomb + part)

    assert refused(path) == [("not-a-workbook", "")]


@pytest.mark.parametrize(
    ("part", "there"),
    [
        ("sharedStrings.xml", b'uniqueCount="4"'),
        ("styles.xml", b'cellXfs count="1"'),
        ("sheet1.xml", b'mergeCells count="1"'),
    ],
    ids=["texts", "styles", "merged cells"],
)
def test_more_entries_than_bytes_are_not_believed(tmp_path: Path, part: str, there: bytes) -> None:
    """python-calamine would ask for memory for all of the texts that a part says it has, and end the interpreter."""
    path = tmp_path / "q.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("检查")
    sheet.write_row(0, 0, ["小区", "保洁"])
    sheet.merge_range("A2:A3", "甲苑")
    sheet.write_row(1, 1, ["n/a"])
    book.close()
    assert len(one(path).table()) == 1

    def claim(content: bytes) -> bytes:
        assert there in content
        return content.replace(there, there.rstrip(b'"0123456789') + b'"99999999999"')

    assert refused(changed(path, part, claim)) == [("not-a-workbook", "")]
