"""Results as columns, those that the CSVs have. Numbers are exact `Decimal`s; no number is None.

Commands print from them; `frames` makes frames of them, for which alone pandas is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, TypeAlias

import numpy as np

from redprop.engine.result import Result
from redprop.exact import Flags, Ratios, Whole, decimal_text
from redprop.exact.arrays import plus
from redprop.outcome import Outcome
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Branch, Leaf

Columns: TypeAlias = dict[str, list[Any]]
"""Columns by name, one entry a row."""
BETWEEN = "; "
"""What parts ids in one field: ids may hold spaces."""


def decimals(units: Whole, places: int, there: Flags | None = None) -> list[Decimal | None]:
    """Whole units of 10^-`places` as decimals with so many places; None where there is none.

    >>> decimals(np.array([8600, 5]), 2, np.array([True, False]))
    [Decimal('86.00'), None]
    """
    shown: list[Decimal | None] = [Decimal(decimal_text(number, places)) for number in units.tolist()]
    return shown if there is None else [d if here else None for d, here in zip(shown, there.tolist(), strict=True)]


def exact_decimals(column: Ratios, there: Flags | None = None, places: int = 4) -> list[Decimal | None]:
    """Fractions as decimals: with the places that they need, at least none and at most so many (rounded half up)."""
    found = decimals(column.units(places, "half_up"), places, there)
    return [None if one is None else _plain(one) for one in found]


def _plain(number: Decimal) -> Decimal:
    """A decimal without zeros at its end."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def ranks_shown(twice: Whole) -> list[Decimal | None]:
    """Places from their doubles; a `mean` place may end in .5, and 0 is none."""
    return [None if not place else _plain(Decimal(place) / 2) for place in twice.tolist()]


def grades_of(result: Result) -> list[str]:
    """Each subject's grade by id, "" where it has none."""
    order = result.plan.rubric.grades.order if result.plan.rubric.grades else []
    has = result.has_score.tolist()
    return [order[g] if g >= 0 and h else "" for g, h in zip(result.verdict.grade.tolist(), has, strict=True)]


def grade_columns(result: Result) -> dict[str, list[Any]]:
    """The columns that grades carry, such as what is paid: of the grade that was given in the end; None for none."""
    said = result.plan.rubric.grades.columns() if result.plan.rubric.grades else {}
    names = dict.fromkeys(name for columns in said.values() for name in columns)
    grades = grades_of(result)
    return {name: [_number(said.get(grade, {}).get(name)) for grade in grades] for name in names}


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) else value


def _part_grade(result: Result, node: str) -> list[str]:
    """The grades of a part that has some, "" for none."""
    grade, there = result.part_grades[node]
    order = result.plan.grades_of(node).order
    return [order[place] if here else "" for place, here in zip(grade.tolist(), there.tolist(), strict=True)]


def outcomes_of(result: Result) -> list[str]:
    """Each subject's outcome, as a word."""
    return [Outcome.of_code(code).value for code in result.outcome.tolist()]


def limits_of(result: Result) -> list[str]:
    """The limits that held for each subject, by id."""
    held = [(name, flags.tolist()) for name, flags in result.verdict.held.items()]
    return [" ".join(name for name, flags in held if flags[i]) for i in range(len(result.register))]


def score_columns(result: Result) -> Columns:
    """One row a subject, by category in the rubric's order, then by id.

    Columns: `period, category, estate, name, score, grade, outcome, coverage`, then each channel's mark and its
    weight in force, each section's contribution to the score and its marks in force, the same of criteria that stand
    in no section, where the whole starts and what bounds it changed, the bonus and the penalty, what limits changed and
    what rounding left over, the score before limits, the limits that held, the status in the register, the columns
    that grades carry, the grades of parts. Contributions to `rounding` add up to the score; below a geometric mean
    there are none. `estate` is headed as the rubric's subject says.
    """
    plan, register = result.plan, result.register
    has = result.has_score
    columns: dict[str, Sequence[Any]] = {
        "period": [result.period] * len(register),
        "category": register.categories,
        plan.rubric.subject.column: register.ids,
        "name": register.names,
        "score": decimals(result.score_units, plan.places, has),
        "grade": grades_of(result),
        "outcome": outcomes_of(result),
        "coverage": decimals(result.coverage, 4),
    }
    rounding = plan.rubric.rounding
    if plan.rubric.channels:
        for name, channel in result.channels.items():
            places = plan.places if rounding.channel is None else rounding.channel
            columns[name] = decimals(channel.mark.units(places, rounding.mode), places, channel.present)
            columns[f"{name}_weight"] = exact_decimals(channel.weight)
    columns |= _part_columns(result)
    parts = result.parts
    off = reduce(plus, parts.limits.values(), np.zeros(len(register), dtype=np.int64))
    columns["limits_lost"] = decimals(off, parts.places, has)
    columns["rounding"] = decimals(parts.rounding, parts.places, has)
    columns["before_limits"] = decimals(result.before_limits, plan.places, has)
    columns["limits"] = limits_of(result)
    columns["status"] = register.statuses
    columns |= grade_columns(result)
    columns |= {f"{node}_grade": _part_grade(result, node) for node in plan.graded}
    return _taken(columns, _in_order(result, np.zeros(len(register), dtype=np.int64)))


def _part_columns(result: Result) -> dict[str, Sequence[Any]]:
    """What each part right below the whole contributes, and the marks that it really counts; and what stands beside."""
    plan, parts, has = result.plan, result.parts, result.has_score
    columns: dict[str, Sequence[Any]] = {}
    nodes: list[Branch | Leaf] = [*plan.sections, *plan.loose]
    for node in nodes:
        there = has & (node.id not in plan.inside_means)  # inside a geometric mean nothing has a part of its own
        columns[node.id] = decimals(result.part_units(node.id), parts.places, there)
        columns[f"{node.id}_full"] = exact_decimals(result.in_force(node.id), there)
    for kind in ("start", "bounds"):
        if (kind, WHOLE) in parts.others:
            columns[kind] = decimals(parts.others[kind, WHOLE], parts.places, has)
    for name in plan.rubric.blocks:
        columns[name] = decimals(parts.others[name, name], parts.places, has)
    return columns


def _taken(columns: Mapping[str, Sequence[Any]], order: Sequence[int]) -> Columns:
    """The rows of columns, in an order."""
    return {name: [values[index] for index in order] for name, values in columns.items()}


def _in_order(result: Result, place: Whole) -> list[int]:
    """Subjects by category in the rubric's order, then by place (none last), then by id in code-point order."""
    at = {category: index for index, category in enumerate(result.plan.rubric.categories)}
    category = np.asarray([at.get(name, 0) for name in result.register.categories], dtype=np.int64)
    unplaced = np.where(place == 0, 2**62, place)
    order: list[int] = np.lexsort([np.arange(len(place)), unplaced, category]).tolist()
    return order


def rank_columns(
    result: Result, category: str | None = None, by: str | None = None, within: str | None = None
) -> Columns:
    """One row a subject: category, then rank (none last), then id in code-point order.

    Columns: `category, rank, estate, name, score, grade, outcome`, then `tied_with` (ids that share the rank, parted
    by `; `), `limits` (ids of those that held), `status`, and with `within` that register column and the place inside
    its groups. With `by`, such as `channel.industry`, `section.service` or `criterion.lights`, `rank` and `score` are
    that part's.
    """
    plan, register = result.plan, result.register
    if by is None:
        twice, there = result.rank_twice, result.has_score
        scores = decimals(result.score_units, plan.places, there)
    else:
        twice, value, there = result.rank_by(by)
        places = plan.rubric.rounding.channel if by.startswith("channel.") else None
        places = plan.places if places is None else places
        scores = decimals(value.units(places, plan.rubric.rounding.mode), places, there)
    columns: dict[str, Sequence[Any]] = {
        "category": register.categories,
        "rank": ranks_shown(twice),
        plan.rubric.subject.column: register.ids,
        "name": register.names,
        "score": scores,
        "grade": grades_of(result),
        "outcome": outcomes_of(result),
        "tied_with": _tied_with(result, twice),
        "limits": limits_of(result),
        "status": register.statuses,
        **(grade_columns(result) if by is None else {}),
    }
    if within is not None:
        groups = register.texts(within)
        columns[within] = groups
        columns[f"{within}_rank"] = ranks_shown(_places_in(groups, twice, result))
    order = _in_order(result, twice)
    if category is not None:
        order = [index for index in order if register.categories[index] == category]
    return _taken(columns, order)


def _tied_with(result: Result, twice: Whole) -> list[str]:
    ids = result.register.ids
    tied = [""] * len(ids)
    for league in result.leagues:
        shared: dict[int, list[int]] = {}
        for index in league[twice[league] > 0].tolist():
            shared.setdefault(int(twice[index]), []).append(index)
        for group in shared.values():
            for index in group if len(group) > 1 else []:
                tied[index] = BETWEEN.join(ids[other] for other in group if other != index)
    return tied


def _places_in(groups: Sequence[str], twice: Whole, result: Result) -> Whole:
    """Twice each subject's place among those of its league that share its group, by their places in the league."""
    placed = np.zeros(len(groups), dtype=np.int64)
    for league in result.leagues:
        inside: dict[str, list[int]] = {}
        for index in league[twice[league] > 0].tolist():
            inside.setdefault(groups[index], []).append(index)
        for members in inside.values():
            for index in members:
                placed[index] = 2 * (1 + sum(int(twice[other]) < int(twice[index]) for other in members))
    return placed


def lost(result: Result, node: str) -> list[Decimal | None]:
    """What each subject lost in a section or criterion: its marks in force less what it contributes."""
    gone = result.in_force(node) - result.contribution(node)
    return decimals(gone.units(result.plan.places, "half_up"), result.plan.places, result.has_score)
