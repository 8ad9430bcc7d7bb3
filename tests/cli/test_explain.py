from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.running import Inside


def test_the_tree_tells_channels_criteria_rules_and_rows(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E2", cwd=small)

    assert ran.code == 0, ran.err
    # industry 2 findings of 5: 40 of 50 is 80, half of it 40; owners 40 of 50
    told = [" ".join(line.split()) for line in ran.out.splitlines() if line.strip("─")]
    assert told == [
        "二号 (E2) · Old estates · 2022Q2",
        "score 80.00 · Good · rank 2 of 4 · coverage 1.0000",
        "10.00 behind rank 1 (一号).",
        "part mark weight counts lost",
        "Industry 80.00 50 40.000000 -10.0000",
        "Owners 80.00 50 40.000000 -10.0000",
        "Score 80.000000",
        "Industry",
        "criterion full earned in force counts lost one more seen rule rows",
        "Order 50.0000 40.000000 -10.0000",
        "Tidy 50 40 50.0000 40.000000 -10.0000 -5.00 2 each finding costs 5, to no less than 0 industry.csv:3",
        "Owners",
        "criterion full earned in force counts lost seen rule rows",
        "People 50.0000 40.000000 -10.0000",
        "liked 50 40 50.0000 40.000000 -10.0000 40 marks as the assessor wrote them owners.csv:3",
    ]


def test_csv_has_a_row_a_part_and_they_add_up(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E4", "--format", "csv", cwd=small)

    assert ran.rows[0] == {
        "period": "2022Q2",
        "category": "old",
        "estate": "E4",
        "name": "四号",
        "kind": "criterion",
        "channel": "industry",
        "section": "order",
        "criterion": "tidy",
        "full": "50",
        "in_force": "50.000000",
        "part": "20.000000",
        "lost": "30.000000",
        "earned": "20",
        "possible": "50",
        "outcome": "scored",
        "value": "6",
        "one_more": "5.00",
        "rows": "industry.csv:5",
        "findings": "",
    }
    assert sum(Decimal(row["part"]) for row in ran.rows) == 40


def test_json_says_where_the_subject_stands(small: Path, inside: Inside) -> None:
    told = json.loads(inside("explain", "一号", "--format", "json", cwd=small).out)

    assert {key: told[key] for key in ("estate", "name", "score", "score_exact", "rank", "ranked")} == {
        "estate": "E1",
        "name": "一号",
        "score": 90.0,
        "score_exact": "90",
        "rank": 1,
        "ranked": 4,
    }


def test_lost_marks_come_largest_first_with_their_rule_and_rows(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E4", "--lost", cwd=small)

    heads = [line.split(" · ")[0] for line in ran.out.splitlines() if " · " in line and "E4" not in line]
    assert heads == ["Tidy", "liked"]
    assert "Rule: each finding costs 5, to no less than 0" in ran.out
    assert "data/2022Q2/industry.csv:5" in ran.out


def test_rows_can_be_had_alone(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E4", "--criterion", "整洁", "--rows", "--format", "csv", cwd=small)

    assert [(row["file"], row["row"], row["measure"], row["value"]) for row in ran.rows] == [
        ("data/2022Q2/industry.csv", "5", "tidy", "6")
    ]


def test_who_is_unknown_is_told_with_the_nearest(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E22", cwd=small)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == "E22 is not in the register. Did you mean E2? Correct it, or add it there. (unknown-subject)\n"


def test_a_name_that_several_have_asks_for_the_id(small: Path, inside: Inside) -> None:
    register = (small / "estates.csv").read_text(encoding="utf-8").replace("二号", "一号")
    (small / "estates.csv").write_text(register, encoding="utf-8")
    ran = inside("explain", "一号", cwd=small)

    assert ran.code == 2
    assert ran.err == "一号 is the name of several: E1, E2. Give the id. (same-name)\n"


def test_who_is_not_judged_is_told_why(small: Path, inside: Inside) -> None:
    register = (small / "estates.csv").read_text(encoding="utf-8") + "E8,八号,new,closed,North\n"
    (small / "estates.csv").write_text(register, encoding="utf-8")
    ran = inside("explain", "E8", cwd=small)

    assert ran.code == 2
    assert ran.err == "E8 is not judged in this period: closed. (not-judged)\n"


def test_an_unknown_criterion_names_the_nearest(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E1", "--criterion", "tidi", cwd=small)

    assert ran.code == 2
    assert "Did you mean tidy?" in ran.err


def test_who_has_no_score_is_explained_all_the_same(small: Path, inside: Inside) -> None:
    ran = inside("explain", "E6", "--language", "zh", cwd=small)

    assert ran.code == 0
    assert "没有总分：不评定。" in ran.out
    assert "行业：缺席，缺此渠道不评总分。" in ran.out


def test_a_terminal_of_80_columns_is_not_overrun(small: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = inside("explain", "E2", cwd=small)

    assert max(map(len, ran.out.splitlines())) <= 80


def test_only_the_rows_of_some_days_are_explained(small: Path, inside: Inside) -> None:
    rows = "estate,criterion,value,date\nE1,tidy,1,2022-04-01\nE1,tidy,3,2022-06-01\n"
    (small / "data/2022Q2/industry.csv").write_text(rows, encoding="utf-8")
    (small / "data/2022Q2/owners.csv").write_text("estate,liked,date\nE1,45,2022-06-02\n", encoding="utf-8")
    ran = inside("explain", "E1", "--from", "2022-05-01", "--rows", "--format", "csv", cwd=small)

    assert [(row["measure"], row["row"]) for row in ran.rows] == [("tidy", "3"), ("liked", "2")]


def test_what_does_not_apply_has_no_marks_rather_than_none_of_them(small: Path, inside: Inside) -> None:
    """E1 had 1 finding, 90 of industry; of what does not apply only the printed marks are shown."""
    rubric = small / "rubric.yaml"
    row = "      - {id: lit, marks: 10, channels: [industry], missing: full, not_applicable: leave_out, given: {}}\n"
    text = rubric.read_text(encoding="utf-8").replace("  - id: people\n", f"{row}  - id: people\n")
    rubric.write_text(text.replace("subject:", "marks: 110\nsubject:"), encoding="utf-8")
    industry = small / "data" / "2022Q2" / "industry.csv"
    industry.write_text(industry.read_text(encoding="utf-8") + "E1,lit,n/a\n", encoding="utf-8")

    ran = inside("explain", "E1", cwd=small)

    assert ran.code == 0, ran.err
    assert [" ".join(line.split()) for line in ran.out.splitlines() if line.startswith("  lit")] == [
        "lit 10 not applicable marks as the assessor wrote them industry.csv:8"
    ]
    assert "not applicable: lit." in ran.out


def test_a_criterion_alone_says_what_took_the_marks_of_its_channel(small: Path, inside: Inside) -> None:
    """The owners' channel counts nothing where papers were forged; its 90 are gone, industry's are not."""
    rubric, owners = small / "rubric.yaml", small / "data" / "2022Q2" / "owners.csv"
    text = rubric.read_text(encoding="utf-8")
    text = text.replace("weight: 50, absent: not_rated}\nsections", "weight: 50, absent: not_rated, ZERO}\nsections")
    text = text.replace("ZERO", "zero_when: {forged: {at_least: 1}}") + "measures: {forged: {title: Forged}}\n"
    rubric.write_text(text, encoding="utf-8")
    owners.write_text("estate,liked,forged\nE1,45,1\nE2,40,0\n", encoding="utf-8")

    gone = "Owners: Forged 1 and more, so it counts nothing."
    assert gone in inside("explain", "E1", "--criterion", "liked", cwd=small).out
    assert gone in inside("explain", "E1", "--lost", cwd=small).out
    assert gone not in inside("explain", "E1", "--criterion", "tidy", cwd=small).out


def test_who_did_not_let_a_channel_in_is_told_so(small: Path, inside: Inside) -> None:
    log = "estate,channel,visit,date,status\n" + "".join(
        f"E{n},industry,,2022-05-0{n},done\n" for n in (1, 2, 3, 4, 5, 7)
    )
    (small / "data/2022Q2/visits.csv").write_text(log + "E6,industry,,2022-05-06,refused\n", encoding="utf-8")
    ran = inside("explain", "E6", cwd=small)

    assert "Industry: it was not let in; without it there is no score." in ran.out


def test_how_many_rows_were_skipped_is_told(small: Path, inside: Inside) -> None:
    with (small / "data/2022Q2/industry.csv").open("a", encoding="utf-8") as rows:
        rows.write("E2,tidy,two\n")
    ran = inside("explain", "E1", "--skip-bad-rows", cwd=small)

    assert ran.code == 0
    assert ran.err == "Rows left out (--skip-bad-rows): 2.\n"  # the one that says two, and the other of its cell
