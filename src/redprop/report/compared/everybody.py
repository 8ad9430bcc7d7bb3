"""Everybody: both scores, the change by cause, both ranks, and who is listed apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redprop.analysis.compare.causes import CAUSES
from redprop.analysis.compare.comparison import Comparison, apart_columns, cause_columns, rank_columns
from redprop.analysis.compare.summary import printed_causes
from redprop.engine.columns import Columns, decimals
from redprop.report.compared.apart import apart_groups
from redprop.report.compared.telling import about, remarks, sides, signed, title
from redprop.report.parts import number
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words

STYLES = {True: "green", False: "red"}


def compare_sheet(found: Comparison, language: str, at: Sequence[int], category: str | None, *, top: bool) -> Sheet:
    """Everybody: both scores, the change by cause, both ranks and who moved them; then who is listed apart.

    `at` are the subjects to be shown, in the order of the tables where they are the `top` ones; else by rank.
    """
    columns = cause_columns(found)
    for name, values in rank_columns(found).items():
        columns.setdefault(name, values)
    columns = _chosen(found, columns, at)
    columns["event"] = [""] * len(at)
    told = _with_apart(found, columns, category)
    words = Words(found.after, language)

    def groups() -> list[Group]:
        ranks = found.after.rank_twice[found.pairs.new].tolist()
        shown = list(at) if top else sorted(at, key=lambda index: (ranks[index] == 0, ranks[index], index))
        return [*_league_groups(found, words, shown), *apart_groups(found, words, category)]

    rows = [tuple(row) for row in zip(*told.values(), strict=True)]
    sentences = remarks(found, words, category)
    return Sheet(list(told), rows, groups, lambda: about(found), language, sentences, frozenset({"name"}))


def _chosen(found: Comparison, columns: Columns, at: Sequence[int]) -> Columns:
    """The rows of some subjects, in the order of all."""
    kept = set(at)
    places = [place for place, index in enumerate(found.order) if index in kept]
    return {name: [values[place] for place in places] for name, values in columns.items()}


def _with_apart(found: Comparison, columns: Columns, category: str | None) -> Columns:
    """The same with a row for each subject that is not compared: both scores and ranks as far as there are any, no
    change, and what happened.
    """
    apart = apart_columns(found, category)
    subject = found.after.plan.rubric.subject.column
    listed = {name: list(values) for name, values in columns.items()}
    rows = {who: place for place, who in enumerate(columns[subject])}
    for index, (event, side, who) in enumerate(zip(apart["event"], apart["side"], apart[subject], strict=True)):
        compared = who in found.ids
        if compared and who not in rows:
            continue
        if who not in rows:
            rows[who] = len(listed["event"])
            for name, values in listed.items():
                values.append("" if name.startswith(TEXTS) else None)
        said = {"event": event} | ({} if compared else _sides(found, apart, index, side, subject))
        for name, value in said.items():
            listed[name][rows[who]] = value
    return listed


def _sides(found: Comparison, apart: Columns, index: int, side: str, subject: str) -> dict[str, Any]:
    """What the row of a subject that is listed apart says of one side."""
    return {
        "before": found.before.period,
        "after": found.after.period,
        **{name: apart[name][index] for name in ("category", subject, "name")},
        f"score_{side}": apart["score"][index],
        f"rank_{side}": apart["rank"][index],
    }


def _league_groups(found: Comparison, words: Words, at: Sequence[int]) -> list[Group]:
    values = _shown(found)
    names = [found.after.register.names[index] for index in found.pairs.new.tolist()]
    groups = []
    for category in dict.fromkeys(found.categories[index] for index in found.order):
        inside = [index for index in at if found.categories[index] == category]
        rows = [_row(found, names[index], index, values) for index in inside]
        if rows:
            groups.append(Group(title(found, words, category), _columns(found, words), rows))
    return groups


def _columns(found: Comparison, words: Words) -> list[Column]:
    say = words.say
    before, after = sides(found, words)
    causes = [name for name in found.at_work if name != "rounding"]
    return [
        Column("name", words.titled(words.rubric.subject.title, say("name"))),
        Column("id", say("id"), keep=9),
        Column("score_before", say("compare.before", what=say("score"), period=before), "number", 2),
        Column("score_after", say("compare.before", what=say("score"), period=after), "number"),
        Column("change", say("compare.change"), "number"),
        *(Column(name, say(f"compare.cause.{name}"), "number", 3 + place) for place, name in enumerate(causes)),
        Column("rounding", say("compare.cause.rounding"), "number", 8),
        Column("rank_before", say("compare.before", what=say("rank"), period=before), "number", 7),
        Column("rank_after", say("compare.before", what=say("rank"), period=after), "number"),
        Column("gained", say("compare.gained"), "number"),
        Column("own", say("compare.own"), "number", 1),
        Column("peers", say("compare.peers"), "number", 1),
    ]


def _shown(found: Comparison) -> dict[str, list[Any]]:
    """What stands in these columns, by subject."""
    causes: dict[str, list[Any]] = {
        name: decimals(units, found.score_places) for name, units in printed_causes(found).items()
    }
    ranks = rank_columns(found)
    order = {index: place for place, index in enumerate(found.order)}
    placed = [order[index] for index in range(len(found.pairs))]
    names = ("rank_before", "rank_after", "gained", "own", "peers")
    return causes | {
        "score_before": decimals(found.score_units[0], found.score_places),
        "score_after": decimals(found.score_units[1], found.score_places),
        "change": decimals(found.change_units, found.score_places),
        **{name: [ranks[name][place] for place in placed] for name in names},
    }


TEXTS = ("before", "after", "category", "name", "grade", "outcome", "event")
"""How columns begin that hold texts: nothing is empty there."""
PLAIN = ("score_before", "score_after", "rank_before", "rank_after")


def _row(found: Comparison, name: str, index: int, values: dict[str, list[Any]]) -> dict[str, Cell]:
    subject = found.ids[index]
    cells = {key: number(column[index]) if key in PLAIN else signed(column[index]) for key, column in values.items()}
    cells |= {key: Cell("") for key in CAUSES if not values[key][index]}
    for key in ("change", "gained"):
        if values[key][index]:
            better = (values[key][index] > 0) != (key == "change" and found.after.plan.lower_is_better)
            cells[key] = Cell(cells[key].text, STYLES[better])
    return {"name": Cell(name), "id": Cell(subject if subject != name else ""), **cells}
