from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.builders import a_criterion, a_result, fractions, score_of

# industry looks at both criteria, owners at the second alone
CHANNELS = {"industry": {"weight": 70, "absent": "renormalise"}, "owners": {"weight": 30, "absent": "renormalise"}}
FILES = {
    "industry.csv": "estate,criterion,value\nA,yard,20\nA,service,5\n",
    "owners.csv": "estate,criterion,value\nA,service,8\n",
}


def blended(blend: str, **changed: Any) -> dict[str, Any]:
    criteria = [
        a_criterion("yard", 80, channels=["industry"]),
        a_criterion("service", 20, channels=["industry", "owners"]),
    ]
    return {"channels": {"blend": blend} | CHANNELS, "criteria": criteria} | changed


def test_by_channel_each_channel_is_a_mark_over_what_it_looks_at() -> None:
    # industry 60 + 15 of 100; owners 12 of 20, which is 60 of 100: 0.7 x 75 + 0.3 x 60
    assert score_of(blended("by_channel"), FILES) == "70.50"


def test_by_criterion_each_criterion_is_the_mean_of_the_channels_that_saw_it() -> None:
    # yard 60 by industry alone; service 20 x (0.7 x 15/20 + 0.3 x 12/20) = 14.1
    assert score_of(blended("by_criterion"), FILES) == "74.10"


@pytest.mark.parametrize(("blend", "expected"), [("by_channel", "75.00"), ("by_criterion", "75.00")])
def test_an_absent_channel_leaves_the_other_alone(blend: str, expected: str) -> None:
    assert score_of(blended(blend), {"industry.csv": FILES["industry.csv"]}) == expected


@pytest.mark.parametrize(
    ("blend", "expected"),
    [
        ("by_channel", "52.50"),  # 0.7 x 75 + 0.3 x 0
        ("by_criterion", "70.50"),  # 60 + 20 x 0.7 x 15/20
    ],
)
def test_an_absent_channel_that_counts_nothing_counts_where_it_looks(blend: str, expected: str) -> None:
    channels = {"blend": blend} | CHANNELS | {"owners": {"weight": 30, "absent": "zero"}}

    assert score_of(blended(blend, channels=channels), {"industry.csv": FILES["industry.csv"]}) == expected


def test_by_criterion_what_only_an_absent_channel_sees_leaves_both_sums() -> None:
    # industry absent: service 12 of 20, yard unseen: 100 x 12 / 20
    assert score_of(blended("by_criterion"), {"owners.csv": FILES["owners.csv"]}) == "60.00"


def test_by_criterion_weight_handed_on_weighs_where_the_heir_looks() -> None:
    channels = {
        "blend": "by_criterion",
        "industry": {"weight": 50, "absent": "renormalise"},
        "owners": {"weight": 30, "absent": "renormalise"},
        "city": {"weight": 20, "absent": {"weight_to": "industry"}},
    }
    criteria = [a_criterion("service", 10, channels=["industry", "owners", "city"])]
    files = {
        "industry.csv": "estate,criterion,value\nA,service,1\n",
        "owners.csv": "estate,criterion,value\nA,service,6\n",
    }

    # (70 x 9 + 30 x 4) / 100
    assert score_of({"channels": channels, "criteria": criteria}, files) == "7.50"


def test_a_channel_is_rounded_before_it_is_blended() -> None:
    # each channel 10 x 2/3 = 6.666..., in whole marks 7: 7, not 6.67
    line = a_criterion("a", 10, channels=["industry", "owners"], linear={"from": 0, "to": 3})
    files = dict.fromkeys(("industry.csv", "owners.csv"), "estate,criterion,value\nA,a,2\n")
    rubric = {"channels": CHANNELS, "criteria": [line], "rounding": {"channel": 0, "score": 2}}

    assert score_of(rubric, files) == "7.00"


@pytest.mark.parametrize(("places", "expected"), [(0, "33.00"), (1, "33.30"), (None, "33.33")])
def test_a_channel_keeps_the_places_that_its_stage_says(places: int | None, expected: str) -> None:
    # a third of 100 marks is 33.33...
    line = a_criterion("a", 100, channels=["industry"], linear={"from": 0, "to": 3})
    rounding = {"score": 2} | ({} if places is None else {"channel": places})
    rubric = {"channels": {"industry": CHANNELS["industry"]}, "criteria": [line], "rounding": rounding}

    assert score_of(rubric, {"industry.csv": "estate,criterion,value\nA,a,1\n"}) == expected


def test_a_criterion_is_rounded_where_its_stage_says() -> None:
    # two thirds of 10 marks, 6.666..., twice: 6.7 + 6.7 against 13.33
    line = {"from": 0, "to": 3}
    rubric = {"criteria": [a_criterion("a", linear=line), a_criterion("b", linear=line)]}

    assert score_of(rubric, "A,a,2\nA,b,2\n") == "13.33"
    assert score_of(rubric | {"rounding": {"score": 2, "criterion": 1}}, "A,a,2\nA,b,2\n") == "13.40"


def test_a_section_is_rounded_where_its_stage_says() -> None:
    line = {"from": 0, "to": 3}
    sections = [
        {"id": s, "criteria": [a_criterion(s + "1", 5, linear=line), a_criterion(s + "2", 5, linear=line)]}
        for s in "ab"
    ]
    rows = "".join(f"A,{s}{n},2\n" for s in "ab" for n in "12")

    # each section 20/3 = 6.666...: 6.7 + 6.7
    assert score_of({"sections": sections, "rounding": {"score": 2, "section": 1}}, rows) == "13.40"


HALVES = {"missing": "not_assessed", "marks": 100}


def test_the_whole_is_scaled_at_the_top() -> None:
    # 20 of 40 marks assessed and all earned, 45 of 60 earned: 100 x 65 / 80
    sections = [
        {"id": "a", "criteria": [a_criterion("a1", 20), a_criterion("a2", 20)]},
        {"id": "b", "criteria": [a_criterion("b1", 60)]},
    ]

    assert score_of(HALVES | {"sections": sections}, "A,a1,0\nA,b1,15\n") == "81.25"


def test_a_section_may_be_rescaled_by_itself() -> None:
    # 40 x 20/20 + 45
    sections = [
        {"id": "a", "rescale": "here", "criteria": [a_criterion("a1", 20), a_criterion("a2", 20)]},
        {"id": "b", "criteria": [a_criterion("b1", 60)]},
    ]

    assert score_of(HALVES | {"sections": sections}, "A,a1,0\nA,b1,15\n") == "85.00"


def test_a_mean_of_shares_earns_the_sections_own_marks() -> None:
    # 40 x (3 x 1/2 + 1 x 1) / 4 = 25, and 60
    mean = {
        "id": "m",
        "marks": 40,
        "combine": "mean",
        "criteria": [a_criterion("a", 10, weight=3), a_criterion("b", 2, weight=1)],
    }
    sections = [mean, {"id": "s", "criteria": [a_criterion("c", 60)]}]

    assert score_of({"marks": 100, "sections": sections}, "A,a,5\n") == "85.00"


def test_the_whole_may_be_a_mean_of_its_sections() -> None:
    # an index of 1: weights are the sections' marks, (10 x 1/2 + 30 x 1) / 40 = 0.875
    sections = [{"id": "a", "criteria": [a_criterion("a1", 10)]}, {"id": "b", "criteria": [a_criterion("b1", 30)]}]

    assert (
        score_of({"marks": 1, "combine": "mean", "rounding": {"score": 3}, "sections": sections}, "A,a1,5\n") == "0.875"
    )


def test_a_rubric_without_channels_scores_its_own_marks() -> None:
    assert score_of({"criteria": [a_criterion("a", 4)]}, "A,a,1\n") == "3.00"


def test_marks_over_all_channels_are_the_weighted_mean_of_shares() -> None:
    # 20 x (0.7 x 15/20 + 0.3 x 12/20)
    value, there = a_result(blended("by_channel"), FILES).value_of("marks.service")

    assert (fractions(value), there.tolist()) == ([Fraction("14.1")], [True])
