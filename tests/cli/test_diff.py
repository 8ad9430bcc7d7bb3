from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import Inside, process, read_csv

GIT = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def replaced(folder: Path, *pairs: tuple[str, str], name: str = "new.yaml") -> Path:
    """A second edition beside the first, with some texts replaced."""
    text = (folder / "rubric.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


TITLED = ("id: small\n", "id: small\nedition: 2\n")
HARDER = ("deduct: {each: 5}", "deduct: {each: 10}")
LOWER = ("[[80, good]]", "[[70, good]]")


def git(folder: Path, *words: str) -> None:
    env = os.environ | GIT | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def repository(small: Path) -> Path:
    """The small workspace in a repository, and after its commit the rule is harder."""
    git(small, "init", "-q", "-b", "main")
    git(small, "add", ".")
    git(small, "commit", "-q", "-m", "first")
    replaced(small, TITLED, HARDER, name="rubric.yaml")
    return small


def test_changes_are_told_clause_by_clause_with_their_class(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER, LOWER, ("en: Tidy", "en: Neat"))
    ran = inside("diff", "rubric.yaml", "new.yaml", cwd=small)
    lines = ran.out.splitlines()

    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "Small standard · rubric.yaml to 2"
    assert [" ".join(line.split()) for line in lines[3:7]] == [
        "1 major Criterion Neat deduct: each 5 to 10",
        "2 minor Band of Good from 80 to 70",
        "3 patch Edition added: 2",
        "3 patch Criterion Neat title: en Tidy to Neat",
    ]
    assert lines[8] == "Major: scores can change."
    assert lines[9].startswith("Fingerprints · scores: ")


def test_chinese_has_its_own_words(small: Path, inside: Inside) -> None:
    replaced(
        small,
        TITLED,
        HARDER,
        (
            "industry: {title: {zh: 行业, en: Industry}, weight: 50",
            "industry: {title: {zh: 行业, en: Industry}, weight: 60",
        ),
    )
    ran = inside("diff", "rubric.yaml", "new.yaml", "--language", "zh", cwd=small)

    assert "渠道 行业" in ran.out
    assert "权重 50 改为 60" in ran.out
    assert "重大：得分可能改变。" in ran.out


def test_the_same_file_differs_in_nothing(small: Path, inside: Inside) -> None:
    ran = inside("diff", "rubric.yaml", "rubric.yaml", cwd=small)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "No difference."


def test_comments_and_the_order_of_keys_are_no_difference(small: Path, inside: Inside) -> None:
    text = (small / "rubric.yaml").read_text(encoding="utf-8")
    first, *rest = text.splitlines()
    (small / "new.yaml").write_text("\n".join(["# a comment", *rest, first, ""]), encoding="utf-8")

    assert inside("diff", "rubric.yaml", "new.yaml", "--fail-on", "patch", cwd=small).code == 0


@pytest.mark.parametrize(
    ("change", "failing"),
    [(HARDER, {"major", "minor", "patch"}), (LOWER, {"minor", "patch"}), (("en: Tidy", "en: Neat"), {"patch"})],
)
@pytest.mark.parametrize("bar", ["major", "minor", "patch"])
def test_the_exit_code_is_a_verdict_where_it_is_asked_for(
    bar: str, change: tuple[str, str], failing: set[str], small: Path, inside: Inside
) -> None:
    replaced(small, change)

    assert inside("diff", "rubric.yaml", "new.yaml", "--fail-on", bar, cwd=small).code == int(bar in failing)
    assert inside("diff", "rubric.yaml", "new.yaml", cwd=small).code == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([HARDER], "edition-unsaid"),
        ([LOWER], "edition-unsaid"),
        ([("en: Tidy", "en: Neat")], ""),
        ([HARDER, TITLED], ""),
    ],
)
def test_an_edition_that_is_not_named_is_warned_of(
    changes: list[tuple[str, str]], code: str, small: Path, inside: Inside
) -> None:
    replaced(small, *changes)
    said = inside("diff", "rubric.yaml", "new.yaml", cwd=small).err

    assert (f"({code})" in said) if code else said == ""


def test_an_edition_that_stays_the_same_is_warned_of(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, name="rubric.yaml")
    replaced(small, HARDER)

    assert inside("diff", "rubric.yaml", "new.yaml", cwd=small).err == (
        "new.yaml: warning: Scores or verdicts can change, and the edition is still 2. Give it a new one."
        " (edition-unchanged)\n"
    )


def test_with_a_period_everybody_who_moves_is_told(small: Path, inside: Inside) -> None:
    """Industry takes 10 a finding now: E1 (100 - 20 + 90) / 2 = 85, E2 and E3 (60 + 80) / 2 = 70, E4 (0 + 40) / 2 = 20.

    70 is good by the new band. E5 has no finding, E6 no score, E7 no finding.
    """
    replaced(small, TITLED, HARDER, LOWER)
    rows = inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", "-f", "csv", cwd=small).rows

    assert [row["row"] for row in rows] == [
        *["change"] * 3,
        *["subject", "effect"],
        *["subject", "effect", "effect"] * 2,
        *["subject", "effect"],
    ]
    subjects = [row for row in rows if row["row"] == "subject"]
    names = ("subject", "score_before", "score_after", "difference", "rank_before", "rank_after", "grade_before")
    assert [tuple(row[name] for name in names) for row in subjects] == [
        ("E1", "90.00", "85.00", "-5.00", "1", "1", "good"),
        ("E2", "80.00", "70.00", "-10.00", "2", "2", "good"),
        ("E3", "80.00", "70.00", "-10.00", "2", "2", "good"),
        ("E4", "40.00", "20.00", "-20.00", "4", "4", "poor"),
    ]
    assert [row["grade_after"] for row in subjects] == ["good", "good", "good", "poor"]
    e2 = [row for row in rows if row["row"] == "effect" and row["subject"] == "E2"]
    assert [(r["step"], r["class"], r["difference"], r["grade_before"], r["grade_after"]) for r in e2] == [
        ("1", "major", "-10.00", "good", "poor"),
        ("2", "minor", "0.00", "poor", "good"),
    ]


def test_the_table_says_how_many_moved_and_who_most(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER)
    lines = inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", cwd=small).out.splitlines()

    assert "Old estates · 2022Q2 · 4 moved" in lines
    assert any(line.split() == ["四号", "E4", "40.00", "20.00", "-20.00", "4", "4", "#1", "-20.00"] for line in lines)
    assert "Moved: 4 of 7 · scores: 4 · ranks: 0 · grades: 2 · outcomes: 0" in lines
    assert "Largest move: 四号 -20.00" in lines


def test_nobody_may_move(small: Path, inside: Inside) -> None:
    replaced(small, ("en: Tidy", "en: Neat"))

    assert "Nobody moves (of 7)." in inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", cwd=small).out


def test_files_outside_a_workspace_will_do(small: Path, inside: Inside, tmp_path: Path) -> None:
    replaced(small, TITLED, HARDER)
    data = small / "data" / "2022Q2"
    files = ("--data", data / "industry.csv", "--data", data / "owners.csv", "--register", small / "estates.csv")
    words = ("diff", small / "rubric.yaml", small / "new.yaml", *files, "-f", "json")
    told = json.loads(inside(*words, cwd=tmp_path).out)

    assert (told["class"], told["moved"], told["subjects"]) == ("major", 4, 7)
    assert (told["largest"], told["largest_difference"]) == ("E4", -20.00)
    assert (told["old"]["edition"], told["new"]["edition"]) == (None, "2")
    assert told["old"]["score_fingerprint"] != told["new"]["score_fingerprint"]


def test_a_folder_of_data_will_do_in_a_workspace(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER)

    assert "Moved: 4 of 7" in inside("diff", "rubric.yaml", "new.yaml", "--data", "data/2022Q2", cwd=small).out


def test_files_of_standards_that_are_not_the_workspace_s_have_nothing_to_do_with_it(
    small: Path, inside: Inside
) -> None:
    """Neither is named in redprop.yaml, so its register does not say who is judged."""
    replaced(
        small,
        ("categories: {old: {zh: 老小区, en: Old estates}, new: {zh: 新小区, en: New estates}}\n", ""),
        name="a.yaml",
    )
    words = ("diff", "a.yaml", "a.yaml", "--data", "data/2022Q2/industry.csv", "-f", "json")

    assert json.loads(inside(*words, cwd=small).out)["subjects"] == 6


@needs_git
def test_an_edition_that_was_the_workspace_s_is_still_its_own(repository: Path, inside: Inside) -> None:
    words = ("diff", "HEAD:rubric.yaml", "HEAD:./rubric.yaml", "--data", "data/2022Q2/industry.csv", "-f", "json")

    assert json.loads(inside(*words, cwd=repository).out)["subjects"] == 7


def test_what_one_edition_does_not_know_is_said_and_the_rest_goes_on(small: Path, inside: Inside) -> None:
    """The old edition has no criterion `noise`, and the new one gives it 10 of the 50 marks of industry."""
    tidy = "marks: 50, channels: [industry], missing: full, deduct: {each: 5}}\n"
    noise = "      - {id: noise, marks: 10, channels: [industry], missing: full, deduct: {each: 10}}\n"
    replaced(small, TITLED, (tidy, tidy.replace("marks: 50", "marks: 40") + noise))
    with (small / "data/2022Q2/industry.csv").open("a", encoding="utf-8") as file:
        file.write("E5,noise,1\n")
    ran = inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", cwd=small)

    assert ran.code == 0
    assert ran.err == (
        "data/2022Q2/industry.csv:8 [criterion]: warning: Not known to rubric.yaml: noise is no measure of the rubric."
        " (edition-does-not-know)\n"
    )


def test_a_problem_of_the_files_themselves_stops(small: Path, inside: Inside) -> None:
    replaced(small, HARDER)
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,x\n", encoding="utf-8")
    ran = inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert "(not-a-value)" in ran.err
    skipped = inside("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", "--skip-bad-rows", cwd=small)
    assert skipped.code == 0
    assert "(not-a-value)" in skipped.err
    assert "Rows left out (--skip-bad-rows): 1." in skipped.err


def test_markdown_and_files(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER)
    inside("diff", "rubric.yaml", "new.yaml", "-o", "changes.md", cwd=small)
    inside("diff", "rubric.yaml", "new.yaml", "-o", "changes.csv", cwd=small)

    assert "| 1 | major | Criterion Tidy | deduct: each 5 to 10 |" in (small / "changes.md").read_text(encoding="utf-8")
    assert read_csv(small / "changes.csv")[0] == {
        "row": "change",
        "step": "1",
        "class": "major",
        "change": "changed",
        "block": "criteria",
        "id": "tidy",
        "path": "sections.order.criteria.tidy.deduct.each",
        "old": "5",
        "new": "10",
    }


def test_csv_is_the_same_in_every_language(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER)
    words = ("diff", "rubric.yaml", "new.yaml", "--period", "2022Q2", "-f", "csv", "--language")

    assert inside(*words, "en", cwd=small).out == inside(*words, "zh", cwd=small).out


def test_one_edition_may_come_by_standard_input(small: Path) -> None:
    new = replaced(small, TITLED, HARDER).read_bytes()

    assert b"deduct: each 5 to 10" in process("diff", "rubric.yaml", "-", cwd=small, stdin=new).stdout
    assert b"deduct: each 10 to 5" in process("diff", "-", "rubric.yaml", cwd=small, stdin=new).stdout
    assert process("diff", "-", "-", cwd=small, stdin=new).returncode == 2


def test_every_problem_of_both_files_is_told(small: Path, inside: Inside) -> None:
    replaced(
        small,
        ("marks: 50, channels: [industry]", "marks: x, channels: [industry]"),
        name="bad.yaml",
    )
    ran = inside("diff", "bad.yaml", "none.yaml", cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].startswith("bad.yaml:13:")
    assert ran.err.splitlines()[1].startswith("none.yaml: The file cannot be read")


@needs_git
def test_a_revision_of_git_is_read(repository: Path, inside: Inside) -> None:
    ran = inside("diff", "HEAD:rubric.yaml", "rubric.yaml", cwd=repository)

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "Small standard · HEAD:rubric.yaml to 2"
    assert "deduct: each 5 to 10" in ran.out


@needs_git
def test_two_revisions_and_what_is_staged(repository: Path, inside: Inside) -> None:
    git(repository, "add", ".")
    staged = inside("diff", "main:rubric.yaml", ":rubric.yaml", cwd=repository)
    git(repository, "commit", "-q", "-m", "second")
    git(repository, "tag", "v2")

    assert "deduct: each 5 to 10" in staged.out
    assert "deduct: each 5 to 10" in inside("diff", "HEAD~1:rubric.yaml", "v2:rubric.yaml", cwd=repository).out
    assert inside("diff", "main:rubric.yaml", "v2:rubric.yaml", cwd=repository).out.startswith("No difference.")


@needs_git
def test_a_path_is_counted_from_the_root_of_the_repository_or_from_here(repository: Path, inside: Inside) -> None:
    assert inside("diff", "HEAD:rubric.yaml", "../rubric.yaml", cwd=repository / "data").code == 0
    assert inside("diff", "HEAD:../rubric.yaml", "../rubric.yaml", cwd=repository / "data").code == 0


@needs_git
@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("v9:rubric.yaml", "no-such-revision"),
        ("HEAD:none.yaml", "not-in-revision"),
        ("HEAD:data", "not-in-revision"),
        (":none.yaml", "not-in-revision"),
    ],
)
def test_what_git_does_not_have_is_said(word: str, code: str, repository: Path, inside: Inside) -> None:
    ran = inside("diff", word, "rubric.yaml", cwd=repository)

    assert (ran.code, ran.out) == (2, "")
    assert f"({code})" in ran.err


@needs_git
def test_a_revision_is_never_an_option(repository: Path, inside: Inside) -> None:
    ran = inside("diff", "--", "--output=x:rubric.yaml", "rubric.yaml", cwd=repository)

    assert (ran.code, (repository / "x").exists()) == (2, False)
    assert "(no-such-revision)" in ran.err


@needs_git
def test_outside_a_repository_a_revision_means_nothing(small: Path) -> None:
    ran = process("diff", "HEAD:rubric.yaml", "rubric.yaml", cwd=small, GIT_CEILING_DIRECTORIES=str(small.parent))

    assert ran.returncode == 2
    assert b"(no-repository)" in ran.stderr


def test_without_git_files_still_do(small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(small))
    ran = inside("diff", "HEAD:rubric.yaml", "rubric.yaml", cwd=small)

    assert (ran.code, ran.err.endswith("(no-git)\n")) == (2, True)
    assert inside("diff", "rubric.yaml", "rubric.yaml", cwd=small).code == 0


@pytest.mark.skipif(os.name == "nt", reason="no such file names there")
def test_a_file_with_a_colon_in_its_name_is_a_file(small: Path, inside: Inside) -> None:
    replaced(small, TITLED, HARDER, name="a:b.yaml")

    assert inside("diff", "rubric.yaml", "a:b.yaml", cwd=small).code == 0


@pytest.mark.parametrize("word", ["C:\\rubrics\\x.yaml", "C:/rubrics/x.yaml"])
def test_a_drive_is_no_revision(word: str, small: Path, inside: Inside) -> None:
    assert "(cannot-read)" in inside("diff", word, "rubric.yaml", cwd=small).err
