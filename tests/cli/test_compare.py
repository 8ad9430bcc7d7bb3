from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from redprop.report.compared.sparks import spark
from tests.cli.conftest import INDUSTRY, OWNERS, RUBRIC
from tests.running import Inside

CAUSES = ("findings", "coverage", "channels", "season", "rules", "weights", "limits", "rounding")
EARLIER = """\
estate,criterion,value
E1,tidy,3
E2,tidy,0
E3,tidy,2
E4,tidy,6
E6,tidy,0
E7,tidy,0
"""
"""The quarter before: E1 had 70 of industry and so 80, E2 100 and so 90; E6 was seen and had 80, E5 was not."""

OLD_SUMMARY = (
    "Old estates: 4 compared, 1 up, 1 down, 2 the same. Mean change of the 4 ranked both times 0.00. "
    "Largest rise: 一号 +10.00; largest fall: 二号 -10.00."
)


@pytest.fixture
def two(small: Path) -> Path:
    """The small workspace with a quarter before: E1 rose by 10, E2 fell by 10, E3 and E4 stayed."""
    folder = small / "data" / "2022Q1"
    folder.mkdir()
    (folder / "industry.csv").write_text(EARLIER, encoding="utf-8")
    (folder / "owners.csv").write_text(OWNERS, encoding="utf-8")
    return small


def lines(text: str) -> list[str]:
    """What is told, without rules and with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip("─ ")]


def test_the_latest_period_is_compared_with_the_one_before(two: Path, inside: Inside) -> None:
    ran = inside("compare", cwd=two)

    assert ran.code == 0, ran.err
    # E1 from 2 to 1: alone at 90 it would tie the first, and had all but it moved, it would tie at 80: half and half
    assert lines(ran.out) == [
        "Old estates · 2022Q1 to 2022Q2",
        "Estate Id Score 2022Q1 Score 2022Q2 Change Findings Rank 2022Q1 Rank 2022Q2 Places Own Others",
        "一号 E1 80.00 90.00 +10.00 +10.00 2 1 +1 +0.5 +0.5",
        "二号 E2 90.00 80.00 -10.00 -10.00 1 2 -1 -0.5 -0.5",
        "三号 E3 80.00 80.00 0.00 2 2 0 0 0",
        "四号 E4 40.00 40.00 0.00 4 4 0 0 0",
        "New estates · 2022Q1 to 2022Q2",
        "Estate Id Score 2022Q1 Score 2022Q2 Change",
        "七号 E7 100.00 100.00 0.00",
        "Listed apart",
        "What happened Period Estate Id Score Rank",
        "no score in one period 2022Q1 五号 E5",
        "no score in one period 2022Q2 五号 E5 100.00 1",
        "no score in one period 2022Q1 六号 E6 80.00 1",
        "no score in one period 2022Q2 六号 E6",
        OLD_SUMMARY,
        "New estates: 1 compared, 0 up, 0 down, 1 the same.",
    ]


def test_csv_has_a_row_a_subject_and_says_what_happened_to_those_who_are_not_compared(
    two: Path, inside: Inside
) -> None:
    rows = inside("compare", "2022Q1", "2022Q2", "--format", "csv", cwd=two).rows

    assert [(row["estate"], row["change"], row["findings"], row["event"]) for row in rows] == [
        ("E1", "10.00", "10.000000", ""),
        ("E2", "-10.00", "-10.000000", ""),
        ("E3", "0.00", "0.000000", ""),
        ("E4", "0.00", "0.000000", ""),
        ("E7", "0.00", "0.000000", ""),
        ("E5", "", "", "no_score"),
        ("E6", "", "", "no_score"),
    ]
    assert (rows[5]["score_before"], rows[5]["score_after"], rows[5]["rank_after"]) == ("", "100.00", "1")
    for row in rows[:5]:
        assert sum(Decimal(row[name]) for name in CAUSES) == Decimal(row["change"])


def test_turning_the_periods_round_turns_the_signs(two: Path, inside: Inside) -> None:
    rows = inside("compare", "2022Q2", "2022Q1", "--format", "csv", cwd=two).rows

    assert [(row["estate"], row["change"], row["own"], row["peers"]) for row in rows[:2]] == [
        ("E1", "-10.00", "-0.5", "-0.5"),
        ("E2", "10.00", "0.5", "0.5"),
    ]


def test_csv_and_json_are_the_same_in_both_languages(two: Path, inside: Inside) -> None:
    for words in (
        ("compare", "--format", "csv"),
        ("compare", "--format", "json", "--by", "criterion"),
        ("compare", "--trend", "--format", "csv"),
        ("compare", "--subject", "E1", "--format", "json"),
    ):
        assert inside(*words, "--language", "zh", cwd=two).out == inside(*words, "--language", "en", cwd=two).out


def test_by_criterion_a_row_is_a_subject_and_a_part(two: Path, inside: Inside) -> None:
    ran = inside("compare", "--by", "criterion", "--format", "csv", "-c", "old", cwd=two)
    told = [(row["estate"], row["channel"], row["part"], row["part_before"], row["part_after"]) for row in ran.rows]

    assert told[:2] == [  # 35 of 50 marks are 70 of 100, and half of these
        ("E1", "industry", "tidy", "35.000000", "45.000000"),
        ("E1", "owners", "liked", "45.000000", "45.000000"),
    ]
    table = lines(inside("compare", "--by", "criterion", "-c", "old", cwd=two).out)
    # (35 + 50 + 40 + 20) / 4, then (45 + 40 + 40 + 20) / 4
    assert table[1:3] == [
        "Part Channel Mean 2022Q1 Mean 2022Q2 Mean change Changed for Most for",
        "Tidy Industry 36.250000 36.250000 0.000000 2 一号 +10.000000",
    ]


def test_one_subject_is_told_whole(two: Path, inside: Inside) -> None:
    ran = inside("compare", "--subject", "一号", cwd=two)

    assert lines(ran.out) == [
        "一号 (E1) · Old estates · 2022Q1 to 2022Q2",
        "score 80.00 to 90.00: +10.00",
        "rank 2 to 1: +1 places, +0.5 by itself and +0.5 by its neighbours",
        "By cause",
        "Cause Change What it is",
        "Findings +10.000000 what was found, where both periods looked",
        "change of the score +10.000000",
        "Industry: +10.000000",
        "Part 2022Q1 2022Q2 Change",
        "Tidy 35.000000 45.000000 +10.000000",
    ]


def test_one_who_cannot_be_compared_is_told_with_what_happened(two: Path, inside: Inside) -> None:
    ran = inside("compare", "--subject", "E6", cwd=two)

    assert lines(ran.out)[2:] == [
        "no score in one period 2022Q1 六号 E6 80.00 1",
        "no score in one period 2022Q2 六号 E6",
    ]
    assert inside("compare", "--subject", "nobody", cwd=two).code == 2


def test_top_shows_the_largest_moves_and_those_that_tie_with_them(two: Path, inside: Inside) -> None:
    rows = inside("compare", "--top", "1", "--format", "csv", cwd=two).rows

    assert [row["estate"] for row in rows if not row["event"]] == ["E1", "E2"]


def test_another_edition_is_told_by_rules_and_weights(two: Path, inside: Inside) -> None:
    (two / "old.yaml").write_text(
        RUBRIC.replace("each: 5", "each: 2.5").replace("id: small", "id: small\nedition: '1'")
    )
    settings = (two / "redprop.yaml").read_text(encoding="utf-8")
    editions = "rubric: {2022Q1: old.yaml, 2022Q2: rubric.yaml}"
    (two / "redprop.yaml").write_text(settings.replace("rubric: rubric.yaml", editions), encoding="utf-8")
    rows = {row["estate"]: row for row in inside("compare", "--format", "csv", cwd=two).rows}

    # E3, two findings both times: 90 of industry and so 85, now 80 and so 80
    assert (rows["E3"]["score_before"], rows["E3"]["rules"], rows["E3"]["findings"]) == (
        "85.00",
        "-5.000000",
        "0.000000",
    )
    # E1: 42.5 of 50 with three then; one now costs 5. Findings: two fewer at 2.5 and at 5, the mean: 7.5
    # rules: three and one at 2.5 more each, the mean: -5. All halved twice: of 50 marks to 100, of 100 to a half
    assert (rows["E1"]["findings"], rows["E1"]["rules"], rows["E1"]["change"]) == ("7.500000", "-5.000000", "2.50")
    assert "The editions differ: 1 then, small now." in inside("compare", cwd=two).out


def test_folders_are_compared_outside_a_workspace(two: Path, inside: Inside, tmp_path: Path) -> None:
    for period in ("2022Q1", "2022Q2"):
        (two / "data" / period).rename(tmp_path / f"q{period[-1]}")
    (two / "rubric.yaml").rename(tmp_path / "rubric.yaml")
    (two / "estates.csv").rename(tmp_path / "estates.csv")
    words = ("q1", "q2", "--rubric", "rubric.yaml", "--register", "estates.csv", "--format", "csv")
    rows = inside("compare", *words, cwd=tmp_path).rows

    assert [(row["before"], row["estate"], row["change"]) for row in rows[:2]] == [
        ("", "E1", "10.00"),
        ("", "E2", "-10.00"),
    ]
    assert inside("compare", *words[:-2], cwd=tmp_path).out.startswith("Old estates\n")


def test_two_rubrics_are_one_for_each_side(two: Path, inside: Inside) -> None:
    (two / "dear.yaml").write_text(RUBRIC.replace("each: 5", "each: 10"), encoding="utf-8")
    words = ("compare", "2022Q2", "2022Q2", "--rubric", "rubric.yaml", "--rubric", "dear.yaml", "--format", "csv")
    rows = inside(*words, cwd=two).rows

    assert (rows[0]["estate"], rows[0]["change"], rows[0]["rules"]) == ("E1", "-5.00", "-5.000000")
    ran = inside(*words, "--rubric", "rubric.yaml", cwd=two)
    assert (ran.code, "two-at-most" in ran.err) == (2, True)


def test_what_cannot_be_compared_is_a_problem(small: Path, inside: Inside, tmp_path: Path) -> None:
    assert "no-earlier-period" in inside("compare", cwd=small).err
    assert "no-such-period" in inside("compare", "2021Q1", "2022Q2", cwd=small).err
    assert "(periods-of-workspace)" in inside("compare", cwd=tmp_path).err
    assert "trend-of-workspace" in inside("compare", "--trend", cwd=tmp_path).err
    assert "no-such-period" in inside("compare", "--trend", "2023Q1", cwd=small).err


# -- trends ---------------------------------------------------------------------------------------------------------------


def test_a_trend_has_plots_of_scores_and_ranks_and_says_their_scale(two: Path, inside: Inside) -> None:
    ran = inside("compare", "--trend", "-c", "old", cwd=two)

    # eight steps from 40 to 90: 80 is after 40 x 8 / 50 = 6.4 of them, the mean 72.5 after 5.2
    # from place 4 to place 1 the second is after 2 x 8 / 3 = 5.3
    assert lines(ran.out) == [
        "Old estates · 2022Q1 to 2022Q2",
        "Scores are plotted from 40.00 (▁) to 90.00 (█), ranks from 4 (▁) to 1 (█).",
        "Estate Id Plot 2022Q1 2022Q2 Change Ranks Rank",
        "Mean of the ranked ▆▆ 72.50 72.50 0.00",
        "一号 E1 ▇█ 80.00 90.00 +10.00 ▆█ 1",
        "二号 E2 █▇ 90.00 80.00 -10.00 █▆ 2",
        "三号 E3 ▇▇ 80.00 80.00 0.00 ▆▆ 2",
        "四号 E4 ▁▁ 40.00 40.00 0.00 ▁▁ 4",
    ]


def test_missing_periods_and_other_editions_are_marked(two: Path, inside: Inside) -> None:
    (two / "data" / "2022Q1").rename(two / "data" / "2021Q4")
    (two / "new.yaml").write_text(RUBRIC.replace("each: 5", "each: 2.5"), encoding="utf-8")
    settings = (two / "redprop.yaml").read_text(encoding="utf-8")
    (two / "redprop.yaml").write_text(
        settings.replace("rubric: rubric.yaml", "rubric: {2021Q4: rubric.yaml, 2022Q2: new.yaml}"), encoding="utf-8"
    )
    ran = inside("compare", "--trend", "-c", "old", cwd=two)
    first = next(line for line in lines(ran.out) if "一号" in line)

    assert "·│" in first
    assert "· stands for a period without a score: 2022Q1 missing." in ran.out
    assert "│ stands before a period whose edition scores otherwise: 2022Q2." in ran.out
    one = lines(inside("compare", "--trend", "--subject", "E1", cwd=two).out)
    assert "2022Q1 no files" in one


def test_a_trend_as_csv_has_a_row_a_subject_and_period(two: Path, inside: Inside) -> None:
    rows = inside("compare", "--trend", "--subject", "E1", "--format", "csv", cwd=two).rows

    assert [(row["period"], row["estate"], row["score"], row["rank"]) for row in rows] == [
        ("2022Q1", "E1", "80.00", "2"),
        ("2022Q2", "E1", "90.00", "1"),
    ]
    told = json.loads(inside("compare", "--trend", "--format", "json", cwd=two).out)
    assert [one["period"] for one in told["periods"]] == ["2022Q1", "2022Q2"]
    assert len(told["rows"]) == 14  # seven estates, two periods


def test_a_console_without_blocks_shows_digits() -> None:
    assert spark([70, None, 80, 75], 70, 80, ["", "", "|", ""], blocks=False) == "1.|85"
    assert spark([7, 7], 7, 7, ["", ""], blocks=True) == "▁▁"
    assert spark([9, 2], 9, 2, ["", ""], blocks=True) == "▁█"  # ranks: the ninth is lowest, the second highest


def test_a_workspace_of_one_period_has_a_trend(small: Path, inside: Inside) -> None:
    ran = inside("compare", "--trend", "-c", "old", cwd=small)

    assert ran.code == 0
    assert "E1 █ 90.00 █ 1" in "\n".join(lines(ran.out))


def test_names_that_steer_a_terminal_do_no_harm(two: Path, inside: Inside) -> None:
    register = (two / "estates.csv").read_text(encoding="utf-8")
    (two / "estates.csv").write_text(register.replace("一号", "\x1b[31m=1+1\u202e"), encoding="utf-8")
    for words in ((), ("--trend",), ("--subject", "E1"), ("--by", "criterion")):
        out = inside("compare", *words, cwd=two).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_what_the_assessors_are_called_is_never_told(two: Path, inside: Inside) -> None:
    text = (
        INDUSTRY.replace("value\n", "value,assessor\n")
        .replace("\nE", ",Secret\nE")
        .replace(",assessor,Secret", ",assessor")
    )
    (two / "data/2022Q2/industry.csv").write_text(text.rstrip("\n") + ",Secret\n", encoding="utf-8")
    for words in ((), ("--subject", "E1", "--format", "csv"), ("--by", "criterion", "--format", "json")):
        ran = inside("compare", *words, cwd=two)
        assert ran.code == 0, ran.err
        assert "Secret" not in ran.out + ran.err


def test_another_category_is_listed_with_both_sides_in_each_of_the_two(two: Path, inside: Inside) -> None:
    rows = (
        (two / "estates.csv")
        .read_text(encoding="utf-8")
        .replace("\n", ",,\n")
        .replace("community,,", "community,from,until")
    )
    rows = rows.replace("E3,三号,old,,South,,", "E3,三号,old,,South,,2022Q1\nE3,三号,new,,South,2022Q2,")
    (two / "estates.csv").write_text(rows, encoding="utf-8")
    for category in ("old", "new"):
        out = lines(inside("compare", "-c", category, cwd=two).out)
        assert "another category 2022Q1 三号 E3 80.00 2 Old estates" in out
        assert "another category 2022Q2 三号 E3 80.00 2 New estates" in out
        told = {row["estate"]: row for row in inside("compare", "-c", category, "--format", "csv", cwd=two).rows}
        assert (told["E3"]["event"], told["E3"]["change"], told["E3"]["score_before"]) == ("category", "", "80.00")
