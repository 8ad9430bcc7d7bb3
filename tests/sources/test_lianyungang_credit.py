"""连云港 credit marks: 90 to begin with, no ceiling, a veto means B."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.sources.standard import case, grade, of_one, score, standard

RUNS = case("lianyungang_credit")["runs"]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: str(run["expected_score"]))
def test_90_and_what_adds_less_what_takes_off(run: dict[str, Any]) -> None:
    plan = standard("lianyungang-credit")
    measured = {"plus": run["plus"], "minus": run["minus"], "veto_items": int(run.get("veto", False))}
    result = of_one(plan, measured)
    assert plan.rubric.grades is not None

    assert score(result) == Fraction(run["expected_score"])
    assert plan.rubric.grades.titles[grade(result)]["zh"] == run["expected"]


@pytest.mark.parametrize(
    ("minus", "plus", "expected"),
    [(0, 50, "AAAA"), (0, "49.99", "AAA"), (0, 30, "AAA"), (0, 10, "AA"), ("5.01", 0, "B")],
)
def test_a_cut_belongs_to_the_better_grade(minus: object, plus: object, expected: str) -> None:
    assert grade(of_one(standard("lianyungang-credit"), {"plus": plus, "minus": minus})) == expected
