"""`proportion`: so many out of so many. 完成率."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Rule, Seen


def proportion(full: Fraction, share: Ratios, places: int | None) -> Ratios:
    """`full x share`, the share clipped to 0 to 1; with `places` the marks are rounded down to so many places.

    >>> proportion(Fraction(10), Ratios([7, 9], [8, 8]), places=0).fractions()
    [Fraction(8, 1), Fraction(10, 1)]
    """
    return (share.clip(0, 1) * full).rounded(places, "down")


class Proportion(Rule):
    """Full marks times a share: so many out of so many."""

    kind: Literal["proportion"] = "proportion"
    places: Annotated[int | None, forms.In("places")] = Field(
        None, ge=0, le=9, description="Marks are rounded down to so many places; exact if unsaid."
    )

    def reach(self) -> Fraction:
        """All of them."""
        return Fraction(1)

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """See `proportion`."""
        return proportion(full, seen.value, self.places)
