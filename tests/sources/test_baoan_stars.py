"""深圳宝安 stars: a survey's two conditions, rounding before bands that are printed in whole marks, a veto."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.columns import outcomes_of
from redprop.engine.result import Result
from redprop.rubric.plan import Plan
from tests.builders import a_result
from tests.sources.standard import case, grade, score, standard

CASE = case("baoan_stars")
RATED = [run for run in CASE["runs"] if "parts" in run]
SAMPLES = [run for run in CASE["runs"] if "responses" in run]
STARS = {"五星": "five", "四星": "four", "三星": "three", "二星": "two", "一星": "one", "无星": "none"}
ROUNDING = "rounding: {score: 1, grade: 0, mode: half_up}"
POLICIES = {
    "half_up_then_band": ROUNDING,
    "floor_then_band": "rounding: {score: 1, grade: 0, mode: down}",
    "band_with_ge": "rounding: {score: 1, mode: half_up}",
}


def rated(plan: Plan, parts: list[Any], homes: int = 1200, answers: int = 120, veto: bool = False) -> Result:
    """An estate with these parts of 30, 40 and 30; every owner who answered gave the same mark of 100."""
    satisfaction = Fraction(parts[0]) * 100 / 30
    assert satisfaction.denominator == 1
    owners = "".join(f"A,{number},{satisfaction}\n" for number in range(answers))
    files = {
        "owners.csv": "estate,respondent,satisfaction\n" + owners,
        "management.csv": f"estate,management_mark\nA,{parts[1]}\n",
        "overall.csv": f"estate,criterion,value\nA,overall_mark,{parts[2]}\n" + ("A,veto_items,1\n" if veto else ""),
    }
    return a_result(plan, files, register=f"estate,households\nA,{homes}\n")


def test_bands_and_weights_are_the_printed_ones() -> None:
    rubric = standard("baoan-stars").rubric
    assert rubric.grades is not None
    assert rubric.channels is not None
    weights = {channel.title["zh"]: channel.weight for channel in rubric.channels.listed.values() if channel.title}
    bands: list[Any] = [[int(band.cut), band.grade] for band in rubric.grades.bands]

    assert weights == CASE["weights"]
    assert bands == [[cut, STARS[word]] for cut, word in CASE["bands"] if cut is not None]


def test_91_is_five_stars() -> None:
    run = next(run for run in RATED if "expected" in run)
    result = rated(standard("baoan-stars"), run["parts"])

    assert (score(result), grade(result)) == (Fraction(run["total"]), STARS[run["expected"]])


@pytest.mark.parametrize("policy", POLICIES)
def test_85_6_falls_between_two_printed_bands(policy: str) -> None:
    run = next(run for run in RATED if "expected_by_policy" in run)
    result = rated(standard("baoan-stars", (ROUNDING, POLICIES[policy])), run["parts"])

    assert score(result) == Fraction(run["total"])
    assert grade(result) == STARS[run["expected_by_policy"][policy]]


@pytest.mark.parametrize("run", SAMPLES, ids=lambda run: f"{run['responses']} of {run['households']}")
def test_a_sample_needs_fifty_answers_and_a_tenth_of_the_homes(run: dict[str, Any]) -> None:
    result = rated(standard("baoan-stars"), RATED[0]["parts"], run["households"], run["responses"])

    assert bool(result.channels["owners"].present[0]) == run["sample_ok"]
    assert outcomes_of(result) == ["scored" if run["sample_ok"] else "not_rated"]


def test_the_least_sample_is_enough() -> None:
    for run in SAMPLES:
        if "need" in run:
            result = rated(standard("baoan-stars"), RATED[0]["parts"], run["households"], run["need"])
            assert result.channels["owners"].present[0]


def test_a_veto_leaves_the_score_and_no_star() -> None:
    result = rated(standard("baoan-stars"), ["27", "36", "28"], veto=True)

    assert (score(result), grade(result)) == (91, "none")
