"""准物业小区月度考核: floors, shortfalls, items for some estates only, each with every reading."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from redprop.rubric.model import criteria
from tests.sources.standard import case, marks, of_one, standard

SECTION = case("quasi_property_monthly_section1")
RUNS = SECTION["runs"]
CONDITIONAL = case("quasi_property_applicability")["runs"][0]
LIT = {"lighting": 100}
"""The lamps were counted, and all were on: without a count the item is not assessed."""
PARTIAL = {"whole_points_floor": "ignored", "linear": "in_proportion", "whole_points_ceil": "counted"}
NOT_APPLICABLE = {"award_full": "full", "rescale_to_25": "leave_out", "count_zero": "zero"}


@pytest.mark.parametrize("item", SECTION["items"], ids=lambda item: item["code"])
def test_an_item_has_the_printed_marks_and_each_finding_the_printed_cost(item: dict[str, Any]) -> None:
    plan = standard("monthly-estate")
    criterion = next(c for c in criteria(plan.rubric) if c.title and c.title["zh"].startswith(item["code"]))

    assert criterion.marks == item["max"]
    for finding, cost in item.get("deduct", {}).items():
        assert marks(of_one(plan, {finding: 1}), criterion.id) == item["max"] - Fraction(cost), finding


@pytest.mark.parametrize("run", [run for run in RUNS if "expected" in run], ids=lambda run: str(run["expected"]))
def test_the_first_section_comes_to_what_was_worked_by_hand(run: dict[str, Any]) -> None:
    assert marks(of_one(standard("monthly-estate"), LIT | run["inputs"]), "facilities") == Fraction(run["expected"])


@pytest.mark.parametrize("policy", PARTIAL)
def test_a_share_of_a_point_is_ignored_counted_or_taken_in_proportion(policy: str) -> None:
    run = next(run for run in RUNS if "expected_by_policy" in run)
    partial = ("loses: 0.5, partial: ignored", f"loses: 0.5, partial: {PARTIAL[policy]}")
    found = marks(of_one(standard("monthly-estate", partial), run["inputs"]), "facilities")

    assert found == Fraction(run["expected_by_policy"][policy])


def test_the_rubric_ignores_it_as_the_text_says_by_the_letter() -> None:
    assert marks(of_one(standard("monthly-estate"), {"公共照明完好率": "86.4"}), "facilities") == Fraction("28.5")


@pytest.mark.parametrize("policy", NOT_APPLICABLE)
def test_items_for_some_estates_only_have_three_honest_meanings(policy: str) -> None:
    said = ("not_applicable: leave_out", f"not_applicable: {NOT_APPLICABLE[policy]}")
    register = "estate,closed,vehicles\nA,no,no\n"
    measured = {"other_order": CONDITIONAL["other_items_score"]}
    found = marks(of_one(standard("monthly-estate", said), measured, register=register), "order")

    assert found == Fraction(CONDITIONAL["expected_by_policy"][policy])


def test_the_rubric_scales_the_rest_to_the_section() -> None:
    register = "estate,closed,vehicles\nA,否,no\n"
    found = marks(of_one(standard("monthly-estate"), {"other_order": "8.5"}, register=register), "order")

    assert found == Fraction("21.25")
