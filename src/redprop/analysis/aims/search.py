"""The fewest findings to fix for an aim: solved exactly, with the engine as the judge of every candidate.

Where gains add up, or to less (see `groups`), what fixing K findings gains at most is found by dynamic programming; a K
whose bound, with all that rounding can add, falls short of the aim is ruled out. For each K that is left, candidates
come by what they promise to gain, the most first, of equals the first in the rubric first; those that promise too
little for the aim are left out. The engine says which of them reach it, and what they gain. Of those that do the one
that gains most is the answer, once no other promises more: every smaller K was ruled out before it. Elsewhere all ways
to fix K findings are tried, K by K. Both ways end after so many candidates; what is found then is right, and may not be
the fewest.
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
from redprop.analysis.aims.groups import Group, Way, before_rounding, changes_of, groups
from redprop.engine.result import Result

CANDIDATES = 20_000
"""So many candidates are put to the engine at most."""
AT_ONCE = 200
Options = Sequence[tuple[int, int, Way]]
"""Of one group: how many findings are fixed, what it gains (whole numbers over one denominator), and which."""


@dataclass(frozen=True)
class Found:
    """The way that was found; `proven` where there is none with fewer findings, or with as many and more marks."""

    way: Way
    proven: bool


def search(aimed: Range, findings: Sequence[Findings]) -> Found | None:
    """The fewest findings to fix; None where fixing all of them is not enough."""
    everything = tuple(one.count for one in findings)
    if not _reached(aimed, findings, everything):
        return None
    if _reached(aimed, findings, (0,) * len(findings)):
        return Found((0,) * len(findings), proven=True)
    apart = groups(aimed.result, aimed.subject, findings)
    found = _by_bounds(aimed, findings, apart) if apart is not None else _by_trying(aimed, findings)
    return found or Found(_fewer(aimed, findings, everything), proven=False)


def _tried(aimed: Range, findings: Sequence[Findings], ways: Sequence[Way]) -> tuple[list[bool], Result]:
    unit = 10**aimed.result.plan.decimals
    return aimed.reached([changes_of(findings, way, unit) for way in ways])


def _reached(aimed: Range, findings: Sequence[Findings], way: Way) -> bool:
    return _tried(aimed, findings, [way])[0][0]


# -- where gains add up, or to less ------------------------------------------------------------------------------------


def _by_bounds(aimed: Range, findings: Sequence[Findings], apart: Sequence[Group]) -> Found | None:
    """Candidates in the order in which they are wanted, those that cannot do left out."""
    enough = needed(aimed)
    lacking = None if enough is None else enough - _now(aimed) - slack(aimed.result)
    shared = lcm(*(option.gain.denominator for group in apart for option in group.options))
    options = [[(one.many, int(one.gain * shared), one.way) for one in group.options] for group in apart]
    least = None if lacking is None else -(-(lacking * shared).numerator // (lacking * shared).denominator)
    best = _best(options)
    tried, now = 0, before_rounding(aimed.result)[aimed.subject]
    for many in range(1, len(best[0])):
        waiting = _in_order(options, best, many, least)
        found: tuple[Fraction, Way] | None = None
        while batch := list(islice(waiting, AT_ONCE if tried else 1)):
            ways = [_way(findings, apart, counts) for _, counts in batch]
            holds, then = _tried(aimed, findings, ways)
            for (promised, _), way, reaches, marks in zip(batch, ways, holds, before_rounding(then), strict=True):
                promise = now + Fraction(promised, shared)
                if found is not None and promise < -found[0]:
                    return Found(_signed(found[1]), proven=True)
                if reaches:
                    found = min(found or (-marks, _signed(way)), (-marks, _signed(way)))
                    if -found[0] == promise:  # nothing that comes later can gain more
                        return Found(_signed(found[1]), proven=True)
            tried += len(batch)
            if tried > CANDIDATES:
                return None
        if found is not None:
            return Found(_signed(found[1]), proven=True)
    return None


def _signed(way: Way) -> Way:
    """A way with its sign turned: the least of turned ones takes most of the first kinds."""
    return tuple(-count for count in way)


def _now(aimed: Range) -> Fraction:
    """Where the subject is, before rounding and limits, greater for the better; with its bonus, which only shrinks."""
    result, at = aimed.result, aimed.subject
    bonus = result.blended.blocks.get("bonus")
    return before_rounding(result)[at] + (bonus.fractions()[at] if bonus is not None else 0)


def _best(options: Sequence[Options]) -> list[list[int]]:
    """`best[g][k]`: what fixing k findings of the groups from g on gains at most."""
    best = [[0]]
    for own in reversed(options):
        rest = best[0]
        row: list[int | None] = [None] * (max(many for many, _, _ in own) + len(rest))
        for many, gain, _ in own:
            for others, more in enumerate(rest):
                before = row[many + others]
                row[many + others] = gain + more if before is None else max(before, gain + more)
        best.insert(0, [gain for gain in row if gain is not None])  # every number from none to all can be fixed
    return best


def _in_order(
    options: Sequence[Options], best: Sequence[Sequence[int]], many: int, least: int | None
) -> Iterator[tuple[int, Way]]:
    """What is promised, and how many findings of each kind to fix, group by group, `many` in all.

    The most promised comes first, of equals what takes the first kinds first; less than `least` is left out.
    """
    waiting: list[tuple[int, Way, int, int, int]] = [(-best[0][many], (), 0, 0, many)]
    while waiting:
        promised, taken, group, gained, left = heappop(waiting)
        if least is not None and -promised < least:
            return
        if group == len(options):
            yield -promised, _signed(taken)
            continue
        for own, gain, way in options[group]:
            if 0 <= left - own < len(best[group + 1]):
                so_far, then = gained + gain, (*taken, *(-count for count in way))
                heappush(waiting, (-(so_far + best[group + 1][left - own]), then, group + 1, so_far, left - own))


def _way(findings: Sequence[Findings], apart: Sequence[Group], counts: Way) -> Way:
    """How many of each kind, in the order of the findings, from how many of each, group by group."""
    picked = dict(zip((kind for group in apart for kind in group.kinds), counts, strict=True))
    return tuple(picked[kind] for kind in findings)


# -- elsewhere -------------------------------------------------------------------------------------------------------


def _by_trying(aimed: Range, findings: Sequence[Findings]) -> Found | None:
    """All ways to fix one finding, two, and so on; of those that reach the aim the one that gains most."""
    tried = 0
    for many in range(1, sum(one.count for one in findings) + 1):
        ways = _ways([one.count for one in findings], many)
        reaching: list[tuple[Fraction, Way]] = []
        while batch := list(islice(ways, AT_ONCE)):
            holds, then = _tried(aimed, findings, batch)
            marks = before_rounding(then)
            reaching += [(-marks[at], way) for at, way in enumerate(batch) if holds[at]]
            tried += len(batch)
            if tried > CANDIDATES:
                return None
        if reaching:
            return Found(min(reaching, key=lambda one: (one[0], _signed(one[1])))[1], proven=True)
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
            if not _reached(aimed, findings, less):
                break
            way = less
    return way
