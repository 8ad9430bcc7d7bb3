"""Scores and rankings as sheets: which columns, in which words, for people and for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from redprop.engine.columns import BETWEEN, Columns, rank_columns, score_columns
from redprop.engine.result import Result
from redprop.report.parts import grade_cells, grade_columns, number, part_cells, part_columns, part_values
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words

NAMES_SHOWN = 3
Row = dict[str, Any]
Extra = dict[str, dict[str, Decimal | None]]
"""By subject: channel marks and what was lost in each section."""


def about(result: Result) -> dict[str, object]:
    """What a result is of: enough to make it again."""
    rubric = result.plan.rubric
    return {"rubric": rubric.id, "edition": rubric.edition, "period": result.period, "fingerprint": result.fingerprint}


def _sheet(
    result: Result,
    columns: Columns,
    rows: Sequence[Row],
    groups: Callable[[], Sequence[Group]],
    words: Words,
    text_columns: frozenset[str] = frozenset(),
) -> Sheet:
    told = [tuple(row.values()) for row in rows]
    return Sheet(list(columns), told, groups, lambda: about(result), words.language, (), text_columns | {"name"})


def _rows(columns: Columns) -> list[Row]:
    """Columns as rows."""
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _by_category(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each category, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["category"], []).append(row)
    return found


def rank_sheet(
    result: Result,
    language: str,
    *,
    category: str | None = None,
    by: str | None = None,
    within: str | None = None,
    top: int | None = None,
    bottom: int | None = None,
) -> Sheet:
    """The ranking: a table a category, and those without a rank apart, with the reason."""
    words = Words(result, language)
    columns = rank_columns(result, category, by, within)
    whole = _rows(columns)
    rows = whole if top is None and bottom is None else _ends(whole, top, bottom)

    def groups() -> list[Group]:
        extra = part_values(result)
        found: list[Group] = []
        places = _places(whole)
        for name, league in _by_category(rows).items():
            ranked = [_rank_row(row, words, extra, within) for row in league if row["rank"] is not None]
            title = _title(words, name, by, len(places[name]))
            found.append(Group(title, _rank_columns(words, within, by), ranked))
            apart = [_apart_row(row, words, extra, by) for row in league if row["rank"] is None]
            if apart:
                found.append(Group(words.say("unranked"), _apart_columns(words), apart))
        return found

    return _sheet(result, columns, rows, groups, words, frozenset({within} if within else ()))


def _title(words: Words, category: str, by: str | None, count: int) -> str:
    params = {"title": words.league(category), "count": count}
    return words.say("league.by", part=words.part(by), **params) if by else words.say("league", **params)


def _places(rows: Sequence[Row]) -> dict[str, list[Decimal]]:
    """The places that are taken in each category, from the first to the last."""
    leagues = _by_category(rows)
    return {name: [row["rank"] for row in league if row["rank"] is not None] for name, league in leagues.items()}


def _ends(rows: Sequence[Row], top: int | None, bottom: int | None) -> list[Row]:
    """Ranks up to `top`, and the last `bottom` of each category, ties included; the unranked are at neither end."""
    places = _places(rows)

    def is_shown(category: str, place: Decimal | None) -> bool:
        if place is None:
            return False
        worse = len(places[category]) - bisect_right(places[category], place)
        return (top is not None and place <= top) or (bottom is not None and worse < bottom)

    return [row for row in rows if is_shown(row["category"], row["rank"])]


def _rank_columns(words: Words, within: str | None, by: str | None) -> list[Column]:
    say = words.say
    columns = [
        Column("rank", say("rank"), "number"),
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=2),
        Column("score", words.part(by) if by else say("score"), "number"),
        *([] if by else [Column("grade", say("grade"), keep=1)]),  # a grade is the whole's, not a part's
    ]
    if within:
        columns += [
            Column("within", within, keep=2),
            Column("within_rank", say("within_rank", title=within), "number", 2),
        ]
    columns += [Column("tied", say("tied_with"), keep=2), Column("limits", say("limits"), keep=2)]
    columns += grade_columns(words) if by is None else []
    return [*columns, *part_columns(words, 4, without=by or "")]


def _rank_row(row: Row, words: Words, extra: Extra, within: str | None) -> dict[str, Cell]:
    cells = {
        "rank": number(row["rank"]),
        "score": number(row["score"]),
        "grade": words.grade(row["grade"]),
        "limits": Cell(row["limits"], "red"),
        **grade_cells(row, words),
        "tied": Cell(_tied(row["tied_with"].split(BETWEEN) if row["tied_with"] else [], words)),
    }
    if within:
        cells |= {"within": Cell(row[within]), "within_rank": number(row[f"{within}_rank"])}
    return _name_cells(row, words) | cells | part_cells(extra[str(row[words.rubric.subject.column])])


def _tied(ids: Sequence[str], words: Words) -> str:
    """With whom a rank is shared, by name; many are counted."""
    register = words.result.register
    at = register.places
    names = [register.names[at[subject]] if subject in at else subject for subject in ids[:NAMES_SHOWN]]
    more = [words.say("more", count=len(ids) - NAMES_SHOWN)] if len(ids) > NAMES_SHOWN else []
    return ", ".join([*names, *more])


def _apart_columns(words: Words) -> list[Column]:
    subject = words.rubric.subject
    return [
        Column("name", words.titled(subject.title, words.say("name"))),
        Column("id", words.say("id"), keep=2),
        Column("score", words.say("score"), "number"),
        Column("reason", words.say("reason")),
        *(Column(f"channel.{n}", words.channel(n), "number", 4) for n in words.result.channels if n),
    ]


def _apart_row(row: Row, words: Words, extra: Extra, by: str | None) -> dict[str, Cell]:
    """Who has no rank, and why: its status, its outcome, no mark of the part that is ranked by, or a veto."""
    subject = str(row[words.rubric.subject.column])
    outcome = words.outcome(row["outcome"])
    status = words.say("status.observed") if row["status"] == "observed" else ""
    reason = ", ".join(part for part in (status, outcome) if part)
    reason = reason or words.say("no_mark" if by and row["score"] is None else "vetoed")
    cells = {"score": number(row["score"]), "reason": Cell(reason)}
    return _name_cells(row, words) | cells | part_cells(extra[subject])


def _name_cells(row: Row, words: Words) -> dict[str, Cell]:
    """Who is meant; an id that is the name is not said twice."""
    subject, name = str(row[words.rubric.subject.column]), str(row["name"])
    return {"name": Cell(name), "id": Cell(subject if subject != name else "")}


def score_sheet(result: Result, language: str, category: str | None = None) -> Sheet:
    """The scores: a table a category, with each channel's mark and what was lost in each section."""
    words = Words(result, language)
    columns = score_columns(result)
    rows = [row for row in _rows(columns) if category in (None, row["category"])]

    def groups() -> list[Group]:
        extra = part_values(result)
        return [
            Group(
                words.league(name),
                _score_columns(words),
                [_score_row(row, words, extra) for row in league],
            )
            for name, league in _by_category(rows).items()
        ]

    return _sheet(result, columns, rows, groups, words)


def _score_columns(words: Words) -> list[Column]:
    say = words.say
    return [
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=2),
        Column("score", say("score"), "number"),
        Column("grade", say("grade"), keep=1),
        Column("reason", say("outcome"), keep=1),
        *grade_columns(words),
        *part_columns(words, 3),
        Column("coverage", say("coverage"), "number", 5),
        Column("limits", say("limits"), keep=2),
    ]


def _score_row(row: Row, words: Words, extra: Extra) -> dict[str, Cell]:
    cells = {
        "score": number(row["score"]),
        "grade": words.grade(row["grade"]),
        "reason": Cell(words.outcome(row["outcome"])),
        **grade_cells(row, words),
        "coverage": number(row["coverage"]),
        "limits": Cell(row["limits"], "red"),
    }
    return _name_cells(row, words) | cells | part_cells(extra[str(row[words.rubric.subject.column])])
