"""The fewest findings to fix for an aim: solved exactly, with the engine as the judge of every candidate.

Where gains are independent (see `groups`), what fixing K findings gains at most is found by dynamic programming; a K
whose bound, with all that rounding can add, falls short of the aim is ruled out. For each K that is left, candidates
come in the order in which they are wanted: most marks first, of equals the first in the rubric first. The first that
the engine says reaches the aim is the answer: every smaller K and every better candidate was ruled out before it.
Elsewhere all ways to fix K findings are tried, K by K. Both ways end after so many candidates; what is found then is
right, and may not be the fewest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import islice
from math import lcm

from redprop.analysis.aims.aim import Range
from redprop.analysis.aims.bounds import needed, slack
from redprop.analysis.aims.findings import Findings
from redprop.analysis.aims.groups import Group, before_rounding, changes_of, groups

CANDIDATES = 20_000
"""So many candidates are put to the engine at most."""
AT_ONCE = 200
Way = tuple[int, ...]
"""How many findings of each kind are fixed."""


@dataclass(frozen=True)
class Found:
    """The way that was found; `proven` where there is none with fewer findings, or with as many and more marks."""

    way: Way
    proven: bool


def search(aimed: Range, findings: Sequence[Findings]) -> Found | None:
    """The fewest findings to fix; None where fixing all of them is not enough."""
    everything = tuple(one.count for one in findings)
    if not _reached(aimed, findings, [everything])[0]:
        return None
    if _reached(aimed, findings, [(0,) * len(findings)])[0]:
        return Found((0,) * len(findings), proven=True)
    apart = groups(aimed.result, aimed.subject, findings)
    found = _by_bounds(aimed, findings, apart) if apart is not None else _by_trying(aimed, findings)
    return found or Found(_fewer(aimed, findings, everything), proven=False)


def _reached(aimed: Range, findings: Sequence[Findings], ways: Sequence[Way]) -> list[bool]:
    unit = 10**aimed.result.plan.decimals
    return aimed.reached([changes_of(findings, way, unit) for way in ways])[0]


# -- where gains are independent -------------------------------------------------------------------------------------


def _by_bounds(aimed: Range, findings: Sequence[Findings], apart: Sequence[Group]) -> Found | None:
    """Candidates in the order in which they are wanted, those that cannot do left out."""
    enough = needed(aimed)
    lacking = None if enough is None else enough - _now(aimed) - slack(aimed.result)
    shared = lcm(*(gain.denominator for group in apart for gain in group.gains))
    gains = [[int(gain * shared) for gain in group.gains] for group in apart]
    least = None if lacking is None else -(-(lacking * shared).numerator // (lacking * shared).denominator)
    best = _best(gains)
    tried = 0
    for many in range(1, len(best[0])):
        waiting = _in_order(gains, best, many, least)
        while batch := list(islice(waiting, AT_ONCE if tried else 1)):
            ways = [_way(findings, apart, numbers) for numbers in batch]
            for way, holds in zip(ways, _reached(aimed, findings, ways), strict=True):
                if holds:
                    return Found(way, proven=True)
            tried += len(batch)
            if tried > CANDIDATES:
                return None
    return None


def _now(aimed: Range) -> Fraction:
    """Where the subject is, before rounding and limits, greater for the better; with its bonus, which only shrinks."""
    result, at = aimed.result, aimed.subject
    bonus = result.blended.blocks.get("bonus")
    return before_rounding(result)[at] + (bonus.fractions()[at] if bonus is not None else 0)


def _best(gains: Sequence[Sequence[int]]) -> list[list[int]]:
    """`best[g][k]`: what fixing k findings of the groups from g on gains at most."""
    best = [[0]]
    for own in reversed(gains):
        rest = best[0]
        row = []
        for many in range(len(own) + len(rest) - 1):
            first = max(0, many - len(rest) + 1)
            row.append(max(own[k] + rest[many - k] for k in range(first, min(many, len(own) - 1) + 1)))
        best.insert(0, row)
    return best


def _in_order(
    gains: Sequence[Sequence[int]], best: Sequence[Sequence[int]], many: int, least: int | None
) -> Iterator[tuple[int, ...]]:
    """How many findings of each group to fix, `many` in all: the most gained first, of equals the first groups first.

    What gains less than `least` is left out.
    """
    waiting: list[tuple[int, tuple[int, ...], int, int]] = [(-best[0][many], (), 0, many)]
    while waiting:
        promised, taken, gained, left = heappop(waiting)
        if least is not None and -promised < least:
            return
        group = len(taken)
        if group == len(gains):
            yield tuple(-k for k in taken)
            continue
        for k in range(min(left, len(gains[group]) - 1) + 1):
            if left - k < len(best[group + 1]):
                so_far = gained + gains[group][k]
                heappush(waiting, (-(so_far + best[group + 1][left - k]), (*taken, -k), so_far, left - k))


def _way(findings: Sequence[Findings], apart: Sequence[Group], numbers: Sequence[int]) -> Way:
    """How many of each kind, from how many of each group."""
    picked = {
        kind: count
        for group, number in zip(apart, numbers, strict=True)
        for kind, count in zip(group.kinds, group.ways[number], strict=True)
    }
    return tuple(picked[kind] for kind in findings)


# -- elsewhere -------------------------------------------------------------------------------------------------------


def _by_trying(aimed: Range, findings: Sequence[Findings]) -> Found | None:
    """All ways to fix one finding, two, and so on; of those that reach the aim the one that gains most."""
    unit, tried = 10**aimed.result.plan.decimals, 0
    for many in range(1, sum(one.count for one in findings) + 1):
        ways = _ways([one.count for one in findings], many)
        reaching: list[tuple[Fraction, Way]] = []
        while batch := list(islice(ways, AT_ONCE)):
            holds, then = aimed.reached([changes_of(findings, way, unit) for way in batch])
            marks = before_rounding(then)
            reaching += [(-marks[at], way) for at, way in enumerate(batch) if holds[at]]
            tried += len(batch)
            if tried > CANDIDATES:
                return None
        if reaching:
            return Found(min(reaching, key=lambda one: (one[0], [-k for k in one[1]]))[1], proven=True)
    return None


def _ways(counts: Sequence[int], many: int) -> Iterator[Way]:
    """All ways to take so many, the first kinds first."""
    if not counts:
        if many == 0:
            yield ()
        return
    for k in range(min(counts[0], many), -1, -1):
        if many - k <= sum(counts[1:]):
            yield from ((k, *rest) for rest in _ways(counts[1:], many - k))


def _fewer(aimed: Range, findings: Sequence[Findings], way: Way) -> Way:
    """A way that reaches the aim and from which no single finding can be left out; the last in the rubric go first."""
    for at in reversed(range(len(findings))):
        while way[at]:
            less = (*way[:at], way[at] - 1, *way[at + 1 :])
            if not _reached(aimed, findings, [less])[0]:
                break
            way = less
    return way
