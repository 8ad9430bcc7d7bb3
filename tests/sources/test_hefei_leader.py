"""合肥 penalty points of project leaders: the fewer the better, 10 to 15 (both included) an interview."""

from __future__ import annotations

import pytest

from tests.sources.standard import grade, of_one, result_of, standard


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("0", "clear"),
        ("9.99", "clear"),
        ("10", "interview"),
        ("15", "interview"),
        ("15.01", "beyond"),
        ("40", "beyond"),
    ],
)
def test_ten_to_fifteen_points_with_both_ends_mean_an_interview(points: str, expected: str) -> None:
    """ "累计10至15分(含)约谈": the sentence on more than 15 was cut off."""
    assert grade(of_one(standard("hefei-leader"), {"penalty_points": points})) == expected


def test_who_has_fewest_points_comes_first() -> None:
    rows = [
        ("A", "penalty_points", 12),
        ("B", "penalty_points", 0),
        ("C", "penalty_points", 3),
        ("C", "penalty_points", 2),
    ]
    frame = result_of(standard("hefei-leader"), rows).ranking()

    assert [(row["project"], int(row["rank"])) for _, row in frame.iterrows()] == [("B", 1), ("C", 2), ("A", 3)]
