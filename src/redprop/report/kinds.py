"""Kinds as sheets: all of them with their sentences, or one whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from redprop import messages
from redprop.check.kinds import Kind
from redprop.report.sheet import Cell, Column, Group, Sheet


def kinds_sheet(found: Sequence[Kind], language: str) -> Sheet:
    """Every kind, one a row, a table a family."""

    def say(code: str) -> str:
        return messages.text(code, language)

    columns = [
        Column("name", say("kinds.kind")),
        Column("says", say("kinds.says")),
        Column("printed", say("kinds.printed"), keep=1),
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
    """Kinds of one name whole: a table of options each, one a row, and an example."""

    def say(code: str) -> str:
        return messages.text(code, language)

    columns = [
        Column("name", say("kinds.option")),
        Column("unsaid", say("kinds.unsaid"), keep=1),
        Column("says", say("kinds.says")),
    ]

    def options(kind: Kind) -> list[dict[str, Cell]]:
        unsaid = [say("kinds.required") if option.required else option.unsaid for option in kind.options]
        return [
            {"name": Cell(option.name, "bold"), "unsaid": Cell(text), "says": Cell(option.says)}
            for option, text in zip(kind.options, unsaid, strict=True)
        ]

    groups = [
        Group(" ".join([f"{kind.name} ·", kind.says, kind.printed]).strip(), columns, options(kind)) for kind in found
    ]
    remarks = [line for kind in found for line in (say("kinds.example"), "", *kind.example.splitlines(), "")][:-1]
    rows = [
        (kind.name, kind.family, option.name, option.unsaid, option.required, option.says)
        for kind in found
        for option in kind.options
    ]

    def about() -> dict[str, object]:
        return {"kinds": [{name: value for name, value in vars(kind).items() if name != "options"} for kind in found]}

    header = ("kind", "family", "option", "unsaid", "required", "says")
    return Sheet(header, rows, lambda: groups, about, language, remarks, frozenset({"says"}))
