"""合肥 credit marks: 59 to begin with, grades by place at both ends; the cuts between were not found."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.columns import grades_of
from redprop.rubric.plan import Plan
from tests.sources.standard import case, grade, of_one, result_of, score, standard

RUNS = case("hefei_credit")["runs"]
TOP = "top_share: 0.05, seats: floor"
SEATS = {"floor": "floor", "ceil": "ceil", "rank/n<=0.05": "floor"}
"""A rank within 5 per cent of all is a rank within the seats rounded down."""


def grades(plan: Plan, firms: int, *tied: int) -> Counter[str]:
    """How many of so many firms have each grade; the firm at a tied place has as much as the one before it."""
    goods = [firms - place for place in range(firms)]
    for place in tied:
        goods[place] = goods[place - 1]
    return Counter(grades_of(result_of(plan, [(f"F{n:02d}", "good", good) for n, good in enumerate(goods)])))


@pytest.mark.parametrize("run", [run for run in RUNS if "basic" in run], ids=lambda run: str(run["expected"]))
def test_59_and_what_is_on_record_less_what_is_bad(run: dict[str, Any]) -> None:
    measured = {name: run[name] for name in ("basic", "good", "bad")}

    assert score(of_one(standard("hefei-credit"), measured)) == Fraction(run["expected"])


def test_five_per_cent_of_forty_are_two_at_each_end() -> None:
    run = next(run for run in RUNS if "expected_AAA" in run)
    found = grades(standard("hefei-credit"), run["firms"])

    assert (found["AAA"], found["E"]) == (run["expected_AAA"], run["expected_E"])
    assert found["between"] == 36


@pytest.mark.parametrize("policy", SEATS)
def test_five_per_cent_of_thirty_are_one_and_a_half(policy: str) -> None:
    run = next(run for run in RUNS if "firms" in run and "expected_by_policy" in run)
    found = grades(standard("hefei-credit", (TOP, TOP.replace("floor", SEATS[policy]))), run["firms"])

    assert found["AAA"] == run["expected_by_policy"][policy]


def test_equals_at_the_cut_are_all_in() -> None:
    """Of forty the second to the fourth are equal: all three are second."""
    assert grades(standard("hefei-credit"), 40, 2, 3)["AAA"] == 4


def test_or_all_out() -> None:
    plan = standard("hefei-credit", (TOP + ", ties: in", TOP + ", ties: out"))

    assert grades(plan, 40, 2, 3)["AAA"] == 1


def test_where_five_per_cent_is_no_firm_no_place_decides() -> None:
    assert grades(standard("hefei-credit"), 19) == {"between": 19}
    assert grades(standard("hefei-credit"), 20)["AAA"] == 1


def test_the_best_of_two_firms_is_no_triple_a() -> None:
    assert grade(of_one(standard("hefei-credit"), {"good": 40})) == "between"
