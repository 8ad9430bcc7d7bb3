"""What crosses the wire: any of our values as bytes, small, without what the receiver has already."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from redprop.exact import Whole
from redprop.exact.arrays import largest


def packed(value: object, known: Sequence[object] = ()) -> bytes:
    """A value as bytes; each thing in it that is one of `known` is sent as its number there."""
    out = io.BytesIO()
    _Packer(out, known).dump(value)
    return zlib.compress(out.getbuffer(), 1)


def unpacked(content: bytes, known: Sequence[object] = ()) -> Any:
    """The value of bytes; `known` are the receiver's own, in the order of the sender's."""
    return _Unpacker(io.BytesIO(zlib.decompress(content)), known).load()


class _Packer(pickle.Pickler):
    def __init__(self, out: io.BytesIO, known: Sequence[object]) -> None:
        super().__init__(out, protocol=5)
        self.numbers = {id(one): number for number, one in enumerate(known)}

    def persistent_id(self, value: object) -> int | None:
        return self.numbers.get(id(value))

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return _frozen, (dict(value),)
        if isinstance(value, np.ndarray) and value.dtype == np.int64:
            return _widened, (_small(value),)
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    def __init__(self, content: io.BytesIO, known: Sequence[object]) -> None:
        super().__init__(content)
        self.known = known

    def persistent_load(self, number: int) -> object:
        return self.known[number]


def _frozen(value: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(value)


def _small(column: Whole) -> Whole:
    """A column in the smallest numbers that hold it; in those it has if none are smaller."""
    most = largest(column)
    kind = next((kind for kind in (np.int8, np.int16, np.int32) if most <= np.iinfo(kind).max), None)
    return column.view(np.uint64) if kind is None else column.astype(kind)


def _widened(column: Whole) -> Whole:
    return column.view(np.int64) if column.dtype == np.uint64 else column.astype(np.int64)
