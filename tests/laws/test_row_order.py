from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.worlds import World, quick, worlds


@quick
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world: World, random: object) -> None:
    rows = list(world.rows)
    random.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis's own random
    one, other = world.result(), world.but(rows=tuple(rows)).result()

    assert one.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(one.scores, other.scores)
    pd.testing.assert_frame_equal(one.ranking(), other.ranking())


@quick
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_register_changes_nothing(world: World, random: object) -> None:
    head, *names = world.register.splitlines(keepends=True)
    random.shuffle(names)  # type: ignore[attr-defined]  # Hypothesis's own random
    one, other = world.result(), world.but(register=head + "".join(names)).result()

    assert one.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(one.scores, other.scores)
