"""Files as they come: from a pipe, packed, by a pattern, in another encoding, as a sheet; and their problems."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.running import Inside, process

RUBRIC = """\
redprop: 1
id: small
channels:
  industry: {title: {zh: 行业测评}, weight: 60, absent: renormalise}
  owners: {title: {zh: 业主参评}, weight: 40, absent: renormalise}
criteria:
  - {id: tidy, title: {zh: 保洁}, marks: 60, channels: [industry], missing: full, deduct: {each: 1}}
  - {id: liked, title: {zh: 满意率}, marks: 40, channels: [owners], missing: zero, linear: {from: 0, to: 100}}
rounding: {score: 1}
"""
REGISTER = "estate,name\nE001,示例一村\nE002,示例二村\n"
INDUSTRY = "estate,criterion,value\nE001,tidy,6\nE002,tidy,12\n"
# 60 - 6 of 60 is 90, 60 - 12 of 60 is 80
SCORES = {"E001": "90.0", "E002": "80.0"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A standard and a register; the tests bring the measurements."""
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "estates.csv").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def ranked(inside: Inside, folder: Path, *files: str) -> dict[str, str]:
    """The scores that `rank` gives."""
    words = ("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", *files, "--format", "csv")
    ran = inside(*words, cwd=folder)
    assert ran.code == 0, ran.err
    return {row["estate"]: row["score"] for row in ran.rows}


def told(inside: Inside, folder: Path, *words: str) -> list[str]:
    """What a refused command says, line by line."""
    ran = inside("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", *words, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    return ran.err.splitlines()


def test_standard_input_is_a_file(folder: Path) -> None:
    rows = b"estate,channel,criterion,value\nE001,industry,tidy,6\nE002,industry,tidy,12\n"
    words = ("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", "-", "--format", "csv")

    plain, packed = (process(*words, cwd=folder, stdin=content) for content in (rows, gzip.compress(rows)))

    assert {row["estate"]: row["score"] for row in csv.DictReader(plain.stdout.decode().splitlines())} == SCORES
    assert packed.stdout == plain.stdout


def test_a_pattern_that_the_shell_left_is_expanded(inside: Inside, folder: Path) -> None:
    (folder / "industry.csv").write_text(INDUSTRY, encoding="utf-8")

    assert ranked(inside, folder, "indus*.csv") == SCORES
    assert told(inside, folder, "owner*.csv") == ["There is no file owner*.csv. (no-such-file)"]


def test_the_channel_of_a_packed_file_is_its_name_without_endings(inside: Inside, folder: Path) -> None:
    (folder / "industry.csv.gz").write_bytes(gzip.compress(INDUSTRY.encode()))

    assert ranked(inside, folder, "industry.csv.gz") == SCORES


def test_an_encoding_that_is_said_comes_before_what_the_bytes_tell(inside: Inside, folder: Path) -> None:
    (folder / "industry.csv").write_bytes("estate,保洁\n示例一村,6\n示例二村,12\n".encode("big5"))
    (folder / "estates.csv").write_bytes(REGISTER.encode("big5"))

    assert ranked(inside, folder, "industry.csv", "--encoding", "big5") == SCORES
    assert told(inside, folder, "industry.csv", "--encoding", "utf-8")[0].endswith("(damaged-text)")


def test_what_the_bytes_had_to_tell_is_noted(inside: Inside, folder: Path) -> None:
    (folder / "industry.csv").write_bytes("estate,保洁\n示例一村,6\n示例二村,12\n".encode("gbk"))
    ran = inside("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", "industry.csv", cwd=folder)

    assert (ran.code, "industry.csv: note: The file is not UTF-8 and was read as GB18030." in ran.err) == (0, True)


def test_a_sheet_and_its_cells_may_be_named(inside: Inside, folder: Path) -> None:
    book = Workbook()
    book.active.title = "行业测评"
    for row in (["小区旧表"], ["estate", "保洁"], ["E001", 6], ["E002", 12], ["E001", 99]):
        book.active.append(row)
    book.create_sheet("备用").append(["nothing"])
    book.save(folder / "q2.xlsx")

    assert ranked(inside, folder, "q2.xlsx#行业测评!A2:B4") == SCORES


def test_a_problem_of_a_sheet_names_its_cell(inside: Inside, folder: Path) -> None:
    book = Workbook()
    book.active.title = "业主参评"
    for row in (["业主参评汇总"], [], ["小区名", "estate", "满意率"], ["示例一村", "E001", "很好"]):
        book.active.append(row)
    book.save(folder / "q2.xlsx")

    lines = told(inside, folder, "q2.xlsx")

    # the third column of the fourth row
    assert [line for line in lines if "not-a-value" in line] == [
        "q2.xlsx:业主参评!C4 [满意率]: 很好 is no number. Write it in digits, such as 12.5. (not-a-value)"
    ]


def test_many_problems_of_a_kind_are_shown_first_and_counted(inside: Inside, folder: Path) -> None:
    bad = "".join(f"E001,tidy,x{number}\n" for number in range(2, 14))
    (folder / "industry.csv").write_text(f"estate,criterion,value\n{bad}E009,tidy,1\n", encoding="utf-8")

    lines = told(inside, folder, "industry.csv")

    assert [line.partition(" ")[0] for line in lines[:6]] == [
        *(f"industry.csv:{row}" for row in range(2, 7)),  # five of twelve
        "industry.csv:14",  # and the only one of another kind
    ]
    assert lines[6:] == ["… and 7 more of these (not-a-value)", "Problems: 13", "Every one of them: --problems FILE"]


def test_every_problem_is_written_to_a_file_where_it_is_asked_for(inside: Inside, folder: Path) -> None:
    bad = "".join("E001,tidy,x\nE008,tidy,1\n" for _ in range(600))
    (folder / "industry.csv").write_text(f"estate,criterion,value\n{bad}", encoding="utf-8")

    lines = told(inside, folder, "industry.csv", "--problems", "all.csv")
    with (folder / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert lines[-1] == "Problems: 1,200"
    assert [row["row"] for row in rows] == [str(number) for number in range(2, 1202)]
    assert {(row["code"], row["column"]) for row in rows} == {("not-a-value", "value"), ("unknown-subject", "estate")}


def test_notes_and_bad_rows_that_were_left_out_are_written_too(inside: Inside, folder: Path) -> None:
    (folder / "industry.csv").write_text(INDUSTRY + "E002,tidy,x\n", encoding="utf-8")
    words = ("rank", "--rubric", "rubric.yaml", "--register", "estates.csv", "industry.csv")
    ran = inside(*words, "--skip-bad-rows", "--problems", "all.csv", cwd=folder)
    with (folder / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert ran.code == 0
    assert [(row["severity"], row["code"], row["row"]) for row in rows] == [("error", "not-a-value", "4")]
