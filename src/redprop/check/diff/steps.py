"""From the old edition to the new one in steps that each leave a rubric that holds, and what each step can change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import combinations
from typing import Any

from redprop.check.diff.changes import Change, NotYetError
from redprop.check.diff.find import changes_between
from redprop.check.diff.tree import as_data, as_tree
from redprop.rubric.compile import compile_rubric
from redprop.rubric.fingerprint import Fingerprints, fingerprints
from redprop.rubric.load import judged
from redprop.rubric.plan import Plan
from redprop.rubric.yaml import Document

MOST_PAIRS = 12
"""So many changes that cannot stand alone are still tried two by two."""
_WORDING = ("title", "titles", "aliases", "why", "source", "edition", "status", "examples")


class Level(IntEnum):
    """What a change can do: nothing, change wording only, change verdicts, change scores."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The word that stands in files and options."""
        return self.name.lower()


def level_between(old: Fingerprints, new: Fingerprints) -> Level:
    """What two different rubrics differ in, by their fingerprints."""
    if old.score != new.score:
        return Level.MAJOR
    return Level.MINOR if old.verdict != new.verdict else Level.PATCH


@dataclass(frozen=True)
class Step:
    """Changes that go in together, what they can do, and the rubric that they leave."""

    changes: tuple[Change, ...]
    level: Level
    plan: Plan


@dataclass(frozen=True)
class Edition:
    """One edition: where it was read from, its data, its plan and its fingerprints."""

    name: str
    data: Any
    plan: Plan
    prints: Fingerprints

    @classmethod
    def of(cls, name: str, data: Any, plan: Plan) -> Edition:
        """An edition of what was loaded."""
        return cls(name, data, plan, fingerprints(plan))

    @property
    def label(self) -> str:
        """What it calls itself; else where it was read from."""
        return self.plan.rubric.edition or self.name


@dataclass(frozen=True)
class Difference:
    """Two editions, the steps from the one to the other, and what all of them together can change."""

    old: Edition
    new: Edition
    steps: tuple[Step, ...]
    level: Level

    @property
    def labels(self) -> tuple[str, str]:
        """What the editions call themselves; where that does not tell them apart, where they were read from."""
        labels = self.old.label, self.new.label
        return labels if labels[0] != labels[1] else (self.old.name, self.new.name)


def difference(old: Edition, new: Edition) -> Difference:
    """What changed, in steps; the last one leaves the new edition itself.

    No step can do more than all of them together: what one takes another may give back.
    """
    level = level_between(old.prints, new.prints)
    steps = list(_Way(old, new).steps(changes_between(as_tree(old.data), as_tree(new.data))))
    if steps:
        before = fingerprints(steps[-2].plan) if len(steps) > 1 else old.prints
        steps[-1] = Step(steps[-1].changes, level_between(before, new.prints), new.plan)
    told: list[Step] = []
    for step in steps:
        heard = tuple(change for change in step.changes if not change.silent or step.level > Level.PATCH)
        if heard:
            told.append(Step(heard, min(step.level, level), step.plan))
    return Difference(old, new, tuple(told), level if told else Level.NONE)


@dataclass
class _Way:
    """The road from one edition to the other: where it has come to, and what is still to be done."""

    old: Edition
    new: Edition
    here: Any = field(init=False)
    prints: Fingerprints = field(init=False)

    def __post_init__(self) -> None:
        self.here, self.prints = as_tree(self.old.data), self.old.prints

    def steps(self, changes: Sequence[Change]) -> Iterator[Step]:
        """Each change that can stand alone, in order; then those that need others; wording last, all at once."""
        wording = [change for change in changes if change.silent or _is_wording(change)]
        left = [change for change in changes if change not in wording]
        yield from self._walked(left, wording)
        for words in (list(wording), [change for change in wording if not change.silent]):
            step = self._tried(words) if words else None
            if step is not None and step.level is Level.PATCH:
                yield self._gone(step, wording)
                break
        yield from self._walked(wording, [])

    def _walked(self, left: list[Change], later: list[Change]) -> Iterator[Step]:
        """Steps until nothing is left: alone where that can be, else with the fewest others, if need be later ones."""
        while left:
            before = len(left)
            for change in list(left):
                step = self._tried([change])
                if step is not None:
                    yield self._gone(step, left)
            if left and len(left) == before:
                tries = (self._tried(group) for group in (*_groups(left), left, [*left, *later]))
                yield self._gone(next(filter(None, tries), None) or self._end([*left, *later]), left, later)

    def _end(self, changes: Sequence[Change]) -> Step:
        """All that is left, where no part of it can be made by itself."""
        return Step(tuple(changes), level_between(self.prints, self.new.prints), self.new.plan)

    def _tried(self, changes: Sequence[Change]) -> Step | None:
        """The step that some changes make from here, if they leave a rubric that holds."""
        tree = _all_made(self.here, changes)
        plan = None if tree is None else _plan_of(tree)
        return None if plan is None else Step(tuple(changes), level_between(self.prints, fingerprints(plan)), plan)

    def _gone(self, step: Step, *left: list[Change]) -> Step:
        """Goes a step, and takes what it did off what is left."""
        last = step.plan is self.new.plan
        self.here = as_tree(self.new.data) if last else _all_made(self.here, step.changes)
        self.prints = fingerprints(step.plan)
        for changes in left:
            changes[:] = [change for change in changes if change not in step.changes]
        return step


def _is_wording(change: Change) -> bool:
    return change.clause.block in _WORDING or any(step in _WORDING for step in change.inside)


def _groups(left: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """What may stand together: the changes of one clause, or any two."""
    for name in dict.fromkeys(change.clause.name for change in left):
        group = [change for change in left if change.clause.name == name]
        if len(group) > 1:
            yield group
    if len(left) <= MOST_PAIRS:
        yield from combinations(left, 2)


def _all_made(tree: Any, changes: Sequence[Change]) -> Any | None:
    """A tree with all of the changes made, those first that can be; None where some cannot."""
    left = list(changes)
    while left:
        for change in left:
            try:
                tree = change.made(tree)
            except NotYetError:
                continue
            left.remove(change)
            break
        else:
            return None
    return tree


def _plan_of(tree: Any) -> Plan | None:
    """The plan of a state between two editions: marks need not add up yet, and examples need not hold."""
    data = {key: value for key, value in as_data(tree).items() if key != "examples"}
    rubric = judged(Document("", data), sums=False).rubric
    return None if rubric is None else compile_rubric(rubric)
