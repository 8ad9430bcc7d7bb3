from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.combine import Child, Marks
from redprop.combine.sum import add_up
from redprop.exact import Ratios
from tests.builders import fractions, ratios


def child(earned: Any, possible: Any, full: Any, weight: int = 1) -> Child:
    return Child(
        Marks(ratios(earned), ratios(possible), ratios(full), ratios(possible), ratios(full)), Fraction(weight)
    )


def test_earned_possible_and_full_each_add_up() -> None:
    whole = add_up([child(3, 4, 4), child("1/3", 1, 2)], Ratios.constant(0, 1))

    assert [fractions(n) for n in (whole.earned, whole.possible, whole.full)] == [[Fraction(10, 3)], [5], [6]]


def test_what_was_not_assessed_is_not_scaled_up() -> None:
    whole = add_up([child(3, 4, 4), child(0, 0, 6)], Ratios.constant(0, 1))

    assert (fractions(whole.possible), fractions(whole.full)) == ([4], [10])


def test_weights_do_not_matter_to_a_sum() -> None:
    whole = add_up([child(3, 4, 4, weight=9), child(1, 2, 2, weight=1)], Ratios.constant(0, 1))

    assert fractions(whole.earned) == [4]


def test_nothing_under_a_node_leaves_nothing_possible() -> None:
    assert add_up([], Ratios.constant(0, 1)).assessed.tolist() == [False]
