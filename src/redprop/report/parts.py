"""What a score is made of, as columns for people: channels, what was lost, what was counted, bonus and penalty."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from redprop.engine.columns import decimals, lost
from redprop.engine.result import Result
from redprop.report.sheet import Cell, Column
from redprop.report.words import Words
from redprop.rubric.plan import Branch, Leaf


def number(value: Decimal | None) -> Cell:
    """A number for people; none is empty."""
    return Cell("" if value is None else format(value, "f"))


def _losing(result: Result) -> list[Branch]:
    """The sections that lose marks of their own: none inside a geometric mean, none where nothing is scaled."""
    plan = result.plan
    return [section for section in plan.sections if plan.scaled and section.id not in plan.inside_means]


def _counting(result: Result) -> list[Branch | Leaf]:
    """The parts right below the whole of a rubric that is not scaled: what each adds or takes off."""
    plan = result.plan
    return [] if plan.scaled else [*plan.sections, *plan.loose]


def part_columns(words: Words, keep: int, without: str = "") -> list[Column]:
    """The columns that explain a score, the first to go where a screen is narrow; `without` a part that has its own."""
    result, say = words.result, words.say
    channels = [name for name in result.channels if name and without != f"channel.{name}"]
    blocks = [] if without else list(result.blended.blocks)  # a ranking by a part is of that part alone
    return [
        *(Column(f"channel.{name}", words.channel(name), "number", keep) for name in channels),
        *(Column(f"part.{node.id}", words.node(node.id), "number", keep) for node in _counting(result)),
        *(Column(f"block.{name}", say(f"word.{name}").capitalize(), "number", keep) for name in blocks),
        *(Column(f"lost.{s.id}", say("lost", title=words.node(s.id)), "number", keep + 1) for s in _losing(result)),
    ]


def part_values(result: Result) -> dict[str, dict[str, Decimal | None]]:
    """What stands in these columns, by subject."""
    plan, has = result.plan, result.has_score
    rounding = plan.rubric.rounding
    columns: dict[str, list[Decimal | None]] = {}
    for name, channel in result.channels.items():
        places = plan.places if rounding.channel is None else rounding.channel
        columns[f"channel.{name}"] = decimals(channel.mark.units(places, rounding.mode), places, channel.present)
    for node in _counting(result):
        units = result.contribution(node.id).units(plan.places, rounding.mode)
        columns[f"part.{node.id}"] = decimals(units, plan.places, has)
    for name, moved in result.blended.blocks.items():
        columns[f"block.{name}"] = decimals(moved.units(plan.places, rounding.mode), plan.places, has)
    for section in _losing(result):
        columns[f"lost.{section.id}"] = lost(result, section.id)
    return {
        subject: {key: values[at] for key, values in columns.items()} for at, subject in enumerate(result.register.ids)
    }


def part_cells(values: Mapping[str, Decimal | None]) -> dict[str, Cell]:
    """Marks as they are; losses with a minus, in red where they are."""
    cells: dict[str, Cell] = {}
    for key, value in values.items():
        if key.startswith("lost.") and value:
            cells[key] = Cell(f"-{value:f}", "red")
        elif key.startswith("block.") and not value:
            cells[key] = Cell("")
        else:
            cells[key] = number(value)
    return cells


def grade_columns(words: Words) -> list[Column]:
    """The columns that grades carry, such as what is paid, as the rubric names them."""
    return [Column(f"grade.{name}", name, "number", 2) for name in _names(words)]


def grade_cells(row: Mapping[str, Any], words: Words) -> dict[str, Cell]:
    """What the given grade carries."""
    values = {name: row.get(name) for name in _names(words)}
    return {
        f"grade.{name}": number(value) if isinstance(value, Decimal) else Cell(str(value or ""))
        for name, value in values.items()
    }


def _names(words: Words) -> list[str]:
    said = words.rubric.grades.columns() if words.rubric.grades else {}
    return list(dict.fromkeys(name for columns in said.values() for name in columns))
