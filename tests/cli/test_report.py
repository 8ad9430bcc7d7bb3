from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import INDUSTRY, OWNERS
from tests.running import Inside

MARKED = '<b>&"一\u202e号</b>'
PERSON = "张某某"


@pytest.fixture
def two(small: Path) -> Path:
    """The small workspace with a period before: there E1 had six findings and E4 one; rows name who looked."""
    before = small / "data" / "2022Q1"
    before.mkdir(parents=True)
    turned = INDUSTRY.replace("E1,tidy,1", "E1,tidy,6").replace("E4,tidy,6", "E4,tidy,1")
    (before / "industry.csv").write_text(turned, encoding="utf-8")
    (before / "owners.csv").write_text(OWNERS, encoding="utf-8")
    return small


def text_of(path: Path) -> str:
    """All text of a Word file: paragraphs and cells."""
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_without_a_file_the_bulletin_is_markdown(two: Path, inside: Inside) -> None:
    """Now 90, 80, 80, 40; before E1 (40 + 90) / 2 = 65 and E4 (90 + 40) / 2 = 65: mean 72.5 both times."""
    ran = inside("report", "--language", "zh", cwd=two)

    assert ran.code == 0, ran.err
    assert ran.out.startswith("# 关于2022年第二季度小区考核情况的通报\n")
    headings = re.findall("^## (.)、", ran.out, re.MULTILINE)
    assert headings == ["一", "二", "三", "四", "五"]
    assert "平均72.50分，中位数80.00分，最高90.00分，最低40.00分" in ran.out
    assert "两期均在本类排名的4个，平均分由上季度的72.50分到本期的72.50分，持平" in ran.out
    assert "| 1 | 一号 | North | 90.00 | 90.00 | 90.00 | 良好 | 3 | ↑2 |" in ran.out


def test_the_words_of_headings_and_sentences_change_with_the_language(two: Path, inside: Inside) -> None:
    ran = inside("report", "--language", "en", cwd=two)

    assert "## 3. What went wrong" in ran.out
    assert "Mean 72.50, median 80.00, highest 90.00, lowest 40.00" in ran.out


def test_nothing_is_compared_where_nobody_asks(two: Path, inside: Inside) -> None:
    ran = inside("report", "--language", "zh", "--before", "none", cwd=two)

    assert "没有可比的上期结果" in ran.out
    assert "升降" not in ran.out


def test_a_period_before_that_is_none_is_a_problem(two: Path, inside: Inside) -> None:
    ran = inside("report", "--before", "2022Q2", cwd=two)

    assert (ran.code, ran.out) == (2, "")
    assert "2022Q2 is no period before this one. There are: 2022Q1." in ran.err


def test_one_category_alone(two: Path, inside: Inside) -> None:
    ran = inside("report", "--category", "new", "--language", "zh", cwd=two)

    assert "新小区" in ran.out
    assert "老小区" not in ran.out


def test_word_is_no_format_for_a_screen(two: Path, inside: Inside) -> None:
    ran = inside("report", "--format", "docx", cwd=two)

    assert ran.code == 2
    assert "-o bulletin.docx" in ran.err


def test_the_word_file_says_what_the_bulletin_says_and_leaves_the_signature_blank(two: Path, inside: Inside) -> None:
    path = two / "bulletin.docx"

    assert inside("report", "--language", "zh", "-o", str(path), cwd=two).code == 0
    text = text_of(path)
    assert "关于2022年第二季度小区考核情况的通报" in text
    assert "平均72.50分" in text
    assert "附件1　老小区排名" in text
    assert "（印章）" in text
    assert "{" not in text


def test_the_same_input_gives_the_same_bytes(two: Path, inside: Inside) -> None:
    paths = [two / f"{n}.docx" for n in (1, 2)]
    for path in paths:
        inside("report", "-o", str(path), cwd=two)

    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_names_with_markup_do_no_harm(two: Path, inside: Inside) -> None:
    register = two / "estates.csv"
    quoted = MARKED.replace('"', '""')
    register.write_text(register.read_text(encoding="utf-8").replace("一号", f'"{quoted}"'), encoding="utf-8")
    path = two / "bulletin.docx"

    assert inside("report", "-o", str(path), cwd=two).code == 0
    assert '<b>&"一号</b>' in text_of(path)
    assert "\\<b\\>" in inside("report", cwd=two).out
    assert inside("report", "--sheets", str(two / "sheets"), cwd=two).code == 0
    assert min(one.name for one in (two / "sheets").iterdir()) == "E1 b & 一 号 b.docx"


def test_nobody_who_looked_or_answered_is_named(two: Path, inside: Inside) -> None:
    rows = [f"{line},{PERSON}" for line in INDUSTRY.strip().split("\n")[1:]]
    for period in ("2022Q1", "2022Q2"):
        told = "\n".join(["estate,criterion,value,assessor", *rows]) + "\n"
        (two / "data" / period / "industry.csv").write_text(told, encoding="utf-8")
    folders = ["--sheets", str(two / "sheets"), "--notices", str(two / "notices")]

    assert inside("report", "-o", str(two / "b.docx"), *folders, cwd=two).code == 0
    papers = [two / "b.docx", *(two / "sheets").iterdir(), *(two / "notices").iterdir()]
    assert len(papers) > 5
    for paper in papers:
        with zipfile.ZipFile(paper) as archive:
            assert all(PERSON not in archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    assert PERSON not in inside("report", cwd=two).out


def test_a_sheet_shows_what_was_taken_off_and_how_the_score_comes_about(two: Path, inside: Inside) -> None:
    """E1 lost 5 of 50 in each channel, half of the whole each: 5.0000 of the score."""
    ran = inside("report", "--sheets", str(two / "out"), "--language", "zh", cwd=two)

    assert (ran.code, ran.out) == (0, "")
    assert len(list((two / "out").iterdir())) == 7
    text = text_of(two / "out" / "E1 一号.docx")
    assert "整洁\n50\n45\n5\n" in text
    assert "-5.0000" in text
    assert "（行业90.00×50 + 业主90.00×50）÷ 100 = 90.00" in text
    assert "签字（盖章）" in text


def test_a_sheet_says_why_there_is_no_rank(two: Path, inside: Inside) -> None:
    """E7 is observed; E6 was never seen by industry."""
    inside("report", "--sheets", str(two / "out"), "--language", "zh", cwd=two)

    assert "观察期，计分不排名" in text_of(two / "out" / "E7 七号.docx")
    assert "无行业，不评定" in text_of(two / "out" / "E6 六号.docx")


def test_a_channel_that_counts_nothing_is_remarked(two: Path, inside: Inside) -> None:
    rubric = (two / "rubric.yaml").read_text(encoding="utf-8")
    owners = "owners: {title: {zh: 业主, en: Owners}, weight: 50, absent: not_rated"
    assert owners in rubric
    text = rubric.replace(owners, owners + ", zero_when: {forged: {at_least: 1}}") + "measures: {forged: {}}\n"
    (two / "rubric.yaml").write_text(text, encoding="utf-8")
    with (two / "data/2022Q2/industry.csv").open("a", encoding="utf-8") as rows:
        rows.write("E1,forged,1\n")
    ran = inside("report", "--before", "none", "--language", "zh", cwd=two)

    assert any(" 一号 | " in line and "业主按标准计0分" in line for line in ran.out.splitlines())
    assert ran.out.count("业主按标准计0分") == 1


def test_a_notice_lists_what_is_open_with_its_state(two: Path, inside: Inside) -> None:
    for period in ("2022Q1", "2022Q2"):
        (two / "data" / period / "industry.csv").write_text(
            "estate,criterion,value,place,finding,visit\n"
            + "E1,tidy,1,南门,F-1,1\n" * (period == "2022Q2")
            + "".join(f"E{n},tidy,0,,,1\n" for n in range(2, 6)),
            encoding="utf-8",
        )
    ran = inside("report", "--notices", str(two / "out"), "--language", "zh", cwd=two)

    assert ran.code == 0, ran.err
    assert [one.name for one in (two / "out").iterdir()] == ["E1 一号.docx"]
    text = text_of(two / "out" / "E1 一号.docx")
    assert "F-1" in text
    assert "南门" in text
    assert "新发现" in text


def test_a_folder_with_something_in_it_stays_as_it_is(two: Path, inside: Inside) -> None:
    (two / "out").mkdir()
    (two / "out" / "kept.txt").write_text("kept", encoding="utf-8")

    assert inside("report", "--sheets", str(two / "out"), cwd=two).code == 2
    assert [one.name for one in (two / "out").iterdir()] == ["kept.txt"]


def an_own_template(path: Path, *lines: str) -> str:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return str(path)


def test_an_office_s_own_template_is_filled_in(two: Path, inside: Inside) -> None:
    own = an_own_template(
        two / "own.docx", "红头 {{ title }}", "{%p for one in passages %}", "{{ one.heading }}", "{%p endfor %}"
    )

    assert inside("report", "-o", str(two / "b.docx"), "--template", own, "--language", "zh", cwd=two).code == 0
    assert text_of(two / "b.docx").startswith("红头 关于2022年第二季度小区考核情况的通报\n一、总体情况\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ titel }} {{ nobody }}", "The template names what there is not: nobody."),
        ("{{ title }", "A tag of the template is wrong"),
        ("{%p for one in passages %}{{ one.heading }}", "A tag of the template is wrong"),
        ("{{ passages[0].headin }}", "The template asks for a value that is not there"),
    ],
)
def test_mistakes_in_a_template_are_problems(two: Path, inside: Inside, line: str, said: str) -> None:
    own = an_own_template(two / "own.docx", line)
    ran = inside("report", "-o", str(two / "b.docx"), "--template", own, cwd=two)

    assert ran.code == 2, ran.err
    assert said in ran.err
    assert "own.docx" in ran.err
    assert not (two / "b.docx").exists()


def test_what_is_no_word_document_is_no_template(two: Path, inside: Inside) -> None:
    (two / "own.docx").write_text("no zip", encoding="utf-8")
    ran = inside("report", "-o", str(two / "b.docx"), "--template", str(two / "own.docx"), cwd=two)

    assert ran.code == 2
    assert "This is no Word document" in ran.err


def test_the_page_for_leaders_names_both_ends_and_the_worst(two: Path, inside: Inside) -> None:
    ran = inside("report", "--leaders", "--language", "zh", cwd=two)

    assert "平均：老小区72.50分（4个）；新小区100.00分（1个）。" in ran.out
    assert "红黄名单和约谈对象尚未确定" in ran.out


def test_libreoffice_opens_it_and_the_leaders_page_is_one_page(two: Path, inside: Inside) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    for words in (["-o", "bulletin.docx"], ["--leaders", "-o", "leaders.docx"]):
        assert inside("report", *words, cwd=two).code == 0
    command = [office, f"-env:UserInstallation=file://{two}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "bulletin.docx", "leaders.docx"], cwd=two, check=True, capture_output=True, timeout=300)

    pages = [
        len(re.findall(rb"/Type\s*/Page\b", (two / f"{name}.pdf").read_bytes())) for name in ("bulletin", "leaders")
    ]
    assert pages[0] > 2
    assert pages[1] == 1


def test_a_folder_of_pictures_holds_those_of_each_category_and_each_subject(two: Path, inside: Inside) -> None:
    """Two categories with three each, seven subjects with two each."""
    ran = inside("report", "--plots", "pictures", cwd=two)

    assert ran.code == 0, ran.err
    found = sorted(path.name for path in (two / "pictures").iterdir())
    assert len(found) == 2 * 3 + 7 * 2
    assert {"old-ranking.svg", "new-trend.svg", "E1-profile.svg", "E7-course.svg"} <= set(found)
    assert all(path.read_text(encoding="utf-8").startswith("<svg") for path in (two / "pictures").iterdir())
    assert inside("report", "--plots", "pictures", cwd=two).code == 2, "a folder that holds something is left alone"


def test_a_page_without_matplotlib_is_a_problem_that_says_what_to_do(
    two: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = inside("report", "-o", "page.html", cwd=two)

    assert ran.code == 2
    assert "pip install 'redprop[plots]'" in ran.err
    assert not (two / "page.html").exists()
    assert inside("report", "-o", "page.html", "--no-plots", cwd=two).code == 0


UNDATED = """\
redprop: 1
id: bare
marks: 10
rounding: {score: 2}
title: {zh: 裸标准, en: Bare standard}
subject: {column: estate, title: {zh: 小区, en: Estate}}
sections:
  - id: order
    title: {zh: 秩序, en: Order}
    criteria:
      - {id: tidy, title: {zh: 整洁, en: Tidy}, marks: 10, missing: full, deduct: {each: 1}}
"""


def test_a_bulletin_without_a_period_or_channels_speaks_of_neither(tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "bare.yaml").write_text(UNDATED, encoding="utf-8")
    (tmp_path / "seen.csv").write_text("estate,criterion,value\nX,tidy,2\nY,tidy,1\n", encoding="utf-8")
    typed = ("seen.csv", "--rubric", "bare.yaml", "--language", "en")

    bulletin = inside("report", *typed, cwd=tmp_path).out
    leaders = inside("report", "--leaders", *typed, cwd=tmp_path).out
    inside("report", *typed, "--sheets", "sheets", "--notices", "notices", cwd=tmp_path)

    assert bulletin.startswith("# Bulletin on the assessment: Estate\n\nThis is how the assessment went (Estate).\n")
    assert leaders.startswith("# One page for leaders: Estate\n")
    assert "Score: the criteria's marks are put together as the standard says, out of 10; " in bulletin
    assert "each channel" not in bulletin
    assert text_of(tmp_path / "sheets" / "X.docx").startswith("Sheet of deductions: X\n")
    assert text_of(tmp_path / "notices" / "X.docx").startswith("Notice of what to put right: X\n")


def test_where_nothing_was_assessed_no_heading_stands_over_nothing(two: Path, inside: Inside) -> None:
    for name in ("industry", "owners"):
        file = two / "data/2022Q2" / f"{name}.csv"
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    ran = inside("report", "--before", "none", "--language", "zh", cwd=two)

    assert ran.code == 0, ran.err
    lines = [line for line in ran.out.splitlines() if line.strip()]
    assert [line for line, after in pairwise(lines) if line[:3] == after[:3] == "## "] == []
    assert ran.out.count("本期没有可列的内容。") == 2
