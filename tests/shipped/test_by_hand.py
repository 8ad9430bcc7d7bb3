"""Anyone with a calculator gets the printed score from the printed channel marks, weights and adjustments."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from redprop.engine.frames import score_frame
from redprop.engine.result import Result
from tests.running import ROOT, read_csv

CHANNELS = ("industry", "owners", "district", "city")
SECTIONS = ("organisation", "service", "guarantees", "assessment")
QUARTERS = ("2022Q1", "2022Q2")
BONUS = {"city_commended": ("1", 2), "special_work_praised": ("0.5", 2), "experience_spread": ("0.5", 1)}
PENALTY = {"inspection_criticised": ("0.5", 99), "hotline_top_twenty": ("0.5", 99), "inspection_refused": ("2", 99)}
"""What each counts, and how often at most."""
CEILINGS = {"bonus": Decimal(3), "penalty": Decimal(5)}


def adjusted(period: str, kinds: dict[str, tuple[str, int]], ceiling: Decimal) -> dict[str, Decimal]:
    """What each estate is given or loses, from the rows of adjustments.csv."""
    times: Counter[tuple[str, str]] = Counter()
    for row in read_csv(ROOT / "data" / period / "adjustments.csv"):
        times[row["estate"], row["criterion"]] += int(row["value"])
    found: dict[str, Decimal] = {}
    for (estate, criterion), often in times.items():
        if criterion in kinds:
            each, most = kinds[criterion]
            found[estate] = min(ceiling, found.get(estate, Decimal(0)) + Decimal(each) * min(often, most))
    return found


def rows(result: Result) -> list[dict[str, Any]]:
    """The rows of `redprop score`."""
    return [{str(key): value for key, value in row.items()} for row in score_frame(result).to_dict("records")]


@pytest.mark.parametrize("period", QUARTERS)
def test_channel_marks_weights_bonus_and_penalty_come_to_the_score_before_limits(
    period: str, shipped: dict[str, Result]
) -> None:
    """An absent channel that keeps its weight counts 0; a bonus stops at 100, then the penalty; halves go up."""
    seen = rows(shipped[period])
    bonus = adjusted(period, BONUS, CEILINGS["bonus"])
    penalty = adjusted(period, PENALTY, CEILINGS["penalty"])

    assert len(seen) >= 161
    for row in seen:
        total = sum(row[f"{name}_weight"] for name in CHANNELS)
        earned = sum((row[name] or Decimal(0)) * row[f"{name}_weight"] for name in CHANNELS)
        lifted = min(Decimal(100), earned / total + bonus.get(row["estate"], Decimal(0)))
        lowered = max(Decimal(0), lifted - penalty.get(row["estate"], Decimal(0)))
        assert lowered.quantize(Decimal("0.01"), ROUND_HALF_UP) == row["before_limits"], row["estate"]


@pytest.mark.parametrize("period", QUARTERS)
@pytest.mark.parametrize(("column", "kinds"), [("bonus", BONUS), ("penalty", PENALTY)])
def test_bonus_and_penalty_are_those_of_the_decisions(
    column: str, kinds: dict[str, tuple[str, int]], period: str, shipped: dict[str, Result]
) -> None:
    """Everybody else has none."""
    expected = adjusted(period, kinds, CEILINGS[column])

    sign = 1 if column == "bonus" else -1
    assert expected
    assert {row["estate"]: sign * row[column] for row in rows(shipped[period]) if row[column]} == expected


def test_a_bonus_has_a_ceiling_of_its_own() -> None:
    """E119 was commended three times and keeps two points; E060 was praised three times and keeps one."""
    bonus = adjusted("2022Q2", BONUS, CEILINGS["bonus"])

    assert (bonus["E119"], bonus["E060"]) == (2, 1)


@pytest.mark.parametrize("period", QUARTERS)
def test_the_weights_in_force_are_those_that_the_standard_says(period: str, shipped: dict[str, Result]) -> None:
    """Owners and city hand their weight to industry; district keeps its own."""
    for row in rows(shipped[period]):
        owners = 20 if row["owners"] is not None else 0
        city = 15 if row["city"] is not None else 0
        expected = {"industry": 85 - owners - city, "owners": owners, "district": 15, "city": city}
        assert {name: row[f"{name}_weight"] for name in CHANNELS} == expected, row["estate"]


@pytest.mark.parametrize("period", QUARTERS)
def test_a_score_differs_from_that_before_limits_only_where_a_limit_held(
    period: str, shipped: dict[str, Result]
) -> None:
    lowered = [row["estate"] for row in rows(shipped[period]) if row["score"] != row["before_limits"]]

    assert all(row["score"] <= row["before_limits"] for row in rows(shipped[period]))
    assert all(row["limits"] for row in rows(shipped[period]) if row["estate"] in lowered)


def test_the_two_limits_that_are_met_on_purpose_are_met(shipped: dict[str, Result]) -> None:
    held = {row["estate"]: row for row in rows(shipped["2022Q2"]) if row["limits"]}

    assert {estate: row["limits"] for estate, row in held.items()} == {
        "E120": "falsification",
        "E130": "public_incident",
    }
    assert held["E120"]["grade"] == "fail"
    assert held["E130"]["score"] <= 79


@pytest.mark.parametrize("period", QUARTERS)
def test_parts_limits_and_what_rounding_left_over_add_up_to_the_score(period: str, shipped: dict[str, Result]) -> None:
    result = shipped[period]
    parts, units = result.parts, 10 ** (result.parts.places - 2)

    for index in range(len(result.register)):
        criteria = sum(int(column[index]) for column in parts.criteria.values())
        blocks = sum(int(column[index]) for column in parts.others.values())
        limits = sum(int(column[index]) for column in parts.limits.values())
        assert criteria + blocks + limits + int(parts.rounding[index]) == int(result.score_units[index]) * units


@pytest.mark.parametrize("period", QUARTERS)
def test_section_and_block_columns_add_up_to_the_score_but_for_rounding_and_limits(
    period: str, shipped: dict[str, Result]
) -> None:
    """Channels round by at most half a hundredth each, and so does the score: a hundredth in all."""
    for row in rows(shipped[period]):
        sections = sum(row[name] for name in (*SECTIONS, "bonus", "penalty"))
        assert abs(sections - row["before_limits"]) <= Decimal("0.01"), row["estate"]


@pytest.mark.parametrize("period", QUARTERS)
def test_marks_in_force_add_up_to_the_whole(period: str, shipped: dict[str, Result]) -> None:
    """100, also where no self-assessment was handed in: that channel earns 0 of its 15, and they count as lost."""
    for row in rows(shipped[period]):
        whole = sum(row[f"{name}_full"] for name in SECTIONS)
        assert abs(whole - 100) <= Decimal("0.0002"), row["estate"]  # four columns of four places


@pytest.mark.parametrize("period", QUARTERS)
def test_ranks_are_competition_ranks_of_the_printed_scores(period: str, shipped: dict[str, Result]) -> None:
    """One more than the number of those who are better; equals are told apart by then_by, never the other way round."""
    frame = shipped[period].ranking()

    for _, league in frame[frame["rank"].notna()].groupby("category"):
        pairs = sorted(zip(league["rank"].astype(int), league["score"], strict=True))
        assert [score for _, score in pairs] == sorted((score for _, score in pairs), reverse=True)
        for rank, _ in pairs:
            assert rank == 1 + sum(other < rank for other, _ in pairs)


@pytest.mark.parametrize("period", QUARTERS)
def test_grades_are_the_bands_of_the_standard(period: str, shipped: dict[str, Result]) -> None:
    bands = ((90, "excellent"), (80, "good"), (70, "pass"), (60, "basic"), (0, "fail"))

    for row in rows(shipped[period]):
        if "falsification" not in row["limits"]:
            assert row["grade"] == next(grade for cut, grade in bands if row["score"] >= cut), row["estate"]
