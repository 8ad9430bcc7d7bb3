"""Between which ends a number lies that feeds a criterion."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from redprop.rubric.plan import Leaf, Plan


class Range(NamedTuple):
    """The least and the greatest that a number can be; None where there is no end."""

    least: Fraction | None = None
    most: Fraction | None = None


ANY = Range()
NOTHING = Fraction(0)


def value_range(leaf: Leaf, plan: Plan) -> Range:
    """Between which ends the value lies that feeds a criterion.

    With `per`, it is a ratio of sums and never below nothing; with `times: 100` over another measure it is a share,
    and never above 100. A register column such as the households may be less than what is counted.
    """
    feed = leaf.feed
    if feed.per is not None or feed.per_register is not None:
        share = feed.per is not None and feed.times == 100
        if feed.complement:
            return Range(NOTHING if share else None, feed.times)
        return Range(NOTHING, feed.times if share else None)
    ends = _taken(leaf, plan)
    if not feed.complement:
        return ends
    return Range(*(None if end is None else feed.times - end for end in (ends.most, ends.least)))


def _taken(leaf: Leaf, plan: Plan) -> Range:
    """The ends of what rows come to: counts begin at nothing, and one of them, or their mean, lies where they lie."""
    feed = leaf.feed
    if feed.take in ("count", "distinct"):
        return Range(NOTHING)
    columns = [plan.columns[name] for name in feed.columns]
    low, high = [column.least for column in columns], [column.most for column in columns]
    least = min(end * feed.times for end in low if end is not None) if None not in low else None
    if feed.take == "sum":
        return Range(NOTHING if least is not None and least >= 0 else None)
    return Range(least, max(end * feed.times for end in high if end is not None) if None not in high else None)
