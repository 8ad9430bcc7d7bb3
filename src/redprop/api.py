"""redprop from Python: frames in, frames out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redprop.engine.score import score_reading
from redprop.rubric.compile import compile_rubric
from redprop.tables.files.remote import located
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.frames import read_frames, table_of
from redprop.tables.opened import open_tables, whole_table
from redprop.tables.read import Given, read_tables
from redprop.tables.register import OWN
from redprop.tables.sources import How
from redprop.tables.visits import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from redprop.engine.result import Result
    from redprop.rubric.model import Rubric


def read_measurements(paths: Sequence[str | Path], rubric: Rubric) -> pd.DataFrame:
    """The measurements of files, long or wide, as one long frame of texts.

    Columns: the subject's, `channel`, `visit`, `criterion`, `value`, `respondent`, `date`, `period`, and `file` and
    `row`, which say where each measurement stands. A channel that only the file's name gives is filled in.

    Raises:
        TableError: A file cannot be read, or its columns are not understood.
    """
    return read_frames([located(path) for path in paths], compile_rubric(rubric))


def read_register(path: str | Path) -> pd.DataFrame:
    """A register as a frame of texts, its columns as in the file.

    Raises:
        TableError: The file cannot be read.
    """
    import pandas as pd

    words = Vocabulary(frozenset({"estate"}), frozenset({*OWN, *COLUMNS}))
    tables, _ = open_tables(located(path), How(), words)
    table = whole_table(tables[0])
    return pd.DataFrame({name: column.rows() for name, column in table.columns.items()}, dtype=object)


read_visits = read_register


def score(
    rubric: Rubric,
    measurements: pd.DataFrame,
    register: pd.DataFrame | None = None,
    visits: pd.DataFrame | None = None,
    *,
    period: str = "",
    skip_bad_rows: bool = False,
) -> Result:
    """Scores a frame of measurements, long or wide, as `redprop score` scores files.

    Binary floating point is read as the shortest decimal of at most 15 significant digits. `period` says which rows
    of the register are in force. Rows are counted from 2, as in a file of the frame.

    Raises:
        TableError: Rows cannot be used; every problem is listed.
    """
    plan = compile_rubric(rubric)
    given = Given(
        measurements=(table_of(measurements, "measurements"),),
        register=None if register is None else table_of(register, "register"),
        visits=None if visits is None else table_of(visits, "visits"),
        period=period,
    )
    return score_reading(plan, read_tables(given, plan, How(skip_bad_rows=skip_bad_rows)))
