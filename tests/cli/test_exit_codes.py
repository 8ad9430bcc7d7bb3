from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from redprop.engine import score as engine
from redprop.errors import RedpropError
from tests.running import Inside, plain_environment, process

# -- the real process


def test_a_ranking_leaves_with_0(small: Path) -> None:
    ran = process("rank", cwd=small)

    assert ran.returncode == 0
    assert ran.stdout.decode().startswith("Old estates · 2022Q2 · 4 ranked\n")


def test_a_check_that_finds_an_error_leaves_with_1(small: Path) -> None:
    (small / "rubric.yaml").write_text("redprop: 1\n", encoding="utf-8")

    assert process("check", cwd=small).returncode == 1


def test_a_rubric_with_an_error_cannot_be_scored_with_and_leaves_with_2(small: Path) -> None:
    (small / "rubric.yaml").write_text("redprop: 1\n", encoding="utf-8")
    ran = process("score", cwd=small)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"(missing-key)" in ran.stderr


@pytest.mark.parametrize("words", [(), ("--top", "0"), ("--format", "xml"), ("--nonsense",), ("--top",)])
def test_usage_that_cannot_be_understood_leaves_with_2(words: tuple[str, ...], small: Path) -> None:
    ran = process(*(("rank", *words) if words else ()), cwd=small)

    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_reader_that_stops_early_is_no_error(workspace: Path) -> None:
    command = [sys.executable, "-m", "redprop", "score", "--format", "csv"]
    with subprocess.Popen(
        command, cwd=workspace, env=plain_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()

    assert running.returncode == 0
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


# -- inside this process


def test_score_rank_and_check_leave_with_0_where_there_is_nothing_to_complain_about(
    small: Path, inside: Inside
) -> None:
    assert [inside(*words, cwd=small).code for words in (["score"], ["rank"], ["check"])] == [0, 0, 0]


def test_help_and_version_leave_with_0(inside: Inside) -> None:
    assert [inside(*words).code for words in (["--help"], ["--version"], ["rank", "--help"], ["rank", "-h"])] == [0] * 4


def test_a_defect_leaves_with_3_says_so_and_names_the_versions(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(engine, "judge", broken)
    ran = inside("score", cwd=small)

    assert (ran.code, ran.out) == (3, "")
    assert "ZeroDivisionError: a mistake of ours" in ran.err
    assert ran.err.splitlines()[-1].startswith("This is a defect of redprop, not of your files. Please report it")
    assert "redprop 0." in ran.err.splitlines()[-1]
    assert "Python 3." in ran.err.splitlines()[-1]


def test_an_interruption_leaves_with_130(small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "judge", interrupted)
    ran = inside("score", cwd=small)

    assert (ran.code, ran.out) == (130, "")
    assert "Traceback" not in ran.err


def test_an_error_of_the_user_is_never_taken_for_a_defect(
    small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise RedpropError([])

    monkeypatch.setattr(engine, "judge", refused)

    assert inside("score", cwd=small).code == 2


def test_a_file_with_problems_is_not_scored_and_every_problem_is_told_with_its_row(small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,x\nE8,tidy,1\n", encoding="utf-8")
    ran = inside("rank", cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert [line.rpartition("industry.csv:")[2].split(":")[0] for line in ran.err.splitlines()] == [
        "2 [value]",
        "3 [estate]",
        "Problems",
    ]


def test_the_same_file_is_a_verdict_for_check(small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,x\nE8,tidy,1\n", encoding="utf-8")
    ran = inside("check", "--period", "2022Q2", cwd=small)

    assert ran.code == 1
    assert ran.out.splitlines()[-1] == "Errors: 2 · warnings: 0 · notes: 0 · files: 2"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["rank", "--rubric", "nowhere.yaml"], "no-such-file"),
        (["rank", "--register", "nowhere.csv"], "no-such-file"),
        (["score", "nowhere.csv"], "no-such-file"),
        (["score", "--period", "2031Q1"], "no-such-period"),
        (["check", "--period", "2031Q1"], "no-such-period"),
        (["check", "nowhere"], "no-such-file"),
        (["check", "data"], "no-rubrics"),
        (["rank", "--category", "middle"], "unknown-option-value"),
        (["score", "--category", "middle"], "unknown-option-value"),
        (["rank", "--by", "channel:city"], "unknown-option-value"),
        (["rank", "--by", "tidy"], "unknown-option-value"),
        (["rank", "--within", "street"], "unknown-option-value"),
        (["rank", "--fail-under", "sixty"], "not-a-number"),
        (["rank", "--fail-under", "nan"], "not-a-number"),
        (["rank", "-o", "ranking.pdf"], "unknown-ending"),
        (["score", "-o", "ranking"], "unknown-ending"),
        (["rank", "-o", "nowhere/ranking.csv"], "cannot-write"),
        (["init", "."], "not-empty"),
    ],
)
def test_what_cannot_be_used_leaves_with_2_and_says_why(
    words: list[str], code: str, small: Path, inside: Inside
) -> None:
    ran = inside(*words, cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert f"({code})" in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_choice_names_the_nearest_and_all(small: Path, inside: Inside) -> None:
    ran = inside("rank", "--by", "channel:ownrs", cwd=small)

    assert ran.err == (
        "--by cannot be channel:ownrs. Did you mean channel:owners? Choose one of: channel:industry, channel:owners, "
        "section:order, section:people, criterion:tidy, criterion:liked. (unknown-option-value)\n"
    )


def test_options_are_looked_at_before_files_are_read(small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text("nonsense", encoding="utf-8")

    assert "(not-a-number)" in inside("rank", "--fail-under", "x", cwd=small).err
    assert "(unknown-ending)" in inside("score", "-o", "x.y", cwd=small).err


@pytest.mark.parametrize("words", [["score"], ["rank"], ["check"], ["check", "--period", "2022Q2"]])
def test_outside_a_workspace_a_command_says_what_it_needs(words: list[str], tmp_path: Path, inside: Inside) -> None:
    ran = inside(*words, cwd=tmp_path)

    assert ran.code == 2
    assert ran.err == (
        "There is no redprop.yaml here or above, so nothing says what to score. "
        "Give --rubric and files, or start with `redprop init`. (no-workspace)\n"
    )


def test_a_workspace_with_mistakes_lists_them(small: Path, inside: Inside) -> None:
    (small / "redprop.yaml").write_text("rubrik: rubric.yaml\nlanguage: fr\n", encoding="utf-8")
    ran = inside("rank", cwd=small)

    assert ran.code == 2
    assert [line.rpartition("(")[2] for line in ran.err.splitlines()[:-1]] == [
        "missing-key)",
        "unknown-key)",
        "not-one-of)",
    ]


@pytest.mark.parametrize("text", ["", "- a list\n", "rubric: [\n"])
def test_a_workspace_that_is_no_mapping_is_refused_with_its_place(text: str, small: Path, inside: Inside) -> None:
    (small / "redprop.yaml").write_text(text, encoding="utf-8")
    ran = inside("rank", cwd=small)

    assert ran.code == 2
    assert "redprop.yaml:" in ran.err
