"""Scores and rankings as sheets: which columns, in which words, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from redprop.engine.frames import BETWEEN, rank_frame, score_frame
from redprop.engine.result import Result
from redprop.report.parts import grade_cells, grade_columns, number, part_cells, part_columns, part_values
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words

NAMES_SHOWN = 3
Extra = dict[str, dict[str, Decimal | None]]
"""By subject: channel marks and what was lost in each section."""


def about(result: Result) -> dict[str, object]:
    """What a result is of: enough to make it again."""
    rubric = result.plan.rubric
    return {"rubric": rubric.id, "edition": rubric.edition, "period": result.period, "fingerprint": result.fingerprint}


def _sheet(
    result: Result,
    frame: pd.DataFrame,
    groups: Callable[[], Sequence[Group]],
    words: Words,
    text_columns: frozenset[str] = frozenset(),
) -> Sheet:
    rows = list(frame.itertuples(index=False, name=None))
    header = [str(name) for name in frame.columns]
    return Sheet(header, rows, groups, lambda: about(result), words.language, (), text_columns | {"name"})


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
    whole = rank_frame(result, category, by, within)
    frame = whole if top is None and bottom is None else _ends(whole, top, bottom)

    def groups() -> list[Group]:
        extra = part_values(result)
        found: list[Group] = []
        for name in frame["category"].drop_duplicates():
            league = frame[frame["category"] == name]
            ranked = league[league["rank"].notna()].to_dict("records")
            count = int(whole.loc[whole["category"] == name, "rank"].notna().sum())
            title = _title(words, name, by, count)
            found.append(
                Group(title, _rank_columns(words, within, by), [_rank_row(r, words, extra, within) for r in ranked])
            )
            apart = league[league["rank"].isna()].to_dict("records")
            if apart:
                rows = [_apart_row(row, words, extra, by) for row in apart]
                found.append(Group(words.say("unranked"), _apart_columns(words), rows))
        return found

    return _sheet(result, frame, groups, words, frozenset({within} if within else ()))


def _title(words: Words, category: str, by: str | None, count: int) -> str:
    params = {"title": words.league(category), "count": count}
    return words.say("league.by", part=words.part(by), **params) if by else words.say("league", **params)


def _ends(frame: pd.DataFrame, top: int | None, bottom: int | None) -> pd.DataFrame:
    """Ranks up to `top`, and the last `bottom` of each category, ties included; the unranked are at neither end."""
    keep = np.zeros(len(frame), dtype=bool)
    for _, league in frame[frame["rank"].notna()].groupby("category", sort=False):
        places = league["rank"]
        if top is not None:
            keep[league.index[places <= top]] = True
        if bottom is not None:
            worse = places.map(lambda place, all_places=places: int((all_places > place).sum()))
            keep[league.index[worse < bottom]] = True
    return frame[keep].reset_index(drop=True)


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


def _rank_row(row: dict[str, Any], words: Words, extra: Extra, within: str | None) -> dict[str, Cell]:
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
    at = {subject: index for index, subject in enumerate(register.ids)}
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


def _apart_row(row: dict[str, Any], words: Words, extra: Extra, by: str | None) -> dict[str, Cell]:
    """Who has no rank, and why: its status, its outcome, no mark of the part that is ranked by, or a veto."""
    subject = str(row[words.rubric.subject.column])
    outcome = words.outcome(row["outcome"])
    status = words.say("status.observed") if row["status"] == "observed" else ""
    reason = ", ".join(part for part in (status, outcome) if part)
    reason = reason or words.say("no_mark" if by and row["score"] is None else "vetoed")
    cells = {"score": number(row["score"]), "reason": Cell(reason)}
    return _name_cells(row, words) | cells | part_cells(extra[subject])


def _name_cells(row: dict[str, Any], words: Words) -> dict[str, Cell]:
    """Who is meant; an id that is the name is not said twice."""
    subject, name = str(row[words.rubric.subject.column]), str(row["name"])
    return {"name": Cell(name), "id": Cell(subject if subject != name else "")}


def score_sheet(result: Result, language: str, category: str | None = None) -> Sheet:
    """The scores: a table a category, with each channel's mark and what was lost in each section."""
    words = Words(result, language)
    frame = score_frame(result)
    if category is not None:
        frame = frame[frame["category"] == category].reset_index(drop=True)

    def groups() -> list[Group]:
        extra = part_values(result)
        return [
            Group(
                words.league(name),
                _score_columns(words),
                [_score_row(row, words, extra) for row in frame[frame["category"] == name].to_dict("records")],
            )
            for name in frame["category"].drop_duplicates()
        ]

    return _sheet(result, frame, groups, words)


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


def _score_row(row: dict[str, Any], words: Words, extra: Extra) -> dict[str, Cell]:
    cells = {
        "score": number(row["score"]),
        "grade": words.grade(row["grade"]),
        "reason": Cell(words.outcome(row["outcome"])),
        **grade_cells(row, words),
        "coverage": number(row["coverage"]),
        "limits": Cell(row["limits"], "red"),
    }
    return _name_cells(row, words) | cells | part_cells(extra[str(row[words.rubric.subject.column])])
