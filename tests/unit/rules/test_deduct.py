from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.exact import Ratios
from redprop.rules import Seen
from redprop.rules.deduct import Deduct
from tests.builders import fractions, ratios


def left(said: dict[str, Any], seen: Seen, full: int = 4) -> list[Fraction]:
    return fractions(Deduct.model_validate(said).marks(Fraction(full), seen))


def counted(*counts: Any) -> Seen:
    return Seen(ratios(*counts))


def caused(**counts: list[Any]) -> Seen:
    size = len(next(iter(counts.values())))
    return Seen(Ratios.constant(0, size), causes={name: ratios(*column) for name, column in counts.items()})


def test_each_finding_costs_the_same() -> None:
    # 4 - 3 x 1 = 1
    assert left({"each": 1}, counted(0, 1, 3)) == [4, 3, 1]


def test_nothing_is_lost_below_nothing() -> None:
    assert left({"each": 1}, counted(4, 5, 1000)) == [0, 0, 0]


def test_a_count_may_be_a_decimal() -> None:
    # 4 - 0.3 x 1 = 3.7
    assert left({"each": 1}, counted("0.3")) == [Fraction(37, 10)]


def test_once_costs_the_same_however_often() -> None:
    assert left({"once": 3}, counted(0, 1, 7)) == [4, 1, 1]


def test_once_costs_whole_for_a_part_of_one() -> None:
    assert left({"once": 3}, counted("0.2")) == [1]


def test_several_causes_add_up() -> None:
    # 4 - 2 x 0.5 - 1 x 2 = 1
    causes = {"bare": {"each": Decimal("0.5")}, "no_log": {"each": 2}}

    assert left(causes, caused(bare=[2, 0], no_log=[1, 0])) == [1, 4]


def test_a_cause_that_counts_once_stands_beside_one_that_counts_each() -> None:
    # 4 - 1 x 1 - 2 = 1
    assert left({"bare": {"each": 1}, "no_log": {"once": 2}}, caused(bare=[1], no_log=[9])) == [1]


def test_several_causes_together_never_go_below_nothing() -> None:
    assert left({"a": {"each": 3}, "b": {"once": 3}}, caused(a=[1], b=[1])) == [0]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"each": 1, "once": 1},
        {"each": 0},
        {"once": -1},
        {"each": 1, "bare": {"each": 1}},
        {"bare": {}},
        {"eech": 1},
    ],
)
def test_a_deduction_says_exactly_one_way(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Deduct.model_validate(said)


def test_causes_are_measures_of_their_own() -> None:
    assert Deduct.model_validate({"bare": {"each": 1}, "no_log": {"once": 1}}).cause_names() == ("bare", "no_log")


def test_what_a_count_is_a_count_of_is_no_cause() -> None:
    assert Deduct.model_validate({"each": 1, "looked_at": "route"}).cause_names() == ()


def test_a_count_is_never_below_nothing() -> None:
    assert Deduct.model_validate({"each": 1}).bounds(Fraction(4)) == (0, None)
