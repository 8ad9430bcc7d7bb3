"""`steps_down`: the grade is taken down so many steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from redprop import forms
from redprop.exact import Flags, Whole


class StepsDown(BaseModel):
    """The grade is taken down so many steps; several such limits add up. The score stays."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: Literal["steps_down"] = "steps_down"
    steps_down: Annotated[int, forms.In("grades")] = Field(ge=1, description="How many grades down.")


def taken_down(grade: Whole, steps: Iterable[tuple[Flags, int]], worst: int) -> Whole:
    """The grade so many steps down, never past the worst. Grades are numbered from the best, 0; -1 is none."""
    down = np.zeros_like(grade)
    for held, count in steps:
        down = down + np.where(held, min(count, worst), 0)  # more steps than grades need not fit 64 bits
    return np.where(grade >= 0, np.minimum(grade + down, worst), grade)
