"""烟台 credit marks: two ceilings of their own, and a blacklist whatever the score."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.sources.standard import case, grade, of_one, score, standard

RUNS = case("yantai_credit")["runs"]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run["expected"])
def test_each_bucket_has_its_ceiling_and_a_breach_wins(run: dict[str, Any]) -> None:
    plan = standard("yantai-credit")
    measured = {name: run[name] for name in ("basic", "good", "bad")}
    measured["serious_breaches"] = int(run.get("blacklist", False))
    result = of_one(plan, measured)
    found = grade(result)
    assert plan.rubric.grades is not None
    titles = plan.rubric.grades.titles

    assert (titles[found]["zh"] if found in titles else found) == run["expected"]
    assert score(result) == Fraction(run.get("expected_score", 99))  # 80 + 20 - 1


def test_one_ceiling_over_both_would_be_another_score() -> None:
    """78 + 46 - 2 without the ceiling of 40."""
    plan = standard("yantai-credit", ("    cap: 40\n", ""))

    assert score(of_one(plan, {"basic": 78, "good": 46, "bad": 2})) == 122


def test_what_is_bad_comes_off_after_the_ceiling() -> None:
    """95 is cut to 80 first: 80 - 3."""
    assert score(of_one(standard("yantai-credit"), {"basic": 95, "bad": 3})) == 77
