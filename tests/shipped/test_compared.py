"""The two shipped quarters compared: every estate adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest

import redprop
from redprop.analysis.compare.causes import CAUSES
from redprop.engine.result import Result


@pytest.fixture(scope="module")
def comparison(shipped: dict[str, Result]) -> redprop.Comparison:
    return redprop.compare(shipped["2022Q1"], shipped["2022Q2"])


def test_all_161_estates_of_both_quarters_are_compared(comparison: redprop.Comparison) -> None:
    assert len(comparison.ids) == 161
    assert [(one.event, one.after) for one in comparison.pairs.happened] == [
        ("company", ("E023",)),
        ("company", ("E088",)),
        ("new", ("E162",)),
    ]


def test_causes_and_parts_of_every_estate_add_up_to_its_change(
    comparison: redprop.Comparison, shipped: dict[str, Result]
) -> None:
    scores = [
        dict(zip(result.scores["estate"], result.scores["score"], strict=True))
        for result in (shipped["2022Q1"], shipped["2022Q2"])
    ]
    causes, changes = comparison.causes, comparison.changes
    by_estate = changes.groupby("estate")["change"].agg(lambda column: sum(column, Decimal(0)))
    for row in causes.to_dict("records"):
        change = scores[1][row["estate"]] - scores[0][row["estate"]]
        assert row["change"] == change
        assert sum(row[name] for name in CAUSES) == change
        assert by_estate[row["estate"]] == change
    for row in changes.to_dict("records"):
        assert row["part_after"] - row["part_before"] == row["change"] == sum(row[name] for name in CAUSES)


def test_places_of_every_estate_add_up(comparison: redprop.Comparison) -> None:
    ranks = comparison.ranks
    for row in ranks[ranks["gained"].notna()].to_dict("records"):
        assert row["own"] + row["peers"] == row["gained"] == row["rank_before"] - row["rank_after"]


def test_a_category_gains_and_loses_as_many_places_where_nobody_comes_goes_or_ties(
    comparison: redprop.Comparison,
) -> None:
    ranks = comparison.ranks
    both = ranks["gained"].notna()
    assert both.sum() == 157  # four were observed in the first quarter


def test_posters_of_one_estate_by_hand(comparison: redprop.Comparison) -> None:
    """E001's posters: 1.625000 of the score in the first quarter, 1.208333 in the second (docs/explain.md)."""
    changes = comparison.changes
    row = changes[(changes["estate"] == "E001") & (changes["part"] == "posters")].iloc[0]

    assert row["part_after"] == Decimal("1.208333")
    assert row["findings"] == row["change"]
