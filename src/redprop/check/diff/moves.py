"""Who moves between two editions on the same files, by how much, and by which step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from redprop.check.diff.reading import UNKNOWN, Files, Read, only, read_for, read_for_both
from redprop.check.diff.steps import Difference, Step
from redprop.engine.columns import decimals, grades_of, outcomes_of, ranks_shown
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.errors import Problem, TableError

_EXACT = Context(prec=200)


class Standing(NamedTuple):
    """What came out for a subject: no score and no rank are None."""

    category: str
    name: str
    score: Decimal | None
    rank: Decimal | None
    grade: str
    outcome: str


class Effect(NamedTuple):
    """What one step, by its number from 1, did to a subject; no difference where a score came or went."""

    step: int
    difference: Decimal | None
    before: Standing
    after: Standing


@dataclass(frozen=True)
class Mover:
    """A subject that comes out differently, and the single effects: they add up to the whole difference exactly."""

    id: str
    before: Standing
    after: Standing
    effects: tuple[Effect, ...]

    @property
    def difference(self) -> Decimal | None:
        """By how much the score moves; None where there is none before or after."""
        return _between(self.before.score, self.after.score)


@dataclass(frozen=True)
class Moves:
    """What two editions make of the same files; errors in them that one edition has, and those that both have."""

    old: Result
    new: Result
    steps: tuple[Step, ...]
    movers: tuple[Mover, ...]
    subjects: int
    only_old: tuple[Problem, ...]
    only_new: tuple[Problem, ...]
    shared: tuple[Problem, ...]

    @property
    def largest(self) -> Mover | None:
        """Whose score moves most; of several the first."""
        moved = [mover for mover in self.movers if mover.difference]
        return max(moved, key=lambda mover: abs(mover.difference or Decimal(0)), default=None)

    def count(self, what: str) -> int:
        """How many come out with another `score`, `rank`, `grade` or `outcome`."""
        return sum(getattr(mover.before, what) != getattr(mover.after, what) for mover in self.movers)


def moves(found: Difference, files: Files) -> Moves:
    """Scores the same files by the old edition, after every step, and by the new edition.

    A step whose rubric cannot read the files is taken together with the next one.

    Raises:
        TableError: The files cannot be used.
    """
    files = files.among(found.old.plan, found.new.plan)
    before, after = read_for_both(found, files)
    old, new = (
        score_reading(edition.plan, read.reading) for edition, read in ((found.old, before), (found.new, after))
    )
    steps: list[Step] = []
    states = [standings(old)]
    waiting: tuple[Step, ...] = ()
    for number, step in enumerate(found.steps, 1):
        waiting = (*waiting, step)
        state = standings(new) if number == len(found.steps) else _between_editions(step, files, (before, after))
        if state is not None:
            steps.append(_joined(waiting))
            states.append(state)
            waiting = ()
    movers = tuple(_movers(states, found.new.plan.rubric.categories))
    alone = tuple(only(before, after)), tuple(only(after, before))
    shared = tuple(problem for problem in after.errors if problem not in alone[1])
    return Moves(old, new, tuple(steps), movers, len(states[-1]), *alone, shared)


def standings(result: Result) -> dict[str, Standing]:
    """What came out for everybody, by id."""
    register = result.register
    columns = (
        register.categories,
        register.names,
        decimals(result.score_units, result.plan.places, result.has_score),
        ranks_shown(result.rank_twice),
        grades_of(result),
        outcomes_of(result),
    )
    return dict(zip(register.ids, map(Standing, *columns), strict=True))


def _between_editions(step: Step, files: Files, ends: tuple[Read, Read]) -> dict[str, Standing] | None:
    """What a rubric between the two makes of the files; None where it stumbles over what neither edition does."""
    try:
        read = read_for(step.plan, files)
    except TableError:
        return None
    known = {(problem.code, problem.place) for end in ends for problem in end.errors}
    if any(problem.code not in UNKNOWN and (problem.code, problem.place) not in known for problem in read.errors):
        return None
    return standings(score_reading(step.plan, read.reading))


def _joined(steps: Sequence[Step]) -> Step:
    if len(steps) == 1:
        return steps[0]
    changes = tuple(change for step in steps for change in step.changes)
    return Step(changes, max(step.level for step in steps), steps[-1].plan)


def _movers(states: Sequence[dict[str, Standing]], categories: Iterable[str]) -> Iterator[Mover]:
    """Everybody who comes out differently: by category in the new order, then rank, then id."""
    first, last = states[0], states[-1]
    order = {name: index for index, name in enumerate(categories)}
    there = [subject for subject in last if subject in first and first[subject] != last[subject]]
    there.sort(key=lambda s: (order.get(last[s].category, 0), last[s].rank is None, last[s].rank or 0, s))
    for subject in there:
        yield Mover(subject, first[subject], last[subject], tuple(_effects(subject, states)))


def _effects(subject: str, states: Sequence[dict[str, Standing]]) -> Iterator[Effect]:
    """What each step did; where a score was gone for a while, the step that brings it back carries the difference."""
    known = states[0][subject].score
    for number, (before, after) in enumerate(pairwise(states), 1):
        was, now = before.get(subject), after.get(subject)
        if was is None or now is None:
            continue
        difference = _between(known, now.score)
        known = known if now.score is None else now.score
        if difference or (was.score, was.grade, was.outcome) != (now.score, now.grade, now.outcome):
            yield Effect(number, difference, was, now)


def _between(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else _EXACT.subtract(after, before)
