"""What the article of August 2022 published, under both readings, and nothing firmer than that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from redprop.engine.frames import score_frame
from redprop.engine.result import Result

PENGLAI, FURONG = "E001", "E046"


@pytest.mark.parametrize("by", [None, "channel.industry"])
@pytest.mark.parametrize(
    ("estate", "name", "category", "score", "rank", "size"),
    [
        (PENGLAI, "蓬莱花园", "resettlement", "86.00", 4, 45),
        (FURONG, "芙蓉公寓", "commercial", "91.00", 26, 116),
    ],
)
def test_the_published_results_come_out_by_the_score_and_by_industry(
    by: str | None, estate: str, name: str, category: str, score: str, rank: int, size: int, shipped: dict[str, Result]
) -> None:
    league = shipped["2022Q2"].ranking(category, by)
    row = league[league["estate"] == estate].iloc[0]

    assert (row["name"], row["score"], row["rank"]) == (name, Decimal(score), rank)
    assert int(league["rank"].notna().sum()) == size


@pytest.mark.parametrize("by", [None, "channel.industry"])
@pytest.mark.parametrize(("estate", "category"), [(PENGLAI, "resettlement"), (FURONG, "commercial")])
def test_both_stand_untied(by: str | None, estate: str, category: str, shipped: dict[str, Result]) -> None:
    league = shipped["2022Q2"].ranking(category, by)
    row = league[league["estate"] == estate].iloc[0]

    assert row["tied_with"] == ""
    assert list(league["score"]).count(row["score"]) == 1


@pytest.mark.parametrize(
    ("period", "resettlement", "commercial", "observed"),
    [("2022Q2", 45, 116, ["E162"]), ("2022Q1", 44, 113, ["E041", "E064", "E099", "E151"])],
)
def test_the_leagues_have_the_published_sizes_and_the_observed_have_no_rank(
    period: str, resettlement: int, commercial: int, observed: list[str], shipped: dict[str, Result]
) -> None:
    frame = shipped[period].ranking()
    ranked = frame[frame["rank"].notna()]

    assert dict(ranked["category"].value_counts()) == {"resettlement": resettlement, "commercial": commercial}
    apart = frame[frame["rank"].isna()]
    assert (sorted(apart["estate"]), set(apart["status"])) == (observed, {"observed"})
    assert apart["score"].notna().all()


def test_the_table_of_the_data_s_readme_holds(shipped: dict[str, Result]) -> None:
    frame = score_frame(shipped["2022Q2"]).set_index("estate")
    columns = ["industry", "owners", "district", "city", "score"]

    assert [str(mark) for mark in frame.loc[PENGLAI, columns]] == ["86.00", "80.00", "93.00", "87.02", "86.00"]
    assert [str(mark) for mark in frame.loc[FURONG, columns]] == ["91.00", "86.50", "95.00", "92.98", "91.00"]


@pytest.mark.parametrize("period", ["2022Q1", "2022Q2"])
@pytest.mark.parametrize("estate", [PENGLAI, FURONG])
def test_the_two_real_estates_have_no_gap_and_no_limit(estate: str, period: str, shipped: dict[str, Result]) -> None:
    frame = score_frame(shipped[period]).set_index("estate")
    row = frame.loc[estate]

    assert (row["outcome"], row["limits"], row["status"]) == ("scored", "", "rated")
    assert row["coverage"] == 1
    assert row[["industry", "owners", "district", "city"]].notna().all()
