from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.combine import Child, Marks
from redprop.combine.mean import mean
from tests.builders import fractions, ratios


def child(earned: Any, possible: Any, full: Any, weight: int = 1, looked_at: Any = None) -> Child:
    seen = possible if looked_at is None else looked_at
    return Child(Marks(ratios(earned), ratios(possible), ratios(full), ratios(seen), ratios(full)), Fraction(weight))


def test_shares_are_weighed() -> None:
    # 10 x (3 x 1/2 + 1 x 1) / 4 = 6.25
    whole = mean([child(2, 4, 4, weight=3), child(8, 8, 8, weight=1)], ratios(10))

    assert fractions(whole.earned) == [Fraction(25, 4)]


def test_the_marks_of_children_do_not_weigh() -> None:
    # 10 x (1/2 + 1) / 2, though one child has 2 marks and the other 200
    whole = mean([child(1, 2, 2), child(200, 200, 200)], ratios(10))

    assert fractions(whole.earned) == [Fraction(15, 2)]


def test_a_child_not_assessed_gives_its_weight_to_the_others() -> None:
    whole = mean([child(1, 2, 2, weight=1), child(0, 0, 5, weight=9)], ratios(10))

    assert (fractions(whole.earned), fractions(whole.possible)) == ([5], [10])


def test_a_child_assessed_in_part_counts_by_what_was_possible() -> None:
    # 3 of 4 possible, though 8 apply
    whole = mean([child(3, 4, 8)], ratios(10))

    assert fractions(whole.earned) == [Fraction(15, 2)]


def test_with_none_assessed_nothing_is_possible() -> None:
    whole = mean([child(0, 0, 5)], ratios(10))

    assert (fractions(whole.possible), fractions(whole.full)) == ([0], [10])


def test_with_none_that_applies_the_node_does_not_apply() -> None:
    assert fractions(mean([child(0, 0, 0)], ratios(10)).full) == [0]


def test_how_much_was_looked_at_is_the_weighted_share_of_what_applies() -> None:
    # children of weight 1 and 3 apply; the first was looked at in half: 10 x (1 x 1/2 + 3 x 0) / 4
    whole = mean([child(1, 2, 4, looked_at=2), child(0, 0, 5, weight=3)], ratios(10))

    assert fractions(whole.looked_at) == [Fraction(5, 4)]


def test_rescaling_hands_on_full_marks_times_the_share() -> None:
    # 3 of 4 earned, 8 apply: 8 x 3/4
    whole = child(3, 4, 8).marks.rescaled()

    assert (fractions(whole.earned), fractions(whole.possible)) == ([6], [8])


def test_rescaling_nothing_assessed_leaves_nothing_possible() -> None:
    assert fractions(child(0, 0, 8).marks.rescaled().possible) == [0]
