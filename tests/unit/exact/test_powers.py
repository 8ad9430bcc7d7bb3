from __future__ import annotations

from fractions import Fraction

from redprop.exact import geometric_mean, logarithm, logarithms
from tests.builders import fractions, ratios


def test_the_logarithm_of_one_is_nothing() -> None:
    assert logarithm(Fraction(1)) == 0


def test_a_logarithm_has_fifteen_places() -> None:
    # ln 2 = 0.693147180559945 309..., ln 750 = 6.620073206530356 16...
    assert logarithm(Fraction(2)) == Fraction(693147180559945, 10**15)
    assert logarithm(Fraction(750)) == Fraction(6620073206530356, 10**15)


def test_a_column_of_logarithms_leaves_what_is_not_above_nothing_at_nothing() -> None:
    assert fractions(logarithms(ratios(1, 0, -3))) == [0, 0, 0]


def test_the_geometric_mean_of_nine_and_four_tenths_is_six() -> None:
    # the root of 0.9 x 0.4 = 0.36
    assert fractions(geometric_mean([ratios("0.9"), ratios("0.4")], [ratios(1), ratios(1)])) == [Fraction("0.6")]


def test_weights_are_exponents() -> None:
    # (0.5^2 x 0.004^1)^(1/3) = (0.001)^(1/3)
    assert fractions(geometric_mean([ratios("0.5"), ratios("0.004")], [ratios(2), ratios(1)])) == [Fraction("0.1")]


def test_a_share_of_nothing_makes_it_nothing() -> None:
    assert fractions(geometric_mean([ratios(0), ratios(1)], [ratios(1), ratios(1)])) == [0]


def test_what_weighs_nothing_takes_no_part() -> None:
    assert fractions(geometric_mean([ratios(0), ratios("0.7")], [ratios(0), ratios(1)])) == [Fraction("0.7")]


def test_nothing_weighed_is_nothing() -> None:
    assert fractions(geometric_mean([ratios(1)], [ratios(0)])) == [0]


def test_a_root_is_rounded_half_even_to_fifteen_places() -> None:
    # the root of 1/9 x 1 is a third
    third = Fraction(333333333333333, 10**15)

    assert fractions(geometric_mean([ratios("1/9"), ratios(1)], [ratios(1), ratios(1)])) == [third]


def test_one_share_alone_and_equal_ones_need_no_root() -> None:
    third = ratios("1/3")

    assert fractions(geometric_mean([third], [ratios(1)])) == [Fraction(1, 3)]
    assert fractions(geometric_mean([third, third, ratios(1)], [ratios(2), ratios(5), ratios(0)])) == [Fraction(1, 3)]


def test_one_power_is_taken_for_all_equal_shares() -> None:
    assert fractions(geometric_mean([ratios("0.123456789012345")] * 3, [ratios(1)] * 3)) == [
        Fraction("0.123456789012345")
    ]


def test_a_logarithm_below_one_is_less_than_nothing() -> None:
    # ln 1/2 = -ln 2
    assert logarithm(Fraction(1, 2)) == -logarithm(Fraction(2))


def test_published_logarithms() -> None:
    """OEIS A002392: ln 10 = 2.30258509299404568..."""
    assert logarithm(Fraction(10)) == Fraction("2.302585092994046")


def test_equal_values_have_one_logarithm() -> None:
    column = fractions(logarithms(ratios(10, "20/2", 1, 10)))

    assert column == [Fraction("2.302585092994046"), Fraction("2.302585092994046"), 0, Fraction("2.302585092994046")]


def test_each_subject_has_weights_of_its_own() -> None:
    # the root of 0.36; 0.9 alone; (0.5^2 x 0.004)^(1/3)
    shares = [ratios("0.9", "0.9", "0.5"), ratios("0.4", "0.4", "0.004")]

    found = fractions(geometric_mean(shares, [ratios(1, 1, 2), ratios(1, 0, 1)]))
    assert found == [Fraction("0.6"), Fraction("0.9"), Fraction("0.1")]


def test_weights_may_be_scaled_as_one_likes() -> None:
    shares = [ratios("0.9"), ratios("0.4")]

    assert fractions(geometric_mean(shares, [ratios("1/3"), ratios("1/3")])) == [Fraction("0.6")]


def test_all_of_all_is_all() -> None:
    assert fractions(geometric_mean([ratios(1)] * 3, [ratios(1), ratios(2), ratios("1/7")])) == [1]
