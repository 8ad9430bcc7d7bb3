from __future__ import annotations

import pickle
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redprop.errors import TableError
from redprop.tables.files import ranges
from redprop.tables.files.ranges import Lines, read_range


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,x\n2,y\n")
    return str(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("start", "length", "found"),
    [
        (0, 3, b"a,b"),
        (4, 4, b"1,x\n"),
        (0, 12, b"a,b\n1,x\n2,y\n"),
        (8, 100, b"2,y\n"),  # what is there
        (12, 4, b""),
        (100, 4, b""),
        (4, 0, b""),
    ],
)
def test_a_range_is_so_many_bytes_from_a_place_on(path: str, start: int, length: int, found: bytes) -> None:
    assert read_range(path, start, length) == found


def test_a_range_is_whole_where_the_system_gives_it_in_parts(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = ranges.os.read
    monkeypatch.setattr(ranges.os, "read", lambda file, length: read(file, min(length, 3)))

    assert [read_range(path, 1, length) for length in (3, 7, 100)] == [b",b\n", b",b\n1,x\n", b",b\n1,x\n2,y\n"]


def test_a_file_that_is_not_there_is_a_problem_that_names_it(path: str) -> None:
    with pytest.raises(TableError) as refused:
        read_range(path + "x", 0, 4)

    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("cannot-read", path + "x")
    assert problem.params == {"why": "no such file or directory"}


# -- lines ------------------------------------------------------------------------------------------------------------

PLACES = {0: 0, 3: 0, 4: 1, 7: 1, 8: 2, 12: 3}
"""Places of the file above and how many lines end before them: they end with the bytes 3, 7 and 11."""


@pytest.fixture
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "STEP", 3)


@pytest.mark.usefixtures("_small_steps")
def test_lines_before_a_place_are_counted_in_whatever_order_they_are_asked_for(path: str) -> None:
    for order in permutations(PLACES):
        lines = Lines(path)

        assert [lines.before(place) for place in order] == [PLACES[place] for place in order]


def test_a_place_behind_the_end_has_all_lines_before_it(path: str) -> None:
    lines = Lines(path)

    assert (lines.before(1000), lines.before(12), lines.before(1000)) == (3, 3, 3)


def test_what_was_counted_is_not_read_again(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, read = Lines(path), []
    monkeypatch.setattr(ranges, "read_range", lambda *asked: read.append(asked[1:]) or read_range(*asked))

    assert [lines.before(place) for place in (4, 8, 8, 4)] == [1, 2, 2, 1]
    assert read == [(0, 4), (4, 4)]


def test_lines_of_a_file_of_carriage_returns_end_with_them(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\r1,x\r2,y\r")
    path = str(tmp_path / "t.csv")

    assert [Lines(path, b"\r").before(place) for place in (4, 8, 12)] == [1, 2, 3]
    assert Lines(path).before(12) == 0


def test_lines_travel_as_their_file_and_count_the_same(path: str) -> None:
    for end in (b"\n", b"\r"):
        lines = Lines(path, end)
        counted = [lines.before(place) for place in PLACES]
        sent = pickle.loads(pickle.dumps(lines))  # noqa: S301  # our own

        assert (sent.path, sent.end, sent.places) == (path, end, [0])
        assert [sent.before(place) for place in PLACES] == counted


@settings(max_examples=100, deadline=None)
@given(st.text("a\n", max_size=40).map(str.encode), st.lists(st.integers(0, 45), max_size=8))
def test_lines_before_places_are_those_in_the_bytes_before_them(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, asked: list[int]
) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.csv"
    path.write_bytes(content)
    lines = Lines(str(path))

    assert [lines.before(place) for place in asked] == [content[:place].count(b"\n") for place in asked]
