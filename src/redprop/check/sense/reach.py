"""What a node of the standard, and the whole of it, can earn at least and at most, on the printed scale."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from redprop.check.sense.values import ANY, NOTHING, Range
from redprop.rubric.beside import Penalty
from redprop.rubric.model import Criterion, Rubric, Section
from redprop.rubric.sums import before_cap
from redprop.rules import Rule
from redprop.rules.counted import Counted
from redprop.rules.linear import Linear


class Reaches:
    """What every node can earn, by id: `loose` before its own floor and cap, `ends` within them.

    A cost is what it takes off, a positive number. The whole stands under the empty id, the bonus and the penalty under
    their names. Where marks differ by category the greatest counts.
    """

    def __init__(self, rubric: Rubric) -> None:
        self.loose: dict[str, Range] = {}
        self.ends: dict[str, Range] = {}
        self._categories = ("", *rubric.categories)
        self._walk(rubric, "")
        for name, block in rubric.blocks.items():
            self._block(name, block)
        self.score = self._score(rubric)

    def _walk(self, node: Rubric | Section | Criterion, name: str) -> Range:
        if isinstance(node, Criterion):
            marks = max(before_cap(node, category) for category in self._categories)
            self.loose[name] = _of_rule(node.rule, marks)
        elif node.combine == "sum":
            parts = [(self._walk(child, child.id), child.takes_off) for child in node.children]
            self.loose[name] = _added(parts, Fraction(node.start or 0))
        else:
            parts = [(self._walk(child, child.id), child.takes_off) for child in node.children]
            bounded = all(None not in part for part, _ in parts)
            self.loose[name] = Range(NOTHING, before_cap(node)) if bounded else ANY
        floor = None if node.floor is None else Fraction(node.floor)
        cap = None if node.cap is None else Fraction(node.cap)
        self.ends[name] = _bounded(self.loose[name], floor, cap)
        return self.ends[name]

    def _block(self, name: str, block: Penalty) -> None:
        for extra in block.criteria:
            self.loose[extra.id] = _of_rule(extra.points, NOTHING)
            cap = None if extra.cap is None else Fraction(extra.cap)
            self.ends[extra.id] = _bounded(self.loose[extra.id], None, cap)
        self.loose[name] = _added([(self.ends[extra.id], False) for extra in block.criteria], NOTHING)
        self.ends[name] = _bounded(self.loose[name], None, None if block.cap is None else Fraction(block.cap))

    def _score(self, rubric: Rubric) -> Range:
        """The score before limits: of a scaled rubric up to its marks, or past them with such a bonus."""
        if not rubric.scaled:
            return self.ends[""]
        if None in self.ends[""]:
            return ANY
        most: Fraction | None = Fraction(rubric.marks)
        if rubric.bonus is not None and rubric.bonus.past_full:
            more = self.ends["bonus"].most
            most = None if more is None else Fraction(rubric.marks) + more
        return Range(NOTHING, most)


def _of_rule(rule: Rule, full: Fraction) -> Range:
    """What a rule can earn: up to full marks; without an end where it counts, or where its line runs on."""
    if isinstance(rule, Linear) and not rule.clipped:
        return ANY
    if rule.has_full:
        return Range(NOTHING, full)
    causes = (rule.causes or {"": rule.own()}).values() if isinstance(rule, Counted) else ()
    once = [Fraction(cause.once) for cause in causes if cause.once is not None]
    return Range(NOTHING, sum(once, NOTHING) if once and len(once) == len(causes) else None)


def _added(parts: Iterable[tuple[Range, bool]], start: Fraction) -> Range:
    """The sum of a start and of parts, of which some are taken off; a part that was not assessed adds nothing."""
    least: Fraction | None = start
    most: Fraction | None = start
    for part, takes_off in parts:
        low, high = part
        if takes_off:
            low, high = (None if high is None else -high), (None if low is None else -low)
        least = None if least is None or low is None else least + min(low, NOTHING)
        most = None if most is None or high is None else most + max(high, NOTHING)
    return Range(least, most)


def _bounded(loose: Range, floor: Fraction | None, cap: Fraction | None) -> Range:
    """A range between a floor and a cap."""

    def between(end: Fraction | None, otherwise: Fraction | None) -> Fraction | None:
        if end is None:
            return otherwise
        raised = end if floor is None else max(end, floor)
        return raised if cap is None else min(raised, cap)

    return Range(between(loose.least, floor), between(loose.most, cap))
