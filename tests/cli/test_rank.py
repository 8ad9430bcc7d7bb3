from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import Inside


def ranks(inside: Inside, *words: str, cwd: Path) -> list[tuple[str, str]]:
    """Rank and id of every row of `rank --format csv`."""
    ran = inside("rank", "--format", "csv", *words, cwd=cwd)
    assert ran.code == 0, ran.err
    return [(row["rank"], row["estate"]) for row in ran.rows]


OLD = [("1", "E1"), ("2", "E2"), ("2", "E3"), ("4", "E4")]
NEW = [("1", "E5"), ("", "E6"), ("", "E7")]


def test_categories_come_in_the_order_of_the_rubric_then_rank_then_id(small: Path, inside: Inside) -> None:
    assert ranks(inside, cwd=small) == OLD + NEW


def test_the_columns_are_those_that_scripts_rely_on(small: Path, inside: Inside) -> None:
    ran = inside("rank", "--format", "csv", "--category", "old", cwd=small)

    assert ran.out == (
        "category,rank,estate,name,score,grade,outcome,tied_with,limits,status\n"
        "old,1,E1,一号,90.00,good,scored,,,rated\n"
        "old,2,E2,二号,80.00,good,scored,E3,,rated\n"
        "old,2,E3,三号,80.00,good,scored,E2,,rated\n"
        "old,4,E4,四号,40.00,poor,scored,,,rated\n"
    )


def test_no_number_is_an_empty_field(small: Path, inside: Inside) -> None:
    ran = inside("rank", "--format", "csv", "--category", "new", cwd=small)

    assert ran.out.splitlines()[1:] == [
        "new,1,E5,五号,100.00,good,scored,,,rated",
        "new,,E6,六号,,,not_rated,,,rated",
        "new,,E7,七号,100.00,good,scored,,,observed",
    ]


@pytest.mark.parametrize("said", ["new", "新小区", "New estates", " NEW "])
def test_a_category_is_named_by_id_or_by_any_of_its_titles(said: str, small: Path, inside: Inside) -> None:
    assert ranks(inside, "--category", said, cwd=small) == NEW
    assert ranks(inside, "-c", said, cwd=small) == NEW


@pytest.mark.parametrize(
    ("top", "expected"),
    [("1", [OLD[0], NEW[0]]), ("2", [*OLD[:3], NEW[0]]), ("3", [*OLD[:3], NEW[0]]), ("9", [*OLD, NEW[0]])],
)
def test_top_shows_every_rank_up_to_n_ties_included(
    top: str, expected: list[tuple[str, str]], small: Path, inside: Inside
) -> None:
    assert ranks(inside, "--top", top, cwd=small) == expected


@pytest.mark.parametrize(
    ("bottom", "expected"),
    [("1", [OLD[3], NEW[0]]), ("2", [*OLD[1:], NEW[0]]), ("3", [*OLD[1:], NEW[0]]), ("4", [*OLD, NEW[0]])],
)
def test_bottom_shows_the_last_n_of_each_category_ties_included(
    bottom: str, expected: list[tuple[str, str]], small: Path, inside: Inside
) -> None:
    assert ranks(inside, "--bottom", bottom, cwd=small) == expected


def test_both_ends_may_be_asked_for_together(small: Path, inside: Inside) -> None:
    assert ranks(inside, "--top", "1", "--bottom", "1", "-c", "old", cwd=small) == [OLD[0], OLD[3]]


def test_by_a_channel_ranks_by_its_marks(small: Path, inside: Inside) -> None:
    ran = inside("rank", "-f", "csv", "--by", "channel:industry", "-c", "old", cwd=small)

    assert [(row["rank"], row["estate"], row["score"]) for row in ran.rows] == [
        ("1", "E1", "90.00"),
        ("2", "E2", "80.00"),
        ("2", "E3", "80.00"),
        ("4", "E4", "40.00"),
    ]


def test_by_a_section_or_criterion_ranks_by_what_it_contributes_to_the_score(small: Path, inside: Inside) -> None:
    """Half of the score is the channel of owners: 40 given of 50 is 80, of which 50 x 0.8 = 40.00 reach the score."""
    expected = [("1", "E1", "45.00"), ("2", "E2", "40.00"), ("2", "E3", "40.00"), ("4", "E4", "20.00")]
    for part in ("section:people", "criterion:liked"):
        ran = inside("rank", "-f", "csv", "--by", part, "-c", "old", cwd=small)
        assert [(row["rank"], row["estate"], row["score"]) for row in ran.rows] == expected


def test_the_screen_says_by_what_it_ranks(small: Path, inside: Inside) -> None:
    ran = inside("rank", "--by", "channel:owners", "-c", "old", cwd=small)

    assert ran.out.splitlines()[0] == "Old estates · 2022Q2 · by Owners · 4 ranked"


def test_within_adds_the_place_inside_the_groups_of_a_register_column(small: Path, inside: Inside) -> None:
    ran = inside("rank", "-f", "csv", "--within", "community", cwd=small)

    assert [(row["estate"], row["community"], row["community_rank"]) for row in ran.rows] == [
        ("E1", "North", "1"),
        ("E2", "North", "2"),
        ("E3", "South", "1"),
        ("E4", "South", "2"),
        ("E5", "South", "1"),
        ("E6", "North", ""),
        ("E7", "North", ""),
    ]


def test_within_stands_on_the_screen_too(small: Path, inside: Inside) -> None:
    heading = inside("rank", "--within", "community", "-c", "old", cwd=small).out.splitlines()[1]

    assert "community" in heading
    assert "Place in community" in heading


@pytest.mark.parametrize(("bar", "code"), [("40", 0), ("40.00", 0), ("40.01", 1), ("90", 1)])
def test_fail_under_leaves_with_1_where_anyone_listed_is_lower(
    bar: str, code: int, small: Path, inside: Inside
) -> None:
    assert inside("rank", "-c", "old", "--fail-under", bar, cwd=small).code == code


def test_fail_under_names_who_is_lower_and_still_prints_the_ranking(small: Path, inside: Inside) -> None:
    ran = inside("rank", "-c", "old", "--fail-under", "85", "-f", "csv", cwd=small)

    assert (ran.code, len(ran.rows)) == (1, 4)
    assert ran.err == "Below 85: 二号, 三号, 四号.\n"


def test_a_missing_score_does_not_reach_the_bar(small: Path, inside: Inside) -> None:
    ran = inside("rank", "-c", "new", "--fail-under", "0", cwd=small)

    assert ran.code == 1
    assert ran.err == "Below 0: 六号.\n"


def test_fail_under_holds_for_the_part_that_is_ranked_by(small: Path, inside: Inside) -> None:
    assert inside("rank", "-c", "old", "--by", "section:people", "--fail-under", "20", cwd=small).code == 0
    assert inside("rank", "-c", "old", "--by", "section:people", "--fail-under", "20.01", cwd=small).code == 1


def test_a_shorter_list_does_not_soften_the_bar(small: Path, inside: Inside) -> None:
    """With `--top 1` only E1 is shown; the bar holds for all four."""
    ran = inside("rank", "-c", "old", "--top", "1", "--fail-under", "85", cwd=small)

    assert ran.code == 1
    assert ran.err == "Below 85: 二号, 三号, 四号.\n"


def test_those_without_a_rank_stand_apart_with_the_reason(small: Path, inside: Inside) -> None:
    lines = inside("rank", "-c", "new", cwd=small).out.splitlines()
    apart = lines[lines.index("Without a rank") + 3 :]

    assert [(line.split()[0], line.split()[1]) for line in apart] == [("六号", "E6"), ("七号", "E7")]
    assert "not rated" in apart[0]
    assert "under observation" in apart[1]


def test_equals_are_named_on_the_screen(small: Path, inside: Inside) -> None:
    lines = inside("rank", "-c", "old", cwd=small).out.splitlines()

    assert "Tied with" in lines[1]
    assert [name for line in lines[3:] for name in ("二号", "三号") if line.count(name)] == ["二号", "三号"] * 2


def test_json_says_what_it_is_of_and_has_null_for_no_number(small: Path, inside: Inside) -> None:
    said = json.loads(inside("rank", "--format", "json", "--category", "new", cwd=small).out)

    assert {key: value for key, value in said.items() if key not in ("rows", "fingerprint")} == {
        "rubric": "small",
        "edition": None,
        "period": "2022Q2",
    }
    assert len(said["fingerprint"]) == 16
    assert [(row["rank"], row["score"]) for row in said["rows"]] == [(1, 100.0), (None, None), (None, 100.0)]


def test_numbers_keep_their_places_in_json(small: Path, inside: Inside) -> None:
    assert '"score": 80.00,' in inside("rank", "--format", "json", cwd=small).out


def test_markdown_is_a_table_a_category(small: Path, inside: Inside) -> None:
    lines = inside("rank", "--format", "markdown", "--category", "old", cwd=small).out.splitlines()

    assert lines[0] == "### Old estates · 2022Q2 · 4 ranked"
    assert lines[2].startswith("| Rank | Estate | Id | Score | Grade | Tied with |")
    assert lines[3].startswith("| ---: | --- | --- | ---: | --- | --- |")
    assert lines[4].startswith("| 1 | 一号 | E1 | 90.00 | Good |")


def test_files_and_a_rubric_are_enough_without_a_workspace(small: Path, inside: Inside, tmp_path: Path) -> None:
    base = small / "data/2022Q2"
    words = ("--rubric", small / "rubric.yaml", "--register", small / "estates.csv", base)

    found = inside("rank", *words, "-f", "csv", cwd=tmp_path)
    assert [(row["rank"], row["estate"]) for row in found.rows] == OLD + NEW


def test_a_period_is_the_one_that_was_asked_for_or_the_latest(small: Path, inside: Inside) -> None:
    (small / "data/2022Q3").mkdir()
    (small / "data/2022Q3/industry.csv").write_text("estate,criterion,value\nE4,tidy,0\n", encoding="utf-8")
    (small / "data/2022Q3/owners.csv").write_text("estate,liked\nE4,50\n", encoding="utf-8")
    (small / "data/2022Q4").mkdir()  # nothing in it yet

    assert ranks(inside, "-c", "old", "--top", "1", cwd=small) == [("1", "E4")]
    assert ranks(inside, "-c", "old", "--top", "1", "--period", "2022Q2", cwd=small) == [("1", "E1")]
    assert ranks(
        inside, "-c", "old", "--top", "1", "data/2022Q2/industry.csv", "data/2022Q2/owners.csv", cwd=small
    ) == [("1", "E1")]


def test_the_edition_in_force_begins_no_later_than_the_period(small: Path, inside: Inside) -> None:
    stricter = (small / "rubric.yaml").read_text(encoding="utf-8").replace("each: 5", "each: 10")
    (small / "stricter.yaml").write_text(stricter, encoding="utf-8")
    settings = (small / "redprop.yaml").read_text(encoding="utf-8")
    by_period = settings.replace("rubric: rubric.yaml", "rubric: {2022Q1: rubric.yaml, 2022Q3: stricter.yaml}")
    (small / "redprop.yaml").write_text(by_period, encoding="utf-8")
    (small / "data/2022Q3").mkdir()
    for name in ("industry.csv", "owners.csv"):
        (small / "data/2022Q3" / name).write_bytes((small / "data/2022Q2" / name).read_bytes())

    now = inside("rank", "-c", "old", "--top", "1", "-f", "csv", cwd=small).rows
    before = inside("rank", "-c", "old", "--top", "1", "--period", "2022Q2", "-f", "csv", cwd=small).rows
    assert (now[0]["score"], before[0]["score"]) == ("85.00", "90.00")


def test_a_period_before_the_first_edition_has_no_rubric(small: Path, inside: Inside) -> None:
    (small / "redprop.yaml").write_text("rubric: {2022Q3: rubric.yaml}\n", encoding="utf-8")

    assert "(no-edition)" in inside("rank", "--period", "2022Q2", cwd=small).err


def test_a_register_in_the_folder_of_a_period_wins(small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/estates.csv").write_text(
        "estate,name,category\n" + "".join(f"E{n},N{n},new\n" for n in range(1, 8)), encoding="utf-8"
    )

    assert inside("rank", "-f", "csv", "--top", "1", cwd=small).rows[0]["name"] == "N5"


def test_a_workspace_is_found_from_a_folder_inside_it(small: Path, inside: Inside) -> None:
    assert ranks(inside, cwd=small / "data" / "2022Q2") == OLD + NEW


def test_bad_rows_are_skipped_only_when_asked_and_their_count_is_printed(small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text(
        "estate,criterion,value\nE1,tidy,1\nE1,tidy,x\nE2,tidy,2\nE3,tidy,2\nE9,tidy,1\n", encoding="utf-8"
    )

    assert inside("rank", cwd=small).code == 2
    ran = inside("rank", "--skip-bad-rows", "-c", "old", cwd=small)
    assert ran.code == 0
    assert ran.err.splitlines()[-1] == "Rows left out (--skip-bad-rows): 3."


@pytest.mark.parametrize("written", ["table", "csv", "json", "markdown"])
def test_the_count_of_skipped_rows_is_told_beside_every_format(written: str, small: Path, inside: Inside) -> None:
    (small / "data/2022Q2/industry.csv").write_text(
        "estate,criterion,value\nE1,tidy,1\nE1,tidy,x\nE2,tidy,2\n", encoding="utf-8"
    )
    ran = inside("rank", "--skip-bad-rows", "-f", written, cwd=small)

    assert "Rows left out (--skip-bad-rows): 2." in ran.err
    assert "left out" not in ran.out


def test_a_column_is_left_alone_when_asked(small: Path, inside: Inside) -> None:
    text = (small / "data/2022Q2/owners.csv").read_text(encoding="utf-8").replace("liked", "liked,visitt")
    lines = [line if "visitt" in line else f"{line},1" for line in text.splitlines()]
    (small / "data/2022Q2/owners.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert "(misspelt-column)" in inside("rank", cwd=small).err
    ran = inside("rank", "--ignore-column", "visitt", "--ignore-column", "other", cwd=small)
    assert (ran.code, ran.err) == (0, "")


def test_notes_are_told_beside_the_result_and_not_in_it(small: Path, inside: Inside) -> None:
    text = (small / "data/2022Q2/owners.csv").read_text(encoding="utf-8").replace("liked\n", "liked,weather\n")
    (small / "data/2022Q2/owners.csv").write_text(
        text.replace("45\n", "45,rain\n").replace("0\n", "0,\n"), encoding="utf-8"
    )
    ran = inside("rank", "--format", "csv", cwd=small)

    assert ran.code == 0
    assert ran.err.splitlines()[0].endswith(
        "owners.csv:1 [weather]: note: The column weather is not used. (unknown-column)"
    )
    assert "weather" not in ran.out


def test_names_that_a_spreadsheet_would_run_are_escaped_and_numbers_are_not(small: Path, inside: Inside) -> None:
    text = (small / "estates.csv").read_text(encoding="utf-8")
    text = text.replace("一号", "=1+1").replace("二号", "@cmd").replace("North", "-North").replace("三号", "+86 园")
    (small / "estates.csv").write_text(text, encoding="utf-8")
    rows = inside("rank", "-f", "csv", "-c", "old", "--within", "community", cwd=small).rows

    assert [row["name"] for row in rows[:3]] == ["'=1+1", "'@cmd", "'+86 园"]
    assert rows[0]["community"] == "'-North"
    assert rows[0]["score"] == "90.00"


def test_a_name_cannot_steer_the_terminal(small: Path, inside: Inside) -> None:
    text = (small / "estates.csv").read_text(encoding="utf-8").replace("一号", "一\x1b[31m号\u202e")
    (small / "estates.csv").write_text(text, encoding="utf-8")
    ran = inside("rank", cwd=small)

    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "一\N{REPLACEMENT CHARACTER}[31m号\N{REPLACEMENT CHARACTER}" in ran.out


def test_brackets_in_a_name_are_no_markup(small: Path, inside: Inside) -> None:
    text = (small / "estates.csv").read_text(encoding="utf-8").replace("一号", "[red]一号[/red]")
    (small / "estates.csv").write_text(text, encoding="utf-8")

    assert "[red]一号[/red]" in inside("rank", cwd=small).out


def test_a_ranking_by_a_part_heads_its_marks_with_the_part_and_grades_nobody(small: Path, inside: Inside) -> None:
    """The grade is the whole's; the channel that is ranked by does not stand there twice."""
    heading = inside("rank", "--by", "channel:owners", "-c", "old", cwd=small).out.splitlines()[1]

    assert " ".join(heading.split()) == "Rank Estate Id Owners Tied with Industry Order lost People lost"
