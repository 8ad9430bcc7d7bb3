from __future__ import annotations

from fractions import Fraction

from redprop.rules import Seen
from redprop.rules.given import Given
from tests.builders import fractions, ratios


def test_the_marks_are_as_the_assessor_wrote_them() -> None:
    assert fractions(Given().marks(Fraction(5), Seen(ratios(0, "3.25", 5)))) == [0, Fraction(13, 4), 5]


def test_a_row_carries_nothing_to_full_marks() -> None:
    assert Given().bounds(Fraction(5)) == (0, 5)
