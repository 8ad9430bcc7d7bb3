from __future__ import annotations

import numpy as np
import pytest

from redprop.exact.arrays import whole
from redprop.limits import worst_of

YES, NO = np.array([True]), np.array([False])


def test_a_fixed_grade_replaces_a_better_one() -> None:
    assert worst_of(whole([0]), [(YES, 3)]).tolist() == [3]


def test_a_fixed_grade_never_raises_a_worse_one() -> None:
    assert worst_of(whole([3]), [(YES, 2)]).tolist() == [3]


@pytest.mark.parametrize("fixed", [[1, 3], [3, 1]])
def test_the_worst_of_several_counts_in_whatever_order(fixed: list[int]) -> None:
    assert worst_of(whole([0]), [(YES, grade) for grade in fixed]).tolist() == [3]


def test_a_limit_that_does_not_hold_fixes_nothing() -> None:
    assert worst_of(whole([0]), [(NO, 3)]).tolist() == [0]


def test_no_grade_stays_none() -> None:
    assert worst_of(whole([-1]), [(YES, 3)]).tolist() == [-1]
