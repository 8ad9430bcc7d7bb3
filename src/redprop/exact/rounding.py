"""Rounding of exact fractions to whole numbers, by a named mode."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from redprop.exact.arrays import Whole, narrow, plus, times, whole

Mode = Literal["half_up", "half_even", "down", "up"]
MODES: tuple[Mode, ...] = get_args(Mode)


def round_whole(top: Whole, bottom: Whole, mode: Mode) -> Whole:
    """`top / bottom` to a whole number.

    `half_up` takes halves away from zero, `half_even` to the even neighbour; `down` goes towards zero, `up` away
    from it. `bottom` is positive.

    >>> [int(round_whole(whole([5]), whole([2]), mode)[0]) for mode in MODES]
    [3, 2, 2, 3]
    """
    size = np.abs(top)
    if mode == "half_up":
        two = whole([2])
        rounded = plus(times(size, two), bottom) // times(bottom, two)
    else:
        rounded = size // bottom
        rest = size - rounded * bottom
        if mode == "up":
            rounded = rounded + (rest > 0)
        elif mode == "half_even":
            twice = times(rest, whole([2]))
            rounded = rounded + ((twice > bottom) | ((twice == bottom) & (rounded % 2 == 1)))
    return narrow(np.where(top < 0, -rounded, rounded))
