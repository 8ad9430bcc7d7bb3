"""The score as it is published, and the rank."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from redprop.engine.ranking import key_of
from redprop.report.workbook.context import Context
from redprop.report.workbook.grid import FIRST, Placed
from redprop.report.workbook.terms import Held, Row, Term, literal


def score(context: Context, exact: Placed) -> Placed:
    """The score: rounded, in a zone of its own what that says, under the caps that hold."""
    say, grid, places = context.words.say, context.grid, context.plan.places
    rounded = _zoned(context, context.stage(places).of(exact.term()), exact.term())
    before = context.units(context.result.before_limits)
    scores = context.units(context.result.score_units)
    if before == scores:
        return grid.work_out(say("score"), say("score"), rounded, scores, when=exact.there(), places=places)
    first = grid.work_out(say("score"), say("workbook.rounded"), rounded, before, when=exact.there(), places=places)
    held = [after if after != one else None for after, one in zip(scores, before, strict=True)]
    cap = grid.hold(say("score"), say("workbook.cap"), held, places=places)
    worse = "MAX" if context.plan.lower_is_better else "MIN"
    capped = Term.of(  # MIN and MAX pass over a cell that is empty, as that of the cap is for most
        lambda row: f"{worse}({first.at(row)},{cap.at(row)})",
        [one if one is not None else Fraction(0) for one in scores],
    )
    return grid.work_out(say("score"), say("score"), capped, scores, when=first.there(), places=places)


def _zoned(context: Context, rounded: Term, exact: Term) -> Term:
    """Strictly inside the zone what it says; on its ends and outside it the rounding."""
    zone = context.plan.rubric.rounding.zone
    if zone is None:
        return rounded
    above, below, to = Fraction(zone.above), Fraction(zone.below), Fraction(zone.to)
    inside = [above < x < below for x in exact.exact]
    sure = tuple(
        all(x == end or abs(x - end) > 3 * context.slack for end in (above, below)) and (here or held)
        for x, here, held in zip(exact.exact, inside, rounded.sure, strict=True)
    )
    low, high = literal(above + context.slack), literal(below - context.slack)

    def says(row: Row) -> str:
        said = exact.says(row)
        return f"IF(AND({said}>{low},{said}<{high}),{literal(to)},{rounded.says(row)})"

    return Term(says, tuple(to if here else x for here, x in zip(inside, rounded.exact, strict=True)), sure)


def rank(context: Context, scored: Placed) -> Placed:
    """The place in the category by the score: who takes part, and what parts equal scores, are the engine's."""
    say, grid = context.words.say, context.grid
    takes: list[Held] = [Fraction(1) if context.result.takes_part[at] else None for at in context.members]
    part = grid.hold(say("rank"), say("workbook.takes_part"), takes, kept=True)
    keys = _tie_keys(context)
    tie = grid.hold(say("rank"), say("workbook.tie_key"), keys, kept=True) if keys else None
    better = "<" if context.plan.lower_is_better else ">"

    def span(column: Placed) -> str:
        return f"{column.letter}${FIRST}:{column.letter}${grid.last}"

    def says(row: Row) -> str:
        said = f"1+SUMPRODUCT(({span(part)}=1)*({span(scored)}{better}{scored.at(row)}))"
        if tie is None:
            return said
        same = f"({span(part)}=1)*({span(scored)}={scored.at(row)})*({span(tie)}>{tie.at(row)})"
        return f"{said}+SUMPRODUCT({same})"

    twice = context.result.rank_twice
    engine: list[Held] = [Fraction(int(twice[at]), 2) if twice[at] else None for at in context.members]
    return grid.work_out(
        say("rank"), say("rank"), Term.of(says, _places(context, scored, takes, keys)), engine, when=part.there()
    )


def _places(context: Context, scored: Placed, takes: list[Held], keys: list[Held]) -> list[Fraction]:
    """What the formula comes to: 1 and how many are better, by score and then by what parts equal scores."""
    sign = -1 if context.plan.lower_is_better else 1
    values = [
        (sign * one, key) if takes_part and isinstance(one, Fraction) else None
        for one, key, takes_part in zip(scored.held, keys or [Fraction(0)] * context.size, takes, strict=True)
    ]
    order = sorted((one for one in values if one is not None), reverse=True)
    first = {one: Fraction(place) for place, one in reversed(list(enumerate(order, 1)))}
    return [Fraction(0) if one is None else first[one] for one in values]


def _tie_keys(context: Context) -> list[Held]:
    """What parts equal scores, as one number, the greater before the smaller; none where the rubric names nothing."""
    keys = []
    for name in context.plan.rubric.ranking.then_by:
        value, there = context.result.value_of(name.lstrip("-"))
        keys.append(key_of(-value if name.startswith("-") else value, there)[list(context.members)])
    if not keys:
        return []
    places = np.unique(np.stack(keys), axis=1, return_inverse=True)[1].ravel()
    return [Fraction(int(place) + 1) for place in places]
