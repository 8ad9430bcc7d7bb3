"""Frames as tables, and tables as frames: what the Python API takes and gives."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from redprop.errors import Problem, Severity, TableError
from redprop.exact import shortest_text
from redprop.rubric.plan import Plan
from redprop.tables.csvfile import open_csv
from redprop.tables.headers import names_of, shape_of
from redprop.tables.raw import RawTable, TextColumn, folded
from redprop.tables.visits import channel_writings

if TYPE_CHECKING:
    import pandas as pd

KEPT = ("channel", "visit", "date", "respondent", "period")


@dataclass(frozen=True)
class FrameTable:
    """A frame that is read as a file would be."""

    file: str
    frame: pd.DataFrame

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(str(name) for name in self.frame.columns)

    def table(self, only: Collection[str] | None = None) -> RawTable:
        """Its columns as texts; rows count from 2, as in a file. `file` and `row` columns say where rows stand."""
        columns = {
            name: TextColumn.of([_text(value) for value in self.frame.iloc[:, index].tolist()])
            for index, name in enumerate(self.header)
            if only is None or name in only
        }
        return RawTable(self.file, columns, np.arange(2, len(self.frame) + 2))


def table_of(frame: pd.DataFrame, name: str) -> FrameTable:
    """A frame under a name that problems can cite; columns that only say where rows stood are left aside."""
    return FrameTable(name, frame.drop(columns=[c for c in ("file", "row") if c in frame.columns]))


def _text(value: Any) -> str:
    """A value as a file would show it: no value is empty, binary numbers as their shortest decimal."""
    import pandas as pd

    if pd.isna(value):
        return ""
    if isinstance(value, (float, np.floating)):
        return shortest_text(float(value))
    return str(value)


def read_frames(paths: list[Path], plan: Plan) -> pd.DataFrame:
    """Files of measurements as one long frame of texts; see `redprop.read_measurements`."""
    import pandas as pd

    problems: list[Problem] = []
    frames = []
    for path in paths:
        try:
            opened = open_csv(path)
            channel = channel_writings(plan).get(folded(path.stem))
            shape, wrong = shape_of(opened.header, plan, str(path), frozenset(), channel)
            problems += wrong
            if shape is None:
                continue
            table = opened.table()
            problems += table.problems
        except TableError as error:
            problems += error.problems
            continue
        rows = {name: table.columns[column].rows() for name, column in shape.known.items()}
        base = {plan.rubric.subject.column: table.columns[shape.subject].rows()}
        base |= {
            name: rows.get(name, [channel or ""] * len(table) if name == "channel" else [""] * len(table))
            for name in KEPT
        }
        place = {"file": [str(path)] * len(table), "row": table.lines.tolist()}
        if shape.is_long:
            values = rows.get("value", [""] * len(table))
            frames.append(
                pd.DataFrame(base | {"criterion": _ids(rows["criterion"], plan), "value": values} | place, dtype=object)
            )
            continue
        empty = np.ones(len(table), dtype=bool)
        for measure, column in shape.measures.items():
            values = table.columns[column].rows()
            frame = pd.DataFrame(base | {"criterion": [measure] * len(table), "value": values} | place, dtype=object)
            here = np.asarray([bool(value.strip()) for value in values], dtype=bool)
            frames.append(frame[here])
            empty &= ~here
        blank = [""] * len(table)
        frame = pd.DataFrame(base | {"criterion": blank, "value": blank} | place, dtype=object)
        frames.append(frame[empty])  # a row of empty cells is a visit that found nothing
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise TableError(problems)
    if not frames:
        return pd.DataFrame(columns=[plan.rubric.subject.column, *KEPT, "criterion", "value", "file", "row"])
    return pd.concat(frames, ignore_index=True)


def _ids(written: list[str], plan: Plan) -> list[str]:
    """Measures by id where they are known, as written where not."""
    known = names_of(plan)
    return [known.get(folded(text), text) for text in written]
