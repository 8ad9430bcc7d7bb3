from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from redprop.engine.lines import take_subject_apart
from redprop.engine.result import Result
from tests.running import ROOT, Inside, Ran


@pytest.fixture
def listed(inside: Inside) -> Ran:
    found = inside("rectify", "--period", "2022Q2", "--format", "csv", cwd=ROOT)
    assert found.code == 0, found.err
    return found


def test_what_is_at_stake_is_all_that_counted_criteria_lost(listed: Ran, shipped: dict[str, Result]) -> None:
    """Every estate of the quarter: criteria with `deduct` lose by findings alone."""
    result = shipped["2022Q2"]
    counted = {leaf.id for leaf in result.plan.leaves if leaf.rule.kind == "deduct"}
    stakes: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in listed.rows:
        if row["marks"]:
            stakes[row["estate"], row["criterion"]] += Decimal(row["marks"])
    checked = 0
    for at, estate in enumerate(result.register.ids):
        apart = take_subject_apart(result, at)
        lost: Counter[str] = Counter()
        for line in apart.lines:
            if line.kind == "criterion" and line.node in counted:
                lost[line.node] += line.lost or 0
        if apart.score is None:
            continue
        for criterion in counted:
            assert stakes[estate, criterion] == apart.shown(lost[criterion]), (estate, criterion)
            checked += 1

    assert checked >= 161 * 10


def test_the_two_findings_of_clutter_in_one_staircase_are_one_line(listed: Ran) -> None:
    """E001, 2022Q2: numbers 05 and 08 of the first visit, both at 5栋2单元; the second visit walked 1 3 5 and saw none."""
    row = next(row for row in listed.rows if row["estate"] == "E001" and row["place"] == "5栋2单元")

    # 3 of 0.25 on one of two visits is 0.375 of 60 marks that weigh 50: 0.3125
    assert (row["finding"], row["units"], row["marks"]) == ("2-001-05; 2-001-08", "3", "0.312500")
    assert (row["state"], row["closed"], row["deadline"]) == ("closed", "2022-06-06", "2022-05-21")


def test_a_company_that_came_in_the_middle_answers_for_what_was_found_since(listed: Ran) -> None:
    """E023 changed on 16 May 2022, from 寅 to 辛."""
    own = [row for row in listed.rows if row["estate"] == "E023" and row["date"] >= "2022-04-01"]

    assert {row["company"] for row in own if row["date"] < "2022-05-16"} == {"寅物业公司"}
    assert {row["company"] for row in own if row["date"] >= "2022-05-16"} <= {"辛物业公司"}
