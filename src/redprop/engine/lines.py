"""One subject's score as lines that add up to it: each criterion in each channel, limits, rounding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from redprop.engine.amounts import Amounts
from redprop.engine.columns import Columns, exact_decimals
from redprop.engine.parts import FINER, Contribution, Kind
from redprop.engine.result import Result
from redprop.engine.seen import Sight, Sights, sights
from redprop.exact import Ratios, decimal_text
from redprop.outcome import Outcome
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf

LineKind = Kind | Literal["limit", "rounding", "inside"]
"""A part of the score; or a criterion inside a geometric mean, which has none of its own."""


@dataclass(frozen=True)
class Line:
    """One part of a subject's score.

    `part` is what it adds, `in_force` the marks that it really counts; in units of 10^-`places` of `TakenApart`, and
    the parts of all lines add up to the score. `section` is the section right below the whole that holds it. `earned`
    and `possible` are a criterion's marks in its channel, before the blend, `full` its printed marks. `sights` are what
    was seen, visit by visit.
    """

    kind: LineKind
    channel: str
    section: str
    node: str
    part: int
    in_force: int = 0
    full: Fraction | None = None
    earned: Fraction | None = None
    possible: Fraction | None = None
    outcome: Outcome | None = None
    sights: tuple[Sight, ...] = ()

    @property
    def lost(self) -> int | None:
        """What it loses of the marks that it counts; nothing where it only adds."""
        if self.kind in ("limit", "rounding", "bounds", "inside"):
            return None
        return self.in_force - self.part if self.in_force or self.part < 0 else None


@dataclass(frozen=True, eq=False)
class TakenApart:
    """A subject's score, taken apart: every number is read from the workings of its result."""

    result: Result
    at: int
    sights: Sights

    @property
    def places(self) -> int:
        """Parts are whole units of so many places."""
        return self.result.plan.places + FINER

    @property
    def score(self) -> int | None:
        """The score in units of the parts; nothing where there is none."""
        has = bool(self.result.has_score[self.at])
        return int(self.result.score_units[self.at]) * 10**FINER if has else None

    @property
    def exact(self) -> Fraction:
        """The score before rounding and limits."""
        return self.result.blended.score.fractions()[self.at]

    def shown(self, units: int) -> Decimal:
        """Units as a decimal with all their places."""
        return Decimal(decimal_text(units, self.places))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every part: by channel, in the rubric's order; then bonus and penalty; then limits and rounding."""
        parts, at = self.result.parts, self.at
        pairs = zip(parts.contributions, parts.units, strict=True)
        lines = [self._line(one, int(units[at])) for one, units in pairs if one.kind not in ("bonus", "penalty")]
        lines = [line for line in lines if line.kind not in ("start", "bounds") or line.part or line.in_force]
        lines += self._inside()
        pairs = zip(parts.contributions, parts.units, strict=True)
        lines += [line for one, units in pairs if one.kind in ("bonus", "penalty") for line in self._block(one, units)]
        held = [(name, int(down[at])) for name, down in parts.limits.items()]
        lines += [Line("limit", WHOLE, WHOLE, name, down) for name, down in held if down]
        if parts.rounding[at]:
            lines.append(Line("rounding", WHOLE, WHOLE, "", int(parts.rounding[at])))
        return tuple(lines)

    def _line(self, one: Contribution, units: int) -> Line:
        in_force = int(one.in_force.units(self.places, self.result.plan.rubric.rounding.mode)[self.at])
        line = Line(one.kind, one.channel, self._sections.get(one.node, WHOLE), one.node, units, in_force)
        return self._criterion(line) if one.kind == "criterion" else line

    def _inside(self) -> Iterator[Line]:
        """The criteria below geometric means, as each channel saw them."""
        inside = self.result.plan.inside_means
        for name, channel in self.result.channels.items():
            for node in (node for node in channel.leaves if node in inside):
                yield self._criterion(Line("inside", name, self._sections.get(node, WHOLE), node, 0))

    def _criterion(self, line: Line) -> Line:
        """The line of a criterion with its marks in its channel."""
        at, leaf = self.at, self._leaves[line.node]
        scored = self.result.channels[line.channel].leaves[line.node]
        return replace(
            line,
            full=Amounts([self.result.register.categories[at]]).marks(leaf).fractions()[0] if leaf.has_full else None,
            earned=scored.marks.earned.fractions()[at],
            possible=scored.marks.possible.fractions()[at],
            outcome=Outcome.of_code(int(scored.outcome[at])),
            sights=self.sights.get((line.channel, line.node), ()),
        )

    def _block(self, one: Contribution, units: Any) -> Iterator[Line]:
        """The criteria of the bonus or the penalty, and what its cap takes back."""
        block = next(block for block in self.result.plan.blocks if block.name == one.kind)
        sign, left = 1 if one.kind == "bonus" else -1, int(units[self.at])
        for leaf in block.leaves:
            extra = self.result.extras[leaf.id]
            points = int(extra.marks.earned.units(self.places, self.result.plan.rubric.rounding.mode)[self.at])
            if points:
                left -= sign * points
                seen = self.sights.get((WHOLE, leaf.id), ())
                earned = extra.marks.earned.fractions()[self.at]
                outcome = Outcome.of_code(int(extra.outcome[self.at]))
                yield Line(one.kind, WHOLE, one.kind, leaf.id, sign * points, 0, None, earned, None, outcome, seen)
        if left:
            yield Line("bounds", WHOLE, one.kind, one.kind, left)

    @cached_property
    def _leaves(self) -> Mapping[str, Leaf]:
        return {leaf.id: leaf for leaf in self.result.plan.leaves}

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        """The section right below the whole that each node stands in."""
        return {name: section.id for section in self.result.plan.sections for name in section.ids()}


def take_subject_apart(result: Result, subject: int) -> TakenApart:
    """The score of the subject at a place of the register, taken apart."""
    return TakenApart(result, subject, sights(result, subject))


def line_columns(apart: TakenApart) -> Columns:
    """One row a part of the score: `part` adds up to the score, to the last digit.

    Columns: `period, category`, the subject's, `name`, `kind` (criterion, whole, inside, start, bounds, bonus, penalty,
    limit, rounding), `channel`, `section`, `criterion` (or what else it is), `full` (printed marks), `in_force` (marks
    that it really counts), `part`, `lost`, `earned` and `possible` in the channel, `outcome`, `value` (by visit).
    """
    result, register = apart.result, apart.result.register
    columns: dict[str, list[Any]] = {}
    for line in apart.lines:
        row = {
            "period": result.period,
            "category": register.categories[apart.at],
            result.plan.rubric.subject.column: register.ids[apart.at],
            "name": register.names[apart.at],
            "kind": line.kind,
            "channel": line.channel,
            "section": line.section,
            "criterion": line.node,
            "full": exact_shown(line.full),
            "in_force": apart.shown(line.in_force),
            "part": None if line.kind == "inside" else apart.shown(line.part),
            "lost": None if line.lost is None else apart.shown(line.lost),
            "earned": exact_shown(line.earned),
            "possible": exact_shown(line.possible),
            "outcome": line.outcome.value if line.outcome else "",
            "value": value_text(line.sights),
        }
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return columns


def exact_shown(value: Fraction | None, places: int = 6) -> Decimal | None:
    """A fraction as a decimal with the places that it needs, at most so many (rounded half up).

    >>> exact_shown(Fraction(7, 2)), exact_shown(Fraction(1, 3)), exact_shown(Fraction(4))
    (Decimal('3.5'), Decimal('0.333333'), Decimal('4'))
    """
    return None if value is None else exact_decimals(Ratios.of([value]), places=places)[0]


def value_text(seen: Sequence[Sight]) -> str:
    """What was seen, by visit, for programs: `1: 7; 2: 4`, `bikes 2, cables 1`, `active 1`.

    >>> said = Outcome.SCORED
    >>> value_text([Sight("1", said, Fraction(7), {}, {}, Fraction(0), Fraction(0))])
    '1: 7'
    """
    told = [(sight.visit, _one_text(sight)) for sight in seen]
    return "; ".join(f"{visit}: {text}" if visit else text for visit, text in told if text)


def _one_text(sight: Sight) -> str:
    if sight.value is not None:
        return str(exact_shown(sight.value))
    counts: Mapping[str, Fraction | int] = {**sight.causes, **sight.words}
    return ", ".join(f"{name} {exact_shown(Fraction(count))}" for name, count in counts.items())
