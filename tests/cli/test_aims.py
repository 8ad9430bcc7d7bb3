"""`redprop rectify SUBJECT --to AIM` on a small workspace whose numbers are worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rectifying import ESTATES, a_workspace
from tests.running import Inside

FOUND = (
    "A,industry,1,clutter,2,3栋2单元,F1,,\nA,industry,1,clutter,1,5栋,F2,,\nA,industry,1,fire,1,北门,F3,,\n"
    "B,industry,1,clutter,1,1栋,G1,,\n"
)
"""A: clutter 10 - 3 x 0.5 = 8.5, fire 10 - 1 = 9, 17.5 of 20. B: 9.5 and 10, 19.5 of 20. Only industry was there."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "here", {"2022Q1": (FOUND, None)})


def test_the_findings_to_fix_are_told_with_what_each_changes_and_where_it_is(workspace: Path, inside: Inside) -> None:
    """To 18.5: the fire lane gives 1; of clutter it would take two."""
    rows = inside("rectify", "A", "--to", "18.5", "--format", "csv", cwd=workspace).rows

    before, fix, after = rows
    assert [before["score"], after["score"], before["rank"], after["rank"]] == ["17.50", "18.50", "2", "2"]
    assert [fix[name] for name in ("criterion", "channel", "found", "fix", "change")] == [
        "fire", "industry", "1", "1", "1.000000",
    ]  # fmt: skip
    assert [fix[name] for name in ("findings", "places", "rows")] == ["F3", "北门", "findings.csv:4"]
    assert before["aim"] == "score:18.5"


def test_all_findings_of_a_kind_are_named_where_some_are_to_be_fixed(workspace: Path, inside: Inside) -> None:
    """To 19 it takes the fire lane (1) and one of the three of clutter (0.5)."""
    rows = inside("rectify", "A", "--to", "score:19", "--format", "csv", cwd=workspace).rows

    assert [(row["measure"], row["found"], row["fix"], row["findings"]) for row in rows if row["kind"] == "fix"] == [
        ("clutter", "3", "1", "F1; F2"),
        ("fire", "1", "1", "F3"),
    ]


def test_a_rank_is_had_by_a_tie(workspace: Path, inside: Inside) -> None:
    """B has 19.5: 17.5 + 1 + 2 x 0.5 = 19.5 ties with it."""
    rows = inside("rectify", "A", "--to", "rank:1", "--format", "csv", cwd=workspace).rows

    assert [(row["measure"], row["fix"]) for row in rows if row["kind"] == "fix"] == [("clutter", "2"), ("fire", "1")]
    assert [rows[-1]["score"], rows[-1]["rank"]] == ["19.50", "1"]


def test_json_says_whether_the_aim_is_reached_and_proven(workspace: Path, inside: Inside) -> None:
    told = json.loads(inside("rectify", "A", "--to", "19", "--format", "json", cwd=workspace).out)

    assert [told[name] for name in ("reached", "proven", "fix")] == [True, True, 2]


def test_people_read_what_to_fix_in_both_languages(workspace: Path, inside: Inside) -> None:
    english = inside("rectify", "A", "--to", "19", "--language", "en", cwd=workspace).out
    chinese = inside("rectify", "A", "--to", "19", "--language", "zh", cwd=workspace).out

    assert "Then: score 19.00 · rank 2." in english
    assert "The others' scores are held as they are." in english
    assert "整改后：19.00分 · 第2名。" in chinese
    assert "其他小区的得分按现状不变计算。" in chinese


def test_what_is_reached_already_is_said(workspace: Path, inside: Inside) -> None:
    assert "nothing has to be fixed" in inside("rectify", "A", "--to", "17.5", cwd=workspace).out


def test_what_is_out_of_reach_is_said_with_what_all_findings_would_give(tmp_path: Path, inside: Inside) -> None:
    """An aim of 19 under a cap of 15 for an accident, which is no finding that could be fixed."""
    limit = "limits: [{id: dead, title: {zh: 事故, en: Accident}, when: {accidents: {at_least: 1}}, if_missing: ignored, cap: 15}]\n"
    rubric = (Path(__file__).parents[1] / "rectifying.py").read_text(encoding="utf-8").split('"""')[3].lstrip("\\\n")
    root = a_workspace(
        tmp_path / "here", {"2022Q1": (FOUND + "A,industry,1,accidents,1,,,,\n", None)}, rubric=rubric + limit
    )

    told = inside("rectify", "A", "--to", "19", cwd=root)
    assert told.code == 0
    assert "With every finding fixed: score 15.00" in told.out
    assert "Out of reach by fixing findings, of which there are 4" in told.out
    assert "Limits that hold all the same: Accident." in told.out


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        ("soon", "soon is no aim."),
        ("colour:red", "colour:red is no aim."),
        ("1e3", "1e3 is no aim."),
        ("21", "--to cannot be 21. Choose between 0 and 20."),
        ("-1", "--to cannot be -1. Choose between 0 and 20."),
        ("rank:3", "--to cannot be rank:3. Choose between 1 and 2."),
        ("rank:1.5", "--to cannot be rank:1.5. Choose between 1 and 2."),
        ("grade:good", "The rubric gives no grades."),
    ],
)
def test_an_aim_that_cannot_be_had_is_told(aim: str, said: str, workspace: Path, inside: Inside) -> None:
    told = inside("rectify", "A", f"--to={aim}", cwd=workspace)

    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_the_nearest_grade_is_named(workspace: Path, inside: Inside) -> None:
    rubric = (workspace / "rubric.yaml").read_text(encoding="utf-8")
    grades = "grades: {order: [good, bad], titles: {good: {zh: 良好, en: Good}}, bands: [[19, good]], else: bad}\n"
    (workspace / "rubric.yaml").write_text(rubric + grades, encoding="utf-8")

    assert "Did you mean good?" in inside("rectify", "A", "--to", "grade:goood", cwd=workspace).err
    rows = inside("rectify", "A", "--to", "grade：良好", "--format", "csv", cwd=workspace).rows
    assert rows[-1]["grade"] == "good"  # by its Chinese title, after a Chinese colon


def test_who_has_no_rank_cannot_aim_at_one(tmp_path: Path, inside: Inside) -> None:
    estates = (
        ESTATES.replace("estate,name,", "estate,status,name,").replace("A,", "A,observed,").replace("B,", "B,rated,")
    )
    root = a_workspace(tmp_path / "here", {"2022Q1": (FOUND, None)}, estates=estates)

    assert "A has no rank in this period" in inside("rectify", "A", "--to", "rank:1", cwd=root).err
    assert inside("rectify", "A", "--to", "19", cwd=root).code == 0


def test_who_has_no_score_cannot_aim_at_anything(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path / "here", {"2022Q1": ("B,industry,1,clutter,1,,,,\n", None)})

    assert "A has no score in this period" in inside("rectify", "A", "--to", "19", cwd=root).err


def test_an_aim_needs_somebody_and_goes_with_nothing_of_the_list(workspace: Path, inside: Inside) -> None:
    told = inside("rectify", "--to", "19", "--meeting", "--top", "3", cwd=workspace)

    assert told.code == 2
    assert "--to needs one subject." in told.err
    assert "--top, --meeting are of the list." in told.err
