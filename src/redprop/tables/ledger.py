"""Problems as they are found: counted by kind, the first of each kept, all of them on disk where one asks for it."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from redprop.errors import Place, Problem, Severity

KEPT = 1000
"""So many problems of a kind are kept in memory; the others are counted."""
ROW = 12
"""Digits of the row before a problem on disk, so that those of a piece can be put in order."""
Kind = tuple[Severity, str]
_Key = tuple[object, ...]


@dataclass
class _Summed:
    """A problem that is told once with how often it occurred, if that is often enough."""

    problem: Problem
    count: int
    at_least: int


@dataclass
class Ledger:
    """What was found wrong. Memory does not grow with the number of problems; the counts are true.

    Ledgers of pieces are added up in the order of the pieces, so that the first problems of a kind are the first of the
    file. `spool` holds every problem of a row where all of them are asked for.
    """

    spool: IO[str] | None = None
    counts: dict[Kind, int] = field(default_factory=dict)
    kept: dict[Kind, list[Problem]] = field(default_factory=dict)
    told: dict[_Key, Problem] = field(default_factory=dict)
    summed: dict[_Key, _Summed] = field(default_factory=dict)

    @classmethod
    def fresh(cls, every: bool = False) -> Ledger:
        """An empty one; `every` keeps all problems, in a temporary file."""
        if not every:
            return cls()
        spool = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
        ledger = cls(spool)
        weakref.finalize(ledger, spool.close)  # an error may hold the ledger, and nobody closes that
        return ledger

    def tell(self, problem: Problem) -> None:
        """Takes a problem in."""
        self.tell_many(1, [problem])

    def tell_many(self, count: int, problems: Iterable[Problem]) -> None:
        """Takes in so many problems of one kind; no more of them are made than are kept."""
        for number, problem in enumerate(problems):
            kind = problem.severity, problem.code
            if not number:
                self.counts[kind] = self.counts.get(kind, 0) + count
                kept = self.kept.setdefault(kind, [])
            if self.spool is not None:
                self.spool.write(_written(problem))
            if len(kept) < KEPT:
                kept.append(problem)
            elif self.spool is None:
                return

    def tell_once(self, problem: Problem) -> None:
        """Takes in a problem of a whole file, which each of its pieces may find."""
        self.told.setdefault(_key(problem), problem)

    def tell_sum(self, problem: Problem, count: int, at_least: int = 1) -> None:
        """Takes in a problem that is told once with its `count`, added up over pieces."""
        found = self.summed.setdefault(_key(problem), _Summed(problem, 0, at_least))
        found.count += count

    def add(self, other: Ledger) -> None:
        """Takes in what a later piece found."""
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count
            kept = self.kept.setdefault(kind, [])
            kept += other.kept[kind][: KEPT - len(kept)]
        for key, problem in other.told.items():
            self.told.setdefault(key, problem)
        for found in other.summed.values():
            self.tell_sum(found.problem, found.count, found.at_least)
        if self.spool is not None and other.spool is not None:
            other.spool.seek(0)
            self.spool.writelines(sorted(other.spool))  # by row: each begins with its own
        other.close()

    def close(self) -> None:
        """Lets go of the temporary file."""
        if self.spool is not None:
            self.spool.close()

    def _of_files(self) -> list[Problem]:
        sums = [
            replace(one.problem, params={**one.problem.params, "count": one.count})
            for one in self.summed.values()
            if one.count >= one.at_least
        ]
        return [*self.told.values(), *sums]

    def advise(self, code: str, param: str, advice: Callable[[str], str], most: int) -> None:
        """Adds the word that is meant to the first problems of a kind: looking for it takes too long to do for all.

        `param` is the parameter that holds the word that was found, `near` the one that is filled.
        """
        known: dict[str, str] = {}
        for (_, kind), kept in self.kept.items():
            for index, problem in enumerate(kept if kind == code else ()):
                word = str(problem.params[param])
                if word not in known and len(known) >= most:
                    continue
                if word not in known:
                    known[word] = advice(word)
                kept[index] = replace(problem, params={**problem.params, "near": known[word]})

    def problems(self) -> list[Problem]:
        """Those of whole files and the kept ones of rows, by their place."""
        return sorted([*self._of_files(), *(one for kept in self.kept.values() for one in kept)], key=by_place)

    def every(self) -> Iterator[Problem]:
        """All problems that there are, those of whole files first; of rows the kept ones where there is no spool."""
        if self.spool is None:
            yield from self.problems()
            return
        yield from sorted(self._of_files(), key=by_place)
        self.spool.seek(0)
        yield from map(_read, self.spool)

    def totals(self) -> Mapping[Kind, int]:
        """How many problems there are of each kind."""
        totals = dict(self.counts)
        for problem in self._of_files():
            kind = problem.severity, problem.code
            totals[kind] = totals.get(kind, 0) + 1
        return totals

    def count_of(self, *codes: str) -> int:
        """How many problems of rows there are of some kinds."""
        return sum(count for (_, code), count in self.counts.items() if code in codes)

    def has(self, *codes: str) -> bool:
        """Whether there is an error, of these kinds or of any."""
        return any(s is Severity.ERROR and (not codes or code in codes) for s, code in self.totals())


Say = Callable[[int], tuple[str, dict[str, object]]]
"""A row's problem: its code and parameters."""


def by_place(problem: Problem) -> tuple[object, ...]:
    """The order in which problems are told: by file, sheet, line and column."""
    place = problem.place
    return place.file, place.sheet, place.line, place.column, place.field, place.path, problem.code


def _key(problem: Problem) -> _Key:
    place = problem.place
    return problem.code, place.file, place.sheet, place.field, repr(sorted(problem.params.items()))


def _written(problem: Problem) -> str:
    said = json.dumps([problem.code, problem.place, problem.params, problem.severity], default=str)
    return f"{problem.place.line:0{ROW}}{said}\n"


def _read(line: str) -> Problem:
    code, place, params, severity = json.loads(line[ROW:])
    return Problem(code, Place(*place), params, Severity(severity))
