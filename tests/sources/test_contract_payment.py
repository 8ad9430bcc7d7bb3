"""A contract scored and paid: bonuses up to full marks, a grade taken down, payment by grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.sources.standard import case, grade, of_one, score, standard

RUNS = case("contract_payment")["runs"]
ROUNDING = "rounding: {score: 1, grade: 0, mode: half_up}"
MODES = {"half_up": ROUNDING, "floor": "rounding: {score: 1, grade: 0, mode: down}"}


def measured(base: object, commendations: int = 0, banners: int = 0, accident: bool = False) -> dict[str, object]:
    """A base put together from the four items: 25 + 15 + 10 and the rest."""
    items: dict[str, object] = {"cleaning": 25, "greening": 15, "lighting": 10, "others": Decimal(str(base)) - 50}
    more = {"commendations": commendations, "banners": banners, "serious_accidents": int(accident)}
    return items | {name: value for name, value in more.items() if value}


def zh(found: str) -> str:
    grades = standard("contract-payment").rubric.grades
    assert grades is not None
    return grades.titles[found]["zh"]


@pytest.mark.parametrize("run", [run for run in RUNS if "expected" in run], ids=lambda run: run["expected"])
def test_score_grade_and_payment(run: dict[str, Any]) -> None:
    said = measured(run["base"], run["commendations"], run["banners"], run["accident"])
    result = of_one(standard("contract-payment"), said)

    assert (score(result), zh(grade(result))) == (Fraction(run["expected_score"]), run["expected"])
    assert Fraction(str(result.scores.iloc[0]["pay"])) == Fraction(run["pay"])


@pytest.mark.parametrize("policy", MODES)
def test_94_5_falls_between_two_printed_bands(policy: str) -> None:
    run = next(run for run in RUNS if "expected_by_policy" in run)
    result = of_one(standard("contract-payment", (ROUNDING, MODES[policy])), measured(run["base"]))

    assert zh(grade(result)) == run["expected_by_policy"][policy]


def test_bonuses_may_be_let_past_full_marks() -> None:
    plan = standard("contract-payment", ("past_full: false", "past_full: true"))

    assert score(of_one(plan, measured(96, 2, 1))) == 101


@pytest.mark.parametrize(
    ("base", "expected", "pay"),
    [
        (95, "优秀", "1"),
        (94, "良好", "0.98"),
        (75, "合格", "0.95"),
        (74, "一般", "0.9"),
        (60, "较差", "0.8"),
        (59, "不合格", "0.7"),
    ],
)
def test_a_grade_is_paid_as_printed(base: int, expected: str, pay: str) -> None:
    result = of_one(standard("contract-payment"), measured(base))

    assert zh(grade(result)) == expected
    assert Fraction(str(result.scores.iloc[0]["pay"])) == Fraction(pay)
