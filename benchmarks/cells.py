"""What the figures of a command look like in a table."""

from __future__ import annotations

from collections.abc import Mapping

from report import held, number, ratio, table
from timing import Figures


def seconds(figures: Figures) -> str:
    """The median, or how it failed."""
    return figures.failed or number(figures.seconds)


def spread(figures: Figures) -> str:
    """The least and the most of the counted runs."""
    taken = [one.seconds for one in figures.counted]
    return "-" if figures.failed else f"{number(min(taken))} to {number(max(taken))}"


def verdict(figures: Figures, right: str) -> str:
    """Whether every run gave the right answer."""
    return "-" if figures.failed else "yes" if figures.answers == {right} else "no"


def relative(head: str, found: Mapping[str, Figures], base: str, bars: Mapping[str, float]) -> str:
    """A table of commands, each beside the first; `base` says what that is. Without bars it has no column of them."""
    first = next(iter(found.values())).seconds
    beside = 2 if bars else 1
    rows = [
        [name, seconds(one), *held(ratio(one.seconds, first), bars.get(name))[:beside], number(one.mib, 0)]
        for name, one in found.items()
    ]
    return table([head, "seconds", *(f"times {base}", "bar")[:beside], "peak, MiB"], rows)
