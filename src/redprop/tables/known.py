"""Texts that were met before, with what they mean: looked up for a whole column at once, without making strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from redprop.exact import Whole
from redprop.tables.raw import Texts

REMEMBERED = 200_000
"""So many texts are remembered whatever they mean; beyond, only those that mean something, of which there is an end."""


class Known:
    """What texts mean, as numbers, below 0 where they mean nothing; remembered, for the next piece holds the same ones.

    `resolve` works a text out that was not met before.
    """

    def __init__(self, resolve: Callable[[str], int]) -> None:
        self.resolve = resolve
        self._met: tuple[Any, Whole] | None = None

    def meanings(self, texts: Sequence[str]) -> Whole:
        """What each text means."""
        import pyarrow as pa  # checking a rubric reads no files

        met, means = self._met or (_array([]), np.zeros(0, dtype=np.int64))  # a pair that threads replace, never change
        places, new = _places(met, texts.array if isinstance(texts, Texts) else _array(texts))
        found = np.asarray([self.resolve(text) for text in new], dtype=np.int64)
        every = np.concatenate([means, found])
        kept = np.flatnonzero((found >= 0) | (len(met) + len(new) < REMEMBERED))
        if kept.size:
            names = _array([new[index] for index in kept.tolist()])
            self._met = pa.concat_arrays([met, names]), np.concatenate([means, found[kept]])
        return every[places]


def _places(met: Any, column: Any) -> tuple[Whole, list[str]]:
    """Each text's place among those met and then the new ones; and the new ones."""
    import pyarrow as pa

    size = len(column)
    none = pa.DictionaryArray.from_arrays(_numbers(0), met)
    one = pa.DictionaryArray.from_arrays(_numbers(size), column)
    found = pa.chunked_array([none, one]).unify_dictionaries().chunk(1)
    places = np.frombuffer(found.indices.buffers()[1], dtype=np.int32)[found.indices.offset :][:size]
    new = found.dictionary.slice(len(met))
    try:
        return places, new.to_pylist()
    except UnicodeDecodeError:  # half a character, which Python's strings may hold
        return places, [text.decode(errors="surrogatepass") for text in new.view(pa.binary()).to_pylist()]


def _array(texts: Sequence[str]) -> Any:
    """Texts as an array of Arrow's, from its parts: `pa.array` would load pandas to ask it nothing."""
    import pyarrow as pa

    parts = [text.encode(errors="surrogatepass") for text in texts]
    ends = np.cumsum([0, *map(len, parts)]).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(parts), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(parts))])


def _numbers(size: int) -> Any:
    """The numbers from 0 on as an array of Arrow's."""
    import pyarrow as pa

    return pa.Array.from_buffers(pa.int32(), size, [None, pa.py_buffer(np.arange(size, dtype=np.int32))])
