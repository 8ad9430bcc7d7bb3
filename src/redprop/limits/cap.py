"""`cap`: the score is at most so much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from redprop.exact import Flags, Number, Whole


class Cap(BaseModel):
    """The score is at most so much; a lower score stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: Literal["cap"] = "cap"
    cap: Number = Field(ge=0, description="The most that the score can be; the score's places must show it.")


def lowest_cap(score: Whole, caps: Iterable[tuple[Flags, int]]) -> Whole:
    """The score under the lowest cap that holds; all in the score's last place. A cap never raises a score."""
    capped = score
    for held, cap in caps:
        capped = np.where(held, np.minimum(capped, cap), capped)
    return capped
