from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redprop.exact import Mode, Ratios, ratios, round_whole
from redprop.exact import arrays as exact_arrays
from redprop.exact.arrays import plus, times, whole
from tests.laws.counted import counted
from tests.laws.verdicts import Bench, benches
from tests.laws.worlds import World, quick, worlds

small = st.fractions(min_value=-50, max_value=50, max_denominator=60)
huge = st.builds(Fraction, st.integers(-(2**70), 2**70), st.integers(1, 2**66))
columns = st.lists(st.tuples(st.one_of(small, huge), st.one_of(small, huge)), min_size=1, max_size=6)
integers = st.lists(st.tuples(st.integers(-(2**64), 2**64), st.integers(-(2**64), 2**64)), min_size=1, max_size=6)
modes = st.sampled_from(["half_up", "half_even", "down", "up"])


@quick
@given(integers)
def test_whole_numbers_add_and_multiply_as_python_integers_do(pairs: list[tuple[int, int]]) -> None:
    a, b = whole([x for x, _ in pairs]), whole([y for _, y in pairs])

    assert plus(a, b).tolist() == [x + y for x, y in pairs]
    assert times(a, b).tolist() == [x * y for x, y in pairs]


@quick
@given(columns)
def test_columns_calculate_as_fractions_do(pairs: list[tuple[Fraction, Fraction]]) -> None:
    a, b = Ratios.of([x for x, _ in pairs]), Ratios.of([y for _, y in pairs])

    assert (a + b).fractions() == [x + y for x, y in pairs]
    assert (a - b).fractions() == [x - y for x, y in pairs]
    assert (a * b).fractions() == [x * y for x, y in pairs]
    assert a.over(b).fractions() == [x / y if y else 0 for x, y in pairs]


@quick
@given(columns)
def test_columns_compare_as_fractions_do(pairs: list[tuple[Fraction, Fraction]]) -> None:
    a, b = Ratios.of([x for x, _ in pairs]), Ratios.of([y for _, y in pairs])

    assert (a < b).tolist() == [x < y for x, y in pairs]
    assert (a >= b).tolist() == [x >= y for x, y in pairs]
    assert a.equals(b).tolist() == [x == y for x, y in pairs]
    assert a.where(a < b, b).fractions() == [min(x, y) for x, y in pairs]


@quick
@given(columns)
def test_order_sorts_as_fractions_do(pairs: list[tuple[Fraction, Fraction]]) -> None:
    listed = [x for pair in pairs for x in pair]
    order = Ratios.of(listed).order().tolist()

    for i, x in enumerate(listed):
        for j, y in enumerate(listed):
            assert (order[i] < order[j], order[i] == order[j]) == (x < y, x == y)


@quick
@given(st.one_of(small, huge), modes)
def test_rounding_is_within_a_unit_and_takes_the_side_that_it_says(value: Fraction, mode: Mode) -> None:
    (found,) = round_whole(whole([value.numerator]), whole([value.denominator]), mode).tolist()
    off = abs(found) - abs(value)

    assert abs(off) < 1
    assert found * value >= 0
    if mode == "down":
        assert off <= 0
    elif mode == "up":
        assert off >= 0
    else:
        assert abs(off) <= Fraction(1, 2)
        assert abs(off) < Fraction(1, 2) or (off > 0 if mode == "half_up" else found % 2 == 0)


@pytest.mark.parametrize("limit", [1, 1000])
@quick
@given(world=st.one_of(worlds(), counted(), benches()))
def test_64_bits_and_python_integers_give_the_same_result(limit: int, world: World | Bench) -> None:
    one = world.result()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact_arrays, "LIMIT", limit)
        patch.setattr(ratios, "LIMIT", limit)
        other = world.result()
        other_parts = {at: part.tolist() for at, part in other.parts.criteria.items()}
        pd.testing.assert_frame_equal(one.scores, other.scores)
        pd.testing.assert_frame_equal(one.ranking(), other.ranking())

    assert one.fingerprint == other.fingerprint
    assert {at: part.tolist() for at, part in one.parts.criteria.items()} == other_parts
