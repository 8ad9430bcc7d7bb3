from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from redprop.conditions import Comparison, holds
from tests.builders import ratios


def fits(said: dict[str, Any], *values: Any) -> list[bool]:
    return Comparison.model_validate(said).holds(ratios(*values)).tolist()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("at_least", [False, True, True]),
        ("above", [False, False, True]),
        ("at_most", [True, True, False]),
        ("below", [True, False, False]),
    ],
)
def test_each_bound_says_whether_the_number_itself_belongs_to_it(key: str, expected: list[bool]) -> None:
    assert fits({key: 3}, "2.9999", 3, "3.0001") == expected


def test_a_bound_is_compared_exactly() -> None:
    # 1/3 is more than every decimal that stops
    assert fits({"above": Decimal("0.333333333333333333333")}, "1/3") == [True]


def test_two_bounds_hold_together() -> None:
    assert fits({"at_least": 1, "below": 2}, "0.5", 1, "1.5", 2) == [False, True, True, False]


def test_equals_finds_a_number_however_it_is_written() -> None:
    assert fits({"equals": Decimal("2.50")}, "5/2", 2) == [True, False]


def test_in_takes_any_of_its_numbers() -> None:
    assert fits({"in": [1, 3]}, 1, 2, 3) == [True, False, True]


def test_words_that_are_no_numbers_fit_no_number() -> None:
    assert fits({"equals": "yes"}, 0, 1) == [False, False]


@pytest.mark.parametrize("said", [{}, {"at_leest": 3}, {"at_least": "three"}, {"at_least": True}])
def test_a_comparison_that_says_nothing_usable_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Comparison.model_validate(said)


YES, NO, GONE = (True, True), (False, True), (False, False)


def decided(condition: list[dict[str, tuple[bool, bool]]]) -> tuple[bool, bool]:
    """Whether a condition holds and is decided, when each name's value fits and is there as said."""
    any_number = Comparison(at_least=Decimal(0))
    asked = [dict.fromkeys(names, any_number) for names in condition]
    found = {name: said for names in condition for name, said in names.items()}
    held, known = holds(asked, lambda name, _: (np.array([found[name][0]]), np.array([found[name][1]])))
    return bool(held[0] & known[0]), bool(known[0])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (NO, NO, NO),
        (YES, GONE, GONE),
        (NO, GONE, NO),  # one that fails decides, whatever the other would be
        (GONE, NO, NO),
        (GONE, GONE, GONE),
    ],
)
def test_names_hold_together(a: tuple[bool, bool], b: tuple[bool, bool], expected: tuple[bool, bool]) -> None:
    assert decided([{"a": a, "b": b}]) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (YES, NO, YES),
        (NO, YES, YES),
        (NO, NO, NO),
        (YES, GONE, YES),  # one that holds decides, whatever the other would be
        (GONE, YES, YES),
        (NO, GONE, GONE),
        (GONE, GONE, GONE),
    ],
)
def test_a_list_means_any(a: tuple[bool, bool], b: tuple[bool, bool], expected: tuple[bool, bool]) -> None:
    assert decided([{"a": a}, {"b": b}]) == expected


def test_a_third_name_that_fails_decides_after_one_that_is_not_there() -> None:
    assert decided([{"a": YES, "b": GONE, "c": NO}]) == NO


def test_a_value_that_is_not_there_never_holds() -> None:
    assert decided([{"a": (True, False)}]) == GONE
