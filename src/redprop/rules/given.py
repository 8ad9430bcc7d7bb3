"""`given`: the assessor writes the marks. 现场打分."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen


class Given(Rule):
    """The assessor writes the marks; a row outside nothing to full is refused."""

    kind: Literal["given"] = "given"

    def bounds(self, full: Fraction) -> tuple[Fraction | None, Fraction | None]:
        """Between nothing and full marks, both included."""
        return Fraction(0), full

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """The marks as written, or what rows of them come to, at most full."""
        return seen.value.clip(0, full)
