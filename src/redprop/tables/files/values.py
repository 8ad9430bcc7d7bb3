"""Columns of typed values as columns of text, as a text file would show them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from redprop.exact import Whole, decimal_text, shortest_text
from redprop.tables.raw import TextColumn, Texts

MOST_PLACES = 6
"""Decimals that are tried for a whole column of binary numbers at once; of finer ones each is looked at."""
EXACT = 10**15
"""Below it a whole number of units has at most 15 digits, and no two decimals of so many are one binary number."""
TABLE = 1 << 22


def text_column(column: pa.ChunkedArray) -> TextColumn:
    """A column as texts: no value is empty, binary numbers are their shortest decimal, of at most 15 digits."""
    if column.num_chunks == 0 or not len(column):
        return TextColumn.of([])
    if pa.types.is_dictionary(column.type):
        chunks = column.unify_dictionaries() if column.num_chunks > 1 else column
        return _of_dictionary(chunks.combine_chunks())
    one = column.combine_chunks()
    one = one.chunk(0) if isinstance(one, pa.ChunkedArray) else one
    if one.type == pa.float64() and not one.null_count:
        return _of_floats(np.frombuffer(one.buffers()[1])[one.offset :][: len(one)])
    return _of_dictionary(one.dictionary_encode())


def unreadable_type(kind: pa.DataType) -> bool:
    """Whether a type holds what no single cell of text shows: lists, structures, bytes, types of others' making."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if isinstance(kind, pa.BaseExtensionType) or pa.types.is_nested(kind):
        return True
    no_text = ("binary", "large_binary", "binary_view", "fixed_size_binary", "month_day_nano_interval")
    return str(kind).partition("[")[0] in no_text


def _of_dictionary(column: pa.DictionaryArray) -> TextColumn:
    texts, indices = column.dictionary, column.indices
    if indices.null_count or texts.null_count or not pa.types.is_string(texts.type):
        codes = indices.fill_null(len(texts)) if indices.null_count else indices
        return TextColumn(_codes(codes, len(texts) + 1), [*map(value_text, _values(texts)), ""])
    return TextColumn(_codes(indices, len(texts)), Texts(texts))


def _values(different: pa.Array) -> list[Any]:
    """Values as Python's; of binary numbers of few bits, the number that their own shortest decimal is."""
    if different.type not in (pa.float16(), pa.float32()):
        return different.to_pylist()  # type: ignore[no-any-return]
    narrow = np.dtype(different.type.to_pandas_dtype()).type
    return [None if value is None else float(str(narrow(value))) for value in different.to_pylist()]


def _codes(indices: pa.Array, texts: int) -> Whole:
    """Arrow's numbers as NumPy's, no wider than they need: pieces that were parsed ahead wait in memory.

    Read from Arrow's memory: `to_numpy` would load pandas to ask it nothing.
    """
    if not len(indices):
        return np.zeros(0, dtype=np.int32)
    kind = np.dtype(indices.type.to_pandas_dtype())
    codes = np.frombuffer(indices.buffers()[1], dtype=kind)[indices.offset : indices.offset + len(indices)]
    return codes.astype(np.int8 if texts <= 2**7 else np.int16 if texts <= 2**15 else np.int32)


def value_text(value: Any) -> str:
    """A value as a text file would show it.

    >>> value_text(True), value_text(0.95), value_text(datetime(2022, 6, 30)), value_text(None)
    ('TRUE', '0.95', '2022-06-30', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return shortest_text(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _of_floats(values: Any) -> TextColumn:
    """Binary numbers: as units of a decimal place where that is exactly what they stand for, else one by one."""
    for places in range(MOST_PLACES + 1):
        scale = 10.0**places
        with np.errstate(over="ignore", invalid="ignore"):
            units = np.rint(values * scale)
            exact = bool((np.abs(units) < EXACT).all() and (units / scale == values).all())
        if exact:
            return _of_units(units.astype(np.int64), places)
    different, codes = np.unique(values, return_inverse=True)
    return TextColumn(codes, [shortest_text(float(value)) for value in different])


def _of_units(units: Whole, places: int) -> TextColumn:
    least = int(units.min())
    if int(units.max()) - least < TABLE:
        codes = units - least
        used = np.flatnonzero(np.bincount(codes))
        table = np.zeros(int(used[-1]) + 1, dtype=np.int32)
        table[used] = np.arange(len(used))
        return TextColumn(table[codes], [_shown(int(unit) + least, places) for unit in used])
    different, codes = np.unique(units, return_inverse=True)
    return TextColumn(codes, [_shown(int(unit), places) for unit in different])


def _shown(units: int, places: int) -> str:
    text = decimal_text(units, places)
    return text.rstrip("0").rstrip(".") if places else text
