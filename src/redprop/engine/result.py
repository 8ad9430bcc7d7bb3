"""A result: the score of every subject with all its workings, made once and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.blend import Blended, ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.nodes import node_marks
from redprop.engine.parts import Contribution, Parts, take_apart
from redprop.engine.ranking import key_of, leagues, rank_within
from redprop.engine.verdict import Verdict, ranked_value
from redprop.errors import Problem
from redprop.exact import Flags, Ratios, Whole
from redprop.exact.arrays import plus
from redprop.outcome import Outcome
from redprop.rubric.model import nodes
from redprop.rubric.plan import Plan
from redprop.rubric.sums import full_marks
from redprop.tables.periods import quarter_of
from redprop.tables.reading import Reading
from redprop.tables.register import Register

if TYPE_CHECKING:
    import pandas as pd

ARITHMETIC = 1
"""The number of the engine's arithmetic: it changes when the same input gives other numbers."""


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """Scores, outcomes, grades and ranks of every subject, with the workings that they come from.

    Columns have one entry a subject, in the order of `register.ids`. Scores are whole units of 10^-`plan.places`.
    `extras` are the points of the bonus and the penalty by criterion, `part_grades` the grades of parts that have
    some: counted from the best, and where there is one.
    """

    plan: Plan
    reading: Reading
    channels: Mapping[str, ChannelResult]
    blended: Blended
    before_limits: Whole
    verdict: Verdict
    outcome: Whole
    coverage: Whole
    extras: Mapping[str, Scored] = field(default_factory=dict)
    part_grades: Mapping[str, tuple[Whole, Flags]] = field(default_factory=dict)
    noticed: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        rubric, size, ranked = self.plan.rubric, len(self.register), int((self.rank_twice > 0).sum())
        of = " ".join(part for part in (rubric.id, rubric.edition, self.period) if part)
        return f"<Result {of}: {size} subjects, {ranked} ranked>"

    def _repr_html_(self) -> str:
        """The ranking of each category, as a notebook shows it."""
        from redprop.engine.notebook import result_html

        return result_html(self)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What reading noted, of many of a kind the first, and what scoring noticed."""
        return (*self.reading.notes, *self.noticed)

    @property
    def register(self) -> Register:
        """Who is judged."""
        return self.reading.register

    @property
    def period(self) -> str:
        """The period of the measurements, "" where none was named."""
        return self.reading.period

    @property
    def score_units(self) -> Whole:
        """Scores after limits, in the score's last place; only where `has_score`."""
        return self.verdict.score

    @property
    def has_score(self) -> Flags:
        """Where there is a score: those not eligible keep theirs, visible."""
        return np.isin(self.outcome, (Outcome.SCORED.code, Outcome.NOT_ELIGIBLE.code))

    @property
    def takes_part(self) -> Flags:
        """Who is ranked: rated, scored, and not a vetoed subject that the rubric leaves unranked."""
        there = (self.outcome == Outcome.SCORED.code) & self.register.rated
        return np.asarray(there & ~self.verdict.vetoed if self.plan.rubric.ranking.vetoed == "unranked" else there)

    @cached_property
    def parts(self) -> Parts:
        """What each criterion in each channel contributes to the score, adding up to it exactly."""
        amounts = Amounts(self.register.categories)
        return take_apart(self.plan, self.channels, self.blended, self.score_units, self.verdict.lowered, amounts)

    @cached_property
    def leagues(self) -> list[Whole]:
        """The subjects of each league."""
        order = list(self.plan.rubric.categories)
        return leagues(self.register.categories, order, self.plan.rubric.ranking.within)

    @cached_property
    def rank_twice(self) -> Whole:
        """Twice each subject's place in its league, 0 for none: a `mean` place may end in a half."""
        ranking = self.plan.rubric.ranking
        value = ranked_value(self.plan, self.score_units, self.before_limits, self.blended.score)
        keys = [key_of(-value if self.plan.lower_is_better else value, self.takes_part)]
        if ranking.vetoed == "last":
            keys.insert(0, (~self.verdict.vetoed).astype(np.int64))
        keys += [self._then_by(name) for name in ranking.then_by]
        if ranking.ties == "ordinal":
            keys.append(-np.arange(len(self.register)))
        return rank_within(self.leagues, self.takes_part, keys, ranking.ties)

    def rank_by(self, part: str) -> tuple[Whole, Ratios, Flags]:
        """Twice the place by one part of the score, the part's value, and where there is one."""
        value, there = self.value_of(part)
        rounding = self.plan.rubric.rounding
        places = rounding.channel if part.startswith("channel.") and rounding.channel is not None else self.plan.places
        value = value.rounded(places, rounding.mode)
        takes = self.takes_part & there
        key = key_of(-value if self.less_is_better(part) else value, takes)
        return rank_within(self.leagues, takes, [key], self.plan.rubric.ranking.ties), value, there

    def less_is_better(self, part: str) -> bool:
        """Whether less of a part is better, such as `section.service`, or of the score."""
        return self.plan.less_is_better(part.partition(".")[2])

    def _then_by(self, name: str) -> Whole:
        value, there = self.value_of(name.lstrip("-"))
        return key_of(-value if name.startswith("-") else value, there)

    def value_of(self, name: str) -> tuple[Ratios, Flags]:
        """A part by its dotted name, exact, and where it is there.

        `channel.X` is a channel's mark; `section.X` and `criterion.X` are printed marks times the share earned of the
        marks in force, so that subjects compare whose channels differ; `marks.X` is the mean over channels by their
        weights; `register.X` a number of the register, `score` the score before limits.
        """
        kind, _, rest = name.partition(".")
        if kind == "channel":
            return self.channels[rest].mark, self.channels[rest].present
        if kind == "register":
            return self.register.number(rest)
        if rest in self.extras:
            return self.extras[rest].marks.earned, np.ones(len(self.register), dtype=bool)
        if kind in ("marks", "cost"):
            return node_marks(self.channels, rest, self.plan, len(self.register))
        if kind == "score":
            return self.blended.score, self.has_score
        if not self.plan.scaled or rest in self.plan.undivided:
            return node_marks(self.channels, rest, self.plan, len(self.register))
        there = self.in_force(rest)
        return self.contribution(rest).over(there) * self._printed(rest), self.has_score & (there > 0)

    def _printed(self, node: str) -> Fraction:
        """The printed marks of a section or criterion."""
        return next(full_marks(one) for _, one in nodes(self.plan.rubric) if one.id == node)

    def contribution(self, node: str) -> Ratios:
        """What a section or criterion contributes to the score over all channels, exact."""
        inside = self.members(node)
        return self._summed([part.exact for part in self._tree_parts if part.node in inside])

    def in_force(self, node: str) -> Ratios:
        """The marks that a section or criterion really counts for each subject, exact."""
        inside = self.members(node)
        return self._summed([part.in_force for part in self._tree_parts if part.node in inside])

    def part_units(self, node: str) -> Whole:
        """A section's or criterion's parts, summed, in units of 10^-`parts.places`."""
        inside = self.members(node)
        columns = [
            units
            for part, units in zip(self.parts.contributions, self.parts.units, strict=True)
            if part.node in inside and part.kind not in ("bonus", "penalty")
        ]
        return reduce(plus, columns, np.zeros(len(self.register), dtype=np.int64))

    @property
    def _tree_parts(self) -> list[Contribution]:
        return [part for part in self.parts.contributions if part.kind not in ("bonus", "penalty")]

    def _summed(self, columns: Sequence[Ratios]) -> Ratios:
        return reduce(Ratios.__add__, columns, Ratios.constant(0, len(self.register)))

    def members(self, node: str) -> frozenset[str]:
        """The criteria of a section, or the criterion itself."""
        for branch in self.plan.root.branches():
            if branch.id == node:
                inside = {below.id for below in branch.branches()}
                return frozenset(inside | {leaf.id for leaf in branch.leaves()})
        return frozenset({node})

    @cached_property
    def fingerprint(self) -> str:
        """A name for exactly this result: of the rubric's verdicts, the data, and the engine's arithmetic."""
        import hashlib  # few commands ask for a fingerprint

        from redprop.rubric.fingerprint import fingerprints

        register = self.register
        digest = hashlib.sha256()
        verdict = fingerprints(self.plan).verdict
        for column in (register.ids, register.categories, register.statuses):
            digest.update("\0".join(column).encode())
        for name in sorted(self.plan.register_columns):
            digest.update("\0".join((name, *register.texts(name))).encode())
        dated = {channel.id for channel in self.plan.channels if channel.visits == "last"}
        for channel, visits in sorted(self.reading.log.done.items()):
            for visit, done in sorted(visits.items()):
                days = self.reading.log.days[channel, visit].tolist() if channel in dated else []
                digest.update(repr((channel, visit, done.tolist(), days)).encode())
        if self.plan.asks_quarter:
            digest.update(f"quarter {quarter_of(self.period)}".encode())
        data = self.reading.tally.fingerprint()
        digest.update(f"{ARITHMETIC}/{verdict}/{data}".encode())
        return digest.hexdigest()[:16]

    # -- frames -----------------------------------------------------------------------------------------------------

    @property
    def scores(self) -> pd.DataFrame:
        """Every subject with score, grade, outcome, coverage, channels and sections; see `frames.score_frame`."""
        from redprop.engine.frames import score_frame

        return score_frame(self)

    def ranking(self, category: str | None = None, by: str | None = None) -> pd.DataFrame:
        """The ranking of a category or of all, by the score or one part; see `frames.rank_frame`."""
        from redprop.engine.frames import rank_frame

        return rank_frame(self, category=category, by=by)

    @property
    def marks(self) -> pd.DataFrame:
        """Earned, possible and full of every criterion and section, by subject and channel; see `frames`."""
        from redprop.engine.frames import marks_frame

        return marks_frame(self)

    def explain(self, subject: str) -> pd.DataFrame:
        """One subject's score as parts that add up to it, by id or name; see `lines.line_columns`.

        Raises:
            KeyError: Nobody of that id or name is judged.
        """
        from redprop.engine.frames import explain_frame

        return explain_frame(self, subject)
