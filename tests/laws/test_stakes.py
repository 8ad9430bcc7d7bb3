from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from redprop.analysis.rectify.stakes import Stake, stakes
from redprop.engine.lines import take_subject_apart
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.tables.locate import locate
from redprop.tables.read import read_period
from redprop.tables.sources import Sources
from tests.builders import a_plan
from tests.laws.worlds import World, quick, worlds


def staked(world: World) -> tuple[Result, list[Stake]]:
    """A world's result, and what its rows cost."""
    plan = a_plan(**world.rubric)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in [*world.files().items(), ("estates.csv", world.register)]:
            (Path(folder) / name).write_text(text, encoding="utf-8")
        sources = Sources(tuple(Path(folder) / name for name in world.files()), Path(folder) / "estates.csv")
        reading = read_period(sources, plan)
        return score_reading(plan, reading), stakes(score_reading(plan, reading), locate(sources, plan, reading))


@quick
@given(worlds())
def test_the_findings_of_a_criterion_add_up_to_what_it_lost(world: World) -> None:
    """Where nothing but findings loses marks: all that `explain` says was lost; elsewhere never more."""
    result, found = staked(world)
    told = {c["id"]: c for section in world.rubric["sections"] for c in section["criteria"]}
    for at, subject in enumerate(result.register.ids):
        if not result.has_score[at]:
            assert all(one.units is None for one in found if one.row.subject == subject)
            continue
        for line in take_subject_apart(result, at).lines:
            own = [
                s for s in found if (s.row.subject, s.row.channel, s.row.measure) == (subject, line.channel, line.node)
            ]
            if line.kind != "criterion" or "deduct" not in told[line.node]:
                continue
            total, said = sum(one.units or 0 for one in own), told[line.node]
            assert 0 <= total <= max(0, line.lost or 0)
            only = said["missing"] == "full" and said["not_applicable"] == "full" and not {"cap", "floor"} & said.keys()
            if only and own and (line.lost or 0) > 0 and result.channels[line.channel].present[at]:
                assert total == line.lost


@quick
@given(worlds(), st.randoms())
def test_the_order_of_rows_changes_no_stake(world: World, chance: object) -> None:
    rows = list(world.rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis gives a Random

    def told(found: list[Stake]) -> list[object]:
        return sorted(
            (s.row.subject, s.row.channel, s.row.visit, s.row.measure, s.row.text, str(s.units)) for s in found
        )

    assert told(staked(world)[1]) == told(staked(world.but(rows=tuple(rows)))[1])
