from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_result, earned, score_of, scores

AWARDS = a_criterion("awards", points={"each": 2}, cap=5)
TWO_VISITS = "estate,criterion,value,visit\n"


def credit(**changed: Any) -> dict[str, Any]:
    return {"from": 10, "criteria": [a_criterion("good", points={})]} | changed


@pytest.mark.parametrize(("awards", "score"), [(2, "4.00"), (2.5, "5.00"), (3, "5.00")])
def test_a_criterion_earns_at_most_its_cap(awards: float, score: str) -> None:
    assert score_of({"from": 0, "criteria": [AWARDS]}, f"A,awards,{awards}\n") == score


def test_the_cap_of_a_criterion_comes_after_its_visits() -> None:
    # visits earn 2 and 8: their mean is 5; capped before, it would be (2 + 5) / 2 = 3.5
    result = a_result({"from": 0, "criteria": [AWARDS]}, {"rows.csv": TWO_VISITS + "A,awards,1,1\nA,awards,4,2\n"})

    assert earned(result, "awards") == 5


def test_a_section_earns_at_most_its_cap_and_at_least_its_floor() -> None:
    section = {"id": "basic", "cap": 80, "floor": 3, "criteria": [a_criterion("good", points={}, missing="zero")]}
    found = scores(a_result({"from": 0, "sections": [section], "criteria": []}, "A,good,81\nB,good,80\nC,good,2\n"))

    assert found == {"A": "80.00", "B": "80.00", "C": "3.00"}


def test_the_whole_keeps_within_its_bounds() -> None:
    rubric = credit(**{"from": 100, "floor": 0, "criteria": [a_criterion("bad", points={}, takes_off=True)]})

    assert scores(a_result(rubric, "A,bad,99\nB,bad,100\nC,bad,130\n")) == {"A": "1.00", "B": "0.00", "C": "0.00"}


def test_a_floor_lifts_nobody_of_whom_nothing_was_assessed() -> None:
    rubric = credit(floor=20, missing="not_assessed")

    assert scores(a_result(rubric, "A,good,1\nB,good,n/a\n")) == {"A": "20.00", "B": "not_assessed"}


def test_a_cap_is_the_full_marks_of_a_scaled_part() -> None:
    # 6 + 4 may earn 10 and is capped at 8; with another 12 the whole is 20: 100 x (8 + 6) / 20
    capped = {"id": "order", "cap": 8, "criteria": [a_criterion("a", 6, given={}), a_criterion("b", 4, given={})]}
    rubric = {"marks": 20, "sections": [capped], "criteria": [a_criterion("c", 12, given={})]}

    assert score_of(rubric, "A,a,6\nA,b,4\nA,c,6\n") == "14.00"


def test_a_cap_comes_before_the_rounding_of_its_section() -> None:
    # 7.97 is capped at 7.96 and then rounded to 8.0; rounded first it would stay at 7.96
    section = {"id": "part", "cap": 7.96, "criteria": [a_criterion("good", points={})]}
    rubric = {"from": 0, "sections": [section], "criteria": [], "rounding": {"section": 1, "score": 2}}

    assert scores(a_result(rubric, "A,good,7.97\nB,good,7.84\n")) == {"A": "8.00", "B": "7.80"}


def test_a_rescaled_part_is_scaled_to_its_cap() -> None:
    # a was not assessed; b earned 2 of 4; the part hands on 8 x 2/4 = 4 of 8, with 12 of 12 beside it
    part = {
        "id": "order",
        "cap": 8,
        "rescale": "here",
        "missing": "not_assessed",
        "criteria": [a_criterion("a", 6, given={}), a_criterion("b", 4, given={})],
    }
    rubric = {"marks": 20, "sections": [part], "criteria": [a_criterion("c", 12, given={})]}

    assert score_of(rubric, "A,b,2\nA,c,12\n") == "16.00"


def test_a_floor_of_a_part_lifts_nothing_where_the_part_was_not_assessed() -> None:
    part = {"id": "part", "floor": 3, "missing": "not_assessed", "criteria": [a_criterion("extra", points={})]}
    rubric = {"from": 10, "sections": [part], "criteria": [a_criterion("good", points={})]}

    # B's part was not assessed: 10 + 1; A's earned 1 and is lifted to 3
    assert scores(a_result(rubric, "A,good,1\nA,extra,1\nB,good,1\n")) == {"A": "14.00", "B": "11.00"}


def seen(blend: str, visits: str, *files: str) -> str:
    """The score of 10 marks: tidy has 10 and is capped at 5, green has 5; city and owners see both."""
    channels: dict[str, Any] = {"blend": blend}
    channels |= {name: {"weight": 1, "absent": "zero", "visits": visits} for name in ("city", "owners")}
    both = {"channels": ["city", "owners"], "given": {}}
    criteria = [a_criterion("tidy", 10, cap=5, **both), a_criterion("green", 5, **both)]
    names = ("city.csv", "owners.csv")
    rows = dict(zip(names, ("estate,criterion,value,visit\n" + rows for rows in files), strict=True))
    return score_of({"marks": 10, "channels": channels, "criteria": criteria}, rows)


@pytest.mark.parametrize("blend", ["by_channel", "by_criterion"])
def test_a_capped_criterion_counts_for_its_cap_however_channels_are_blended(blend: str) -> None:
    # both give tidy all of its 5, and nothing of 5 for green
    rows = "A,tidy,10,1\nA,green,0,1\n"

    assert seen(blend, "mean", rows, rows) == "5.00"


def test_the_lowest_visit_is_the_lowest_under_the_caps() -> None:
    # visit 1: 5 of 10 + 0 = 5; visit 2: 5 + 4 = 9; without the cap visit 2 would be the lower, 9 against 10
    rows = "A,tidy,10,1\nA,green,0,1\nA,tidy,5,2\nA,green,4,2\n"

    assert seen("by_channel", "lowest", rows, rows) == "5.00"


def test_a_section_that_may_earn_nothing_still_counts_what_it_lost() -> None:
    # 4 of 4 less 1 is 3, capped at nothing; less 6 is -2, and 10 - 2 = 8
    criteria = [a_criterion("fine", 4, given={}), a_criterion("bad", points={}, takes_off=True)]
    rubric = {"from": 10, "sections": [{"id": "net", "cap": 0, "criteria": criteria}], "criteria": []}

    assert scores(a_result(rubric, "A,fine,4\nA,bad,1\nB,fine,4\nB,bad,6\n")) == {"A": "10.00", "B": "8.00"}
