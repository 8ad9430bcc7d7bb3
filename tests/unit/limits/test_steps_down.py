from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from redprop.exact.arrays import whole
from redprop.limits import StepsDown, taken_down

YES, NO = np.array([True]), np.array([False])


def test_a_grade_goes_down_so_many_steps() -> None:
    assert taken_down(whole([0]), [(YES, 2)], worst=3).tolist() == [2]


def test_several_limits_add_up() -> None:
    assert taken_down(whole([0]), [(YES, 1), (YES, 2), (NO, 5)], worst=4).tolist() == [3]


def test_no_grade_is_worse_than_the_worst() -> None:
    assert taken_down(whole([2]), [(YES, 9)], worst=3).tolist() == [3]


def test_no_grade_stays_none() -> None:
    assert taken_down(whole([-1]), [(YES, 1)], worst=3).tolist() == [-1]


@pytest.mark.parametrize("steps", [0, -1])
def test_a_limit_takes_a_grade_down_at_least_one_step(steps: int) -> None:
    with pytest.raises(ValidationError):
        StepsDown.model_validate({"steps_down": steps})
