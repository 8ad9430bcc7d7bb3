from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.combine import Child, Marks, deciding
from redprop.combine.lowest import lowest
from tests.builders import fractions, ratios


def child(earned: Any, possible: Any, full: Any = None, weight: int = 1, takes_off: bool = False) -> Child:
    full = possible if full is None else full
    marks = Marks(ratios(earned), ratios(possible), ratios(full), ratios(possible), ratios(full))
    return Child(marks, Fraction(weight), takes_off)


def test_the_least_share_decides_whatever_the_marks() -> None:
    # 20 x 3/10, though the other earned fewer marks
    assert fractions(lowest([child(2, 4), child(3, 10)], ratios(20)).earned) == [6]


def test_a_child_not_assessed_decides_nothing() -> None:
    whole = lowest([child(0, 0, 4), child(3, 4)], ratios(20))

    assert (fractions(whole.earned), fractions(whole.possible)) == ([15], [20])


def test_a_child_assessed_with_nothing_decides() -> None:
    assert fractions(lowest([child(0, 4), child(4, 4)], ratios(20)).earned) == [0]


def test_of_equals_the_first_decides() -> None:
    assert deciding([child(1, 2), child(2, 4), child(1, 1)], 1).tolist() == [0]


def test_with_none_assessed_nobody_decides_and_nothing_is_possible() -> None:
    children = [child(0, 0, 4)]

    assert deciding(children, 1).tolist() == [-1]
    assert fractions(lowest(children, ratios(20)).possible) == [0]


def test_weights_do_not_matter_to_the_lowest() -> None:
    assert fractions(lowest([child(3, 4, weight=1), child(1, 4, weight=99)], ratios(20)).earned) == [5]


def test_all_equal_is_what_each_has() -> None:
    assert fractions(lowest([child(1, 4), child(2, 8)], ratios(20)).earned) == [5]


def test_a_hair_decides() -> None:
    hair = Fraction(1, 10**20)
    children = [child("1/3", 1), child(Fraction(1, 3) - hair, 1)]

    assert deciding(children, 1).tolist() == [1]
    assert fractions(lowest(children, ratios(1)).earned) == [Fraction(1, 3) - hair]


def test_each_subject_has_its_own_worst() -> None:
    first = Child(Marks(*(ratios(*pair) for pair in [(1, 4), *[(4, 4)] * 4])), Fraction(1))
    second = Child(Marks(*(ratios(*pair) for pair in [(2, 2), *[(4, 4)] * 4])), Fraction(1))

    # 1/4 against 2/4, then 4/4 against 2/4
    assert deciding([first, second], 2).tolist() == [0, 1]


def test_nothing_under_a_node_leaves_nothing_possible() -> None:
    assert lowest([], ratios(20)).assessed.tolist() == [False]
