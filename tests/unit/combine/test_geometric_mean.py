from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.combine import Child, Marks
from redprop.combine.geometric_mean import geometric
from tests.builders import fractions, ratios


def child(earned: Any, possible: Any, full: Any = None, weight: int = 1, takes_off: bool = False) -> Child:
    full = possible if full is None else full
    marks = Marks(ratios(earned), ratios(possible), ratios(full), ratios(possible), ratios(full))
    return Child(marks, Fraction(weight), takes_off)


def test_shares_are_multiplied_and_their_root_is_taken() -> None:
    # 10 x the root of 9/10 x 4/10 = 6
    assert fractions(geometric([child(9, 10), child(4, 10)], ratios(10)).earned) == [6]


def test_children_not_assessed_leave_the_product() -> None:
    whole = geometric([child(9, 10), child(4, 10), child(0, 0, 10, weight=7)], ratios(10))

    assert (fractions(whole.earned), fractions(whole.possible)) == ([6], [10])


def test_a_child_that_earned_nothing_makes_it_nothing() -> None:
    whole = geometric([child(0, 10), child(10, 10)], ratios(10))

    assert (fractions(whole.earned), whole.assessed.tolist()) == ([0], [True])


def test_a_child_that_fell_below_nothing_makes_it_nothing() -> None:
    # a line that runs on beyond its end may earn less than nothing, and there is no root of that
    assert fractions(geometric([child(-1, 10), child(-4, 10)], ratios(10)).earned) == [0]


def test_one_child_hands_on_its_share() -> None:
    assert fractions(geometric([child(3, 4)], ratios(10)).earned) == [Fraction(15, 2)]
    assert fractions(geometric([child(1, 3)], ratios(30)).earned) == [10]


def test_with_none_assessed_nothing_is_possible() -> None:
    whole = geometric([child(0, 0, 5)], ratios(10))

    assert (fractions(whole.possible), fractions(whole.full), whole.assessed.tolist()) == ([0], [10], [False])


def test_no_children_are_nothing() -> None:
    assert fractions(geometric([], ratios(10)).full) == [0]


def test_weights_are_exponents() -> None:
    # 10 x (0.5^2 x 0.004)^(1/3) = 1
    assert fractions(geometric([child(5, 10, weight=2), child(4, 1000)], ratios(10)).earned) == [1]


def test_all_equal_is_what_each_has() -> None:
    assert fractions(geometric([child(1, 4), child(2, 8), child(5, 20, weight=9)], ratios(10)).earned) == [
        Fraction(5, 2)
    ]


def test_all_of_all_is_all() -> None:
    assert fractions(geometric([child(3, 3), child(8, 8, weight=5)], ratios(10)).earned) == [10]
