from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.worlds import SUBJECTS, World, quick, worlds

cuts = st.lists(st.integers(0, 30), max_size=3)


@quick
@given(worlds(), cuts)
def test_cutting_rows_into_files_changes_nothing(world: World, cuts: list[int]) -> None:
    one, other = world.result(), world.result(*cuts)

    assert one.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(one.scores, other.scores)


@quick
@given(worlds(), st.integers(0, 30))
def test_the_tally_of_two_parts_is_the_sum_of_their_tallies(world: World, cut: int) -> None:
    first, second = world.but(rows=world.rows[:cut]), world.but(rows=world.rows[cut:])
    together = first.result().reading.tally + second.result().reading.tally

    assert together.fingerprint() == world.result().reading.tally.fingerprint()


@quick
@given(worlds(), st.integers(1, len(SUBJECTS) - 1))
def test_parts_of_other_subjects_add_up_to_the_whole(world: World, count: int) -> None:
    def of(names: tuple[str, ...]) -> World:
        register = "estate\n" + "".join(f"{name}\n" for name in names)
        return world.but(register=register, rows=tuple(row for row in world.rows if row.subject in names))

    together = of(SUBJECTS[:count]).result().reading.tally + of(SUBJECTS[count:]).result().reading.tally

    assert together.fingerprint() == world.result().reading.tally.fingerprint()
