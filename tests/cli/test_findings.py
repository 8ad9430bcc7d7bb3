"""`redprop check` in CI: GitHub's workflow commands, SARIF against its published schema, and `--fail-on`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, FormatChecker

from redprop import __version__, messages
from redprop.errors import Place, Problem, Severity
from redprop.report import FINDINGS, Screen
from redprop.report.checks import problem_sheet
from tests.running import ROOT, Inside, process

SCHEMA = json.loads((ROOT / "tests/sources/sarif/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
BROKEN = "redprop: 1\nid: broken\nrounding: {score: 2}\ncriteria:\n  - {id: tidy, marks: 100, given: {}}\n"
UNSEEN = """\
redprop: 1
id: unseen
rounding: {score: 2}
channels: {seen: {weight: 1, absent: zero}, unseen: {weight: 1, absent: zero}}
criteria:
  - {id: tidy, channels: [seen], marks: 100, missing: full, given: {}}
"""
UNSEEN_TEXT = "No criterion is looked at by the channel {}. Name it under channels, or delete it."
OF_ALL_KINDS = (
    Problem(
        "wrong-type", Place("标准/红色 物业#1.yaml", 3, 7, path="criteria[0].marks"), {"expected": "number", "got": "x"}
    ),
    Problem("unseen-channel", Place("标准/红色 物业#1.yaml", 9, 3), {"channel": "city"}, Severity.WARNING),
    Problem("unknown-column", Place("data/业主.csv", 1, field="备注"), {"name": "备注"}, Severity.NOTE),
    Problem("not-utf8", Place("data/业主.csv", 12)),
    Problem("no-such-file", params={"path": "gone.yaml"}),
    Problem("formula-id", params={"id": "=1"}),
    Problem("unseen-channel", Place("b.yaml", 2, 1), {"channel": "street"}),
)


def written(how: str, problems: Sequence[Problem] = OF_ALL_KINDS, language: str = "en") -> str:
    return FINDINGS[how](problem_sheet(problems, language), Screen())


def valid(text: str) -> dict[str, Any]:
    """The only run of a log that the published schema has nothing against."""
    log = json.loads(text)
    found = Draft4Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(log)
    assert [f"{error.json_path}: {error.message}" for error in found] == []
    (run,) = log["runs"]
    return dict(run)


# -- SARIF


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("problems", [OF_ALL_KINDS, ()], ids=["all", "none"])
def test_what_was_found_is_valid_sarif(problems: Sequence[Problem], language: str) -> None:
    run = valid(written("sarif", problems, language))

    assert (run["tool"]["driver"]["name"], run["tool"]["driver"]["version"]) == ("redprop", __version__)
    assert len(run["results"]) == len(problems)


def test_the_schema_would_refuse_a_log_that_is_wrong() -> None:
    """So that the test above cannot pass by asking nothing."""
    log = json.loads(written("sarif"))
    log["runs"][0]["results"][0]["level"] = "notice"

    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_every_result_names_its_rule_its_severity_and_its_text() -> None:
    run = valid(written("sarif"))
    rules = run["tool"]["driver"]["rules"]

    assert [result["ruleId"] for result in run["results"]] == [problem.code for problem in OF_ALL_KINDS]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [p.code for p in OF_ALL_KINDS]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", *["error"] * 4]
    assert run["results"][1]["message"] == {"text": UNSEEN_TEXT.format("city")}


def test_a_rule_says_what_its_code_means_and_its_level_is_the_worst_that_was_found() -> None:
    rules = valid(written("sarif"))["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted({problem.code for problem in OF_ALL_KINDS})
    (unseen,) = [rule for rule in rules if rule["id"] == "unseen-channel"]
    assert unseen["shortDescription"] == {"text": "No criterion is looked at by the channel CHANNEL."}
    assert unseen["help"] == {"text": "Name it under channels, or delete it."}
    assert unseen["defaultConfiguration"] == {"level": "error"}


def test_a_place_has_what_is_known_of_it() -> None:
    """As RFC 3986 writes them: UTF-8 in percents (标 is E6 A0 87), a space 20, a number sign 23."""
    places = [result.get("locations") for result in valid(written("sarif"))["results"]]

    standard = "%E6%A0%87%E5%87%86/%E7%BA%A2%E8%89%B2%20%E7%89%A9%E4%B8%9A%231.yaml"
    assert unquote(standard) == "标准/红色 物业#1.yaml"
    assert places[0] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": standard},
                "region": {"startLine": 3, "startColumn": 7},
            },
            "logicalLocations": [{"fullyQualifiedName": "criteria[0].marks"}],
        }
    ]
    assert places[2][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert places[4] == [{"physicalLocation": {"artifactLocation": {"uri": "gone.yaml"}}}]
    assert places[5] is None


def test_a_file_above_or_named_in_full_is_told_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = [
        Problem("not-utf8", Place(str(tmp_path / "here" / "a.yaml"), 1)),
        Problem("not-utf8", Place("../b.yaml", 1)),
        Problem("not-utf8", Place("./c.yaml", 1)),
    ]
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in valid(written("sarif", found))["results"]
    ]

    assert uris == ["a.yaml", "../b.yaml", "c.yaml"]


def test_the_same_findings_are_the_same_bytes_whatever_the_terminal(small: Path) -> None:
    (small / "标准.yaml").write_text(BROKEN, encoding="utf-8")
    words = ("check", "标准.yaml", "--format", "sarif")
    once = process(*words, cwd=small, COLUMNS="40")
    again = process(*words, cwd=small, PYTHONIOENCODING="ascii", PYTHONHASHSEED="7")
    process(*words, "-o", "found.sarif", cwd=small)

    assert (once.returncode, again.returncode) == (1, 1)
    assert once.stdout == again.stdout == (small / "found.sarif").read_bytes()
    assert valid(once.stdout.decode())["results"][0]["ruleId"] == "unstated-missing"


def test_the_ending_of_a_file_is_enough(small: Path, inside: Inside) -> None:
    ran = inside("check", ROOT / "rubrics/red-property.yaml", "-o", "found.sarif", cwd=small)

    assert (ran.code, ran.out) == (0, "")
    assert valid((small / "found.sarif").read_text(encoding="utf-8"))["results"] == []


def test_only_findings_can_be_written_for_ci(small: Path, inside: Inside) -> None:
    assert [inside("rank", *words, cwd=small).code for words in (["-f", "sarif"], ["-o", "a.sarif"])] == [2, 2]


def test_findings_of_measurement_files_have_their_row_and_their_column(small: Path, inside: Inside) -> None:
    path = small / "data/2022Q2/industry.csv"
    path.write_text("estate,criterion,value,remark\nE1,tidy,x,\n", encoding="utf-8")
    run = valid(inside("check", "data/2022Q2/industry.csv", "-f", "sarif", cwd=small).out)
    found = [
        (
            r["ruleId"],
            r["level"],
            r["locations"][0]["physicalLocation"]["region"],
            r["locations"][0]["logicalLocations"],
        )
        for r in run["results"]
    ]

    assert found == [
        ("unknown-column", "note", {"startLine": 1}, [{"fullyQualifiedName": "remark"}]),
        ("not-a-value", "error", {"startLine": 2}, [{"fullyQualifiedName": "value"}]),
    ]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert uris == {"data/2022Q2/industry.csv"}


# -- GitHub


def test_every_finding_is_one_command_of_a_workflow() -> None:
    assert written("github").splitlines() == [
        "::error file=标准/红色 物业#1.yaml,line=3,col=7,title=wrong-type::A number is needed here, not x.",
        f"::warning file=标准/红色 物业#1.yaml,line=9,col=3,title=unseen-channel::{UNSEEN_TEXT.format('city')}",
        "::notice file=data/业主.csv,line=1,title=unknown-column::[备注] The column 备注 is not used.",
        "::error file=data/业主.csv,line=12,title=not-utf8::" + messages.problem_text("not-utf8", {}),
        "::error file=gone.yaml,title=no-such-file::There is no file gone.yaml.",
        "::error title=formula-id::The id =1 begins like a formula. Begin it with a letter or a digit.",
        f"::error file=b.yaml,line=2,col=1,title=unseen-channel::{UNSEEN_TEXT.format('street')}",
    ]


def test_what_would_end_a_command_or_a_property_is_escaped() -> None:
    """As GitHub's own toolkit does: %, CR and LF everywhere, colons and commas in properties only."""
    place = Place("a,b:c%d\r\n.csv", 1, field="50%,\r\n::error::x")
    found = [Problem("empty-value", place)]

    assert written("github", found) == (
        "::error file=a%2Cb%3Ac%25d%0D%0A.csv,line=1,title=empty-value::"
        "[50%25,%0D%0A::error::x] The value is empty. Write it, or n/a where it does not apply.\n"
    )


def test_where_nothing_was_found_no_command_is_written(small: Path, inside: Inside) -> None:
    ran = inside("check", ROOT / "rubrics/red-property.yaml", "--format", "github", cwd=small)

    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_commands_are_utf8_whatever_the_console(small: Path) -> None:
    (small / "标准.yaml").write_text(BROKEN, encoding="utf-8")
    ran = process("check", "标准.yaml", "--format", "github", cwd=small, PYTHONIOENCODING="ascii")

    assert ran.stdout.decode().startswith("::error file=标准.yaml,line=5,col=6,title=unstated-missing::Nothing says")


def test_the_texts_are_in_the_language_that_was_asked_for(small: Path, inside: Inside) -> None:
    (small / "b.yaml").write_text(BROKEN, encoding="utf-8")
    ran = inside("check", "b.yaml", "--format", "github", "--language", "zh", cwd=small)

    assert ran.out.startswith("::error file=b.yaml,line=5,col=6,title=unstated-missing::没有写明tidy")


# -- GitLab


@pytest.mark.parametrize("problems", [OF_ALL_KINDS, ()], ids=["all", "none"])
def test_a_code_quality_report_has_what_gitlab_asks_for(problems: Sequence[Problem]) -> None:
    """GitLab's page on code quality: description, check_name, fingerprint, severity, location.path and lines.begin."""
    entries = json.loads(written("gitlab", problems))

    assert [entry["check_name"] for entry in entries] == [problem.code for problem in problems]
    assert len({entry["fingerprint"] for entry in entries}) == len(problems)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(entry["location"]) == {"path", "lines"}
        assert entry["location"]["lines"]["begin"] >= 1


def test_an_entry_says_where_and_how_bad() -> None:
    entries = json.loads(written("gitlab"))

    assert [entry["severity"] for entry in entries[:3]] == ["major", "minor", "info"]
    assert entries[1]["location"] == {"path": "标准/红色 物业#1.yaml", "lines": {"begin": 9}}
    assert entries[4]["location"] == {"path": "gone.yaml", "lines": {"begin": 1}}
    assert entries[2]["description"] == "[备注] The column 备注 is not used."


def test_a_finding_that_moved_is_the_same_finding_and_one_of_two_alike_is_not_the_other() -> None:
    def prints(*lines: int, language: str = "en") -> list[str]:
        found = [Problem("not-utf8", Place("a.csv", line)) for line in lines]
        return [entry["fingerprint"] for entry in json.loads(written("gitlab", found, language))]

    assert prints(3) == prints(8) == prints(3, language="zh")
    first, second = prints(3, 4)
    assert first != second


# -- text and --fail-on


def test_text_is_what_is_shown_without_a_format(small: Path, inside: Inside) -> None:
    shown = [inside("check", "rubric.yaml", *words, cwd=small).out for words in ([], ["-f", "text"], ["-f", "table"])]

    assert shown[0] == shown[1] == shown[2]
    assert "Marks in force" in shown[0]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        (UNSEEN, [], 0),
        (UNSEEN, ["--fail-on", "error"], 0),
        (UNSEEN, ["--fail-on", "warning"], 1),
        (BROKEN, ["--fail-on", "error"], 1),
        (BROKEN, ["--fail-on", "warning"], 1),
        (BROKEN, ["--fail-on", "note"], 2),
    ],
)
def test_from_which_severity_on_a_check_fails_can_be_said(
    text: str, words: list[str], code: int, tmp_path: Path, inside: Inside
) -> None:
    (tmp_path / "rubric.yaml").write_text(text, encoding="utf-8")

    assert inside("check", "rubric.yaml", *words, cwd=tmp_path).code == code


@pytest.mark.parametrize(("option", "words"), [("--format", list(FINDINGS)), ("--fail-on", ["error", "warning"])])
def test_a_shell_completes_the_choices(option: str, words: list[str], tmp_path: Path) -> None:
    asked = {"_REDPROP_COMPLETE": "complete_bash", "COMP_WORDS": f"redprop check {option} ", "COMP_CWORD": "3"}

    assert process(cwd=tmp_path, **asked).stdout.decode().split() == words


def test_notes_never_fail_a_check(small: Path, inside: Inside) -> None:
    path = small / "data/2022Q2/industry.csv"
    path.write_text("estate,criterion,value,remark\nE1,tidy,1,\n", encoding="utf-8")
    ran = inside("check", "data/2022Q2/industry.csv", "--fail-on", "warning", cwd=small)

    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Errors: 0 · warnings: 0 · notes: 1 · files: 1")
