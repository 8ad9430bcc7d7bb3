"""Where results go: screens, pipes and files."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from redprop.cli import write as writing
from redprop.report.sheet import Cell, Column, Group, Screen, Sheet
from redprop.report.terminal import as_table
from tests.running import Inside, plain_environment, process, rows_of

BOM = b"\xef\xbb\xbf"
ON_WINDOWS = sys.platform == "win32"


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("one\ntwo", None, ["one", "two"]), ("one and two and three", 20, ["one and two", "and three"])],
    ids=["as it is written", "for want of width"],
)
def test_beside_a_text_of_several_lines_numbers_stand_right(text: str, width: int | None, lines: list[str]) -> None:
    columns = [Column("number", "Number", "number"), Column("text", "Text")]
    rows = [{"number": Cell("1"), "text": Cell(text)}, {"number": Cell("22"), "text": Cell("four")}]

    shown = as_table(Sheet([], [], lambda: [Group("", columns, rows)]), Screen(width)).splitlines()

    assert shown[2:5] == [f"     1  {lines[0]}", f"        {lines[1]}", "    22  four"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.csv", BOM + b"category,rank,"),
        ("R.CSV", BOM + b"category,rank,"),
        ("r.json", b'{\n  "rubric": "small"'),
        ("r.md", "### Old estates · 2022Q2".encode()),
        ("r.txt", "Old estates · 2022Q2".encode()),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(name: str, begins: bytes, small: Path, inside: Inside) -> None:
    ran = inside("rank", "-o", name, cwd=small)

    assert (ran.code, ran.out) == (0, "")
    assert (small / name).read_bytes().startswith(begins)


def test_a_format_that_was_asked_for_comes_before_the_ending(small: Path, inside: Inside) -> None:
    inside("rank", "-o", "ranking.txt", "--format", "json", cwd=small)

    assert json.loads((small / "ranking.txt").read_text(encoding="utf-8"))["rubric"] == "small"


def test_a_csv_file_begins_with_a_mark_for_excel_and_a_pipe_does_not(small: Path) -> None:
    piped = process("rank", "--format", "csv", cwd=small).stdout
    process("rank", "--output", "ranking.csv", cwd=small)

    assert (small / "ranking.csv").read_bytes() == BOM + piped
    assert not piped.startswith(BOM)


def test_lines_end_with_a_newline_alone(small: Path) -> None:
    assert b"\r" not in both(small)


def test_a_file_that_was_there_is_replaced_whole_and_nothing_stays_beside_it(small: Path, inside: Inside) -> None:
    before = names(small)
    (small / "ranking.csv").write_text("old " * 10_000, encoding="utf-8")
    inside("rank", "-o", "ranking.csv", cwd=small)

    assert b"old old" not in (small / "ranking.csv").read_bytes()
    assert names(small) == sorted([*before, "ranking.csv"])


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a workbook that Excel holds open cannot be renamed over."""

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (small / "ranking.csv").write_text("old", encoding="utf-8")
    before = names(small)
    monkeypatch.setattr(writing.Path, "replace", held)
    ran = inside("rank", "-o", "ranking.csv", cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "ranking.csv cannot be written: permission denied. (cannot-write)\n"
    assert (small / "ranking.csv").read_text(encoding="utf-8") == "old"
    assert names(small) == before


def test_a_folder_cannot_be_written_over(small: Path, inside: Inside) -> None:
    (small / "ranking.csv").mkdir()
    before = names(small)

    assert inside("rank", "-o", "ranking.csv", cwd=small).code == 2
    assert names(small) == before


@pytest.mark.skipif(ON_WINDOWS, reason="modes of files are Unix")
def test_a_new_file_may_be_read_as_the_user_s_mask_says(small: Path, inside: Inside) -> None:
    before = os.umask(0o077)
    try:
        inside("rank", "-o", "private.csv", cwd=small)
    finally:
        os.umask(before)

    assert stat.S_IMODE((small / "private.csv").stat().st_mode) == 0o600


@pytest.mark.skipif(ON_WINDOWS, reason="links need rights there")
def test_a_link_is_written_through_and_stays_a_link(small: Path, inside: Inside) -> None:
    (small / "kept").mkdir()
    (small / "ranking.csv").symlink_to(small / "kept" / "real.csv")
    inside("rank", "-o", "ranking.csv", cwd=small)

    assert (small / "ranking.csv").is_symlink()
    assert (small / "kept" / "real.csv").read_bytes().startswith(BOM)


def test_a_file_is_written_as_wide_as_needed_and_without_colours(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    inside("rank", "-o", "ranking.txt", cwd=small)
    text = (small / "ranking.txt").read_text(encoding="utf-8")

    assert "Not shown" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [5, 8, 12, 20, 30, 40, 60, 80])
def test_narrow_terminals_lose_columns_and_never_digits(
    width: int, small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = inside("rank", "-c", "old", cwd=small).out.splitlines()
    table = "\n".join(lines[: lines.index("")] if "" in lines else lines)

    for score in ("90.00", "80.00", "40.00"):
        assert score in table


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(
    width: int, small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    for language in ("en", "zh"):
        for command in ("rank", "score"):
            for line in inside(command, "--language", language, cwd=small).out.splitlines():
                assert cell_len(line) <= width, line


def test_what_was_left_out_for_want_of_width_is_named(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    ran = inside("rank", "-c", "old", cwd=small)

    assert ran.out.endswith("\nNot shown for want of width: Order lost, People lost.\n")


def test_columns_stand_below_each_other_with_chinese_names(small: Path, inside: Inside) -> None:
    from rich.cells import cell_len

    text = (small / "estates.csv").read_text(encoding="utf-8").replace("二号", "第二十二号小区")
    (small / "estates.csv").write_text(text, encoding="utf-8")
    lines = inside("rank", "-c", "old", cwd=small).out.splitlines()[3:7]

    ends = {cell_len(line[: re.search(r"\d\d\.\d\d", line).end()]) for line in lines}  # type: ignore[union-attr]
    assert len(ends) == 1


# -- what no machine, language or terminal changes


BOTH = """
import sys
from redprop.cli.boundary import run
sys.exit(run(["rank", "--format", "csv"]) or run(["score", "--format", "json"]))
"""


def both(small: Path, **changed: str) -> bytes:
    """A ranking as CSV and the scores as JSON, from a real process."""
    ran = subprocess.run([sys.executable, "-c", BOTH], cwd=small, env=plain_environment(**changed), capture_output=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_csv_and_json_are_the_same_bytes_everywhere(small: Path) -> None:
    here = both(small)

    assert "一号".encode() in here
    for changed in (
        {"LANG": "zh_CN.UTF-8", "COLUMNS": "40", "FORCE_COLOR": "1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        assert both(small, **changed) == here, changed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_csv_and_json_do_not_speak_a_language(language: str, small: Path, inside: Inside) -> None:
    for written in ("csv", "json"):
        plain = inside("rank", "--format", written, cwd=small)
        assert inside("rank", "--format", written, "--language", language, cwd=small).out == plain.out


def test_a_console_that_cannot_show_a_character_gets_another_and_no_crash(small: Path) -> None:
    ran = process("rank", cwd=small, PYTHONIOENCODING="ascii")

    assert ran.returncode == 0
    assert b"Old estates" in ran.stdout
    assert b"90.00" in ran.stdout
    ran.stdout.decode("ascii")


def test_a_chinese_console_shows_chinese(small: Path) -> None:
    ran = process("rank", cwd=small, PYTHONIOENCODING="gbk", LANG="zh_CN.GBK")

    assert ran.returncode == 0
    assert "老小区" in ran.stdout.decode("gbk")
    assert "一号" in ran.stdout.decode("gbk")


def test_a_problem_can_be_told_on_a_console_that_cannot_show_it(small: Path) -> None:
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\n小区,tidy,1\n", encoding="utf-8")
    ran = process("rank", cwd=small, PYTHONIOENCODING="ascii")

    assert ran.returncode == 2
    assert b"(unknown-subject)" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_pipe_gets_no_colours(small: Path) -> None:
    assert b"\x1b" not in process("rank", cwd=small, TERM="xterm-256color").stdout


# -- colours on a terminal


def watched(small: Path, monkeypatch: pytest.MonkeyPatch, inside: Inside, **changed: str) -> str:
    """What a person sees on a terminal of 100 columns."""
    for name, value in ({"TERM": "xterm-256color", "COLUMNS": "100"} | changed).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("redprop.cli.write.sys.stdout.isatty", lambda: True, raising=False)
    return inside("rank", "-c", "old", cwd=small).out


def test_a_terminal_shows_colours(small: Path, monkeypatch: pytest.MonkeyPatch, inside: Inside) -> None:
    assert "\x1b[" in watched(small, monkeypatch, inside)


@pytest.mark.parametrize("changed", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_turned_off(
    changed: dict[str, str], small: Path, monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    said = watched(small, monkeypatch, inside, **changed)

    assert "\x1b[" not in said
    assert "90.00" in said


def test_rows_are_read_back_as_they_were_written(small: Path, inside: Inside) -> None:
    text = (small / "estates.csv").read_text(encoding="utf-8").replace("一号", '"第1, ""老"" 号"')
    (small / "estates.csv").write_text(text, encoding="utf-8")
    inside("rank", "-o", "ranking.csv", cwd=small)

    read = rows_of((small / "ranking.csv").read_text(encoding="utf-8-sig"))
    assert read[0]["name"] == '第1, "老" 号'
