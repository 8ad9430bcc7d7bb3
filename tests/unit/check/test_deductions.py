"""Deductions: the first finding takes all, nothing takes all, nobody says what a count is a count of."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import says, told


def criterion(*lines: str, marks: str = "4") -> str:
    """One criterion; its lines begin in line 9, column 5."""
    return f"marks: {marks}\ncriteria:\n  - id: parking\n    marks: {marks}\n" + "".join(f"    {ln}\n" for ln in lines)


@pytest.mark.parametrize("rule", ["{each: 4}", "{each: 5}", "{once: 4}", "{cars: {each: 4}, bikes: {once: 4}}"])
def test_a_first_finding_that_takes_all_is_told(rule: str) -> None:
    assert told(criterion(f"deduct: {rule}"), "deduct-once-takes-all") == ["warning 9:5"]


@pytest.mark.parametrize("rule", ["{each: 3.9}", "{once: 3.9}", "{cars: {each: 3.9}, bikes: {once: 1}}"])
def test_a_first_finding_that_leaves_something_is_not_told(rule: str) -> None:
    assert told(criterion(f"deduct: {rule}"), "deduct-once-takes-all") == []


def test_one_cause_of_several_that_takes_all_for_each_is_told() -> None:
    # 5 for 0.5: no second one could ever cost
    text = criterion("deduct: {cars: {each: 0.5}, bikes: {each: 5}}")

    assert told(text, "deduct-once-takes-all") == ["warning 9:5"]
    assert says(text, "deduct-once-takes-all").startswith("The first finding of bikes costs 5, all of the 4 marks")


def test_one_cause_of_several_that_takes_all_once_is_a_choice() -> None:
    assert told(criterion("deduct: {cars: {each: 0.5}, fire: {once: 4}}"), "deduct-once-takes-all") == []


def test_a_finding_that_is_divided_is_less_than_one() -> None:
    text = criterion("measure: {sum: cars, per: register.households, times: 100}", "deduct: {each: 4}")

    assert told(text, "deduct-once-takes-all", "deduct-size-not-said") == []


@pytest.mark.parametrize("rule", ["{no_log: {once: 1}, no_plan: {once: 2.9}}", "{once: 3.9}"])
def test_causes_that_never_cost_all_are_told(rule: str) -> None:
    assert told(criterion(f"deduct: {rule}"), "deduct-never-takes-all") == ["warning 9:5"]


@pytest.mark.parametrize("rule", ["{no_log: {once: 1}, no_plan: {once: 3}}", "{no_log: {once: 1}, cars: {each: 0.1}}"])
def test_causes_that_can_cost_all_are_not_told(rule: str) -> None:
    assert told(criterion(f"deduct: {rule}"), "deduct-never-takes-all") == []


SHARE = "measure: {sum: mended, per: asked, times: 100}"


@pytest.mark.parametrize(
    ("loses", "partial"),
    [
        ("target: 95, every: 10, loses: 0.4", "ignored"),  # 9 whole steps cost 3.6
        ("target: 95, every: 10, loses: 0.42", "in_proportion"),  # 9.5 x 0.42 = 3.99
        ("target: 95, every: 10, loses: 0.39", "counted"),  # 10 steps cost 3.9
        ("side: over, target: 5, every: 10, loses: 0.39", "counted"),
    ],
)
def test_a_share_whose_greatest_shortfall_leaves_something_is_told(loses: str, partial: str) -> None:
    text = criterion(SHARE, f"shortfall: {{{loses}, partial: {partial}}}")

    assert told(text, "deduct-never-takes-all") == ["warning 10:5"]


@pytest.mark.parametrize(
    ("loses", "partial"),
    [
        ("target: 95, every: 10, loses: 0.45", "ignored"),  # 9 whole steps cost 4.05
        ("target: 80, every: 10, loses: 0.5", "in_proportion"),  # 8 x 0.5 = 4 exactly
        ("target: 95, every: 10, loses: 0.4", "counted"),  # 10 steps cost 4 exactly
        ("side: over, target: 5, every: 10, loses: 0.4", "counted"),
    ],
)
def test_a_share_whose_greatest_shortfall_costs_all_is_not_told(loses: str, partial: str) -> None:
    text = criterion(SHARE, f"shortfall: {{{loses}, partial: {partial}}}")

    assert told(text, "deduct-never-takes-all") == []


def test_a_shortfall_without_an_end_is_not_told() -> None:
    # days may be as many as they like, and nothing says how few something may be
    over = criterion("shortfall: {side: over, target: 3, every: 1, loses: 0.1, partial: counted}")
    under = criterion("shortfall: {target: 3, every: 1, loses: 0.1, partial: counted}")

    assert told(over, "deduct-never-takes-all") == told(under, "deduct-never-takes-all") == []


def test_more_than_one_for_each_hundred_households_is_possible() -> None:
    measure = "measure: {sum: cars, per: register.households, times: 100}"
    text = criterion(measure, "shortfall: {side: over, target: 5, every: 10, loses: 0.1, partial: ignored}")

    assert told(text, "deduct-never-takes-all") == []


@pytest.mark.parametrize("rule", ["{each: 0.5}", "{cars: {each: 0.5}, bikes: {each: 1}}"])
def test_a_count_of_nobody_knows_what_is_a_note(rule: str) -> None:
    assert told(criterion(f"deduct: {rule}"), "deduct-size-not-said") == ["note 9:5"]


@pytest.mark.parametrize(
    "lines", [("deduct: {each: 0.5, looked_at: route}",), ("measure: {sum: cars, per: rooms}", "deduct: {each: 0.5}")]
)
def test_a_count_along_a_route_or_of_an_exposure_is_not_told(lines: tuple[str, ...]) -> None:
    assert told(criterion(*lines), "deduct-size-not-said") == []


def test_a_count_that_the_rule_itself_divides_is_not_told() -> None:
    text = criterion("deduct: {each: 4, per: register.households, times: 100}")

    assert told(text, "deduct-size-not-said", "deduct-once-takes-all") == []


def test_a_mean_that_never_falls_far_enough_is_told() -> None:
    # 5 - 1 = 4 steps cost 3.6 at most where answers begin at 1; at 0 five would cost 4.5
    rule = "shortfall: {target: 5, every: 1, loses: 0.9, partial: in_proportion}"
    from_one = criterion("measure: {mean: [q1, q2], least: 1, most: 5}", rule)
    from_nothing = criterion("measure: {mean: [q1, q2], least: 0, most: 5}", rule)

    assert told(from_one, "deduct-never-takes-all") == ["warning 10:5"]
    assert told(from_nothing, "deduct-never-takes-all") == []


def test_the_category_with_the_fewest_marks_is_the_first_to_lose_all() -> None:
    # 3 of 4 marks, but all 3 of them in old estates; marks must add up there too
    varied = "categories: {old: {}, new: {}}\n" + criterion(
        "by_category: {old: {marks: 3}}", "deduct: {each: 3, looked_at: route}"
    ) + "  - {id: other, marks: 1, by_category: {old: {marks: 2}}, all_or_nothing: {}}\n"  # fmt: skip

    assert told(varied.replace("marks: 4\ncriteria", "marks: 5\ncriteria"), "deduct-once-takes-all") == ["warning 11:5"]
