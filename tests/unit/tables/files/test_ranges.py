from __future__ import annotations

from pathlib import Path

import pytest

from redprop.tables.files import ranges
from redprop.tables.files.ranges import Lines


def test_lines_are_counted_once_in_whatever_order_places_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text("a\nb\nc\nd\n")
    lines = Lines(str(tmp_path / "t.csv"))
    found = [lines.before(place) for place in (6, 2, 4, 8)]
    monkeypatch.setattr(ranges, "read_range", None)  # asked again, nothing is read

    assert found == [3, 1, 2, 4]
    assert [lines.before(place) for place in (0, 2, 4, 6, 8)] == [0, 1, 2, 3, 4]
