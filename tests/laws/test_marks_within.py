from __future__ import annotations

from hypothesis import given

from tests.laws.worlds import World, quick, worlds


@quick
@given(worlds())
def test_marks_stay_between_nothing_and_what_was_possible(world: World) -> None:
    for channel in world.result().channels.values():
        for scored in channel.leaves.values():
            marks = scored.marks
            assert (marks.earned >= 0).all()
            assert (marks.possible <= marks.full).all()
            assert (marks.earned <= marks.possible).all()


@quick
@given(worlds())
def test_scores_stay_between_nothing_and_the_marks_of_the_whole(world: World) -> None:
    result = world.result()

    assert (result.score_units >= 0).all()
    if world.rubric.get("bonus", {}).get("past_full"):
        return
    assert (result.score_units <= int(result.plan.full * 10**result.plan.places) + 1).all()


@quick
@given(worlds())
def test_marks_in_force_come_to_the_marks_of_the_whole(world: World) -> None:
    result = world.result()
    from_channels = result.in_force("")
    zero_weight = [not c.present.all() and result.plan.channel(c.id).absent == "zero" for c in result.channels.values()]

    # a channel that is absent and counts nothing keeps its share of the whole
    assert (from_channels <= result.plan.full).all()
    if not any(zero_weight):
        assert from_channels.where(result.has_score, result.plan.full).equals(result.plan.full).all()


@quick
@given(worlds())
def test_coverage_is_a_share(world: World) -> None:
    coverage = world.result().coverage

    assert ((coverage >= 0) & (coverage <= 10_000)).all()
