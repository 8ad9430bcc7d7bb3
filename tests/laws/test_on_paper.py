from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from redprop.outcome import Outcome
from tests.laws.on_paper import score
from tests.laws.worlds import SUBJECTS, World, quick, worlds


@quick
@given(worlds())
def test_the_score_before_limits_is_the_one_that_paper_gives(world: World) -> None:
    result = world.result()
    units = 10**result.plan.places
    found = {
        name: Fraction(int(result.before_limits[index]), units)
        if has
        else Outcome.of_code(int(result.outcome[index])).value
        for index, (name, has) in enumerate(zip(result.register.ids, result.has_score.tolist(), strict=True))
    }

    assert found == {name: score(world, name) for name in SUBJECTS}
