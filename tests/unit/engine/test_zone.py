from __future__ import annotations

import pytest

from tests.builders import a_criterion, score_of

LINE = a_criterion("mark", 100, linear={"from": 0, "to": 100})
ZONE = {"criteria": [LINE], "rounding": {"score": 0, "zone": {"above": 59, "below": 60, "to": 59}}}


@pytest.mark.parametrize(
    ("mark", "score"),
    [("58.5", "59"), ("59", "59"), ("59.0001", "59"), ("59.65", "59"), ("59.9999", "59"), ("60", "60"), ("60.5", "61")],
)
def test_strictly_inside_the_zone_its_number_stands_for_every_score(mark: str, score: str) -> None:
    """HUD NSPIRE: what lies between 59 and 60 is 59; halves go up elsewhere."""
    assert score_of(ZONE, f"A,mark,{mark}\n") == score
