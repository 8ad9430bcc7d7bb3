"""Results as frames: their columns, for whoever works with tables in Python."""

from __future__ import annotations

import pandas as pd

from redprop.engine.columns import Columns, decimals, rank_columns, score_columns
from redprop.engine.lines import line_columns, take_subject_apart
from redprop.engine.result import Result
from redprop.outcome import Outcome
from redprop.rubric.writings import folded


def score_frame(result: Result) -> pd.DataFrame:
    """One row a subject, by category in the rubric's order, then by id; see `columns.score_columns`."""
    return _frame(score_columns(result))


def rank_frame(
    result: Result, category: str | None = None, by: str | None = None, within: str | None = None
) -> pd.DataFrame:
    """One row a subject: category, then rank, then id; see `columns.rank_columns`."""
    return _frame(rank_columns(result, category, by, within))


def explain_frame(result: Result, subject: str) -> pd.DataFrame:
    """One row a part of a subject's score; see `lines.line_columns`."""
    register = result.register
    found = register.by_writing.get(folded(subject))
    if found is None:
        raise KeyError(subject)
    return _frame(line_columns(take_subject_apart(result, found)))


def _frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def marks_frame(result: Result) -> pd.DataFrame:
    """One row a subject, channel and node: `earned, possible, full` as fractions, the node's `outcome` and its `part`.

    Criteria come in the rubric's order with their outcome; sections, and the whole under the id "", have none.
    """
    rows: list[dict[str, object]] = []
    ids = result.register.ids
    units = result.parts.places
    for name, channel in result.channels.items():
        nodes = [(leaf, scored.marks, scored.outcome) for leaf, scored in channel.leaves.items()]
        nodes += [(branch, grown.own, None) for branch, grown in channel.grown.items()]  # type: ignore[misc]  # no outcome
        for node, marks, outcome in nodes:
            numbers = (marks.earned.fractions(), marks.possible.fractions(), marks.full.fractions())
            part = result.parts.criteria.get((name, node))
            shown = [None] * len(ids) if part is None else decimals(part, units)
            for index, subject in enumerate(ids):
                said = "" if outcome is None else Outcome.of_code(int(outcome[index])).value
                rows.append(
                    {
                        result.plan.rubric.subject.column: subject,
                        "channel": name,
                        "node": node,
                        "earned": numbers[0][index],
                        "possible": numbers[1][index],
                        "full": numbers[2][index],
                        "outcome": said,
                        "part": shown[index],
                    }
                )
    return pd.DataFrame(rows, dtype=object)
