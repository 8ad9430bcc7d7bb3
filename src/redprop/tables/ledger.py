"""Problems as they are found: counted by kind, the first of each kept, all of them on disk where one asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice, takewhile

from redprop.errors import Problem, Severity
from redprop.tables.spool import Spool, brief

KEPT = 200
"""So many problems of a kind are kept in memory; the others are counted."""
Lines = Callable[[Iterable[Problem]], Iterator[tuple[int, str]]]
"""How problems are written where all of them are: each one's row, and its line."""
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

    Ledgers of pieces are added up in the order of the pieces, and each keeps those of a kind that stand first, in
    whatever order it is told them: the cutting into pieces changes nothing. `spool` holds every problem of a row where
    all of them are asked for.
    """

    lines: Lines | None = None
    spool: Spool | None = None
    counts: dict[Kind, int] = field(default_factory=dict)
    kept: dict[Kind, list[Problem]] = field(default_factory=dict)
    told: dict[_Key, Problem] = field(default_factory=dict)
    summed: dict[_Key, _Summed] = field(default_factory=dict)

    @classmethod
    def fresh(cls, lines: Lines | None = None) -> Ledger:
        """An empty one; with `lines` all problems are written to a temporary file."""
        return cls(lines, Spool() if lines else None)

    def tell(self, problem: Problem) -> None:
        """Takes a problem in."""
        self.tell_many(1, [problem])

    def tell_many(self, count: int, problems: Iterable[Problem]) -> None:
        """Takes in so many problems of one kind, in the order of their places; few more are made than are kept."""
        passing = map(brief, problems)
        one = next(passing, None)
        if one is None:
            return
        kind = one.severity, one.code
        self.counts[kind] = self.counts.get(kind, 0) + count
        kept = self.kept.setdefault(kind, [])
        every = chain([one], passing)
        if self.lines is None or self.spool is None:
            first = list(islice(takewhile(lambda problem: _comes_first(problem, kept), every), KEPT))
        else:
            first = []
            for row, line in self.lines(_noting(every, kept, first)):
                self.spool.write(row, line.encode(errors="surrogatepass"))
        in_order = not kept or not first or by_place(kept[-1]) <= by_place(first[0])
        kept += first
        if not in_order:
            kept.sort(key=by_place)
        del kept[KEPT:]

    def tell_once(self, problem: Problem) -> None:
        """Takes in a problem of a whole file, which each of its pieces may find."""
        self.told.setdefault(_key(problem), problem)

    def tell_sum(self, problem: Problem, count: int, at_least: int = 1) -> None:
        """Takes in a problem that is told once with its `count`, added up over pieces."""
        found = self.summed.setdefault(_key(problem), _Summed(problem, 0, at_least))
        found.count += count

    def add(self, other: Ledger, *, later: bool = True) -> None:
        """Takes in what a later piece found, or what was found in the same one before."""
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count
            kept = self.kept.setdefault(kind, [])
            kept += other.kept[kind][: KEPT - len(kept)]
        for key, problem in other.told.items():
            self.told.setdefault(key, problem)
        for found in other.summed.values():
            self.tell_sum(found.problem, found.count, found.at_least)
        if self.spool is not None and other.spool is not None:
            self.spool.take(other.spool, later=later)
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

    def every(self, more: Iterable[Problem] = ()) -> Iterator[str]:
        """The lines of all problems that there are, those of whole files and `more` first; where all were written."""
        if self.lines is None or self.spool is None:
            return
        yield from (line for _, line in self.lines(sorted([*self._of_files(), *more], key=by_place)))
        yield from (line.decode(errors="surrogatepass") for line in self.spool.lines())

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


def _comes_first(problem: Problem, kept: list[Problem]) -> bool:
    """Whether a problem is to be kept: there is room, or it stands before the last that is."""
    return len(kept) < KEPT or by_place(problem) < by_place(kept[-1])


def _noting(problems: Iterable[Problem], kept: list[Problem], first: list[Problem]) -> Iterator[Problem]:
    """All of the problems; those that are to be kept are put down in `first` as they pass."""
    for problem in problems:
        if len(first) < KEPT and _comes_first(problem, kept):
            first.append(problem)
        yield problem
