"""Conditions that no value, or every value, fulfils."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from redprop.check.sense.reach import Reaches
from redprop.check.sense.values import ANY, NOTHING, Range
from redprop.conditions import Comparison
from redprop.errors import Problem, Severity
from redprop.exact import parse_decimal
from redprop.rubric.model import Criterion, Path, Rubric, nodes
from redprop.rubric.plan import Column, Plan
from redprop.rubric.sums import shown
from redprop.rubric.yaml import Document


@dataclass(frozen=True)
class Known:
    """What is known of a name's values: their ends, or the words that they can be.

    `counted` says that they are taken for counts, though nothing keeps them from being less than nothing; `texts`
    that they may be any words, as in a register.
    """

    ends: Range = ANY
    words: tuple[str, ...] | None = None
    counted: bool = False
    texts: bool = False


def conditions_that_decide_nothing(rubric: Rubric, plan: Plan, document: Document) -> Iterator[Problem]:
    """Conditions that never hold or always hold, whatever was measured."""
    known = _Names(rubric, plan)
    for path, name, comparison in asked(rubric):
        about = known.of(name)
        params: dict[str, object] = {"name": name, "said": said(comparison)}
        unknown = [word for word in comparison.words if about.words is not None and word not in about.words]
        if unknown:
            params |= {"said": unknown, **_told(ANY), "words": list(about.words or ())}
            yield Problem("limit-never-holds", document.place(path), params, _WARNING)
        elif not _can_hold(comparison, about):
            ends = _told(about.ends if _can_hold(comparison, Known()) else ANY)
            yield Problem("limit-never-holds", document.place(path), {**params, **ends, "words": []}, _WARNING)
        elif _always_holds(comparison, about):
            params |= _told(Range(NOTHING) if about.counted else about.ends)
            yield Problem("limit-always-holds", document.place(path), params, _WARNING)


_WARNING = Severity.WARNING
QUARTERS = Range(Fraction(1), Fraction(4))


def asked(rubric: Rubric) -> Iterator[tuple[Path, str, Comparison]]:
    """Every comparison of a condition with the way to it: of limits, of bands, of criteria that apply to some."""
    held: list[tuple[Path, list[dict[str, Comparison]]]] = [
        (("limits", index, "when"), limit.when) for index, limit in enumerate(rubric.limits)
    ]
    for path, node in [((), rubric), *nodes(rubric)]:
        graded = enumerate(node.grades.bands if node.grades else ())
        held += [((*path, "grades", "bands", index, 2, "when"), band.when) for index, band in graded if band.when]
        if isinstance(node, Criterion) and node.applies_when:
            held.append(((*path, "applies_when"), node.applies_when))
    for path, condition in held:
        for at, names in enumerate(condition):
            for name, comparison in names.items():
                yield (*path, at, name), name, comparison


def said(comparison: Comparison) -> list[str]:
    """A comparison as the file writes it.

    >>> said(Comparison(at_least=5, below=3))
    ['at_least 5', 'below 3']
    """
    bounds = {
        "at_least": comparison.at_least,
        "above": comparison.above,
        "at_most": comparison.at_most,
        "below": comparison.below,
        "equals": comparison.equals,
    }
    told = [f"{way} {bound}" for way, bound in bounds.items() if bound is not None]
    return [*told, *([f"in [{', '.join(comparison.within)}]"] if comparison.within is not None else [])]


class _Names:
    """What is known of every name that a condition may use."""

    def __init__(self, rubric: Rubric, plan: Plan) -> None:
        self.plan, self.reaches = plan, Reaches(rubric)
        bounded = rubric.scaled and None not in self.reaches.ends[""]
        self.mark = Range(NOTHING, Fraction(rubric.marks)) if bounded else ANY
        leaves = [*plan.leaves, *plan.beside]
        self.fed = {name for leaf in leaves for name in (*leaf.feed.columns, leaf.feed.per) if name}
        self.takes = {name: leaf.feed.take for leaf in reversed(plan.leaves) for name in leaf.feed.columns}

    def of(self, name: str) -> Known:
        kind, dot, rest = name.partition(".")
        if dot and kind in ("marks", "cost"):
            return Known(self.reaches.ends[rest])
        if dot and kind == "grade":
            return Known(words=tuple(self.plan.grades_of(rest).order))
        if dot and kind == "channel":
            return Known(self.mark)
        if dot and kind == "register":
            return Known(texts=True)
        if name == "score":
            return Known(self.reaches.score)
        if name == "quarter":
            return Known(QUARTERS)
        column = self.plan.columns.get(name)
        return Known() if dot or column is None else self._measure(column)

    def _measure(self, column: Column) -> Known:
        """A measure's rows together: words as they are, numbers that are averaged or added."""
        if column.reads == "words":
            return Known(words=tuple(dict.fromkeys(column.spellings.values())))
        if column.id not in self.fed:
            return Known(counted=True)
        if self.takes.get(column.id) in ("once", "mean", "min", "max"):
            return Known(Range(column.least, column.most))
        counts = self.takes.get(column.id) in ("count", "distinct") or column.reads == "defects"
        return Known(Range(NOTHING if counts or (column.least is not None and column.least >= 0) else None))


def _told(ends: Range) -> dict[str, object]:
    return {
        "least": "" if ends.least is None else shown(ends.least),
        "most": "" if ends.most is None else shown(ends.most),
    }


def _can_hold(comparison: Comparison, about: Known) -> bool:
    """Whether any value fulfils a comparison; a word is no number, and has no bounds."""
    if about.words is not None:
        return bool(comparison.words)
    low, high = _bounds(comparison)
    ends = about.ends
    if comparison.words and about.texts and low is None and high is None:
        return True
    if comparison.words:
        numbers = [Fraction(number) for word in comparison.words if (number := parse_decimal(word)) is not None]
        return any(_above(number, low) and _below(number, high) and _within(number, ends) for number in numbers)
    if low is not None and high is not None and (low[0] > high[0] or (low[0] == high[0] and not (low[1] and high[1]))):
        return False
    if low is not None and ends.most is not None and not _above(ends.most, low):
        return False
    return high is None or ends.least is None or _below(ends.least, high)


def _always_holds(comparison: Comparison, about: Known) -> bool:
    """Whether every value fulfils a comparison."""
    if comparison.words or about.words is not None:
        return False
    ends = Range(NOTHING) if about.counted else about.ends
    low, high = _bounds(comparison)
    return (low is None or (ends.least is not None and _above(ends.least, low))) and (
        high is None or (ends.most is not None and _below(ends.most, high))
    )


_Bound = tuple[Fraction, bool]
"""An end of what a comparison allows, and whether the end itself is allowed."""


def _bounds(comparison: Comparison) -> tuple[_Bound | None, _Bound | None]:
    """The greater of both lower ends and the lesser of both upper ends."""
    lows = [(Fraction(bound), with_it) for bound, with_it in _given(comparison.at_least, comparison.above)]
    highs = [(Fraction(bound), with_it) for bound, with_it in _given(comparison.at_most, comparison.below)]
    low = max(lows, key=lambda end: (end[0], not end[1]), default=None)
    return low, min(highs, key=lambda end: (end[0], end[1]), default=None)


def _given(closed: object, opened: object) -> Sequence[tuple[str, bool]]:
    return [(str(bound), with_it) for bound, with_it in ((closed, True), (opened, False)) if bound is not None]


def _above(number: Fraction, low: _Bound | None) -> bool:
    return low is None or number > low[0] or (low[1] and number == low[0])


def _below(number: Fraction, high: _Bound | None) -> bool:
    return high is None or number < high[0] or (high[1] and number == high[0])


def _within(number: Fraction, ends: Range) -> bool:
    return (ends.least is None or number >= ends.least) and (ends.most is None or number <= ends.most)
