"""红色物业党建示范项目: a gate, levels, and thresholds with a closed side."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.columns import outcomes_of
from tests.sources.standard import case, marks, of_one, standard

RUNS = case("red_property_party_building")["runs"]
LITERAL = "- {else: 1}"
POLICIES = {"literal": LITERAL, "zero_means_none": "- {above: 0, earns: 1}\n          - {else: 0}"}


@pytest.mark.parametrize("run", [run for run in RUNS if "members" in run and "expected" in run], ids=str)
def test_organisation_and_members_come_to_what_was_worked_by_hand(run: dict[str, Any]) -> None:
    result = of_one(standard("party-building"), {"organisation": run["org"], "members": run["members"]})

    assert marks(result, "branch") == Fraction(run["expected"])
    assert outcomes_of(result) == ["scored"]


def test_without_an_organisation_there_is_no_part_in_it() -> None:
    run = next(run for run in RUNS if run["org"] == "none")
    result = of_one(standard("party-building"), {"organisation": run["org"], "members": 6})

    assert outcomes_of(result) == [run["expected"].replace(" ", "_")]


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_is_fewer_than_three_by_the_letter(policy: str) -> None:
    run = next(run for run in RUNS if "expected_by_policy" in run)
    plan = standard("party-building", (LITERAL, POLICIES[policy]))
    result = of_one(plan, {"organisation": run["org"], "members": run["members"]})

    assert marks(result, "branch") == Fraction(run["expected_by_policy"][policy])


@pytest.mark.parametrize(("cross", "expected"), [(2, 3), (3, 3), (1, 0)])
def test_half_of_the_committee_is_enough(cross: int, expected: int) -> None:
    """ "比例>=50%得3分": 2 of 4, 3 of 4, 1 of 4."""
    result = of_one(standard("party-building"), {"cross_members": cross, "committee_members": 4})

    assert marks(result, "cross_share") == expected
