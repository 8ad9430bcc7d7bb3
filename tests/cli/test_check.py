from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import ROOT, Inside, process

BROKEN = "redprop: 1\nid: broken\nrounding: {score: 2}\ncriteria:\n  - {id: tidy, marks: 100, given: {}}\n"


def test_a_clean_rubric_is_said_to_be_clean_with_how_much_was_looked_at(inside: Inside) -> None:
    ran = inside("check", cwd=ROOT)

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "rubrics/red-property.yaml: no problems · criteria: 44 · examples that hold: 33"


def test_a_rubric_with_notes_alone_is_said_to_have_no_more_than_that(small: Path, inside: Inside) -> None:
    ran = inside("check", "rubric.yaml", "--no-marks", cwd=small)

    assert ran.code == 0
    notes = ran.out.split("\n\n")[0].splitlines()
    assert [line.split(": ")[1] for line in notes] == ["note"] * len(notes)
    sound = f"rubric.yaml: no errors or warnings · notes: {len(notes)} · criteria: 2 · examples that hold: 0"
    assert ran.out.splitlines()[-1] == sound


def test_without_words_the_editions_of_the_workspace_are_checked(small: Path, inside: Inside) -> None:
    (small / "next.yaml").write_text(BROKEN, encoding="utf-8")
    settings = (small / "redprop.yaml").read_text(encoding="utf-8")
    both = settings.replace("rubric: rubric.yaml", "rubric: {2022Q1: rubric.yaml, 2022Q3: next.yaml}")
    (small / "redprop.yaml").write_text(both, encoding="utf-8")
    ran = inside("check", cwd=small)

    assert ran.code == 1
    assert "rubric.yaml: no errors or warnings" in ran.out
    assert "next.yaml:5:6: Nothing says what no row for tidy means." in ran.out


def test_files_of_the_workspace_are_named_as_a_user_would(small: Path, inside: Inside) -> None:
    """What stands below the current folder is named from there."""
    assert inside("check", cwd=small).out.startswith("rubric.yaml:")
    (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,x\n", encoding="utf-8")
    assert inside("score", cwd=small).err.startswith("data/2022Q2/industry.csv:2 [value]: ")


def test_a_folder_means_every_rubric_in_it(small: Path, inside: Inside) -> None:
    folder = small / "rubrics"
    (folder / "deep").mkdir(parents=True)
    (folder / "good.yaml").write_bytes((small / "rubric.yaml").read_bytes())
    (folder / "deep" / "bad.yml").write_text(BROKEN, encoding="utf-8")
    (folder / "redprop.yaml").write_text("rubric: good.yaml\n", encoding="utf-8")
    ran = inside("check", "rubrics", cwd=small)

    assert ran.code == 1
    assert "bad.yml:5:6: " in ran.out
    assert "good.yaml: no errors or warnings" in ran.out
    assert ran.out.splitlines()[-1].startswith("Errors: 1 · warnings: 0 · notes: ")


def test_problems_come_by_file_line_and_column(small: Path, inside: Inside) -> None:
    (small / "rubric.yaml").write_text(
        "titel: x\nredprop: 2\nid: 9\nrounding: {score: 99}\ncriteria: []\n", encoding="utf-8"
    )
    rows = json.loads(inside("check", "-f", "json", cwd=small).out)["rows"]

    places = [(row["line"], row["column"]) for row in rows]
    assert places == sorted(places)
    assert [row["line"] for row in rows] == [1, 2, 3, 4]


def test_standard_input_is_checked(small: Path) -> None:
    good = process("check", "-", cwd=small, stdin=(small / "rubric.yaml").read_bytes())
    bad = process("check", "-", cwd=small, stdin=BROKEN.encode())

    assert (good.returncode, bad.returncode) == (0, 1)
    assert bad.stdout.decode().startswith("-:5:6: Nothing says what no row for tidy means. ")


def test_the_marks_in_force_of_a_single_rubric_are_shown(small: Path, inside: Inside) -> None:
    """Each channel weighs half and looks at one criterion of 50 printed marks."""
    lines = inside("check", "rubric.yaml", cwd=small).out.splitlines()

    at = lines.index("Marks in force · Small standard")
    assert lines[at + 1].split() == ["Criterion", "Printed", "In", "force"]
    assert [line.split() for line in lines[at + 3 :]] == [
        ["Order", "50.00", "50.00"],
        ["Tidy", "50.00", "50.00"],
        ["People", "50.00", "50.00"],
        ["liked", "50.00", "50.00"],
        ["Total", "100.00", "100.00"],
    ]


def test_marks_in_force_are_worked_out_for_every_channel_that_may_be_absent(small: Path, inside: Inside) -> None:
    """Owners weigh 30 and hand that to industry: order counts 70 with them and 100 without."""
    text = (small / "rubric.yaml").read_text(encoding="utf-8")
    text = text.replace("Industry}, weight: 50", "Industry}, weight: 70")
    text = text.replace("Owners}, weight: 50, absent: not_rated", "Owners}, weight: 30, absent: {weight_to: industry}")
    (small / "rubric.yaml").write_text(text, encoding="utf-8")
    lines = inside("check", "rubric.yaml", cwd=small).out.splitlines()

    at = lines.index("Marks in force · Small standard")
    assert lines[at + 1].endswith("Without Owners")
    assert [line.split() for line in lines[at + 3 :: 2]] == [
        ["Order", "50.00", "70.00", "100.00"],
        ["People", "50.00", "30.00", "0.00"],
        ["Total", "100.00", "100.00", "100.00"],
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["rubric.yaml"], True),
        (["rubric.yaml", "--no-marks"], False),
        (["rubric.yaml", "again.yaml"], False),
        (["rubric.yaml", "again.yaml", "--marks"], True),
    ],
)
def test_marks_in_force_are_shown_for_one_or_when_asked(
    words: list[str], shown: bool, small: Path, inside: Inside
) -> None:
    (small / "again.yaml").write_bytes((small / "rubric.yaml").read_bytes())

    assert ("Marks in force" in inside("check", *words, cwd=small).out) is shown


@pytest.mark.parametrize("written", ["json", "csv"])
def test_what_a_program_reads_holds_problems_alone(written: str, small: Path, inside: Inside) -> None:
    assert "Marks in force" not in inside("check", "-f", written, cwd=small).out


def test_problems_as_csv(small: Path, inside: Inside) -> None:
    (small / "rubric.yaml").write_text(BROKEN, encoding="utf-8")
    ran = inside("check", "rubric.yaml", "--format", "csv", cwd=small)

    assert ran.code == 1
    assert ran.out == (
        "file,line,column,field,severity,code,text\n"
        "rubric.yaml,5,6,criteria[0].id,error,unstated-missing,"
        '"Nothing says what no row for tidy means. Add missing: full, zero, not_assessed or not_rated, to it or its '
        'section."\n'
    )


def test_problems_can_be_written_to_a_file(small: Path, inside: Inside) -> None:
    (small / "rubric.yaml").write_text(BROKEN, encoding="utf-8")
    ran = inside("check", "rubric.yaml", "-o", "found.json", cwd=small)

    assert (ran.code, ran.out) == (1, "")
    assert json.loads((small / "found.json").read_text(encoding="utf-8"))["rows"][0]["code"] == "unstated-missing"


def test_the_files_of_a_period_are_checked_and_not_scored(small: Path, inside: Inside) -> None:
    ran = inside("check", "--period", "2022Q2", cwd=small)

    assert (ran.code, ran.out, ran.err) == (0, "2022Q2: no problems · files: 2\n", "")


def test_files_are_checked_with_a_rubric_and_a_register(small: Path, inside: Inside, tmp_path: Path) -> None:
    words = ("--rubric", "small/rubric.yaml", "--register", "small/estates.csv", "small/data/2022Q2/industry.csv")

    assert inside("check", *words, cwd=tmp_path).out == "rubric.yaml: no problems · files: 1\n"


def test_rows_are_checked_with_the_register_and_the_log_of_their_period(workspace: Path, inside: Inside) -> None:
    path = workspace / "data/2022Q2/industry.csv"
    path.write_text(path.read_text(encoding="utf-8") + "E999,posters,1,1,,,,\nE001,posters,1,7,,,,\n", encoding="utf-8")
    rows = json.loads(inside("check", "data/2022Q2/industry.csv", "-f", "json", cwd=workspace).out)["rows"]

    assert [row["code"] for row in rows] == ["unknown-subject", "unlisted-visit"]


def test_a_rubric_that_is_wrong_stops_the_check_of_files(small: Path, inside: Inside) -> None:
    (small / "rubric.yaml").write_text(BROKEN, encoding="utf-8")
    ran = inside("check", "--period", "2022Q2", cwd=small)

    assert (ran.code, ran.out) == (2, "")
    assert "(unstated-missing)" in ran.err


def test_the_examples_of_the_shipped_standard_are_run(inside: Inside, tmp_path: Path) -> None:
    text = (ROOT / "rubrics/red-property.yaml").read_text(encoding="utf-8")
    wrong = text.replace("expect: {posters: 1.3,", "expect: {posters: 1.4,")
    (tmp_path / "changed.yaml").write_text(wrong, encoding="utf-8")
    ran = inside("check", "changed.yaml", cwd=tmp_path)

    assert ran.code == 1
    assert ": posters comes to 1.3, not to 1.4. Correct the rule or the example. (example-fails)" in ran.out


def test_a_pattern_means_the_files_that_it_fits_each_once(inside: Inside, tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml", "notes.txt"):
        (tmp_path / name).write_bytes((ROOT / "rubrics" / "examples" / "hdi.yaml").read_bytes())

    ran = inside("check", "*.yaml", "one.yaml", "--no-marks", cwd=tmp_path)

    assert ran.code == 0
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["one.yaml", "two.yaml"]


def test_a_pattern_that_fits_nothing_is_no_file(inside: Inside, tmp_path: Path) -> None:
    ran = inside("check", "standards/*.yaml", cwd=tmp_path)

    assert ran.code == 2
    assert "no-such-file" in ran.err


def test_files_are_held_against_what_scoring_would_notice(inside: Inside, tmp_path: Path) -> None:
    rubric = "redprop: 1\nid: homes\nmarks: 9\nmissing: not_assessed\nmeasures: {surveys: {}}\nvisit: surveys\n"
    rubric += "rounding: {score: 0}\ncriteria:\n  - {id: dirt, marks: 9, deduct: {each: 1}}\n"
    (tmp_path / "homes.yaml").write_text(rubric, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("estate,criterion,value\nA,surveys,1\nA,dirt,3\nB,dirt,4\n", encoding="utf-8")
    words = ("check", "--rubric", "homes.yaml", "rows.csv")
    ran = inside(*words, cwd=tmp_path)

    assert ran.code == 0
    assert ran.out.startswith("warning: B (-, visit -) has rows, but none of surveys, which shows a visit")
    assert inside(*words, "--fail-on", "warning", cwd=tmp_path).code == 1
