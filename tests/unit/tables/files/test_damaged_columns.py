from __future__ import annotations

import io
import struct
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pytest

from redprop.errors import TableError
from redprop.tables.files import columnar
from redprop.tables.files.columnar import open_columnar
from redprop.tables.opened import whole_table
from tests.builders import codes


def feather(column: pa.Array) -> bytes:
    out = io.BytesIO()
    pa.feather.write_feather(pa.table({"estate": column}), out, compression="uncompressed")
    return out.getvalue()


def refused(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    with pytest.raises(TableError) as error:
        whole_table(open_columnar(path, "feather"))
    return codes(error.value.problems)


@pytest.mark.parametrize("wrong", [0x7FFFFFFF, -5, 3], ids=["beyond the file", "negative", "before the last"])
def test_texts_that_lie_outside_their_memory_are_not_read(wrong: int, tmp_path: Path) -> None:
    """The interpreter was ended by it."""
    content = feather(pa.array(["E0001", "E0002", "E0003"]))
    places = struct.pack("<4i", 0, 5, 10, 15)
    assert content.count(places) == 1

    damaged = content.replace(places, struct.pack("<4i", 0, 5, wrong, 15))
    assert refused(tmp_path / "rows.feather", damaged) == ["damaged-file"]


def test_texts_that_are_no_text_are_not_read(tmp_path: Path) -> None:
    content = feather(pa.array(["E0001", "E0002"])).replace(b"E0001E0002", b"E0001E\xff002")

    assert refused(tmp_path / "rows.feather", content) == ["damaged-file"]


def test_more_rows_in_a_piece_than_anybody_writes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "MOST_ROWS", 2)

    assert refused(tmp_path / "rows.feather", feather(pa.array(["A", "B", "C"]))) == ["damaged-file"]
