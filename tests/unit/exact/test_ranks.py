from __future__ import annotations

import pytest

from redprop.exact import Ties, ranks
from redprop.exact.arrays import whole


def placed(ties: Ties, *keys: list[int]) -> list[float]:
    return (ranks([whole(key) for key in keys], ties) / 2).tolist()


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", [2, 1, 2, 4]),
        ("dense", [2, 1, 2, 3]),
        ("mean", [2.5, 1, 2.5, 4]),
        ("ordinal", [2, 1, 3, 4]),
    ],
)
def test_equals_share_a_place_as_they_are_told(ties: Ties, expected: list[float]) -> None:
    assert placed(ties, [7, 9, 7, 5]) == expected


def test_three_equals_share_the_middle_of_their_places() -> None:
    # places 2, 3, 4 have the mean 3
    assert placed("mean", [5, 9, 5, 5]) == [3, 1, 3, 3]


def test_a_later_key_decides_among_equals() -> None:
    assert placed("competition", [7, 7, 9], [1, 2, 0]) == [3, 2, 1]


def test_a_later_key_never_overrules_an_earlier_one() -> None:
    assert placed("competition", [9, 7], [0, 100]) == [1, 2]


@pytest.mark.parametrize("ties", ["competition", "dense", "mean", "ordinal"])
def test_one_subject_is_first(ties: Ties) -> None:
    assert placed(ties, [0]) == [1]


@pytest.mark.parametrize("ties", ["competition", "dense", "mean", "ordinal"])
def test_nobody_has_no_place(ties: Ties) -> None:
    assert placed(ties, []) == []


@pytest.mark.parametrize(("ties", "expected"), [("competition", 1), ("dense", 1), ("mean", 2)])
def test_all_equal_share_one_place(ties: Ties, expected: float) -> None:
    assert placed(ties, [4, 4, 4]) == [expected] * 3


def test_numbers_past_64_bits_are_told_apart_by_their_last_digit() -> None:
    assert placed("competition", [10**30, 10**30 + 1]) == [2, 1]
