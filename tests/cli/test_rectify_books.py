from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.rectifying import ESTATES, JANUARY, a_workspace
from tests.running import Inside, Ran

FOUND = (
    "A,industry,2,clutter,1,3栋2单元,F1,P1,\n"
    "A,industry,2,fire,1,南门,F2,,\n"
    "A,industry,2,clutter,1,=1+1,,,\n"
    "A,industry,2,fire,1,北门,F4,,城管\n"
    "B,industry,1,clutter,1,3栋2单元,F1,,\n"
)
LOG = JANUARY + "B,industry,1,2022-02-12,1 3,done\n"


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "zone", {"2022Q1": (FOUND, LOG)})


def books(zone: Path, inside: Inside, *words: str) -> Path:
    ran = inside("rectify", "--language", "zh", "--books", "out", *words, cwd=zone)
    assert (ran.code, ran.out) == (0, ""), ran.err
    return zone / "out"


def fill(book: Path, *answers: dict[str, Any], sheet: str = "回执") -> Path:
    """A workbook with answers to its first rows, by heading."""
    workbook = openpyxl.load_workbook(book)
    page = workbook[sheet]
    at = {cell.value: cell.column for cell in page[1]}
    for row, said in enumerate(answers, 2):
        for heading, value in said.items():
            page.cell(row, at[heading]).value = value
    workbook.save(book)
    return book


def replied(zone: Path, inside: Inside, *words: str | Path) -> Ran:
    return inside("rectify", "--format", "csv", "--replies", *words, cwd=zone)


def test_a_workbook_a_company_lists_its_findings_and_asks_for_what_is_its_own(zone: Path, inside: Inside) -> None:
    out = books(zone, inside)

    assert sorted(file.name for file in out.iterdir()) == ["乙物业公司.xlsx", "甲物业公司.xlsx"]
    book = openpyxl.load_workbook(out / "甲物业公司.xlsx")
    assert book.sheetnames == ["整改清单", "回执", "填写说明"]
    listed = [row[0] for row in book["整改清单"].iter_rows(min_row=2, values_only=True)]
    asked = [row[3] for row in book["回执"].iter_rows(min_row=2, values_only=True)]
    assert sorted(listed) == ["F1", "F2", "F4", "clutter@=1+1"]
    assert sorted(asked) == ["F1", "F2", "clutter@=1+1"]  # F4 is another party's


def test_only_answers_can_be_written_and_what_looks_like_a_formula_is_a_text(zone: Path, inside: Inside) -> None:
    page = openpyxl.load_workbook(books(zone, inside) / "甲物业公司.xlsx")["回执"]
    heads = [cell.value for cell in page[1]]

    assert page.protection.sheet
    assert [h for h, cell in zip(heads, page[2], strict=True) if not cell.protection.locked] == heads[7:]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "d", "n"}
    assert [rule.type for rule in page.data_validations.dataValidation] == ["date"]
    assert (page.freeze_panes, page.print_title_rows, page.page_setup.orientation) == ("A2", "$1:$1", "landscape")
    assert page.auto_filter.ref == "A1:L4"


def test_the_same_list_gives_the_same_bytes(zone: Path, inside: Inside) -> None:
    first = {file.name: file.read_bytes() for file in books(zone, inside).iterdir()}
    shutil.rmtree(zone / "out")

    assert {file.name: file.read_bytes() for file in books(zone, inside).iterdir()} == first


def test_a_number_that_was_given_out_twice_is_answered_where_the_reply_says(tmp_path: Path, inside: Inside) -> None:
    found = "A,industry,1,clutter,1,8栋1单元,F1,,\nA,industry,2,clutter,1,8栋2单元,F1,,\n"
    root = a_workspace(tmp_path / "zone", {"2022Q1": (found, JANUARY)})
    (root / "reply.csv").write_text("estate,finding,place,done\nA,F1,8 栋 2 单元,2022-02-20\n", encoding="utf-8")

    rows = replied(root, inside, "reply.csv").rows
    assert {row["place"]: row["reply"] for row in rows} == {"8栋1单元": "", "8栋2单元": "unchecked"}


@pytest.mark.parametrize(("day", "due"), [("2022-01-25", "reported"), ("2022-01-26", "overdue")])
def test_what_is_reported_done_after_the_deadline_is_overdue(
    day: str, due: str, tmp_path: Path, inside: Inside
) -> None:
    found = "A,industry,1,clutter,1,8栋1单元,F1,,\n"  # half a mark: 15 days from the 10th
    root = a_workspace(tmp_path / "zone", {"2022Q1": (found, JANUARY)})
    (root / "reply.csv").write_text(f"estate,finding,done\nA,F1,{day}\n", encoding="utf-8")

    assert [row["due"] for row in replied(root, inside, "reply.csv").rows] == [due]


def test_a_company_s_word_closes_nothing(zone: Path, inside: Inside) -> None:
    out = books(zone, inside)
    # F2 and clutter are of 10 marks: fire costs 1 and stands first
    fill(
        out / "甲物业公司.xlsx",
        {"整改措施": "清理", "完成日期": date(2022, 2, 11), "整改后照片编号": "Q1", "负责人签字": "某人"},
        {"未完成原因": "等配件"},
    )
    ran = replied(zone, inside, out)

    assert ran.code == 0, ran.err
    rows = {row["finding"] or row["place"]: row for row in ran.rows if row["estate"] == "A"}
    assert (rows["F2"]["state"], rows["F2"]["reply"], rows["F2"]["due"]) == ("unchecked", "unchecked", "reported")
    assert (rows["F2"]["done"], rows["F2"]["done_what"], rows["F2"]["photo"]) == ("2022-02-11", "清理", "Q1")
    assert sum(row["reply"] == "not_done" for row in rows.values()) == 1
    assert "某人" not in ran.out + ran.err


def test_a_visit_confirms_or_refutes_what_was_said(zone: Path, inside: Inside) -> None:
    out = books(zone, inside)
    done = {"完成日期": date(2022, 2, 11)}
    fill(out / "甲物业公司.xlsx", done, done, done)
    a_workspace(zone, {"2022Q2": ("A,industry,1,fire,1,南门,F2,,\n", "A,industry,1,2022-04-10,1 3,done\n")})
    rows = {row["finding"]: row for row in replied(zone, inside, out).rows if row["estate"] == "A"}

    assert (rows["F1"]["state"], rows["F1"]["reply"], rows["F1"]["due"]) == ("closed", "confirmed", "in_time")
    assert (rows["F2"]["state"], rows["F2"]["reply"], rows["F2"]["due"]) == ("open", "refuted", "overdue")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_has_saved_again_reads_the_same(zone: Path, inside: Inside, tmp_path: Path) -> None:
    book = fill(books(zone, inside) / "甲物业公司.xlsx", {"整改措施": "清理", "完成日期": date(2022, 2, 11)})
    again = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    assert replied(zone, inside, again / book.name).out == replied(zone, inside, book).out


def test_a_csv_with_the_same_columns_is_a_reply_too(zone: Path, inside: Inside) -> None:
    (zone / "reply.csv").write_text("estate,finding,done\nB,F1,2022-02-20\n", encoding="utf-8")

    assert [row["reply"] for row in replied(zone, inside, "reply.csv").rows if row["estate"] == "B"] == ["unchecked"]


@pytest.mark.parametrize(
    ("answer", "code", "cell"),
    [
        ({"完成日期": "下周"}, "bad-date", "I2"),
        ({"完成日期": date(2022, 2, 9)}, "done-too-early", "I2"),  # found on the 10th
        ({"问题编号": "F9", "整改措施": "x"}, "unknown-finding", "D2"),
        ({"部位": "西门", "整改措施": "x"}, "changed-column", "F2"),
        ({"整改时限": datetime(2022, 3, 1), "整改措施": "x"}, "changed-column", "G2"),
        ({"条款": "别的", "整改措施": "x"}, "changed-column", "E2"),
    ],
)
def test_what_is_wrong_in_a_reply_is_told_with_its_cell(
    answer: dict[str, Any], code: str, cell: str, zone: Path, inside: Inside
) -> None:
    book = fill(books(zone, inside) / "甲物业公司.xlsx", answer)
    ran = replied(zone, inside, book)

    assert (ran.code, ran.out) == (2, "")
    assert f"回执!{cell}" in ran.err
    assert f"({code})" in ran.err


def test_a_finding_that_is_answered_twice_is_told(zone: Path, inside: Inside) -> None:
    book = fill(books(zone, inside) / "甲物业公司.xlsx", {"整改措施": "x"})
    shutil.copy(book, zone / "second.xlsx")
    ran = inside("rectify", "--replies", book, "--replies", zone / "second.xlsx", cwd=zone)

    assert (ran.code, "(answered-twice)" in ran.err) == (2, True)


def test_a_file_without_a_reply_sheet_is_told(zone: Path, inside: Inside) -> None:
    ran = replied(zone, inside, "estates.csv")

    assert (ran.code, "(no-reply-sheet)" in ran.err) == (2, True)


@pytest.mark.parametrize("folder", ["data/2022Q3", "data/2022Q1", "data/2022Q1/replies"])
def test_workbooks_are_not_written_where_they_would_be_measurements(folder: str, zone: Path, inside: Inside) -> None:
    ran = inside("rectify", "--books", folder, cwd=zone)

    assert (ran.code, "(books-among-periods)" in ran.err) == (2, True)
    assert not (zone / "data/2022Q3").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(zone: Path, inside: Inside) -> None:
    out = books(zone, inside)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    ran = inside("rectify", "--books", "out", cwd=zone)

    assert (ran.code, "(not-empty)" in ran.err) == (2, True)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_names_of_companies_become_names_of_files(tmp_path: Path, inside: Inside) -> None:
    estates = ESTATES.replace("甲物业公司", "甲/物业:*?").replace("乙物业公司", "甲 物业")
    root = a_workspace(tmp_path / "zone", {"2022Q1": (FOUND, LOG)}, estates=estates)

    assert sorted(file.name for file in books(root, inside).iterdir()) == ["甲 物业 (2).xlsx", "甲 物业.xlsx"]


def test_in_english_the_reply_sheet_is_english_and_is_read_back(zone: Path, inside: Inside) -> None:
    inside("rectify", "--language", "en", "--books", "out", cwd=zone)
    book = fill(zone / "out/乙物业公司.xlsx", {"Done on": date(2022, 2, 20)}, sheet="Reply")

    assert [row["reply"] for row in replied(zone, inside, book).rows if row["estate"] == "B"] == ["unchecked"]
