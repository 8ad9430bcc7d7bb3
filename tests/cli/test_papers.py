from __future__ import annotations

from pathlib import Path

from tests.cli.test_report import text_of
from tests.running import Inside


def test_a_penalty_is_taken_off_and_called_so_in_the_sheet_and_on_the_page(small: Path, inside: Inside) -> None:
    """E1 has 90; one refusal takes 2 off: 88."""
    rubric, folder = small / "rubric.yaml", small / "data" / "2022Q2"
    refused = "{id: refused, title: {zh: 拒绝检查, en: Refused}, why: {zh: 不让查}, points: {each: 2}}"
    rubric.write_text(
        rubric.read_text(encoding="utf-8") + f"penalty:\n  cap: 5\n  criteria:\n    - {refused}\n", encoding="utf-8"
    )
    (folder / "adjustments.csv").write_text("estate,criterion,value,date\nE1,refused,1,2022-06-23\n", encoding="utf-8")

    ran = inside("report", "--sheets", "out", "-o", "page.html", "--language", "zh", cwd=small)

    assert ran.code == 0, ran.err
    text = text_of(small / "out" / "E1 一号.docx")
    assert "拒绝检查\n\n\n2\n" in text  # no full marks, nothing earned, 2 taken
    assert "综合得分88.00分" in text
    page = (small / "page.html").read_text(encoding="utf-8")
    assert '"title":"扣分"' in page.replace('": "', '":"')
    assert "Penalty" not in page


def test_a_sheet_says_why_a_channel_has_no_mark(small: Path, inside: Inside) -> None:
    """Nobody of E6 was seen by industry, which is needed."""
    inside("report", "--sheets", "out", "--language", "zh", cwd=small)

    assert "※无行业" in text_of(small / "out" / "E6 六号.docx")


def test_one_folder_for_two_kinds_of_papers_is_refused_before_anything_is_written(small: Path, inside: Inside) -> None:
    ran = inside("report", "--sheets", "out", "--notices", "./out", cwd=small)

    assert (ran.code, "(same-folder)" in ran.err) == (2, True)
    assert not (small / "out").exists()
