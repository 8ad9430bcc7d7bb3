"""`cap`: the score is at most so much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from redprop import forms
from redprop.exact import Flags, Whole
from redprop.exact.arrays import whole


class Cap(BaseModel):
    """The score is at most so much; a lower score stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: Literal["cap"] = "cap"
    cap: forms.Marks = Field(ge=0, description="The best that the score can be; the score's places must show it.")


def lowest_cap(score: Whole, caps: Iterable[tuple[Flags, int]], *, lower_is_better: bool = False) -> Whole:
    """The score under the lowest cap that holds; all in the score's last place. A cap never raises a score.

    Where less is better it says "no better than": the score is at least the greatest that holds.
    """
    worse = np.maximum if lower_is_better else np.minimum
    capped = score
    for held, cap in caps:
        capped = np.where(held, worse(capped, whole([cap])), capped)  # a cap may be beyond 64 bits
    return capped
