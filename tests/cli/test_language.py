"""A flag comes before the workspace, the workspace before the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import ROOT, Inside, process


def spoken(inside: Inside, *words: str, cwd: Path) -> str:
    """The language in which a ranking is told."""
    title = inside("rank", "-c", "old", *words, cwd=cwd).out.splitlines()[0]
    return {"Old estates · 2022Q2 · 4 ranked": "en", "老小区 · 2022Q2 · 4个参排": "zh"}[title]


@pytest.mark.parametrize(
    ("flag", "workspace", "locale", "expected"),
    [
        ("", "", "C.UTF-8", "en"),
        ("", "", "zh_CN.UTF-8", "zh"),
        ("", "", "de_DE.UTF-8", "en"),
        ("", "en", "zh_CN.UTF-8", "en"),
        ("", "zh", "C.UTF-8", "zh"),
        ("en", "zh", "zh_CN.UTF-8", "en"),
        ("zh", "en", "C.UTF-8", "zh"),
    ],
)
def test_the_language_of_a_screen(
    flag: str, workspace: str, locale: str, expected: str, small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", locale)
    if workspace:
        with (small / "redprop.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"language: {workspace}\n")

    assert spoken(inside, *(["--language", flag] if flag else []), cwd=small) == expected


@pytest.mark.parametrize(("name", "value"), [("LC_ALL", "zh_CN.UTF-8"), ("LC_MESSAGES", "zh_TW.UTF-8")])
def test_the_locale_is_read_as_other_programs_do(
    name: str, value: str, small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv(name, value)

    assert spoken(inside, cwd=small) == "zh"


@pytest.mark.parametrize("said", [["--language", "zh"], ["--language=zh"]])
def test_problems_are_told_in_the_language_that_was_asked_for(said: list[str], small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,x\n", encoding="utf-8")

    assert "x不是数字。请用数字填写，如12.5。 (not-a-value)" in inside("rank", *said, cwd=small).err


def test_problems_are_told_in_the_language_of_the_workspace(small: Path, inside: Inside) -> None:
    with (small / "redprop.yaml").open("a", encoding="utf-8") as settings:
        settings.write("language: zh\n")

    assert inside("rank", "--category", "x", cwd=small).err.startswith("--category不能是x。")
    assert inside("check", "x.yaml", cwd=small).err.startswith("没有文件x.yaml。")


def test_a_workspace_that_cannot_be_read_is_told_in_the_language_of_the_locale(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (small / "redprop.yaml").write_text("rubric: [\n", encoding="utf-8")

    assert "不是合法的YAML" in inside("rank", cwd=small).err


def test_the_verdict_of_a_check_is_told_in_chinese(small: Path, inside: Inside) -> None:
    lines = inside("check", "rubric.yaml", "--language", "zh", cwd=small).out.splitlines()

    assert any(line.startswith("rubric.yaml：没有错误和警告，提示") for line in lines)
    assert lines[lines.index("实际分值 · 小标准") + 1].split() == ["评分项", "标准分值", "实际分值"]


def test_a_clean_rubric_is_told_in_chinese(inside: Inside) -> None:
    ran = inside("check", "--no-marks", "--language", "zh", cwd=ROOT)

    assert ran.out == "rubrics/red-property.yaml：没有问题 · 评分项44个 · 示例通过33个\n"


def test_help_speaks_the_language_of_the_locale(tmp_path: Path) -> None:
    said = process("rank", "--help", cwd=tmp_path, LANG="zh_CN.UTF-8").stdout.decode()

    assert "各类别内的排名，按总分或其中一部分。" in said
    assert "只列前N名，含并列。" in said


def test_words_that_a_file_holds_are_never_translated(small: Path, inside: Inside) -> None:
    for row in inside("rank", "--language", "zh", "--format", "csv", cwd=small).rows:
        assert row["outcome"] in ("scored", "not_rated")
        assert row["status"] in ("rated", "observed")


@pytest.mark.parametrize(
    ("words", "workspace", "locale", "expected"),
    [
        (["--help"], "", "C.UTF-8", "The ranking"),
        (["--help"], "", "zh_CN.UTF-8", "各类别内的排名"),
        (["--help"], "zh", "C.UTF-8", "各类别内的排名"),
        (["--help"], "en", "zh_CN.UTF-8", "The ranking"),
        (["--language", "zh", "--help"], "en", "C.UTF-8", "各类别内的排名"),
        (["--language=en", "--help"], "zh", "zh_CN.UTF-8", "The ranking"),
    ],
)
def test_help_speaks_the_language_of_flag_workspace_and_locale(
    words: list[str], workspace: str, locale: str, expected: str, small: Path
) -> None:
    if workspace:
        with (small / "redprop.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"language: {workspace}\n")

    assert expected in process("rank", *words, cwd=small, LANG=locale).stdout.decode()
