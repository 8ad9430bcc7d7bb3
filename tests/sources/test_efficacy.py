"""功效系数法: the five-band formula against the curve, the knots exactly, and what is below the worst."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from tests.sources.standard import marks, of_one, score, standard

COEFFICIENTS = [Fraction(text) for text in ("0.2", "0.4", "0.6", "0.8", "1")]
STANDARDS = {
    "return_on_equity": (20, ("-10.2", "0.5", "5", "8", "10.4")),
    "return_on_assets": (14, ("-6.4", "0.4", "3.8", "5.7", "7.7")),
}
"""Weight and the standard values of 2015, from the worst to the best."""


def by_formula(weight: int, standards: list[Fraction], value: Fraction) -> Fraction:
    """本档基础分 + 功效系数 x (上档基础分 - 本档基础分)."""
    if value < standards[0]:
        return Fraction(0)
    for own, (low, high) in enumerate(pairwise(standards)):
        if low <= value < high:
            base, above = weight * COEFFICIENTS[own], weight * COEFFICIENTS[own + 1]
            return base + (value - low) / (high - low) * (above - base)
    return Fraction(weight)


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize(
    "value", ["-40", "-10.2", "-6.41", "-6.4", "-1", "0", "0.4", "2.1", "3.8", "6.5", "7.69", "9", "10.4", "50"]
)
def test_the_curve_is_the_formula(name: str, value: str) -> None:
    weight, standards = STANDARDS[name]

    found = marks(of_one(standard("efficacy"), {name: value}), name)
    assert found == by_formula(weight, [Fraction(text) for text in standards], Fraction(value))


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_value_earns_its_coefficient_exactly(name: str) -> None:
    weight, standards = STANDARDS[name]

    for value, coefficient in zip(standards, COEFFICIENTS, strict=True):
        assert marks(of_one(standard("efficacy"), {name: value}), name) == weight * coefficient


def test_both_indicators_are_added() -> None:
    """20 x (0.6 + 0.2 x 1.5/3) + 14 x (0.4 + 0.2 x 1.7/3.4) = 14 + 7."""
    assert score(of_one(standard("efficacy"), {"return_on_equity": "6.5", "return_on_assets": "2.1"})) == 21


def test_read_otherwise_the_worst_coefficient_holds_below_the_worst() -> None:
    plan = standard("efficacy", ("[8, 16], [10.4, 20]], below: 0", "[8, 16], [10.4, 20]]"))

    assert marks(of_one(plan, {"return_on_equity": "-40"}), "return_on_equity") == 4
