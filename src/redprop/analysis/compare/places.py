"""The change of a rank: what a subject's own movement did, and what its neighbours' did."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.analysis.compare.pairs import Pairs
from redprop.engine.ranking import key_of
from redprop.engine.result import Result
from redprop.engine.verdict import ranked_value
from redprop.exact import Flags, Ratios, Ties, Whole, ranks
from redprop.rubric.model import nodes


@dataclass(frozen=True, eq=False)
class Moves:
    """How many places each subject gained, in quarters of a place: by itself (`own`) and by its `peers`.

    They add up to `gained`. `ranked` says where there is a rank before and after; elsewhere all are 0.
    """

    ranked: Flags
    own: Whole
    peers: Whole
    gained: Whole


def moves(before: Result, after: Result, pairs: Pairs) -> Moves:
    """What became of each rank.

    Own movement is the mean of two differences: what the subject's place would have been, had it alone changed, less
    what it was; and what it is, less what it would be, had all but it changed. A half of ties among four places makes
    a quarter. The rest is the others' movement, with those who came and those who left.
    """
    was, now = before.rank_twice[pairs.old], after.rank_twice[pairs.new]
    ranked = (was > 0) & (now > 0)
    alone = _among(before, pairs.old, after, pairs.new, ranked)
    stayed = _among(after, pairs.new, before, pairs.old, ranked)
    gained = np.where(ranked, 2 * (was - now), 0)
    own = np.where(ranked, (was - alone) + (stayed - now), 0)
    return Moves(ranked, own, gained - own, gained)


def _among(league: Result, at: Whole, other: Result, there: Whole, wanted: Flags) -> Whole:
    """Twice the place of each subject (`at`) among the others of its league, with what it has in the other result."""
    size = len(league.register)
    rank = ranks(_keys(league, other), "dense") // 2  # of the league's subjects, then of the other result's
    found = np.zeros(len(at), dtype=np.int64)
    inside = [members[league.takes_part[members]] for members in league.leagues]
    leagues = {index: members for members in inside for index in members.tolist()}
    for index in np.flatnonzero(wanted).tolist():
        others = leagues[int(at[index])]
        others = rank[others[others != at[index]]]
        found[index] = _place(rank[size + there[index]], others, league.plan.rubric.ranking.ties)
    return found


def _place(own: int, others: Whole, ties: Ties) -> int:
    """Twice the place of one whose order is `own` among others; the least order is the first."""
    better = others[others < own]
    if ties == "dense":
        return 2 * (1 + len(np.unique(better)))
    equal = int((others == own).sum()) if ties == "mean" else 0
    return 2 * (1 + len(better)) + equal


def _keys(league: Result, other: Result) -> list[Whole]:
    """What decides ranks in a league, for its subjects and then for those of another result: greater is better."""
    ranking, results = league.plan.rubric.ranking, (league, other)
    values = [ranked_value(one.plan, one.score_units, one.before_limits, one.blended.score) for one in results]
    keys = [_key([-v if league.plan.lower_is_better else v for v in values], [one.takes_part for one in results])]
    if ranking.vetoed == "last":
        keys.insert(0, np.concatenate([~one.verdict.vetoed for one in results]).astype(np.int64))
    for name in ranking.then_by:
        said = [_value(one, name.lstrip("-")) for one in results]
        keys.append(_key([-value if name.startswith("-") else value for value, _ in said], [has for _, has in said]))
    if ranking.ties == "ordinal":
        ids = [*league.register.ids, *other.register.ids]
        order = {name: index for index, name in enumerate(sorted(set(ids)))}
        keys.append(-np.asarray([order[name] for name in ids], dtype=np.int64))
    return keys


def _key(values: list[Ratios], there: list[Flags]) -> Whole:
    joined: list[Fraction] = [number for value in values for number in value.fractions()]
    return key_of(Ratios.of(joined), np.concatenate(there))


def _value(result: Result, name: str) -> tuple[Ratios, Flags]:
    """A part that decides among equals; nowhere in an edition that has no such part."""
    kind, _, rest = name.partition(".")
    known = {node.id for _, node in nodes(result.plan.rubric)} | result.extras.keys() | result.channels.keys()
    if kind in ("register", "score") or rest in known:
        return result.value_of(name)
    size = len(result.register)
    return Ratios.constant(0, size), np.zeros(size, dtype=bool)
