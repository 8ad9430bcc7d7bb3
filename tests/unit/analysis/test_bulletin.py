from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from redprop.analysis.bulletin import Bulletin, League, Remark, bulletin, only
from redprop.engine.result import Result
from tests.builders import a_result

RUBRIC: dict[str, Any] = {
    "missing": None,
    "categories": {"old": {"title": "Old"}, "new": {"title": "New"}},
    "channels": {
        "industry": {"weight": 50, "absent": "not_rated"},
        "owners": {"weight": 50, "absent": {"weight_to": "industry"}, "drawn": "drawn"},
    },
    "sections": [
        {
            "id": "order",
            "criteria": [
                {"id": "tidy", "marks": 50, "channels": ["industry"], "missing": "full", "deduct": {"each": 5}}
            ],
        },
        {
            "id": "people",
            "criteria": [{"id": "liked", "marks": 50, "channels": ["owners"], "missing": "not_assessed", "given": {}}],
        },
    ],
    "grades": {"order": ["good", "poor"], "bands": [[80, "good"]], "else": "poor"},
}
REGISTER = "estate,name,category,status,drawn\n" + "".join(f"E{n},No {n},old,,yes\n" for n in range(1, 5))
REGISTER += "E5,No 5,new,,no\nE6,No 6,new,observed,yes\n"


def a_quarter(tidy: dict[str, int], liked: dict[str, int], register: str = REGISTER, period: str = "2022Q2") -> Result:
    """Findings and owners' marks by estate; the score is (100 - 10 x findings + 2 x mark) / 2."""
    files = {
        "industry.csv": "estate,criterion,value,visit\n" + "".join(f"{who},tidy,{n},1\n" for who, n in tidy.items()),
        "owners.csv": "estate,liked\n" + "".join(f"{who},{mark}\n" for who, mark in liked.items()),
    }
    return a_result(RUBRIC, files, register=register, period=period)


TIDY = {"E1": 1, "E2": 2, "E3": 2, "E4": 6, "E5": 0, "E6": 0}
LIKED = {"E1": 45, "E2": 40, "E3": 40, "E4": 20, "E6": 50}
"""E1 (90 + 90) / 2 = 90, E2 and E3 80, E4 (40 + 40) / 2 = 40; E5 has no owners' mark: 100; E6 100, observed."""
BEFORE_TIDY = {"E1": 3, "E2": 1, "E3": 2, "E4": 4, "E5": 1}
BEFORE_LIKED = {"E1": 35, "E2": 45, "E3": 40, "E4": 30, "E5": 45}
"""E1 70, E2 90, E3 80, E4 60, E5 (90 + 90) / 2 = 90."""


@pytest.fixture
def now() -> Result:
    return a_quarter(TIDY, LIKED)


@pytest.fixture
def told(now: Result) -> Bulletin:
    return bulletin(now, [a_quarter(BEFORE_TIDY, BEFORE_LIKED, period="2022Q1")])


def old(told: Bulletin) -> League:
    return told.leagues[0]


def test_leagues_come_in_the_order_of_the_rubric_and_count_the_ranked(told: Bulletin) -> None:
    assert [(league.id, league.spread.count, len(league.apart)) for league in told.leagues] == [
        ("old", 4, 0),
        ("new", 1, 1),
    ]
    assert (told.subjects, told.ranked) == (6, 5)


def test_the_spread_is_that_of_the_ranked(told: Bulletin) -> None:
    """90, 80, 80, 40: mean 290 / 4 = 72.5, median (80 + 80) / 2; a tenth of four is the first, nine tenths the fourth."""
    spread = old(told).spread

    assert (spread.mean, spread.median, spread.p10, spread.p90) == (
        Decimal("72.50"),
        Decimal("80.00"),
        Decimal("40.00"),
        Decimal("90.00"),
    )
    assert told.leagues[1].spread.mean == Decimal("100.00")


def test_a_mean_that_falls_between_is_rounded_as_the_rubric_rounds() -> None:
    """80, 80 and 75: 235 / 3 = 78.333..."""
    register = "estate,name,category,status,drawn\n" + "".join(f"E{n},No {n},old,,yes\n" for n in range(1, 4))
    told = bulletin(a_quarter({"E1": 2, "E2": 2, "E3": 3}, {"E1": 40, "E2": 40, "E3": 40}, register))

    assert old(told).spread.mean == Decimal("78.33")


def test_ranks_changes_and_ties_are_told_of_each(told: Bulletin) -> None:
    """Before: E2 90, E3 80, E1 70, E4 60."""
    rows = [(one.id, one.rank, one.rank_before, one.rank_change, one.score_change) for one in old(told).standings]

    assert rows == [
        ("E1", 1, 3, 2, Decimal("20.00")),
        ("E2", 2, 1, -1, Decimal("-10.00")),
        ("E3", 2, 2, 0, Decimal("0.00")),
        ("E4", 4, 4, 0, Decimal("-20.00")),
    ]
    assert old(told).standings[1].remarks == (Remark("tied", {"ids": ("E3",)}),)


def test_averages_compare_over_those_who_are_in_both(told: Bulletin) -> None:
    """(90 + 80 + 80 + 40) / 4 = 72.5 and (70 + 90 + 80 + 60) / 4 = 75."""
    versus = old(told).versus

    assert versus is not None
    assert (versus.count, versus.now, versus.before, versus.change) == (
        4,
        Decimal("72.50"),
        Decimal("75.00"),
        Decimal("-2.50"),
    )


def test_who_changed_category_is_not_compared(now: Result) -> None:
    moved = REGISTER.replace("E4,No 4,old", "E4,No 4,new")
    told = bulletin(now, [a_quarter(BEFORE_TIDY, BEFORE_LIKED, moved, "2022Q1")])
    league = old(told)

    assert league.versus is not None
    assert league.versus.count == 3
    assert league.standings[3].rank_change is None
    assert league.standings[3].remarks == (Remark("moved", {"category": "new"}),)


def test_who_is_new_is_said_to_be_new(now: Result) -> None:
    fewer = "\n".join(line for line in REGISTER.splitlines() if not line.startswith("E3")) + "\n"
    tidy, liked = ({who: n for who, n in said.items() if who != "E3"} for said in (BEFORE_TIDY, BEFORE_LIKED))
    told = bulletin(now, [a_quarter(tidy, liked, fewer, "2022Q1")])

    assert Remark("new") in told.standings["E3"].remarks
    assert told.standings["E3"].score_change is None


def test_without_a_period_before_nothing_changes(now: Result) -> None:
    told = bulletin(now)

    assert (told.before, old(told).versus, old(told).improved) == ("", None, ())
    assert all(one.rank_change is None and one.past == () for one in told.standings.values())


def test_another_standard_is_no_period_before(now: Result) -> None:
    other = a_result(
        RUBRIC | {"id": "other"}, {"industry.csv": "estate,criterion,value\nE1,tidy,1\n"}, register=REGISTER
    )
    told = bulletin(now, [other])

    assert told.before == ""
    assert [point.comparable for point in old(told).trend] == [False, True]


def test_other_rules_are_said(now: Result) -> None:
    stricter = RUBRIC | {"channels": RUBRIC["channels"] | {"industry": {"weight": 60, "absent": "not_rated"}}}
    before = a_result(
        stricter, {"industry.csv": "estate,criterion,value\nE1,tidy,1\n"}, register=REGISTER, period="2022Q1"
    )
    told = bulletin(now, [before])

    assert (told.before, told.rules_changed) == ("2022Q1", True)


def test_losses_are_counted_over_channels_and_estates(told: Bulletin) -> None:
    """Weights are equal and sections have 50 of 100: tidy loses 5 + 10 + 10 + 30 = 55 of 200, and so does liked.

    E4 loses most, then E2 and E3 with as much.
    """
    tidy = next(one for one in old(told).losses if one.id == "tidy")

    assert (tidy.subjects, tidy.reach, tidy.findings, tidy.lost) == (4, Decimal("100.0"), 11, Decimal("55.00"))
    assert (tidy.each, tidy.rate, tidy.share) == (Decimal("13.75"), Decimal("27.5"), Decimal("50.0"))
    assert tidy.typical == ("E4", "E2", "E3")
    assert next(one for one in old(told).losses if one.id == "liked").findings is None


def test_grades_are_counted_beside_those_before(told: Bulletin) -> None:
    """Now E1, E2 and E3 are good; before E2 and E3 were."""
    assert [(one.grade, one.count, one.share, one.before) for one in old(told).grades] == [
        ("good", 3, Decimal("75.0"), 2),
        ("poor", 1, Decimal("25.0"), 2),
    ]


def test_bins_hold_everyone_once_and_close_at_full_marks(told: Bulletin) -> None:
    """From 40 to 100 in steps of 5 would be thirteen bins, steps of 10 are seven; 100 is full and joins the last."""
    assert [(bin.start, bin.count) for bin in old(told).bins] == [
        (Decimal("40.00"), 1),
        (Decimal("50.00"), 0),
        (Decimal("60.00"), 0),
        (Decimal("70.00"), 0),
        (Decimal("80.00"), 2),
        (Decimal("90.00"), 1),
    ]
    assert [bin.count for bin in told.leagues[1].bins] == [0, 0, 0, 0, 0, 1]
    assert told.leagues[0].bins[-1].closed


def test_both_ends_of_a_small_league_share_nobody(told: Bulletin) -> None:
    assert [one.id for one in old(told).first] == ["E1", "E2", "E3"]
    assert [one.id for one in old(told).last] == ["E4"]
    assert (len(told.leagues[1].first), told.leagues[1].last) == (1, ())


def test_movers_are_those_that_moved(told: Bulletin) -> None:
    league = old(told)

    assert [one.id for one in league.improved] == ["E1"]
    assert [one.id for one in league.fallen] == ["E2"]
    assert [one.id for one in league.gained] == ["E1"]
    assert [one.id for one in league.dropped] == ["E4", "E2"]


def test_a_channel_that_was_not_drawn_says_who_has_its_weight(told: Bulletin) -> None:
    one = told.standings["E5"]
    gone = next(remark for remark in one.remarks if remark.code == "channel-gone")

    assert gone.params == {
        "channel": "owners",
        "outcome": "absent",
        "policy": "weight_to",
        "heir": "industry",
        "weight": 50,
        "not_drawn": True,
        "refused": False,
    }
    assert [(mark.id, mark.mark, mark.weight, mark.share) for mark in one.channels] == [
        ("industry", Decimal("100.00"), 100, Decimal("100.0")),
        ("owners", None, 0, Decimal("0.0")),
    ]


def test_the_observed_stand_apart_with_the_reason(told: Bulletin) -> None:
    (one,) = told.leagues[1].apart

    assert (one.standing.id, one.reason, one.standing.rank, one.standing.score) == (
        "E6",
        "observed",
        None,
        Decimal("100.00"),
    )


def test_who_lacks_a_channel_that_is_needed_stands_apart_with_it() -> None:
    told = bulletin(a_quarter({"E1": 1}, LIKED))

    reasons = [(one.standing.id, one.reason, one.channels) for one in old(told).apart]

    assert reasons == [(name, "not_rated", ("industry",)) for name in ("E2", "E3", "E4")]
    assert bulletin(a_quarter({"E5": 1}, {})).leagues[0].losses == ()


def test_parts_add_up_to_the_score_to_the_last_digit(told: Bulletin) -> None:
    for one in told.standings.values():
        parts = [mark.part for mark in one.channels if mark.part is not None] + [part for *_, part in one.others]
        assert sum(parts) == one.score


def test_one_category_alone_counts_its_own(told: Bulletin) -> None:
    new = only(told, "new")

    assert ([league.id for league in new.leagues], new.subjects, new.ranked) == (["new"], 2, 1)


def test_a_standard_without_channels_categories_grades_and_sections_has_a_bulletin() -> None:
    """A has 3 of 10 findings' marks left, B 8."""
    told = bulletin(a_result({}, "A,tidy,7\nB,tidy,2\n"))
    (league,) = told.leagues

    assert (league.id, league.grades, league.channels, told.method.channels) == ("", (), (), ())
    assert [(one.id, one.score) for one in league.standings] == [("B", Decimal("8.00")), ("A", Decimal("3.00"))]
    assert league.losses[0].rate == Decimal("45.0")  # 7 + 2 of 20
    assert [one.kind for one in league.sections] == ["criterion"]


def test_where_less_is_better_what_is_there_is_lost() -> None:
    """Two and five findings of one mark each: A is first, seven marks are lost, and no loss rate makes sense."""
    rubric = {"better": "lower", "criteria": [{"id": "spots", "points": {"each": 1}}], "missing": "full", "marks": None}
    told = bulletin(a_result(rubric, "A,spots,2\nB,spots,5\n"))
    (league,) = told.leagues

    assert [one.id for one in league.standings] == ["A", "B"]
    assert [(one.lost, one.rate, one.findings) for one in league.losses] == [(Decimal("7.00"), None, 7)]


def test_all_equal_share_the_first_place() -> None:
    told = bulletin(a_result({}, "A,tidy,2\nB,tidy,2\nC,tidy,2\n"))
    (league,) = told.leagues

    assert ([one.id for one in league.first], league.last) == (["A", "B", "C"], ())
    assert [bin.count for bin in league.bins] == [3]


def test_months_without_a_visit_are_known_where_the_log_gives_every_day() -> None:
    log = "estate,channel,visit,date,status\nE1,industry,1,2022-05-03,done\nE2,industry,1,{},done\n"
    files = {"industry.csv": "estate,criterion,value,visit\nE1,tidy,1,1\n"}
    months = [
        bulletin(
            a_result(RUBRIC, files, register=REGISTER, visits=log.format(day), period="2022Q2")
        ).method.missing_months
        for day in ("2022-06-30", "")
    ]

    assert months == [("2022-04",), ()]


def test_of_those_that_lose_as_much_the_worse_placed_is_typical() -> None:
    """Both lose 2 by tidy; B loses 3 by clean as well and stands behind A."""
    rubric = {
        "criteria": [
            {"id": "tidy", "marks": 10, "deduct": {"each": 1}},
            {"id": "clean", "marks": 10, "deduct": {"each": 1}},
        ]
    }
    (league,) = bulletin(a_result(rubric, "A,tidy,2\nB,tidy,2\nB,clean,3\n")).leagues

    assert {one.id: one.typical for one in league.losses} == {"tidy": ("B", "A"), "clean": ("B",)}


def test_what_only_adds_is_no_loss() -> None:
    rubric = {"criteria": [{"id": "deeds", "points": {"each": 1}}], "marks": None}
    (league,) = bulletin(a_result(rubric, "A,deeds,2\nB,deeds,5\n")).leagues

    assert league.losses == ()
    assert [one.id for one in league.standings] == ["B", "A"]
