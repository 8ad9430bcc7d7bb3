from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import a_criterion
from tests.laws.worlds import SUBJECTS, VISITS, Row, World, quick

findings = st.builds(
    Row,
    subject=st.sampled_from(SUBJECTS),
    channel=st.sampled_from(["city", "owners"]),
    visit=st.sampled_from(VISITS),
    measure=st.sampled_from(["a", "b"]),
    value=st.integers(0, 60).map(lambda tenths: f"{tenths // 10}.{tenths % 10}"),
)


@st.composite
def inspections(draw: st.DrawFn) -> World:
    """Two channels that count findings; a visit that found nothing earns full marks."""
    costs = st.sampled_from([{"each": 0.5}, {"each": 2}, {"once": 1}])
    criteria = [a_criterion(name, 4, deduct=draw(costs), channels=["city", "owners"]) for name in ("a", "b")]
    channels: dict[str, Any] = {"blend": draw(st.sampled_from(["by_channel", "by_criterion"]))}
    for name in ("city", "owners"):
        how = draw(st.sampled_from(["mean", "lowest", "last", "pooled"]))
        channels[name] = {
            "weight": draw(st.integers(1, 9)),
            "visits": how,
            "absent": draw(st.sampled_from(["zero", "renormalise"])),
        }
    rounding = {"score": 2, "channel": draw(st.sampled_from([1, 4]))}
    combine = draw(st.sampled_from(["sum", "mean"]))
    section = {"id": "s", "marks": 8, "combine": combine, "criteria": criteria}
    rubric = {"marks": 8, "channels": channels, "sections": [section], "rounding": rounding, "decimals": 1}
    return World(rubric, tuple(draw(st.lists(findings, min_size=1, max_size=15))))


@quick
@given(inspections(), findings)
def test_one_more_finding_on_a_visit_never_earns_more(world: World, more: Row) -> None:
    # a first finding of a visit is the visit itself, which is another matter
    assume(any((r.subject, r.channel, r.visit) == (more.subject, more.channel, more.visit) for r in world.rows))
    before, after = world.result(), world.but(rows=(*world.rows, more)).result()

    assert (after.score_units <= before.score_units).all()
    assert (after.channels[more.channel].mark <= before.channels[more.channel].mark).all()
