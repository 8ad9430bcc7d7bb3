from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from redprop.exact.arrays import whole
from redprop.limits import Cap, lowest_cap

YES, NO = np.array([True]), np.array([False])


def test_a_cap_lowers_a_score_above_it() -> None:
    assert lowest_cap(whole([8500]), [(YES, 7900)]).tolist() == [7900]


def test_a_cap_never_raises_a_score() -> None:
    assert lowest_cap(whole([6000]), [(YES, 7900)]).tolist() == [6000]


@pytest.mark.parametrize("caps", [[7900, 5900], [5900, 7900]])
def test_the_lowest_cap_counts_in_whatever_order(caps: list[int]) -> None:
    assert lowest_cap(whole([8500]), [(YES, cap) for cap in caps]).tolist() == [5900]


def test_a_cap_that_does_not_hold_does_nothing() -> None:
    assert lowest_cap(whole([8500]), [(NO, 5900)]).tolist() == [8500]


def test_a_cap_below_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Cap.model_validate({"cap": -1})
