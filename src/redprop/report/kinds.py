"""Kinds as sheets: all of them with their sentences, or one whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from redprop import messages
from redprop.check.kinds import Kind
from redprop.check.options import Option
from redprop.report.sheet import Cell, Column, Group, Sheet


def kinds_sheet(found: Sequence[Kind], language: str) -> Sheet:
    """Every kind, one a row, a table a family."""

    def say(code: str) -> str:
        return messages.text(code, language)

    columns = [
        Column("name", say("kinds.kind")),
        Column("says", say("kinds.says")),
        Column("printed", say("kinds.printed")),
    ]
    groups = [
        Group(
            say(f"family.{family}"),
            columns,
            [{"name": Cell(k.name, "bold"), "says": Cell(k.says), "printed": Cell(k.printed)} for k in inside],
        )
        for family, inside in groupby(found, key=lambda kind: kind.family)
    ]
    rows = [(kind.name, kind.family, kind.says, kind.printed) for kind in found]
    header, texts = ("kind", "family", "says", "printed"), frozenset({"says", "printed"})
    return Sheet(header, rows, lambda: groups, dict, language, [say("kinds.more")], texts)


def whole_sheet(found: Sequence[Kind], language: str) -> Sheet:
    """Kinds of one name whole: what each says, its options, one a row, and an example."""
    groups = [group for kind in found for group in _whole(kind, language)]
    header = ("kind", "family", "option", "value", "unit", "required", "unsaid", "says")
    rows = [
        (
            *(kind.name, kind.family, option.name, value_text(option, language), unit_text(option, language)),
            *(option.required, option.unsaid, option.says),
        )
        for kind in found
        for option in kind.options
    ]

    def about() -> dict[str, object]:
        return {"kinds": [{name: value for name, value in vars(kind).items() if name != "options"} for kind in found]}

    return Sheet(header, rows, lambda: groups, about, language, (), frozenset({"unsaid", "says"}))


def _whole(kind: Kind, language: str) -> list[Group]:
    """The table of a kind's options under what it says, and its example."""

    def say(code: str, **params: object) -> str:
        return messages.text(code, language, **params)

    columns = [
        Column("name", say("kinds.option")),
        Column("value", say("kinds.value")),
        Column("unit", say("kinds.unit")),
        Column("unsaid", say("kinds.unsaid")),
        Column("says", say("kinds.says")),
    ]
    rows = [
        {
            "name": Cell(option.name, "bold"),
            "value": Cell(value_text(option, language)),
            "unit": Cell(unit_text(option, language)),
            "unsaid": Cell(say("kinds.required") if option.required else option.unsaid),
            "says": Cell(option.says),
        }
        for option in kind.options
    ]
    lines = [kind.says]
    lines += [say("kinds.on_paper", words=kind.printed)] if kind.printed else []
    lines += [say("kinds.takes", take=kind.takes)] if kind.takes else []
    lines += [] if kind.has_full else [say("kinds.no_full")]
    title = f"{kind.name} · {say(f'family.{kind.family}')}"
    return [Group(title, columns, rows, lines), Group(say("kinds.example"), (), (), code=kind.example)]


def value_text(option: Option, language: str) -> str:
    """What may stand there.

    >>> value_text(Option("costs", "", "", ("number", "mapping"), bounds=("> 0", "<= 9")), "en")
    'number > 0, <= 9 / mapping'
    """
    forms = [messages.text(f"word.{form}", language) for form in option.forms]
    if option.bounds:
        forms[0] = f"{forms[0]} {', '.join(option.bounds)}"
    return " / ".join([*forms, *option.choices])


def unit_text(option: Option, language: str) -> str:
    """What its numbers are counted in."""
    return messages.listed((messages.text(f"unit.{unit}", language) for unit in option.units), language)
