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


def cost(earned: Any) -> Child:
    """A cost without full marks, which was looked at."""
    return Child(Marks(ratios(earned), ratios(0), ratios(0), ratios(1), ratios(1)), Fraction(0), takes_off=True)


def test_what_is_taken_off_lowers_what_is_earned_and_is_nobodys_full_marks() -> None:
    # 8 of 10 less 3
    whole = add_up([child(8, 10, 10), cost(3)], ratios(0))

    assert (fractions(whole.earned), fractions(whole.possible), fractions(whole.full)) == ([5], [10], [10])


def test_costs_alone_come_to_less_than_nothing() -> None:
    whole = add_up([cost(3), cost("0.5")], ratios(0))

    assert (fractions(whole.earned), whole.assessed.tolist()) == ([Fraction(-7, 2)], [True])


def test_a_cost_counts_one_in_what_was_looked_at() -> None:
    whole = add_up([child(8, 10, 10), cost(3)], ratios(0))

    assert (fractions(whole.looked_at), fractions(whole.applies)) == ([11], [11])


def test_a_cost_that_was_not_looked_at_takes_nothing_off() -> None:
    silent = Child(Marks(ratios(0), ratios(0), ratios(0), ratios(0), ratios(1)), Fraction(0), takes_off=True)
    whole = add_up([child(8, 10, 10), silent], ratios(0))

    assert (fractions(whole.earned), fractions(whole.looked_at), fractions(whole.applies)) == ([8], [10], [11])


def test_a_cost_with_full_marks_adds_none_and_is_taken_off() -> None:
    # 8 of 10 less 3 of 5: 5 of 10
    marks = child(3, 5, 5).marks
    whole = add_up([child(8, 10, 10), Child(marks, Fraction(5), takes_off=True)], ratios(0))

    assert [fractions(n) for n in (whole.earned, whole.possible, whole.full)] == [[5], [10], [10]]
    assert fractions(whole.looked_at) == [15]


def test_a_cost_as_great_as_what_was_earned_leaves_nothing() -> None:
    assert fractions(add_up([child(8, 10, 10), cost(8)], ratios(0)).earned) == [0]


def test_where_costs_stand_among_the_others_does_not_matter() -> None:
    parts = [child(8, 10, 10), cost(3), child(1, 2, 2)]

    assert fractions(add_up(parts, ratios(0)).earned) == fractions(add_up(parts[::-1], ratios(0)).earned) == [6]
