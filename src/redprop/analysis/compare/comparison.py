"""Two results compared: scores and ranks, part by part and cause by cause; and who is listed apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from redprop.analysis.compare.causes import CAUSES, Cause, Taken, take_apart
from redprop.analysis.compare.mixing import Part
from redprop.analysis.compare.pairs import Pairs, pair, refuse_unlike
from redprop.analysis.compare.places import Moves, moves
from redprop.engine.columns import Columns, decimals, grades_of, outcomes_of, ranks_shown
from redprop.engine.notebook import by_category
from redprop.engine.result import Result
from redprop.exact import Whole, round_whole
from redprop.exact.arrays import plus, times, whole

if TYPE_CHECKING:
    import pandas as pd


def compare(before: Result, after: Result) -> Comparison:
    """Compares the results of two periods, the earlier first; their editions may differ.

    Raises:
        WorkspaceError: Their scores are not of one kind: other full marks, or less is better in one of them.
    """
    refuse_unlike(before, after)
    return Comparison(before, after, pair(before, after))


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """What changed from one result to the other.

    Columns have one entry for each subject of `pairs`, in the order of ids. Whole numbers are units of 10^-`places`.
    """

    before: Result
    after: Result
    pairs: Pairs

    @cached_property
    def taken(self) -> Taken:
        """Each part of the scores before and after, with what each cause did to it."""
        return take_apart(self.before, self.after, self.pairs)

    @cached_property
    def moves(self) -> Moves:
        """What became of the ranks."""
        return moves(self.before, self.after, self.pairs)

    @property
    def places(self) -> int:
        """The places of parts and causes."""
        return self.taken.places

    @property
    def score_places(self) -> int:
        """The places of the finer score."""
        return max(self.before.plan.places, self.after.plan.places)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The subjects that are compared."""
        return tuple(self.after.register.ids[at] for at in self.pairs.new.tolist())

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Their categories."""
        return tuple(self.after.register.categories[at] for at in self.pairs.new.tolist())

    @cached_property
    def score_units(self) -> tuple[Whole, Whole]:
        """The scores before and after, in units of the finer place."""
        both = (self.before, self.pairs.old), (self.after, self.pairs.new)
        old, new = (
            times(one.score_units[at], whole([10 ** (self.score_places - one.plan.places)])) for one, at in both
        )
        return old, new

    @property
    def change_units(self) -> Whole:
        """The change of each score, in units of the finer place."""
        return plus(self.score_units[1], -self.score_units[0])

    def cause(self, name: Cause) -> Whole:
        """What a cause did to each score."""
        return self.taken.cause(name, len(self.pairs))

    @cached_property
    def at_work(self) -> tuple[Cause, ...]:
        """The causes that changed any score."""
        return tuple(name for name in CAUSES if self.cause(name).any())

    @cached_property
    def order(self) -> list[int]:
        """The subjects by category in the later rubric's order, then by id."""
        at = {name: index for index, name in enumerate(self.after.plan.rubric.categories)}
        return sorted(range(len(self.pairs)), key=lambda index: (at.get(self.categories[index], 0), index))

    def together(self, ids: Sequence[str], side: str) -> Decimal | None:
        """The mean score of several subjects of one side, to stand beside the one that they became or came from;
        None where one of them has no score.
        """
        result = self.before if side == "before" else self.after
        at = np.asarray([result.register.places[name] for name in ids])
        if not result.has_score[at].all():
            return None
        mean = round_whole(
            whole([sum(result.score_units[at].tolist())]), whole([len(at)]), result.plan.rubric.rounding.mode
        )
        return decimals(mean, result.plan.places)[0]

    def __repr__(self) -> str:
        return f"<Comparison of {self.before!r} with {self.after!r}: {len(self.pairs)} subjects in both>"

    def _repr_html_(self) -> str:
        """What each cause did to the scores of each category, as a notebook shows it."""
        return by_category(cause_columns(self), "", self.after.plan.rubric.id)

    # -- frames -----------------------------------------------------------------------------------------------------

    @property
    def changes(self) -> pd.DataFrame:
        """One row a subject and part of its score; see `change_columns`."""
        return _frame(change_columns(self))

    @property
    def causes(self) -> pd.DataFrame:
        """One row a subject: both scores, the change and what each cause did; see `cause_columns`."""
        return _frame(cause_columns(self))

    @property
    def ranks(self) -> pd.DataFrame:
        """One row a subject: both ranks, the places gained by itself and by its neighbours; see `rank_columns`."""
        return _frame(rank_columns(self))

    @property
    def apart(self) -> pd.DataFrame:
        """One row for each thing that happened to subjects that are not simply compared; see `apart_columns`."""
        return _frame(apart_columns(self))


def _frame(columns: Columns) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def who_columns(found: Comparison, order: Sequence[int]) -> Columns:
    """The columns that begin every table: both periods, category, id and name."""
    register = found.after.register
    names = [register.names[at] for at in found.pairs.new.tolist()]
    return {
        "before": [found.before.period] * len(order),
        "after": [found.after.period] * len(order),
        "category": [found.categories[at] for at in order],
        found.after.plan.rubric.subject.column: [found.ids[at] for at in order],
        "name": [names[at] for at in order],
    }


def cause_columns(found: Comparison) -> Columns:
    """One row a subject: `before, after, category, estate, name, score_before, score_after, change`, then what each
    cause did to the score: `findings, coverage, channels, season, rules, weights, limits, rounding`, which add up to
    `change`.
    """
    places, order = found.score_places, found.order
    columns: dict[str, list[Any]] = {
        "score_before": decimals(found.score_units[0], places),
        "score_after": decimals(found.score_units[1], places),
        "change": decimals(found.change_units, places),
        **{name: decimals(found.cause(name), found.places) for name in CAUSES},
    }
    return who_columns(found, order) | {name: [values[at] for at in order] for name, values in columns.items()}


def rank_columns(found: Comparison) -> Columns:
    """One row a subject: `before, after, category, estate, name, rank_before, rank_after, gained, own, peers`, then
    the grades and outcomes. `own` and `peers` add up to `gained`: places upwards; none where a rank is lacking.
    """
    sides = {"before": (found.before, found.pairs.old), "after": (found.after, found.pairs.new)}
    columns: dict[str, list[Any]] = {}
    for side, (result, at) in sides.items():
        columns[f"rank_{side}"] = ranks_shown(result.rank_twice[at])
    moved, order = found.moves, found.order
    for name in ("gained", "own", "peers"):
        columns[name] = quarters(getattr(moved, name), moved.ranked)
    for what, of in (("grade", grades_of), ("outcome", outcomes_of)):
        for side, (result, at) in sides.items():
            words = of(result)
            columns[f"{what}_{side}"] = [words[index] for index in at.tolist()]
    return who_columns(found, order) | {name: [values[at] for at in order] for name, values in columns.items()}


def quarters(units: Whole, there: Any) -> list[Decimal | None]:
    """Quarters of a place as decimals with no more places than they need."""
    shown = decimals(np.asarray(units) * 25, 2, there)
    return [None if one is None else _plain(one) for one in shown]


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def change_columns(found: Comparison, only: Sequence[int] | None = None) -> Columns:
    """One row a subject and part of its score, in the order of the later rubric: `before, after, category, estate,
    name, kind, channel, part, part_before, part_after, change`, then what each cause did to it. Parts that are
    nothing both times are left out. For each subject the changes add up to the change of its score.
    """
    order = found.order if only is None else list(only)
    splits = {part: found.taken.parts[part] for part in ordered(found)}
    lists = {
        part: (split.before.tolist(), split.after.tolist(), {n: c.tolist() for n, c in split.causes.items()})
        for part, split in splits.items()
    }
    rows: list[int] = []
    columns: dict[str, list[Any]] = {name: [] for name in ("kind", "channel", "part")}
    units: dict[str, list[int]] = {name: [] for name in ("part_before", "part_after", "change", *CAUSES)}
    for at in order:
        for (kind, channel, node), (before, after, causes) in lists.items():
            if not before[at] and not after[at]:
                continue
            rows.append(at)
            for name, value in zip(("kind", "channel", "part"), (kind, channel, node), strict=True):
                columns[name].append(value)
            numbers = [before[at], after[at], after[at] - before[at]]
            numbers += [causes[name][at] if name in causes else 0 for name in CAUSES]
            for name, number in zip(units, numbers, strict=True):
                units[name].append(number)
    shown = {name: decimals(np.asarray(values, dtype=object), found.places) for name, values in units.items()}
    return who_columns(found, rows) | columns | shown


def ordered(found: Comparison) -> list[Part]:
    """The parts in the order of the later edition, what only the earlier has behind them, limits and rounding last."""
    parts = list(found.taken.parts)
    late = {"bonus": 1, "penalty": 1, "limit": 2, "rounding": 3}
    known: dict[Part, int] = {
        (one.kind, one.channel, one.node): index
        for result in (found.before, found.after)
        for index, one in enumerate(result.parts.contributions)
    }
    return sorted(parts, key=lambda part: (late.get(part[0], 0), known.get(part, len(known))))


def apart_columns(found: Comparison, category: str | None = None) -> Columns:
    """One row for each subject, before or now, that something happened to: `event, side, category, estate, name,
    score, rank, with, why`.

    `side` says which of both results the row tells of, `with` the ids on the other side. With a category, what
    concerns it on either side.
    """
    rows: list[dict[str, Any]] = []
    subject = found.after.plan.rubric.subject.column
    for happened in found.pairs.happened:
        told = [
            {"event": happened.event, "side": side, **_standing(result, name, subject)}
            | {"with": "; ".join(others), "why": "; ".join(happened.why)}
            for side, result, own, others in (
                ("before", found.before, happened.before, happened.after),
                ("after", found.after, happened.after, happened.before),
            )
            for name in own
        ]
        rows += told if any(category in (None, row["category"]) for row in told) else []
    names = ("event", "side", "category", subject, "name", "score", "rank", "with", "why")
    return {name: [row[name] for row in rows] for name in names}


def _standing(result: Result, name: str, subject: str) -> dict[str, Any]:
    at = result.register.places[name]
    here = np.asarray([at])
    return {
        "category": result.register.categories[at],
        subject: name,
        "name": result.register.names[at],
        "score": decimals(result.score_units[here], result.plan.places, result.has_score[here])[0],
        "rank": ranks_shown(result.rank_twice[here])[0],
    }
