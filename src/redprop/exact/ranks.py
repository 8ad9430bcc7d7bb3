"""Places in a league, decided by whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from redprop.exact.arrays import Whole

Ties = Literal["competition", "dense", "ordinal", "mean"]
TIES: tuple[Ties, ...] = get_args(Ties)


def ranks(keys: Sequence[Whole], ties: Ties) -> Whole:
    """Twice the place of each subject, 1 being the greatest key; later keys decide among equals.

    Places are doubled so that a `mean` place of 2.5 is a whole number too. `competition` gives equals the better
    place and skips (1, 2, 2, 4), `dense` does not skip (1, 2, 2, 3), `mean` gives the middle (1, 2.5, 2.5, 4),
    `ordinal` tells equals apart by their order in the column. No subject has no place; one subject is first; where
    all are equal all share one place.

    >>> from redprop.exact.arrays import whole
    >>> [(ranks([whole([9, 7, 7, 5])], ties) / 2).tolist() for ties in TIES[:2]]
    [[1.0, 2.0, 2.0, 4.0], [1.0, 2.0, 2.0, 3.0]]
    """
    count = len(keys[0])
    if not count:
        return np.zeros(0, dtype=np.int64)
    columns = [np.unique(key, return_inverse=True)[1] for key in keys]
    order = np.lexsort([-column for column in reversed(columns)])
    changes = np.zeros(count, dtype=bool)
    for column in columns:
        changes[1:] |= column[order][1:] != column[order][:-1]
    group = np.cumsum(changes)
    first = np.flatnonzero(np.concatenate([[True], changes[1:]]))
    size = np.diff(np.append(first, count))
    place = {
        "competition": 2 * (first + 1)[group],
        "dense": 2 * (group + 1),
        "ordinal": 2 * np.arange(1, count + 1),
        "mean": (2 * first + size + 1)[group],
    }[ties]
    placed = np.empty(count, dtype=np.int64)
    placed[order] = place
    return placed
