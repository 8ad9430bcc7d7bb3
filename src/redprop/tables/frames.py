"""Frames as tables, and tables as frames: what the Python API takes and gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from redprop.errors import Place, Problem, Severity, TableError
from redprop.exact import shortest_text
from redprop.rubric.plan import Plan
from redprop.tables.channels import channel_writings
from redprop.tables.files.names import plain_stem
from redprop.tables.headers import Shape, names_of, shape_of, vocabulary_of
from redprop.tables.ledger import Ledger
from redprop.tables.opened import Opened, open_tables, whole_table
from redprop.tables.raw import RawTable, TextColumn, folded
from redprop.tables.sources import How

if TYPE_CHECKING:
    import pandas as pd

KEPT = ("channel", "visit", "date", "respondent", "period")


@dataclass(frozen=True, eq=False)
class FrameTable:
    """A frame that is read as a file would be."""

    file: str
    frame: pd.DataFrame
    sheet: str = ""
    named: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(str(name) for name in self.frame.columns)

    def pieces(self, block: int = 0) -> Iterator[FrameTable]:
        """A frame is one piece."""
        yield self

    @property
    def weight(self) -> int:
        """Its rows."""
        return len(self.frame)

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
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
    frames: list[pd.DataFrame] = []
    words = vocabulary_of(plan)
    for path in paths:
        try:
            tables, notes = open_tables(path, How(), words)
            problems += notes
            for opened in tables:
                frames += _of_table(opened, plan, problems)
        except TableError as error:
            problems += error.problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise TableError(problems)
    if not frames:
        return pd.DataFrame(columns=[plan.rubric.subject.column, *KEPT, "criterion", "value", "file", "row"])
    return pd.concat(frames, ignore_index=True)


def _of_table(opened: Opened, plan: Plan, problems: list[Problem]) -> list[pd.DataFrame]:
    """A table as long frames; what is wrong with it is added to the problems."""
    channel = opened.named or channel_writings(plan).get(folded(plain_stem(opened.file)))
    where = Place(opened.file, sheet=opened.sheet) if opened.sheet else Place(opened.file, 1)
    shape, wrong = shape_of(opened.header, plan, where, frozenset(), channel)
    problems += wrong
    if shape is None:
        return []
    table = whole_table(opened)
    problems += table.problems
    return _frames_of(table, shape, channel or "", plan)


def _frames_of(table: RawTable, shape: Shape, channel: str, plan: Plan) -> list[pd.DataFrame]:
    """A table as long frames: one of a long table; of a wide one one a measure, and one of its rows without any."""
    import pandas as pd

    rows = {name: table.columns[column].rows() for name, column in shape.known.items()}
    base = {plan.rubric.subject.column: table.columns[shape.subject].rows()}
    base |= {name: rows.get(name, [channel if name == "channel" else ""] * len(table)) for name in KEPT}
    place = {"file": [table.file] * len(table), "row": table.lines.tolist()}

    def frame(criterion: list[str], value: list[str]) -> pd.DataFrame:
        return pd.DataFrame(base | {"criterion": criterion, "value": value} | place, dtype=object)

    blank = [""] * len(table)
    if shape.is_long:
        return [frame(_ids(rows["criterion"], plan), rows.get("value", blank))]
    frames, empty = [], np.ones(len(table), dtype=bool)
    for measure, column in shape.measures.items():
        values = table.columns[column].rows()
        here = np.asarray([bool(value.strip()) for value in values], dtype=bool)
        frames.append(frame([measure] * len(table), values)[here])
        empty &= ~here
    return [*frames, frame(blank, blank)[empty]]  # a row of empty cells is a visit that found nothing


def _ids(written: list[str], plan: Plan) -> list[str]:
    """Measures by id where they are known, as written where not."""
    known = names_of(plan)
    return [known.get(folded(text), text) for text in written]
