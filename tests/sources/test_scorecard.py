"""OpenSSF Scorecard: published results of real repositories; two published samples that contradict themselves."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.columns import outcomes_of
from redprop.rubric.model import criteria
from tests.builders import codes, table_problems
from tests.sources.standard import DATA, long_file, of_one, score, standard

TOLD: dict[str, Any] = json.loads((DATA / "scorecard_results.json").read_text(encoding="utf-8"), parse_float=str)
RESULTS = TOLD["examples_published"]
GOOD = [one for one in RESULTS if one["use_as_oracle"]]
EDITED = [one for one in RESULTS if not one["use_as_oracle"]]


def test_the_weights_are_those_of_the_risks() -> None:
    weights = {item.title["en"]: item.weight for item in criteria(standard("scorecard").rubric) if item.title}

    assert weights == {name: Decimal(str(TOLD["weights_by_risk"][risk])) for name, risk in TOLD["check_risk"].items()}


def test_there_are_eight_published_results() -> None:
    assert (len(GOOD), len(EDITED)) == (8, 1)


@pytest.mark.parametrize("published", GOOD, ids=lambda one: f"{one['repo']['name']} {one['date'][:10]}")
def test_a_published_result_comes_out(published: dict[str, Any]) -> None:
    assert score(of_one(standard("scorecard"), published["checks"])) == Fraction(published["published_score"])


def test_inconclusive_checks_counted_as_nothing_would_give_less() -> None:
    """nodejs/node of 7 June 2023: 617.5 / 105 = 5.88, published 7.3."""
    plan = standard("scorecard", ("absent_values: [-1]", "absent_values: [-2]"))
    checks = {name: max(value, 0) for name, value in GOOD[0]["checks"].items()}

    assert score(of_one(plan, checks)) == Fraction("5.9")


def test_a_sample_edited_by_hand_is_refused() -> None:
    """Vulnerabilities 7.3 is no mark of a check; with 10 in its place it is 620 / 85 = 7.29, as published."""
    plan, checks = standard("scorecard"), EDITED[0]["checks"]
    rows = [("A", name, value) for name, value in checks.items()]

    assert codes(table_problems(plan, long_file(plan, rows))) == ["too-fine"]
    assert score(of_one(plan, checks | {"Vulnerabilities": 10})) == Fraction(EDITED[0]["published_score"])


def test_the_sample_of_the_readme_is_no_result_of_its_table() -> None:
    """415 / 77.5 = 5.35, printed 7.9."""
    sample = TOLD["published_but_inconsistent"]
    found = score(of_one(standard("scorecard"), sample["checks"]))

    assert found != Fraction(sample["published_score"])
    assert found == Fraction("5.4")
    assert abs(found - Fraction(sample["computed_with_current_weights"])) <= Fraction("0.05")


def test_nothing_conclusive_has_no_score() -> None:
    result = of_one(standard("scorecard"), {"SAST": -1, "License": -1})

    assert outcomes_of(result) == ["not_assessed"]
