"""`points`: so many for each finding, added up without a ceiling. 信用分、扣分项、加分项."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from redprop.exact import Ratios
from redprop.rules.base import Seen
from redprop.rules.counted import Cause, Counted


class Points(Counted):
    """So many points for each finding, without a ceiling: a cost under `takes_off`, a credit otherwise."""

    kind: Literal["points"] = "points"
    has_full: ClassVar[bool] = False

    def own(self) -> Cause:
        """Unsaid, each counts as much as its value says: `points: {}` adds the values up."""
        if self.each is None and self.once is None:
            return Cause(each=Decimal(1), once=None)
        return super().own()

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """The sum over the causes; see `Counted.worth`."""
        return self.worth(seen)
