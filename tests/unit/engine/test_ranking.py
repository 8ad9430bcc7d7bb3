from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.frames import rank_frame, score_frame
from tests.builders import a_criterion, a_result, fractions, places

CATEGORIES = {"categories": {"old": {"en": "Old"}, "new": {"en": "New"}}}
TWO = {"criteria": [a_criterion("tidy", 50), a_criterion("walls", 50)]}


def ranked(
    findings: dict[str, tuple[int, int]], ranking: dict[str, Any] | None = None, **said: Any
) -> dict[str, float | None]:
    """Places of subjects with so many findings in two criteria."""
    rows = "".join(f"{name},tidy,{a}\n{name},walls,{b}\n" for name, (a, b) in findings.items())
    rubric = TWO | {"ranking": ranking or {}} | said.pop("rubric", {})
    return places(a_result(rubric, rows, **said))


EQUALS = {"A": (1, 0), "B": (2, 2), "C": (4, 0), "D": (9, 0)}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("mean", [1, 2.5, 2.5, 4])],
)
def test_equals_share_a_place_as_the_standard_says(ties: str, expected: list[float]) -> None:
    assert list(ranked(EQUALS, {"ties": ties}).values()) == expected


@pytest.mark.parametrize(("by", "expected"), [("marks.tidy", [1, 2, 3, 4]), ("-marks.tidy", [1, 3, 2, 4])])
def test_a_part_decides_among_equals(by: str, expected: list[float]) -> None:
    # B lost less in tidy
    assert list(ranked(EQUALS, {"then_by": [by]}).values()) == expected


def test_less_of_a_register_column_may_be_better() -> None:
    register = "estate,complaints\nA,0\nB,5\nC,3\nD,0\n"

    assert ranked(EQUALS, {"then_by": ["-register.complaints"]}, register=register) == {"A": 1, "B": 3, "C": 2, "D": 4}


@pytest.mark.parametrize("by", ["register.complaints", "-register.complaints"])
def test_who_lacks_a_value_comes_last_among_equals(by: str) -> None:
    register = "estate,complaints\nA,0\nB,\nC,3\nD,0\n"

    assert ranked(EQUALS, {"then_by": [by]}, register=register)["B"] == 3


def test_lacking_a_value_is_never_better_than_a_value_below_nothing() -> None:
    register = "estate,gain\nA,0\nB,\nC,-3\nD,0\n"

    assert ranked(EQUALS, {"then_by": ["register.gain"]}, register=register)["B"] == 3


def test_ordinal_places_fall_back_on_the_order_of_ids() -> None:
    assert ranked({"B": (1, 0), "A": (1, 0)}, {"ties": "ordinal", "then_by": ["marks.tidy"]}) == {"A": 1, "B": 2}


def test_each_category_is_a_league() -> None:
    register = "estate,category\nA,old\nB,new\nC,old\nD,new\n"

    assert ranked(EQUALS, register=register, rubric=CATEGORIES) == {"A": 1, "B": 1, "C": 2, "D": 2}


def test_all_may_be_one_league() -> None:
    register = "estate,category\nA,old\nB,new\nC,old\nD,new\n"

    assert ranked(EQUALS, {"within": "all"}, register=register, rubric=CATEGORIES) == {"A": 1, "B": 2, "C": 2, "D": 4}


def test_who_has_no_score_has_no_place() -> None:
    assert ranked({"A": (1, 0)}, register="estate\nA\nB\n") == {"A": 1, "B": None}


def test_the_observed_have_no_place_and_take_none() -> None:
    register = "estate,status\nA,observed\nB,\nC,\nD,\n"

    assert ranked(EQUALS, register=register) == {"A": None, "B": 1, "C": 1, "D": 3}


def thirds(**ranking: Any) -> dict[str, float | None]:
    """A earns 66.666..., B 66.668: both are printed as 66.67."""
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 3}, decimals=5)
    return places(a_result({"criteria": [line], "ranking": ranking}, "A,tidy,2\nB,tidy,2.00004\n"))


def test_places_go_by_what_is_printed() -> None:
    assert thirds() == {"A": 1, "B": 1}


def test_places_may_go_by_the_exact_score() -> None:
    assert thirds(on="exact") == {"A": 2, "B": 1}


def test_exact_places_go_by_the_cap_where_it_holds() -> None:
    limit = {"id": "l", "when": {"tidy": {"above": 0}}, "if_missing": "ignored", "cap": 50}
    rubric = TWO | {"ranking": {"on": "exact"}, "limits": [limit]}

    assert places(a_result(rubric, "A,tidy,1\nB,tidy,2\nC,tidy,0\n")) == {"A": 2, "B": 2, "C": 1}


def test_the_score_may_be_rounded_again_before_it_is_ranked() -> None:
    # in whole marks 98.6 and 99.4 are 99, 99.5 is 100
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 100})
    rubric = {"criteria": [line], "rounding": {"score": 1, "rank": 0}}

    assert places(a_result(rubric, "A,tidy,98.6\nB,tidy,99.4\nC,tidy,99.5\n")) == {"A": 2, "B": 2, "C": 1}


def vetoed(rule: str) -> dict[str, float | None]:
    """B has the best score and a veto, C the same score without one."""
    limit = {"id": "veto", "when": {"fire": {"above": 0}}, "if_missing": "ignored", "grade": "fail"}
    grades = {"order": ["good", "fail"], "bands": [[50, "good"]], "else": "fail"}
    rubric = TWO | {"grades": grades, "limits": [limit], "ranking": {"vetoed": rule}}
    return places(a_result(rubric, "A,tidy,9\nB,tidy,0\nB,fire,1\nC,tidy,0\n"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("in_place", {"A": 3, "B": 1, "C": 1}),
        ("last", {"A": 2, "B": 3, "C": 1}),
        ("unranked", {"A": 2, "B": None, "C": 1}),
    ],
)
def test_the_vetoed_stand_where_the_standard_says(rule: str, expected: dict[str, float | None]) -> None:
    assert vetoed(rule) == expected


def test_who_is_not_eligible_has_no_place() -> None:
    limit = {"id": "gate", "when": {"fire": {"above": 0}}, "if_missing": "ignored", "not_eligible": True}

    assert places(a_result(TWO | {"limits": [limit]}, "A,tidy,9\nB,tidy,0\nB,fire,1\n")) == {"A": 1, "B": None}


def test_a_ranking_lists_categories_in_the_rubrics_order_then_places_then_ids() -> None:
    register = "estate,category\nA,new\nB,old\nC,old\nD,new\nE,old\n"
    rows = "B,tidy,3\nC,tidy,3\nA,tidy,1\nD,tidy,0\n"
    frame = rank_frame(a_result(TWO | CATEGORIES, rows, register=register))

    assert list(frame["estate"]) == ["B", "C", "E", "D", "A"]
    assert list(frame["tied_with"]) == ["C", "B", "", "", ""]


def test_scores_are_listed_by_category_and_id() -> None:
    register = "estate,category\nA,new\nB,old\nC,old\n"

    assert list(score_frame(a_result(TWO | CATEGORIES, "A,tidy,1\n", register=register))["estate"]) == ["B", "C", "A"]


def test_a_ranking_by_one_part_has_that_parts_places() -> None:
    sections = [{"id": "s", "criteria": [a_criterion("tidy", 50)]}, {"id": "t", "criteria": [a_criterion("walls", 50)]}]
    frame = rank_frame(a_result({"sections": sections}, "A,tidy,1\nA,walls,9\nB,tidy,2\nB,walls,0\n"), by="section.s")

    assert [
        (name, str(rank), str(score))
        for name, rank, score in zip(frame["estate"], frame["rank"], frame["score"], strict=True)
    ] == [
        ("A", "1", "49.00"),
        ("B", "2", "48.00"),
    ]


def test_a_large_negative_number_of_the_register_is_ranked_as_it_is() -> None:
    # the least 64-bit number, which has no negative of its own
    register = "estate,gain\nA,0\nB,-9223372036854775808\nC,1\nD,0\n"

    assert ranked(EQUALS, {"then_by": ["-register.gain"]}, register=register)["B"] == 2


def test_a_ranking_by_what_stands_where_the_lowest_decides_compares_its_marks() -> None:
    # A's exits and B's hoses decide; by exits both are compared all the same
    fire = {
        "id": "fire",
        "marks": 20,
        "combine": "lowest",
        "criteria": [a_criterion("exits", 4, given={}), a_criterion("hoses", 10, given={})],
    }
    result = a_result({"marks": 20, "sections": [fire]}, "A,exits,1\nA,hoses,9\nB,exits,3\nB,hoses,2\n")

    twice, value, there = result.rank_by("criterion.exits")
    assert (twice.tolist(), fractions(value), there.tolist()) == ([4, 2], [1, 3], [True, True])


def test_a_ranking_by_a_criterion_of_the_bonus_compares_its_points() -> None:
    bonus = {"criteria": [{"id": "praised", "points": {}}]}
    result = a_result({"bonus": bonus}, "A,tidy,3\nB,praised,2\n")

    assert result.rank_by("criterion.praised")[0].tolist() == [4, 2]
