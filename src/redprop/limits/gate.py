"""`not_eligible`: the subject takes no part. 不得参与."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Gate(BaseModel):
    """The subject is not eligible: its score stays visible, it has no grade and no rank."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: Literal["not_eligible"] = "not_eligible"
    not_eligible: Literal[True] = Field(description="Whoever fulfils the condition takes no part.")
