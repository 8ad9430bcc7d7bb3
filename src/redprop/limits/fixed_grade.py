"""`grade`: the grade is fixed, whatever the score. 一票否决."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from redprop.exact import Flags, Whole


class FixedGrade(BaseModel):
    """The grade is this one, unless it is worse already; the score stays."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: Literal["grade"] = "grade"
    grade: str = Field(description="The grade that is given.")


def worst_of(grade: Whole, fixed: Iterable[tuple[Flags, int]]) -> Whole:
    """The worst of the grade and the fixed grades that hold. Grades are numbered from the best, 0; -1 is none."""
    for held, worst in fixed:
        grade = np.where(held & (grade >= 0), np.maximum(grade, worst), grade)
    return grade
