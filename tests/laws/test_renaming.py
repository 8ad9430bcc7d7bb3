from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import places, scores
from tests.laws.worlds import SUBJECTS, World, quick, worlds

names = st.lists(
    st.text("abc小区 花园12", min_size=1, max_size=6),
    min_size=4,
    max_size=4,
    unique_by=lambda name: " ".join(name.split()),
)


@quick
@given(worlds(), names)
def test_renaming_subjects_only_renames_them(world: World, new: list[str]) -> None:
    called = {old: f"x{' '.join(name.split())}" for old, name in zip(SUBJECTS, new, strict=True)}
    rows = tuple(replace(row, subject=called[row.subject]) for row in world.rows)
    register = "estate\n" + "".join(f"{name}\n" for name in called.values())
    one, other = world.result(), world.but(rows=rows, register=register).result()

    assert {called[name]: score for name, score in scores(one).items()} == scores(other)
    assert {called[name]: place for name, place in places(one).items()} == places(other)
