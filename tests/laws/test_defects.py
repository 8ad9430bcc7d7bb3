"""Defects: what they cost on paper, whatever the order of their rows and the files that these stand in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from redprop.engine.result import Result
from tests.builders import a_result, earned, outcome_of
from tests.laws.worlds import quick

COSTS = {"grave": Fraction("14.8"), "low": Fraction("2.4"), "free": Fraction(0)}
SPELT = {"grave": "grave", "重": "grave", "low": "low", "LOW ": "low", "free": "free"}
WHO = ("A", "B")
Inspected = dict[tuple[str, str], int]
"""How many units by subject and visit."""
HEAD = "estate,criterion,value,visit,severity,defect,place\n"


@dataclass(frozen=True)
class Seen:
    """One row of a file: a defect."""

    subject: str
    visit: str
    severity: str
    defect: str
    place: str
    value: str

    def line(self) -> str:
        """The row as a file shows it."""
        return f"{self.subject},inside,{self.value},{self.visit},{self.severity},{self.defect},{self.place}\n"


rows = st.lists(
    st.builds(
        Seen,
        st.sampled_from(WHO),
        st.sampled_from("12"),
        st.sampled_from([*SPELT]),
        st.sampled_from(["leak", "Leak", "alarm"]),
        st.sampled_from(["1A", "1a ", "2B"]),
        st.sampled_from(["", "1", "3", "0"]),
    ),
    max_size=14,
)
units = st.fixed_dictionaries({(who, visit): st.integers(0, 4) for who in WHO for visit in "12"})


def scored(seen: list[Seen], inspected: Inspected, *cuts: int) -> Result:
    """The result of rows, in as many files as the test says, and of the file of what was inspected."""
    rule = {
        "severity": "severity",
        "costs": {"grave": {"cost": 14.8, "aliases": ["重"]}, "low": 2.4, "free": 0},
        "same": ["defect", "place"],
        "not_scored": {"defect": ["alarm"]},
        "per": "units",
        "times": 10,
    }
    ends = [0, *sorted(min(cut, len(seen)) for cut in cuts), len(seen)]
    files = {
        f"part{number}.csv": HEAD + "".join(row.line() for row in seen[a:b])
        for number, (a, b) in enumerate(pairwise(ends))
    }
    counts = (f"{who},units,{count},{visit},,,\n" for (who, visit), count in inspected.items())
    files["units.csv"] = HEAD + "".join(counts)
    rubric: dict[str, Any] = {"from": 100, "criteria": [{"id": "inside", "takes_off": True, "defects": rule}]}
    return a_result(rubric, files, register="estate\nA\nB\n")


def on_paper(seen: list[Seen], inspected: int) -> Fraction | None:
    """What the rows of one visit cost; None where there is nothing to divide by."""
    found = [row for row in seen if row.value != "0"]
    if seen and not inspected:
        return None
    worst: dict[tuple[str, str], Fraction] = {}
    for row in found:
        if row.defect != "alarm":
            at = row.defect.casefold(), row.place.strip().casefold()
            worst[at] = max(worst.get(at, Fraction(0)), COSTS[SPELT[row.severity]])
    return 10 * sum(worst.values(), Fraction(0)) / inspected if inspected else Fraction(0)


@quick
@given(rows, units)
def test_visits_cost_what_paper_says(seen: list[Seen], inspected: Inspected) -> None:
    result = scored(seen, inspected)

    for who in WHO:
        visits = [([row for row in seen if (row.subject, row.visit) == (who, v)], inspected[who, v]) for v in "12"]
        costs = [cost for mine, count in visits if (cost := on_paper(mine, count)) is not None]
        assert (outcome_of(result, "inside", subject=who) == "not_assessed") == (not costs)
        if costs:
            assert earned(result, "inside", subject=who) == sum(costs, Fraction(0)) / len(costs)


@quick
@given(rows, units, st.randoms(use_true_random=False), st.lists(st.integers(0, 14), max_size=3))
def test_neither_the_order_of_rows_nor_files_change_anything(
    seen: list[Seen], inspected: Inspected, random: object, cuts: list[int]
) -> None:
    shuffled = list(seen)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis's own random
    one, other = scored(seen, inspected), scored(shuffled, inspected, *cuts)

    assert one.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(one.scores, other.scores)


@quick
@given(rows.filter(bool), units, st.integers(0, 13))
def test_a_row_that_stands_twice_costs_once(seen: list[Seen], inspected: Inspected, again: int) -> None:
    one, other = (scored(list(rows), inspected) for rows in (seen, [*seen, seen[again % len(seen)]]))

    pd.testing.assert_frame_equal(one.scores, other.scores)
