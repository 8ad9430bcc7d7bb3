"""Quotas too small for a seat, and quotas that give away more than there is."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import says, told

RUBRIC = """\
marks: 100
criteria:
  - {id: paths, marks: 100, given: {}}
grades:
  order: [best, good, poor]
  bands: [[60, good]]
  else: poor
  quotas:
"""


def quotas(*said: str) -> str:
    """Quotas in line 13 and below, from column 7."""
    return RUBRIC + "".join(f"    - {{{one}, ties: in}}\n" for one in said)


def test_a_quota_that_says_no_smallest_league_is_told() -> None:
    text = quotas("grade: best, top_share: 0.5, seats: ceil")

    assert told(text, "quota-too-small") == ["warning 13:7"]
    assert says(text, "quota-too-small").endswith("Say smallest: from how many on it holds.")


@pytest.mark.parametrize(
    ("share", "seats", "smallest"),
    [
        ("0.05", "floor", 19),  # 0.95 of a seat
        ("0.05", "half_up", 9),  # 0.45
    ],
)
def test_a_smallest_league_without_a_seat_is_told(share: str, seats: str, smallest: int) -> None:
    text = quotas(f"grade: best, top_share: {share}, seats: {seats}, smallest: {smallest}")

    assert told(text, "quota-too-small") == ["warning 13:7"]
    assert f"A league of {smallest} has none" in says(text, "quota-too-small")


@pytest.mark.parametrize(
    ("share", "seats", "smallest"),
    [
        ("0.05", "floor", 20),  # 1 exactly
        ("0.05", "half_up", 10),  # 0.5 is one
        ("0.05", "ceil", 1),  # anything is one
    ],
)
def test_a_smallest_league_with_a_seat_is_not_told(share: str, seats: str, smallest: int) -> None:
    assert (
        told(quotas(f"grade: best, top_share: {share}, seats: {seats}, smallest: {smallest}"), "quota-too-small") == []
    )


TOP = "grade: best, top_share: 0.6, seats: floor, smallest: 10"
BOTTOM = "grade: poor, bottom_share: %s, seats: floor, smallest: 10"


def test_shares_from_both_ends_that_come_to_more_than_all_are_an_error_at_the_second() -> None:
    text = quotas(TOP, BOTTOM % "0.41")

    assert told(text, "quotas-overlap") == ["error 14:7"]
    assert says(text, "quotas-overlap").startswith("The top 0.6 and the bottom 0.41 of a league come to 1.01")


def test_shares_that_come_to_all_are_not_told() -> None:
    assert told(quotas(TOP, BOTTOM % "0.4"), "quotas-overlap") == []


def test_shares_from_one_end_lie_within_one_another() -> None:
    # the best 60 of 100 have the best grade or a better one, the best 70 that or the next
    more = "grade: good, top_share: 0.7, seats: floor, smallest: 10"

    assert told(quotas(TOP, more, BOTTOM % "0.3"), "quotas-overlap") == []
