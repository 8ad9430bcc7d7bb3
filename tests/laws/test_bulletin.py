"""Whatever the standard, a bulletin's numbers add up, and it can be written in both languages."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from redprop.analysis.bulletin import bulletin
from redprop.report.bulletin import Issue
from redprop.report.bulletin.markdown import as_markdown
from tests.laws.worlds import World, quick, worlds


@quick
@given(worlds())
def test_parts_add_up_and_everyone_is_told_once(world: World) -> None:
    result = world.result()
    told = bulletin(result, [result])

    assert sorted(told.standings) == sorted(result.register.ids)
    for one in told.standings.values():
        if one.score is not None:
            parts = [mark.part for mark in one.channels if mark.part is not None] + [part for *_, part in one.others]
            assert sum(parts, Decimal(0)) == one.score
    for league in told.leagues:
        assert sum(one.count for one in league.bins) == league.spread.count == len(league.standings)
        assert league.versus is None or not league.versus.change
        assert sum((one.lost for one in league.losses), Decimal(0)) >= 0


@quick
@given(worlds())
def test_a_bulletin_can_be_written_in_both_languages(world: World) -> None:
    result = world.result()
    told = bulletin(result)

    for language in ("zh", "en"):
        for leaders in (False, True):
            text = as_markdown(Issue(told, result, language, leaders)).decode()
            assert all(one.name in text for one in told.standings.values() if not leaders)
