"""A league as a whole: its averages, how scores lie, who is first and last, who moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from redprop.analysis.bulletin.before import Earlier, trend
from redprop.analysis.bulletin.losses import Losing, losses_of
from redprop.analysis.bulletin.model import Average, Bin, GradeCount, League, Versus
from redprop.analysis.bulletin.numbers import foremost, percent, printed, ranked, spread_of, total
from redprop.analysis.bulletin.standings import Standings, channel_places, dotted, named_channels
from redprop.analysis.bulletin.subjects import Standing
from redprop.engine.columns import exact_decimals
from redprop.engine.result import Result
from redprop.exact import Flags, Ratios, Whole, decimal_text
from redprop.rubric.model import nodes
from redprop.rubric.sums import full_marks

BINS = 12
"""A distribution has at most so many bins."""
ENDS = 3


def league_of(name: str, members: Whole, made: Standings, losing: list[Losing], bins: Sequence[Bin]) -> League:
    """One league of a result, in full."""
    result, before = made.result, made.before
    at = ranked(result, members)
    by_place = sorted(at.tolist(), key=lambda index: (int(result.rank_twice[index]), result.register.ids[index]))
    standings = tuple(made.standing(index, name, _tied(result, index, at)) for index in by_place)
    rest = [index for index in members.tolist() if not result.rank_twice[index]]
    by_rate, by_marks = losses_of(losing, result, at)
    here, there = before.common(result, name, at) if before is not None else (at[:0], at[:0])
    shared = (before.result, here, there) if before is not None and len(here) else None
    first, last = _ends(standings)
    moves = [one for one in standings if one.rank_change]
    changes = [one for one in standings if one.score_change]
    sign = -1 if result.plan.lower_is_better else 1
    return League(
        id=name,
        standings=standings,
        apart=tuple(made.apart(index, name) for index in rest),
        spread=spread_of(result, at),
        versus=_scores_versus(result, shared),
        grades=_grades(result, at, before, name),
        bins=_filled(result, at, bins),
        channels=tuple(_channel(result, one.id, at, shared) for one in named_channels(result.plan)),
        sections=tuple(_section(result, dotted(node), at, shared) for node in made.nodes),
        losses=by_rate,
        heaviest=by_marks,
        first=first,
        last=last,
        improved=_movers(moves, "rank_change", 1),
        fallen=_movers(moves, "rank_change", -1),
        gained=_movers(changes, "score_change", sign),
        dropped=_movers(changes, "score_change", -sign),
        trend=trend(made.results, name),
    )


Shared = tuple[Result, Whole, Whole]
"""The result before, and those ranked in the same league in both: their places now, and their places then."""


def _tied(result: Result, index: int, at: Whole) -> tuple[str, ...]:
    equal = at[result.rank_twice[at] == result.rank_twice[index]]
    return tuple(result.register.ids[other] for other in equal.tolist() if other != index)


def _ends(standings: Sequence[Standing]) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """The first and the last places of a ranking; nobody is at both ends, and a small one is shared out."""
    most = max(1, min(ENDS, len(standings) // 2))
    ranks = [one.rank or Decimal(0) for one in standings]
    first = tuple(one for one, rank in zip(standings, ranks, strict=True) if rank <= most)
    last = tuple(
        one
        for one, rank in zip(standings, ranks, strict=True)
        if sum(other > rank for other in ranks[-most:]) < most and rank > most
    )
    return first, last


def _movers(found: Iterable[Standing], move: Literal["rank_change", "score_change"], sign: int) -> tuple[Standing, ...]:
    """Those that moved most in one direction."""

    def size(one: Standing) -> Decimal:
        return sign * (getattr(one, move) or Decimal(0))

    there = [one for one in found if size(one) > 0]
    return foremost(sorted(there, key=lambda one: (-size(one), one.rank or 0, one.id)), size)


# -- averages --------------------------------------------------------------------------------------------------------


def _mean(values: Ratios, at: Whole, places: int, result: Result) -> Decimal:
    return printed(total(values, at) / len(at), places, result.plan.rubric.rounding.mode)


def _versus(now: Decimal, before: Decimal, count: int) -> Versus:
    return Versus(count, now, before, now - before)


def _scores_versus(result: Result, shared: Shared | None) -> Versus | None:
    if shared is None:
        return None
    earlier, here, there = shared
    now, before = (
        _mean(Ratios(one.score_units, [10**one.plan.places]), at, one.plan.places, one)
        for one, at in ((result, here), (earlier, there))
    )
    return _versus(now, before, len(here))


def _averaged(
    result: Result, name: str, places: int, at: Whole, shared: Shared | None
) -> tuple[int, Decimal | None, Versus | None]:
    """How many have a part, its mean, and the same against the period before, over those who have it in both."""
    value, there = result.value_of(name)
    mine = at[there[at]]
    mean = _mean(value, mine, places, result) if len(mine) else None
    if shared is None:
        return len(mine), mean, None
    earlier, here, then = shared
    if not _has(earlier, name):
        return len(mine), mean, None
    old, was = earlier.value_of(name)
    both = there[here] & was[then]
    if not both.any():
        return len(mine), mean, None
    now, before = _mean(value, here[both], places, result), _mean(old, then[both], places, earlier)
    return len(mine), mean, _versus(now, before, int(both.sum()))


def _has(result: Result, name: str) -> bool:
    """Whether a result has a part of a name: an earlier edition may have none."""
    kind, _, rest = name.partition(".")
    ids = result.channels if kind == "channel" else {node.id for _, node in nodes(result.plan.rubric)}
    return rest in ids


def _channel(result: Result, name: str, at: Whole, shared: Shared | None) -> Average:
    count, mean, versus = _averaged(result, f"channel.{name}", channel_places(result.plan), at, shared)
    full = result.plan.full if result.plan.scaled else Fraction(0)
    return _average(name, "channel", count, mean, full, versus)


def _section(result: Result, name: str, at: Whole, shared: Shared | None) -> Average:
    kind, _, node = name.partition(".")
    count, mean, versus = _averaged(result, name, result.plan.places, at, shared)
    said = next(one for _, one in nodes(result.plan.rubric) if one.id == node)
    full = full_marks(said) if result.plan.scaled else Fraction(0)
    return _average(node, "section" if kind == "section" else "criterion", count, mean, full, versus)


def _average(
    name: str,
    kind: Literal["channel", "section", "criterion"],
    count: int,
    mean: Decimal | None,
    full: Fraction,
    versus: Versus | None,
) -> Average:
    most = exact_decimals(Ratios.of([full]))[0] if full else None
    share = percent(Fraction(mean), full) if full and mean is not None else None
    return Average(name, kind, count, mean, most, share, versus)


# -- distributions ---------------------------------------------------------------------------------------------------


def _grades(result: Result, at: Whole, before: Earlier | None, league: str) -> tuple[GradeCount, ...]:
    """How many have each grade, from the best; none where there are no grades, and those without one are left out."""
    grades = result.plan.rubric.grades
    if grades is None:
        return ()
    counts = _counted(result, at)
    old = before.result.plan.rubric.grades if before is not None else None
    then = (
        _counted(before.result, ranked(before.result, before.leagues[league]))
        if before is not None and old is not None and old.order == grades.order and league in before.leagues
        else None
    )
    return tuple(
        GradeCount(grade, counts[place], percent(counts[place], len(at)), None if then is None else then[place])
        for place, grade in enumerate(grades.order)
    )


def _counted(result: Result, at: Whole) -> list[int]:
    order = result.plan.rubric.grades.order if result.plan.rubric.grades else []
    found = result.verdict.grade[at]
    return [int((found == place).sum()) for place in range(len(order))]


def empty_bins(result: Result, placed: Flags) -> list[Bin]:
    """Bins of equal width over all who are ranked, so that leagues compare: the narrowest of 1, 2, 5, 10... that do."""
    units = result.score_units[placed]
    if not len(units):
        return []
    low, high, places = int(min(units)), int(max(units)), result.plan.places
    width = next(wide for wide in _widths() if high // wide - low // wide < BINS)
    start, end = low // width, high // width
    full = int(result.plan.full * 10**places) if result.plan.scaled else None
    closed = high == full and high % width == 0 and end > start
    edges = range(start, end + (0 if closed else 1))
    shown = [(decimal_text(edge * width, places), decimal_text((edge + 1) * width, places)) for edge in edges]
    return [Bin(Decimal(a), Decimal(b), 0, closed and b == shown[-1][1]) for a, b in shown]


def _widths() -> Iterable[int]:
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10


def _filled(result: Result, at: Whole, bins: Sequence[Bin]) -> tuple[Bin, ...]:
    scores = [Decimal(decimal_text(units, result.plan.places)) for units in result.score_units[at].tolist()]

    def inside(one: Bin) -> int:
        return sum(one.start <= score < one.end or (one.closed and score == one.end) for score in scores)

    return tuple(Bin(one.start, one.end, inside(one), one.closed) for one in bins)
