from __future__ import annotations

from fractions import Fraction

import pytest

from redprop.exact import Ratios
from tests.builders import fractions, ratios


def test_sums_of_unlike_bottoms_are_exact() -> None:
    # 1/3 + 1/6 = 1/2, 2/7 + 1/6 = 19/42
    assert fractions(ratios("1/3", "2/7") + ratios("1/6", "1/6")) == [Fraction(1, 2), Fraction(19, 42)]


def test_a_plain_number_stands_beside_any_column() -> None:
    assert fractions(1 - ratios("1/3", "1/4")) == [Fraction(2, 3), Fraction(3, 4)]


def test_products_are_exact() -> None:
    assert fractions(ratios("2/3", "-3/5") * Fraction(3, 4)) == [Fraction(1, 2), Fraction(-9, 20)]


def test_quotients_are_exact() -> None:
    assert fractions(ratios("2/3", "1").over(ratios("4/3", "-3"))) == [Fraction(1, 2), Fraction(-1, 3)]


def test_a_quotient_by_zero_is_zero() -> None:
    assert fractions(ratios(5, 5).over(ratios(0, 2))) == [Fraction(0), Fraction(5, 2)]


def test_products_past_64_bits_are_exact() -> None:
    big = Fraction(2**61 + 1, 2**61 - 1)

    assert fractions(ratios(big) * big * big) == [big**3]


def test_sums_past_64_bits_are_exact() -> None:
    a, b = Fraction(1, 2**40 + 1), Fraction(1, 2**40 + 3)

    assert fractions(ratios(a) + ratios(b)) == [a + b]


def test_the_same_number_in_other_terms_is_equal() -> None:
    assert Ratios([1, 2], [2, 3]).equals(Ratios([2, 2], [4, 5])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("compared", "expected"),
    [
        (ratios("1/3", "1/2") < Fraction(1, 2), [True, False]),
        (ratios("1/3", "1/2") <= Fraction(1, 2), [True, True]),
        (ratios("1/3", "1/2") > Fraction(1, 3), [False, True]),
        (ratios("1/3", "1/2") >= Fraction(1, 3), [True, True]),
    ],
)
def test_each_comparison_says_whether_equals_belong_to_it(compared: object, expected: list[bool]) -> None:
    assert list(compared) == expected  # type: ignore[call-overload]  # an array of flags


def test_fractions_that_a_float_could_not_tell_apart_are_ordered() -> None:
    near = Fraction(1, 3) + Fraction(1, 10**25)

    assert (ratios(near) > ratios(Fraction(1, 3))).tolist() == [True]


def test_order_sorts_and_ties_as_the_fractions_do() -> None:
    order = Ratios([1, 2, 1, 0], [2, 4, 3, 5]).order().tolist()

    # 1/2, 1/2, 1/3, 0
    assert order[0] == order[1] > order[2] > order[3]


def test_a_choice_takes_each_subjects_own_number() -> None:
    flags = ratios(1, 2) > 1

    assert fractions(ratios("1/2", "1/3").where(flags, ratios("1/5", "1/7"))) == [Fraction(1, 5), Fraction(1, 3)]


def test_clipping_holds_both_ends() -> None:
    assert fractions(ratios(-1, "1/2", 3).clip(0, 2)) == [0, Fraction(1, 2), 2]


def test_rounding_to_places_gives_whole_units() -> None:
    # 1/8 = 0.125, 5/8 = 0.625: halves go up
    assert Ratios([1, 5], [8, 8]).units(2, "half_up").tolist() == [13, 63]


def test_no_places_leave_a_column_exact() -> None:
    assert fractions(ratios("1/3").rounded(None, "down")) == [Fraction(1, 3)]


def test_a_constant_column_may_be_larger_than_64_bits() -> None:
    assert fractions(Ratios.constant(Fraction(10**30, 7), 2)) == [Fraction(10**30, 7)] * 2


def test_an_empty_column_stays_empty_through_arithmetic() -> None:
    assert fractions((Ratios.of([]) + 1) * Fraction(1, 2)) == []


def test_the_least_64_bit_number_can_be_negated() -> None:
    assert fractions(-Ratios([-(2**63)])) == [2**63]


def test_the_least_64_bit_number_is_rounded_as_it_is() -> None:
    assert Ratios([-(2**63)]).units(0, "half_up").tolist() == [-(2**63)]


def test_taking_rows_keeps_each_ones_bottom() -> None:
    assert fractions(Ratios([1, 1, 1], [2, 3, 4]).take(ratios(2, 0).top)) == [Fraction(1, 4), Fraction(1, 2)]
