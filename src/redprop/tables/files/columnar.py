"""Parquet and Feather files to raw tables: a row group or a batch is a piece; columns not asked for are not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.header import refuse_bad_header
from redprop.tables.files.ranges import unreadable
from redprop.tables.files.remote import is_url, opened
from redprop.tables.files.values import text_column, unreadable_type
from redprop.tables.ledger import Ledger
from redprop.tables.raw import RawTable, TextColumn

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

PARQUET, FEATHER = b"PAR1", b"ARROW1"
MOST_ROWS = 1 << 26
"""No writer puts more rows into a piece; a file of a few bytes can claim any number."""
FIRST_ROW = 2
"""Rows are counted as in a text file, whose header is row 1."""


@dataclass(frozen=True)
class Columnar:
    """An opened Parquet or Feather file; `starts` are the first rows of its pieces, counted from 0, and their end.

    `path` is where it is, where that is not its name.
    """

    file: str
    kind: Literal["parquet", "feather"]
    header: tuple[str, ...]
    starts: tuple[int, ...]
    texts: tuple[str, ...] = ()
    path: str = ""
    sheet: str = ""
    named: str = ""

    def pieces(self, block: int = 0) -> Iterator[ColumnarPiece]:
        """Its row groups or batches; at least one."""
        count = max(len(self.starts) - 1, 1)
        yield from (ColumnarPiece(self, number) for number in range(count))


@dataclass(frozen=True)
class ColumnarPiece:
    """A row group of a Parquet file, or a batch of a Feather file."""

    source: Columnar
    number: int

    @property
    def weight(self) -> int:
        """Its rows: how many bytes they take is known only when they are read."""
        starts = self.source.starts
        return starts[self.number + 1] - starts[self.number] if len(starts) > 1 else 0

    def table(self, only: Collection[str] | None = None, told: Ledger | None = None) -> RawTable:
        """Its columns of text; `only` leaves out columns that nobody asks for: they are not read.

        Raises:
            TableError: The file is damaged, or a column holds what no text shows, such as lists.
        """
        source = self.source
        wanted = [name for name in source.header if only is None or name in only] or list(source.header[:1])
        if len(source.starts) < 2:
            return RawTable(source.file, dict.fromkeys(wanted, TextColumn.of([])), np.zeros(0, dtype=np.int64))
        try:
            found = self._read(wanted)
            found.validate(full=True)  # nothing that the file says of its texts is believed
            columns = {name: text_column(column) for name, column in zip(wanted, found.columns, strict=True)}
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:  # a day may be in no year
            raise _damaged(source.file, error) from error
        rows = np.arange(1, len(found) + 1)
        return RawTable(source.file, columns, rows, before=partial(int, source.starts[self.number] + FIRST_ROW - 1))

    def _read(self, wanted: list[str]) -> pa.Table:
        source = self.source
        where = source.path or source.file
        if source.kind == "parquet":
            with _parquet(where, source.texts) as parquet:
                return parquet.read_row_group(self.number, columns=wanted, use_threads=False)
        options = pa.ipc.IpcReadOptions(
            included_fields=[source.header.index(name) for name in wanted], use_threads=False
        )
        with _bytes(where) as mapped:
            batch = pa.ipc.open_file(mapped, options=options).get_batch(self.number)
            return pa.Table.from_batches([batch]).select(wanted)


@contextmanager
def _parquet(file: str, texts: Collection[str]) -> Iterator[ParquetFile]:
    """A Parquet file; text columns come as the different texts and their numbers, as the file most likely has them."""
    from pyarrow.parquet import ParquetFile

    with (
        opened(file) if is_url(file) else nullcontext(file) as source,
        ParquetFile(source, read_dictionary=list(texts), memory_map=False) as parquet,
    ):
        yield parquet


def _bytes(file: str) -> Any:
    """A file's bytes, of which Arrow takes what it needs."""
    return opened(file) if is_url(file) else pa.memory_map(file)


def open_columnar(path: str | Path, kind: Literal["parquet", "feather"]) -> Columnar:
    """Opens a Parquet or Feather file; its rows are not read yet.

    Raises:
        TableError: The file cannot be read, its header cannot be used, or a column is of a type that no text shows.
    """
    file = str(path)
    try:
        schema, sizes = _outline(file, kind)
        names = tuple(schema.names)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise _damaged(file, error) from error
    if max(sizes, default=0) > MOST_ROWS:
        raise _damaged(file, ValueError(f"{max(sizes)} rows in one piece"))
    refuse_bad_header(names, file)
    problems = [
        Problem("column-type", Place(file, field=one.name), {"name": one.name, "type": str(one.type)})
        for one in schema
        if unreadable_type(one.type)
    ]
    if problems:
        raise TableError(problems)
    starts = tuple(np.cumsum([0, *sizes]).tolist())
    texts = tuple(one.name for one in schema if pa.types.is_string(one.type) or pa.types.is_large_string(one.type))
    return Columnar(file, kind, names, starts, texts)


def _outline(file: str, kind: str) -> tuple[pa.Schema, list[int]]:
    """The schema, and the rows of each piece."""
    if kind == "parquet":
        with _parquet(file, ()) as parquet:
            meta = parquet.metadata
            return parquet.schema_arrow, [meta.row_group(number).num_rows for number in range(meta.num_row_groups)]
    with _bytes(file) as mapped:
        feather = pa.ipc.open_file(mapped)
        return feather.schema, [feather.get_batch(number).num_rows for number in range(feather.num_record_batches)]


def _damaged(file: str, error: Exception) -> TableError:
    if isinstance(error, OSError) and error.errno:
        return unreadable(file, error)
    why = str(error).partition("\n")[0]
    return TableError([Problem("damaged-file", Place(file), {"why": why})])
