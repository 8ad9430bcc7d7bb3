"""山东 credit marks: a low score is B with a clean record and C without; not registered is no low score."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.sources.standard import case, grade, of_one, score, standard

RUNS = case("shandong_credit")["runs"]


@pytest.mark.parametrize("run", [run for run in RUNS if "score" in run], ids=lambda run: f"{run['score']}-{run['bad']}")
def test_a_score_and_a_record_give_the_grade(run: dict[str, Any]) -> None:
    measured = {"basic": Decimal(run["score"]) + run["bad"], "bad": run["bad"]}
    result = of_one(standard("shandong-credit"), measured)

    assert (score(result), grade(result)) == (Fraction(run["score"]), run["expected"])


@pytest.mark.parametrize(
    ("points", "expected"), [("80", "AA"), ("79.99", "A"), ("70", "A"), ("69.99", "B"), ("60", "B")]
)
def test_a_cut_belongs_to_the_better_grade(points: str, expected: str) -> None:
    assert grade(of_one(standard("shandong-credit"), {"basic": points, "bad": 0})) == expected


def test_not_registered_is_a_grade_of_its_own() -> None:
    run = next(run for run in RUNS if "registered" in run)
    plan = standard("shandong-credit")
    assert plan.rubric.grades is not None
    found = grade(of_one(plan, {"not_registered": 1}))

    assert plan.rubric.grades.titles[found]["zh"] == run["expected"]
