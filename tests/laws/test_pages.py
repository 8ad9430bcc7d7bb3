"""Whatever is scored can be shown as a page, and every sheet's terms come to its score."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from redprop.analysis.bulletin import bulletin
from redprop.report.bulletin import Issue
from redprop.report.page import as_html
from tests.laws.worlds import World, quick, worlds
from tests.unit.report.test_page import data_of, unpacked


@quick
@given(worlds())
def test_what_a_sheet_adds_up_comes_to_the_score(world: World) -> None:
    result = world.result()
    data = data_of(as_html(Issue(bulletin(result, [result]), result, "zh", plots=False)).decode())

    for league in data["leagues"]:
        scores = [text for table in league["tables"].values() for text in unpacked(table["values"]["score"])]
        terms = [unpacked(one["part"]) for one in (*league["channels"], *league["others"])]
        for place, score in enumerate(scores):
            told = [column[place] for column in terms if column[place]]
            if score and league["channels"]:
                assert sum(map(Decimal, told)) == Decimal(score)
