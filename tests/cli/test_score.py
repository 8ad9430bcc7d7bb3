from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.running import Inside

HEADER = (
    "period,category,estate,name,score,grade,outcome,coverage,industry,industry_weight,owners,owners_weight,"
    "order,order_full,people,people_full,limits_lost,rounding,before_limits,limits,status"
)


def test_the_columns_are_those_that_scripts_rely_on(small: Path, inside: Inside) -> None:
    """E1: 50 x 0.9 + 50 x 0.9; half of the score is each channel, so both sections count 50."""
    ran = inside("score", "--format", "csv", "--category", "old", cwd=small)

    assert ran.out.splitlines()[:2] == [
        HEADER,
        "2022Q2,old,E1,一号,90.00,good,scored,1.0000,90.00,50,90.00,50,45.000000,50,45.000000,50,0.000000,0.000000,90.00,,rated",
    ]


def test_no_score_is_an_empty_field_and_the_outcome_says_why(small: Path, inside: Inside) -> None:
    """Industry never saw E6: half of the coverage, and no score although owners gave 30 of 50."""
    row = inside("score", "--format", "csv", cwd=small).out.splitlines()[6]

    assert row == "2022Q2,new,E6,六号,,,not_rated,0.5000,,0,60.00,50,,,,,,,,,rated"


def test_no_score_is_null_in_json(small: Path, inside: Inside) -> None:
    said = json.loads(inside("score", "--format", "json", "-c", "new", cwd=small).out)
    row = next(row for row in said["rows"] if row["estate"] == "E6")

    nulls = ("score", "industry", "order", "order_full", "people", "people_full", "before_limits")
    assert {name: row[name] for name in nulls} == dict.fromkeys(nulls)
    assert row["grade"] == ""


def test_every_row_of_json_has_the_columns_of_the_csv(small: Path, inside: Inside) -> None:
    said = json.loads(inside("score", "--format", "json", cwd=small).out)

    assert [",".join(row) for row in said["rows"]] == [HEADER] * 7


@pytest.mark.parametrize("name", ["NaN", "nan", "inf", "null", "None"])
def test_no_kind_of_nothing_is_written_into_a_csv(name: str, small: Path, inside: Inside) -> None:
    assert name not in inside("score", "--format", "csv", cwd=small).out


def test_subjects_come_by_category_in_the_order_of_the_rubric_then_by_id(small: Path, inside: Inside) -> None:
    ran = inside("score", "--format", "csv", cwd=small)

    assert [row["estate"] for row in ran.rows] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7"]


def test_one_category_may_be_asked_for(small: Path, inside: Inside) -> None:
    assert [row["estate"] for row in inside("score", "-f", "csv", "-c", "新小区", cwd=small).rows] == ["E5", "E6", "E7"]


def test_the_screen_shows_what_was_lost_where(small: Path, inside: Inside) -> None:
    """E4: order 50 - 20 = 30 lost; people 50 - 20 = 30 lost."""
    lines = inside("score", "-c", "old", cwd=small).out.splitlines()

    assert lines[0] == "Old estates · 2022Q2"
    assert " ".join(lines[1].split()) == "Estate Id Score Grade Industry Owners Order lost People lost Coverage"
    assert lines[6].split() == ["四号", "E4", "40.00", "poor", "40.00", "40.00", "-30.00", "-30.00", "1.0000"]


def test_an_estate_without_a_score_says_why_on_the_screen(small: Path, inside: Inside) -> None:
    line = next(line for line in inside("score", cwd=small).out.splitlines() if line.startswith("六号"))

    assert line.split()[:4] == ["六号", "E6", "not", "rated"]


def test_sections_come_to_the_score_where_nothing_was_rounded(small: Path, inside: Inside) -> None:
    scored = [row for row in inside("score", "-f", "csv", cwd=small).rows if row["score"]]

    assert len(scored) == 6
    for row in scored:
        assert Decimal(row["order"]) + Decimal(row["people"]) == Decimal(row["score"])


def test_the_subject_is_headed_as_the_rubric_says(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "redprop: 1\nid: r\nsubject: {column: contractor}\nrounding: {score: 0}\n"
        "criteria: [{id: tidy, marks: 100, missing: full, deduct: {each: 1}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "t.csv").write_text("contractor,tidy\nB,3\nA,4\n", encoding="utf-8")
    ran = inside("score", "--rubric", "r.yaml", "t.csv", "-f", "csv", cwd=tmp_path)

    assert [(row["contractor"], row["name"], row["category"], row["score"]) for row in ran.rows] == [
        ("A", "A", "", "96"),
        ("B", "B", "", "97"),
    ]


def test_a_period_may_be_named_for_files_outside_a_workspace(small: Path, inside: Inside, tmp_path: Path) -> None:
    base = small / "data/2022Q2"
    words = ("--rubric", small / "rubric.yaml", "--register", small / "estates.csv", "--period", "2019Q4")

    ran = inside("score", *words, base / "industry.csv", base / "owners.csv", "-f", "csv", cwd=tmp_path)
    assert {row["period"] for row in ran.rows} == {"2019Q4"}


def test_another_register_and_another_rubric_override_those_of_the_workspace(small: Path, inside: Inside) -> None:
    others = "".join(f"E{number},,new,exempt\n" for number in range(2, 8))
    (small / "few.csv").write_text(f"estate,name,category,status\nE1,Eins,new,\n{others}", encoding="utf-8")
    softer = (small / "rubric.yaml").read_text(encoding="utf-8").replace("each: 5", "each: 1")
    (small / "softer.yaml").write_text(softer, encoding="utf-8")

    ran = inside("score", "--register", "few.csv", "--rubric", "softer.yaml", "-f", "csv", cwd=small)
    assert [(row["name"], row["score"]) for row in ran.rows] == [("Eins", "94.00")]


def test_rows_of_a_subject_that_is_not_judged_are_noted(small: Path, inside: Inside) -> None:
    text = (small / "estates.csv").read_text(encoding="utf-8").replace("E4,四号,old,,South", "E4,四号,old,closed,South")
    (small / "estates.csv").write_text(text, encoding="utf-8")
    ran = inside("score", "-f", "csv", cwd=small)

    assert "E4" not in {row["estate"] for row in ran.rows}
    assert "note: Rows about E4 are left alone (closed): 1. (unjudged-subject)" in ran.err


@pytest.mark.parametrize("written", ["table", "csv", "json", "markdown"])
def test_assessors_and_respondents_are_never_printed(written: str, small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/owners.csv").write_text(
        "estate,respondent,assessor,liked\nE1,Frau Holle,Rumpelstilz,45\n", encoding="utf-8"
    )
    ran = inside("score", "-f", written, cwd=small)

    assert ran.code == 0
    assert "Holle" not in ran.out + ran.err
    assert "Rumpelstilz" not in ran.out + ran.err
