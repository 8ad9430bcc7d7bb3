"""Who can be compared, and who is listed apart with what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from redprop.engine.result import Result
from redprop.errors import Problem, WorkspaceError
from redprop.exact import Whole

Event = Literal["new", "gone", "split", "merged", "succeeded", "category", "company", "no_score"]
COMPANY = "company"


class Happened(NamedTuple):
    """What happened to a subject between two results.

    `before` and `after` are the ids that stand for it then and now: of a merger several before, of a split several
    after. `why` are the words behind it: the old and the new company or category, or the register's reason.
    """

    event: Event
    before: tuple[str, ...]
    after: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Pairs:
    """The subjects that are compared, by their places in both registers, and the events, in the order of ids.

    A changed company is an event of a subject that is compared all the same; every other event keeps it out.
    """

    old: Whole
    new: Whole
    happened: tuple[Happened, ...]

    def __len__(self) -> int:
        return len(self.old)


def refuse_unlike(before: Result, after: Result) -> None:
    """Refuses results whose scores are not of one kind.

    Raises:
        WorkspaceError: The full marks differ, or whether more is better.
    """
    old, new = before.plan, after.plan
    if old.lower_is_better != new.lower_is_better:
        raise WorkspaceError([Problem("other-direction", params={"before": old.rubric.id, "after": new.rubric.id})])
    if (old.scaled, old.full if old.scaled else None) != (new.scaled, new.full if new.scaled else None):
        marks = {"old": str(old.rubric.marks), "new": str(new.rubric.marks)}
        raise WorkspaceError([Problem("other-full-marks", params=marks)])


def pair(before: Result, after: Result) -> Pairs:
    """The subjects of both that can be compared, and what happened to all others."""
    succession = tuple(_successions(before, after))
    apart = {name for one in succession for name in (*one.before, *one.after)}
    happened, old, new = list(succession), [], []
    olds, news = before.register, after.register
    scored = {before: before.has_score.tolist(), after: after.has_score.tolist()}
    for name in sorted({*olds.ids, *news.ids} - apart):
        if name not in olds.places:
            happened.append(Happened("new", (), (name,), _reason(before, name)))
            continue
        if name not in news.places:
            happened.append(Happened("gone", (name,), (), _reason(after, name)))
            continue
        here, there = olds.places[name], news.places[name]
        both = (name,), (name,)
        if olds.categories[here] != news.categories[there]:
            happened.append(Happened("category", *both, (olds.categories[here], news.categories[there])))
            continue
        companies = olds.texts(COMPANY)[here].strip(), news.texts(COMPANY)[there].strip()
        if companies[0] != companies[1]:
            happened.append(Happened("company", *both, companies))
        if not (scored[before][here] and scored[after][there]):
            happened.append(Happened("no_score", *both))
            continue
        old.append(here)
        new.append(there)
    places = np.asarray(old, dtype=np.int64), np.asarray(new, dtype=np.int64)
    return Pairs(*places, tuple(sorted(happened, key=lambda one: one.before or one.after)))


def _reason(result: Result, name: str) -> tuple[str, ...]:
    """Why a register that knows a subject does not judge it."""
    return (result.register.unjudged[name],) if name in result.register.unjudged else ()


def _successions(before: Result, after: Result) -> Iterator[Happened]:
    """Subjects that others stand for now: those of a group that were split, merged, or go by another id."""
    links = _links(before, after)
    for olds, news in _groups(links):
        event: Event = "merged" if len(olds) > 1 else "split" if len(news) > 1 else "succeeded"
        yield Happened(event, olds, news)


def _links(before: Result, after: Result) -> Mapping[str, tuple[str, ...]]:
    """Who stands for whom now: as either register says, of rows that end between the two periods, or of who is gone."""
    links: dict[str, tuple[str, ...]] = {}
    for name, (until, heirs) in {**before.register.successors, **after.register.successors}.items():
        ended = bool(until) and before.period <= until < after.period
        if name in before.register.places and (ended or name not in after.register.places):
            there = tuple(heir for heir in heirs if heir in after.register.places)
            if there and there != (name,):
                links[name] = there
    return links


def _groups(links: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Links that share a successor belong together: who was before, and who is now."""
    waiting = dict(sorted(links.items()))
    while waiting:
        first = next(iter(waiting))
        olds, news = {first}, set(waiting.pop(first))
        while more := {name for name, heirs in waiting.items() if news & set(heirs)}:
            olds |= more
            news = news.union(*(waiting.pop(name) for name in more))
        yield tuple(sorted(olds)), tuple(sorted(news))
