"""What each part really counts, where a standard is put together otherwise than by adding up."""

from __future__ import annotations

from typing import Any

import pytest

from redprop.check.force import marks_in_force
from redprop.report.checks import force_sheet
from tests.builders import a_criterion, a_plan

CHANNELS = {"city": {"weight": 60, "absent": "renormalise"}, "owners": {"weight": 40, "absent": "renormalise"}}
BOTH = {"channels": ["city", "owners"]}


def part(name: str, **said: Any) -> dict[str, Any]:
    """A section of two criteria, which both channels see, beside 20 marks that stand alone."""
    return {"id": name, **said, "criteria": [a_criterion(f"{name}{n}", marks, **BOTH) for n, marks in ((1, 6), (2, 4))]}


def shown(*sections: dict[str, Any], **changed: Any) -> list[tuple[str, ...]]:
    """The printed table: the part, its printed marks, those in force, and those without either channel."""
    rubric = {"channels": CHANNELS, "sections": sections, "criteria": [a_criterion("rest", 20, **BOTH)]} | changed
    plan = a_plan(**rubric)
    return force_sheet(plan, marks_in_force(plan), "en").rows


@pytest.mark.parametrize("combine", ["geometric_mean", "lowest"])
def test_of_a_section_that_is_not_divided_the_whole_counts(combine: str) -> None:
    # nothing in it has marks in force of its own; its printed marks are its own, not its criteria's 6 + 4
    assert shown(part("m", marks=30, combine=combine)) == [
        ("m", "30.00", "30.00", "30.00", "30.00"),
        ("m1", "6.00", "", "", ""),
        ("m2", "4.00", "", "", ""),
        ("rest", "20.00", "20.00", "20.00", "20.00"),
        ("Total", "50.00", "50.00", "50.00", "50.00"),
    ]


def test_a_mean_is_divided_by_weight() -> None:
    # unsaid, weights are marks: 30 x 6/10 and 30 x 4/10
    assert shown(part("m", marks=30, combine="mean"))[:3] == [
        ("m", "30.00", "30.00", "30.00", "30.00"),
        ("m1", "6.00", "18.00", "18.00", "18.00"),
        ("m2", "4.00", "12.00", "12.00", "12.00"),
    ]


@pytest.mark.parametrize("blend", ["by_channel", "by_criterion"])
def test_a_section_counts_no_more_than_its_cap(blend: str) -> None:
    # 8 of 6 + 4; with the rest 28
    assert shown(part("m", cap=8), channels=CHANNELS | {"blend": blend}, marks=28) == [
        ("m", "8.00", "8.00", "8.00", "8.00"),
        ("m1", "6.00", "6.00", "6.00", "6.00"),
        ("m2", "4.00", "4.00", "4.00", "4.00"),
        ("rest", "20.00", "20.00", "20.00", "20.00"),
        ("Total", "28.00", "28.00", "28.00", "28.00"),
    ]
