"""The least and the greatest of many values, one of each a subject, block by block."""

from __future__ import annotations

import numpy as np

from redprop.exact import Flags, Whole
from redprop.exact.arrays import largest, whole

Extremes = tuple[Whole, Whole, Flags]
"""The least and the greatest value of each subject, 0 where it has none; and where it has some."""


def extremes_of(subject: Whole, value: Whole, size: int) -> Extremes:
    """The least and the greatest value of each subject, 0 where it has none; and where it has some."""
    value = whole(value)
    far = largest(value) + 1
    least = whole([far] * size)
    least, greatest = least.astype(value.dtype), -least.astype(value.dtype)
    np.minimum.at(least, subject, value)
    np.maximum.at(greatest, subject, value)
    there = least != far
    return np.where(there, least, 0), np.where(there, greatest, 0), there


def wider(a: Extremes, b: Extremes) -> Extremes:
    """The extremes of both."""
    least, greatest = (
        np.where(b[2] & a[2], choose(one, other), np.where(a[2], one, other))
        for choose, one, other in ((np.minimum, a[0], b[0]), (np.maximum, a[1], b[1]))
    )
    return least, greatest, a[2] | b[2]
