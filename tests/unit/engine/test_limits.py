from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.columns import grades_of, limits_of
from tests.builders import a_criterion, a_result, score_of, scores

GRADES = {
    "order": ["best", "good", "pass", "fail"],
    "bands": [[90, "best"], [80, "good"], [60, "pass"]],
    "else": "fail",
}
FIRE = {"fire": {"at_least": 1}}


def limited(*limits: dict[str, Any], **changed: Any) -> dict[str, Any]:
    told = [{"id": f"l{n}", "when": FIRE, "if_missing": "ignored"} | limit for n, limit in enumerate(limits)]
    return {"criteria": [a_criterion("tidy", 100)], "grades": GRADES, "limits": told} | changed


def rows(findings: int, fire: int | None = 1) -> str:
    return f"A,tidy,{findings}\n" + ("" if fire is None else f"A,fire,{fire}\n")


def grade(rubric: dict[str, Any], files: str) -> str:
    return grades_of(a_result(rubric, files))[0]


def test_a_cap_lowers_the_score() -> None:
    assert score_of(limited({"cap": 79}), rows(5)) == "79.00"


def test_a_cap_leaves_a_lower_score_alone() -> None:
    assert score_of(limited({"cap": 79}), rows(30)) == "70.00"


def test_the_lowest_cap_holds() -> None:
    assert score_of(limited({"cap": 59.5}, {"cap": 79}), rows(5)) == "59.50"


def test_the_score_before_limits_stays_visible() -> None:
    result = a_result(limited({"cap": 79}), rows(5))

    assert (result.before_limits.tolist(), limits_of(result)) == ([9500], ["l0"])


def test_a_limit_that_does_not_hold_does_nothing() -> None:
    result = a_result(limited({"cap": 79}), rows(5, fire=0))

    assert (result.score_units.tolist(), limits_of(result)) == ([9500], [""])


def test_a_cap_is_held_against_the_rounded_score() -> None:
    # 79.996 rounds to 80.00 and is capped; the cap is no finer than the score
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 100})

    assert score_of(limited({"cap": 79.99}, criteria=[line]), "A,tidy,79.996\nA,fire,1\n") == "79.99"


def test_the_band_is_that_of_the_capped_score() -> None:
    assert grade(limited({"cap": 79}), rows(5)) == "pass"


def test_steps_down_go_from_the_band_of_the_capped_score() -> None:
    # 95 is best; capped at 85 good; one step down pass
    assert grade(limited({"steps_down": 1}, {"cap": 85}), rows(5)) == "pass"


def test_steps_down_add_up() -> None:
    assert grade(limited({"steps_down": 1}, {"steps_down": 1}), rows(5)) == "pass"


def test_steps_down_stop_at_the_worst() -> None:
    assert grade(limited({"steps_down": 9}), rows(5)) == "fail"


def test_a_fixed_grade_comes_after_steps_down() -> None:
    # best, one step down is good; fixed at pass; not pass and a step down
    assert grade(limited({"grade": "pass"}, {"steps_down": 1}), rows(5)) == "pass"


def test_a_fixed_grade_never_lifts() -> None:
    assert grade(limited({"grade": "good"}), rows(30)) == "pass"


def test_a_fixed_grade_leaves_the_score_alone() -> None:
    assert score_of(limited({"grade": "fail"}), rows(5)) == "95.00"


def test_who_is_not_eligible_keeps_a_visible_score_without_a_grade() -> None:
    result = a_result(limited({"not_eligible": True}, {"cap": 79}), rows(5))

    assert (result.scores["outcome"][0], str(result.scores["score"][0]), grades_of(result)) == (
        "not_eligible",
        "79.00",
        [""],
    )


def test_the_order_of_limits_in_the_file_does_not_matter() -> None:
    limits = [{"cap": 85}, {"steps_down": 1}, {"grade": "pass"}, {"cap": 95}]
    one, other = (a_result(limited(*order), rows(2)) for order in (limits, limits[::-1]))

    assert (scores(one), grades_of(one)) == (scores(other), grades_of(other))


@pytest.mark.parametrize(("if_missing", "expected"), [("holds", "79.00"), ("ignored", "95.00")])
def test_a_condition_on_a_value_that_is_not_there_follows_what_is_said(if_missing: str, expected: str) -> None:
    assert score_of(limited({"cap": 79, "if_missing": if_missing}), rows(5, fire=None)) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"score": {"below": 95}}, "95.00"),
        ({"score": {"at_most": 95}}, "50.00"),
        ({"marks.tidy": {"at_most": 95}}, "50.00"),
        ({"marks.tidy": {"below": 95}}, "95.00"),
        ({"tidy": {"equals": 5}}, "50.00"),
        ({"tidy": {"in": [4, 6]}}, "95.00"),
        ({"register.homes": {"above": 9}}, "50.00"),
        ({"register.kind": {"equals": "tower"}}, "50.00"),
        ({"register.kind": {"in": ["villa", "yard"]}}, "95.00"),
        ({"tidy": {"at_least": 1}, "fire": {"at_least": 2}}, "95.00"),
        ([{"tidy": {"at_least": 1}}, {"fire": {"at_least": 2}}], "50.00"),
    ],
)
def test_a_condition_may_name_any_part(when: Any, expected: str) -> None:
    register = "estate,homes,kind\nA,10,tower\n"

    never = {"cap": 0, "when": {"fire": {"above": 99}}}

    assert score_of(limited({"cap": 50, "when": when}, never), rows(5), register=register) == expected


def test_a_condition_on_marks_compares_exact_fractions() -> None:
    # 100 x 2/3 is below 66.67 though it is printed as that
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 3})
    rubric = limited({"cap": 50, "when": {"marks.tidy": {"below": 66.67}}}, criteria=[line])

    assert score_of(rubric, "A,tidy,2\n") == "50.00"


def test_a_condition_on_the_score_compares_the_rounded_score() -> None:
    line = a_criterion("tidy", 100, linear={"from": 0, "to": 3})
    rubric = limited({"cap": 50, "when": {"score": {"below": 66.67}}}, criteria=[line])

    assert score_of(rubric, "A,tidy,2\n") == "66.67"


def test_a_condition_on_a_measure_sums_its_findings_over_all_channels() -> None:
    channels = {name: {"weight": 1, "absent": "zero"} for name in ("city", "owners")}
    rubric = limited({"cap": 50, "when": {"tidy": {"at_least": 5}}}, channels=channels)
    rubric["criteria"] = [a_criterion("tidy", 100, channels=["city", "owners"])]
    files = {f"{name}.csv": f"estate,criterion,value\nA,tidy,{count}\n" for name, count in (("city", 2), ("owners", 3))}

    assert score_of(rubric, files) == "50.00"


def test_a_condition_on_a_measure_that_is_a_mean_compares_the_mean() -> None:
    # two answers of 3: a mean of 3, not a sum of 6
    line = a_criterion("order", 100, linear={"from": 0, "to": 3}, measure={"mean": "order"})
    rubric = limited({"cap": 50, "when": {"order": {"above": 3}}}, criteria=[line])

    assert score_of(rubric, "A,order,3\nA,order,3\n") == "100.00"


def test_a_condition_on_words_holds_where_any_row_says_one() -> None:
    level = a_criterion("level", 100, levels={"good": 100, "bad": 0}, measure={"mean": "level"})
    rubric = limited({"cap": 10, "when": {"level": {"equals": "bad"}}}, criteria=[level])

    assert score_of(rubric, "A,level,good\nA,level,bad\n") == "10.00"
