from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redprop.tables.known import Known
from redprop.tables.raw import Texts

MEANS = {"a": 0, "b": 1, "甲": 2}


class Asked(Known):
    """Means what `MEANS` says, -1 for anything else, and writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(self._answer)

    def _answer(self, text: str) -> int:
        self.asked.append(text)
        return MEANS.get(text, -1)

    def of(self, *texts: str) -> list[int]:
        return self.meanings(texts).tolist()


@pytest.fixture(params=["python", "arrow"])
def held(request: pytest.FixtureRequest) -> type:
    """How a column holds its texts."""
    return tuple if request.param == "python" else lambda texts: Texts(pa.array(list(texts), pa.string()))


def test_each_text_has_its_meaning(held: type) -> None:
    assert Asked().meanings(held(["b", "甲", "a"])).tolist() == [1, 2, 0]


def test_a_text_that_is_met_again_is_not_asked_again(held: type) -> None:
    known = Asked()

    assert [known.meanings(held(texts)).tolist() for texts in (["a", "b"], ["b", "甲"], ["甲", "a"])] == [
        *([0, 1], [1, 2], [2, 0])
    ]
    assert known.asked == ["a", "b", "甲"]


def test_of_texts_that_mean_nothing_no_more_are_kept_than_may_be(held: type, monkeypatch: pytest.MonkeyPatch) -> None:
    # there may be any number of them, where those that mean something are as many as subjects
    monkeypatch.setattr("redprop.tables.known.REMEMBERED", 0)
    known = Asked()

    assert [known.meanings(held(texts)).tolist() for texts in (["x", "a"], ["a", "x"])] == [[-1, 0], [0, -1]]
    assert known.asked == ["x", "a", "x"]


def test_texts_after_one_that_means_nothing_keep_their_meaning() -> None:
    known = Asked()

    assert known.of("x", "b", "y", "甲") == [-1, 1, -1, 2]
    assert known.of("甲", "b", "a") == [2, 1, 0]


def test_a_column_of_no_texts_has_no_meanings(held: type) -> None:
    known = Asked()

    assert known.meanings(held([])).tolist() == []
    known.of("a")
    assert known.meanings(held([])).tolist() == []


def test_a_text_that_a_column_lists_twice_has_its_meaning_twice() -> None:
    assert Asked().of("b", "a", "b") == [1, 0, 1]


def test_an_empty_text_is_a_text() -> None:
    known = Known({"": 5, "a": 6}.__getitem__)

    assert [known.meanings(texts).tolist() for texts in (["", "a"], ["a", ""])] == [[5, 6], [6, 5]]


def test_half_a_character_is_a_text_that_may_be_asked_for() -> None:
    # a sheet or a frame of another program may hold one
    known = Asked()

    assert known.of("\ud800", "a") == [-1, 0]
    assert known.asked == ["\ud800", "a"]


def test_a_part_of_a_column_has_its_own_texts() -> None:
    known = Asked()
    known.of("a")

    assert known.meanings(Texts(pa.array(["a", "b", "甲", "b"]).slice(1, 2))).tolist() == [1, 2]


def test_many_threads_are_given_the_same_meanings() -> None:
    known = Known(lambda text: int(text[1:]))
    pieces = [[f"s{number % 500}" for number in range(first, first + 300)] for first in range(0, 4_000, 100)]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(known.meanings, pieces))

    assert [one.tolist() for one in found] == [[int(text[1:]) for text in piece] for piece in pieces]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*MEANS, "x", "y", ""]), max_size=6), max_size=6))
def test_what_was_met_before_changes_no_meaning(pieces: Sequence[list[str]]) -> None:
    known = Asked()

    for piece in pieces:
        assert known.of(*piece) == [MEANS.get(text, -1) for text in piece]
    assert all(known.asked.count(text) <= 1 for text in MEANS)
