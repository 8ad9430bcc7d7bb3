"""HUD NSPIRE: small inspections worked by hand from the rules of 88 FR 43371."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.result import Result
from redprop.rubric.model import criteria
from redprop.rules import RULES
from tests.builders import a_result
from tests.running import read_csv
from tests.sources.standard import DATA, grade, marks, score, standard

CASES: list[dict[str, Any]] = json.loads((DATA / "nspire_cases.json").read_text(encoding="utf-8"))["cases"]
BY_ID = {one["id"]: one for one in CASES}
AREAS = ("outside", "inside", "unit")
EXACT = (
    (
        "rounding: {score: 0, mode: half_up, zone: {above: 59, below: 60, to: 59}}",
        "rounding: {score: 6, mode: half_up}",
    ),
    ("cap: 59", "steps_down: 1"),
)
"""The score before it is rounded or capped."""


def row(area: str, severity: str, defect: str, place: str | None) -> str:
    return f"A,{area},,{severity},{defect},{place or ''}"


def inspected(units: int, rows: list[str], *otherwise: tuple[str, str]) -> Result:
    """The result of an inspection of so many units."""
    lines = ["property,criterion,value,severity,defect,place", f"A,units_inspected,{units},,,", *rows]
    return a_result(standard("nspire", *otherwise), {"inspection.csv": "\n".join(lines) + "\n"})


def rows_of(one: dict[str, Any]) -> list[str]:
    return [row(d["location"], d["severity"], d["deficiency"], d["place"]) for d in one["defects"]]


def test_the_costs_are_those_of_the_two_implementations() -> None:
    costs = {
        (item.id, severity): said.cost
        for item in criteria(standard("nspire").rubric)
        if isinstance(item.rule, RULES["defects"])
        for severity, said in item.rule.costs.items()  # type: ignore[attr-defined]  # mypy sees the base
    }

    assert costs == {
        (told["location"], told["severity"]): Decimal(told["weight"]) for told in read_csv(DATA / "nspire_weights.csv")
    }


@pytest.mark.parametrize("one", CASES, ids=lambda one: one["id"])
def test_an_inspection_has_the_score_worked_by_hand(one: dict[str, Any]) -> None:
    result, expected = inspected(one["units_inspected"], rows_of(one)), one["expected"]

    assert (score(result), grade(result)) == (expected["final_score"], expected["result"])
    assert bool(result.verdict.held["unit_threshold"][0]) == expected["unit_threshold_breached"]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one["id"])
def test_what_each_area_loses_is_exact(one: dict[str, Any]) -> None:
    result, expected = inspected(one["units_inspected"], rows_of(one), *EXACT), one["expected"]

    lost = {area: marks(result, area) for area in AREAS}
    assert lost == {area: Fraction(expected["weight_sum"][area]) / one["units_inspected"] for area in AREAS}
    assert score(result) == Fraction(expected["raw_score"])


def life_threatening(*places: tuple[str, str]) -> list[str]:
    return [row(area, "life_threatening", f"D{number}", place) for number, (area, place) in enumerate(places)]


FOUR_AND_THREE = life_threatening(
    *[("unit", f"U{n}") for n in range(4)], ("inside", "B1"), ("inside", "B1"), ("inside", "B2")
)
"""10 units: (4 x 60 + 3 x 54.50) / 10 = 40.35, so 59.65; in units 24 are lost, not 30."""


def test_between_59_and_60_there_is_no_rounding_up() -> None:
    result = inspected(10, FOUR_AND_THREE)

    assert (score(result), grade(result)) == (59, "fail")
    assert not result.verdict.held["unit_threshold"][0]


def test_plain_rounding_would_let_59_65_pass() -> None:
    result = inspected(10, FOUR_AND_THREE, (", zone: {above: 59, below: 60, to: 59}", ""))

    assert (score(result), grade(result)) == (60, "pass")


def test_above_30_instead_of_30_or_more_would_let_exactly_30_pass() -> None:
    one = BY_ID["unit_threshold_exactly_30_n10"]
    result = inspected(one["units_inspected"], rows_of(one), ("{at_least: 30}", "{above: 30}"))

    assert (score(result), grade(result)) == (70, "pass")


def test_halves_go_up() -> None:
    one = BY_ID["half_up_84_5_n10"]
    result = inspected(one["units_inspected"], rows_of(one), ("mode: half_up", "mode: half_even"))

    assert score(result) == 84


def test_where_no_place_is_told_apart_a_defect_counts_once_a_property() -> None:
    """31.1 / 10: 96.89. Without its place a row is the same defect as any other of its name."""
    one = BY_ID["dedupe_same_unit_n10"]
    rows = [row(d["location"], d["severity"], d["deficiency"], None) for d in one["defects"]]

    assert score(inspected(10, rows, *EXACT)) == Fraction("96.89")


def test_counted_by_citation_it_would_be_88_9() -> None:
    """A place of its own for each citation: 22 + 40.2 + 48.8 = 111."""
    one = BY_ID["dedupe_same_unit_n10"]
    rows = [
        row(d["location"], d["severity"], f"{d['deficiency']}{number}", d["place"])
        for number, d in enumerate(one["defects"])
    ]

    assert score(inspected(10, rows, *EXACT)) == Fraction("88.9")


def test_alarms_that_were_scored_would_cost_thirty_points() -> None:
    """5 x 60 + 2.40 = 302.4, / 10 = 30.24."""
    one = BY_ID["unscored_smoke_alarms_n10"]
    rows = [line.replace("SMOKE-ALARM", "ALARM") for line in rows_of(one)]

    assert score(inspected(10, rows, *EXACT)) == Fraction("69.76")


def test_a_property_that_nobody_inspected_has_no_score() -> None:
    register = "property,name\nA,Inspected\nB,Not inspected\n"
    files = {"inspection.csv": "property,criterion,value\nA,units_inspected,24\n"}
    result = a_result(standard("nspire"), files, register=register)

    assert result.has_score.tolist() == [True, False]
