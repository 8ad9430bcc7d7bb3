"""示范住宅小区 and its provincial kin: steps of a rate, three levels, several causes in one item."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.sources.standard import case, marks, of_one, standard

RATES = case("collection_rate_steps")["runs"]
PARTIAL = {"whole_steps": "ignored", "started_steps": "counted", "linear": "in_proportion"}
MIXED = case("mixed_deduction_item")["runs"]
SIGNS = case("jilin_2011_house_item1")["runs"]
LEVEL = case("three_level_item")["runs"][0]


@pytest.mark.parametrize("run", [run for run in RATES if "expected" in run], ids=lambda run: str(run["rate"]))
@pytest.mark.parametrize("partial", PARTIAL.values())
def test_a_whole_step_costs_the_same_under_every_reading(run: dict[str, Any], partial: str) -> None:
    plan = standard("model-estate", ("loses: 1, partial: ignored", f"loses: 1, partial: {partial}"))

    assert marks(of_one(plan, {"fee_rate": run["rate"]}), "fee_rate") == Fraction(run["expected"])


@pytest.mark.parametrize("policy", PARTIAL)
def test_a_step_begun_is_ignored_counted_or_taken_in_proportion(policy: str) -> None:
    run = next(run for run in RATES if "expected_by_policy" in run)
    plan = standard("model-estate", ("loses: 1, partial: ignored", f"loses: 1, partial: {PARTIAL[policy]}"))
    found = marks(of_one(plan, {"物业费收缴率": run["rate"]}), "fee_rate")

    assert found == Fraction(run["expected_by_policy"][policy])


def test_the_middle_word_of_three_earns_half() -> None:
    found = marks(of_one(standard("model-estate"), {"three_levels": LEVEL["level"]}), "three_levels")

    assert found == Fraction(LEVEL["expected"])


@pytest.mark.parametrize("run", MIXED, ids=lambda run: str(run["gaps"]))
def test_gaps_are_counted_and_what_is_not_laid_down_costs_once(run: dict[str, Any]) -> None:
    measured = {
        "procedure_gaps": run["gaps"],
        "no_measures": int(run["no_measures"]),
        "no_appraisal": int(run["no_assessment"]),
    }

    assert marks(of_one(standard("model-estate"), measured), "procedures") == Fraction(run["expected"])


@pytest.mark.parametrize("run", SIGNS, ids=lambda run: str(run["missing_numbers"]))
def test_plan_signposts_and_numbers_are_one_item(run: dict[str, Any]) -> None:
    measured = {
        "no_map": int(run.get("no_map", False)),
        "no_signposts": int(run.get("no_signs", False)),
        "missing_numbers": run["missing_numbers"],
    }

    assert marks(of_one(standard("model-estate"), measured), "signs") == Fraction(run["expected"])
