from __future__ import annotations

from hypothesis import given

from redprop.engine.copies import with_changes
from redprop.engine.lines import line_columns, take_subject_apart
from redprop.engine.one_more import one_more
from redprop.rubric.compile import WHOLE
from tests.laws.worlds import Row, World, quick, worlds


@quick
@given(worlds())
def test_the_lines_of_a_subject_add_up_to_its_score(world: World) -> None:
    result = world.result()
    for at in range(len(result.register)):
        apart = take_subject_apart(result, at)
        parts = [part for part in line_columns(apart)["part"] if part is not None]

        if apart.score is not None:
            assert sum(line.part for line in apart.lines) == apart.score
            assert sum(parts) == apart.shown(apart.score)


@quick
@given(worlds())
def test_what_was_seen_gives_the_marks_of_the_channel_where_visits_are_a_mean(world: World) -> None:
    result = world.result()
    for at in range(len(result.register)):
        for line in take_subject_apart(result, at).lines:
            channel = next((one for one in result.plan.channels if one.id == line.channel), None)
            bounded = channel is not None and any(
                leaf.id == line.node and leaf.edge != leaf.edge.__class__() for leaf in result.plan.leaves
            )
            rounds = result.plan.rubric.rounding.criterion is not None
            if line.kind != "criterion" or channel is None or channel.visits != "mean" or bounded or rounds:
                continue
            if channel.zero_when is not None:
                continue
            assessed = [sight for sight in line.sights if sight.possible]
            if assessed and line.possible:
                assert line.earned == sum(sight.earned for sight in assessed) / len(assessed)


@quick
@given(worlds())
def test_copies_without_changes_score_as_their_subject_does(world: World) -> None:
    result = world.result()
    for at in range(len(result.register)):
        again = with_changes(result, at, [{}, {}])

        assert again.outcome.tolist() == [int(result.outcome[at])] * 2
        if result.has_score[at]:
            assert again.score_units.tolist() == [int(result.score_units[at])] * 2
            assert again.blended.score.fractions() == [result.blended.score.fractions()[at]] * 2


@quick
@given(worlds())
def test_one_more_finding_costs_what_a_row_more_in_the_file_does(world: World) -> None:
    result = world.result()
    for at, subject in enumerate(result.register.ids):
        for one in one_more(result, at)[:4]:
            where = one.channel, one.visit
            if one.channel == WHOLE:  # of a penalty, which takes the rows of any channel
                own = [(row.channel, row.visit) for row in world.rows if row.subject == subject]
                if not own:
                    continue
                where = own[0]
            row = Row(subject, *where, one.measure, "1")
            then = world.but(rows=(*world.rows, row)).result()

            assert int(result.score_units[at]) - int(then.score_units[at]) == one.costs
