"""Each cause by itself, and two together, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from redprop.analysis.compare.causes import CAUSES
from redprop.analysis.compare.comparison import Comparison, change_columns, compare
from redprop.analysis.compare.mixing import EARLIER, LATER, Mixer
from redprop.analysis.compare.sights import sights
from redprop.analysis.compare.summary import printed_causes, summaries
from redprop.engine.amounts import Amounts
from redprop.errors import WorkspaceError
from tests.builders import a_criterion, a_result

CHANNELS: dict[str, Any] = {
    "x": {"weight": 60, "absent": "renormalise"},
    "y": {"weight": 40, "absent": {"weight_to": "x"}},
}
BOTH: dict[str, Any] = {"channels": CHANNELS, "criteria": [a_criterion("tidy", 10, channels=["x", "y"])]}
LONG = "estate,channel,criterion,value\n"
QUIET = {"missing": "not_assessed"}
LOWER: dict[str, Any] = {"better": "lower", "criteria": [a_criterion("tidy", points={"each": 1})]}


def causes(found: Comparison, at: int = 0) -> dict[str, str]:
    """What each cause did to a subject, in the places of parts; those that did nothing are left out."""
    return {name: str(int(found.cause(name)[at]) / 10**found.places) for name in CAUSES if found.cause(name)[at]}


def change(found: Comparison, at: int = 0) -> float:
    return int(found.change_units[at]) / 10**found.score_places


def parts(found: Comparison) -> dict[tuple[str, str], tuple[str, str, str]]:
    columns = change_columns(found)
    numbers = zip(columns["part_before"], columns["part_after"], columns["change"], strict=True)
    shown = [(f"{a:.2f}", f"{b:.2f}", f"{c:.2f}") for a, b, c in numbers]
    return dict(zip(zip(columns["channel"], columns["part"], strict=True), shown, strict=True))


def test_more_findings_are_the_findings() -> None:
    found = compare(a_result({}, "A,tidy,1\n"), a_result({}, "A,tidy,3\n"))  # 10 - 1, 10 - 3

    assert (change(found), causes(found)) == (-2.0, {"findings": "-2.0"})
    assert parts(found) == {("", "tidy"): ("9.00", "7.00", "-2.00")}


def test_a_criterion_that_was_assessed_once_is_coverage() -> None:
    rubric = {"criteria": [a_criterion("a", 10, **QUIET), a_criterion("b", 10, **QUIET)]}
    found = compare(a_result(rubric, "A,a,1\n"), a_result(rubric, "A,a,1\nA,b,0\n"))

    # 20 x 9/10 = 18 of one criterion; 20 x (9 + 10)/20 = 19 of both
    assert (change(found), causes(found)) == (1.0, {"coverage": "1.0"})
    assert parts(found) == {("", "a"): ("18.00", "9.00", "-9.00"), ("", "b"): ("0.00", "10.00", "10.00")}


def test_what_does_not_apply_any_more_is_coverage_even_where_it_earns_full_marks() -> None:
    rubric = {"criteria": [a_criterion("a", 10), a_criterion("b", 10, not_applicable="full")]}
    found = compare(a_result(rubric, "A,a,0\nA,b,4\n"), a_result(rubric, "A,a,0\nA,b,n/a\n"))

    assert (change(found), causes(found)) == (4.0, {"coverage": "4.0"})  # 10 + 6, then 10 + 10


def test_a_channel_that_came_once_is_the_mix_of_channels() -> None:
    before = a_result(BOTH, LONG + "A,x,tidy,1\n")  # 9, y hands its weight to x
    after = a_result(BOTH, LONG + "A,x,tidy,1\nA,y,tidy,6\n")  # 0.6 x 9 + 0.4 x 4 = 7
    found = compare(before, after)

    assert (change(found), causes(found)) == (-2.0, {"channels": "-2.0"})
    assert parts(found) == {("x", "tidy"): ("9.00", "5.40", "-3.60"), ("y", "tidy"): ("0.00", "1.60", "1.60")}


def test_findings_weigh_the_mean_of_both_weights_where_the_mix_changes_too() -> None:
    before = a_result(BOTH, LONG + "A,x,tidy,1\n")  # 9
    after = a_result(BOTH, LONG + "A,x,tidy,3\nA,y,tidy,6\n")  # 0.6 x 7 + 0.4 x 4 = 5.8
    found = compare(before, after)

    # Bennet: (1 + 0.6) / 2 x (7 - 9) = -1.6 are findings; (9 + 7) / 2 x (0.6 - 1) + 4 x 0.4 = -1.6 the mix
    assert (change(found), causes(found)) == (-3.2, {"findings": "-1.6", "channels": "-1.6"})


def test_a_criterion_of_one_quarter_is_the_season() -> None:
    snow = a_criterion("snow", 10, applies_when={"quarter": [1, 4]}, not_applicable="leave_out")
    rubric = {"criteria": [a_criterion("tidy", 10), snow]}
    before = a_result(rubric, "A,tidy,1\nA,snow,5\n", period="2022Q1")  # 9 + 5
    after = a_result(rubric, "A,tidy,1\n", period="2022Q2")  # 20 x 9/10
    found = compare(before, after)

    assert (change(found), causes(found)) == (4.0, {"season": "4.0"})


def test_another_deduction_for_the_same_findings_is_the_rules() -> None:
    dearer = {"criteria": [a_criterion("tidy", 10, deduct={"each": 2})]}
    found = compare(a_result({}, "A,tidy,2\n"), a_result(dearer, "A,tidy,2\n"))  # 8, then 6

    assert (change(found), causes(found)) == (-2.0, {"rules": "-2.0"})


def test_findings_and_rules_share_what_both_did_together() -> None:
    dearer = {"criteria": [a_criterion("tidy", 10, deduct={"each": 2})]}
    found = compare(a_result({}, "A,tidy,1\n"), a_result(dearer, "A,tidy,2\n"))  # 9, then 6

    # data: ((8 - 9) + (6 - 8)) / 2; rule: ((8 - 9) + (6 - 8)) / 2
    assert (change(found), causes(found)) == (-3.0, {"findings": "-1.5", "rules": "-1.5"})


def test_other_weights_of_channels_are_the_weights() -> None:
    turned = BOTH | {"channels": {"x": CHANNELS["x"] | {"weight": 40}, "y": CHANNELS["y"] | {"weight": 60}}}
    rows = LONG + "A,x,tidy,1\nA,y,tidy,6\n"
    found = compare(a_result(BOTH, rows), a_result(turned, rows))  # 0.6 x 9 + 0.4 x 4, then 0.4 x 9 + 0.6 x 4

    assert (change(found), causes(found)) == (-1.0, {"weights": "-1.0"})


def test_a_criterion_in_place_of_another_is_the_weights_where_the_files_say_both() -> None:
    old, new = ({"criteria": [a_criterion("tidy", 10), a_criterion(name, 10)]} for name in ("a", "b"))
    found = compare(a_result(old, "A,a,3\n"), a_result(new, "A,b,1\n"))  # 10 + 7, then 10 + 9

    assert (change(found), causes(found)) == (2.0, {"weights": "2.0"})


def test_a_cap_that_came_to_hold_is_the_limits() -> None:
    limit = {"id": "many", "when": {"tidy": {"at_least": 3}}, "if_missing": "ignored", "cap": 5}
    rubric = {"limits": [limit]}
    found = compare(a_result(rubric, "A,tidy,2\n"), a_result(rubric, "A,tidy,3\n"))  # 8, then 7 and so 5

    assert (change(found), causes(found)) == (-3.0, {"findings": "-1.0", "limits": "-2.0"})
    assert parts(found)["", "many"] == ("0.00", "-2.00", "-2.00")


def test_what_the_places_of_the_score_leave_over_is_rounding() -> None:
    rubric = {"criteria": [a_criterion("tidy", 10, deduct={"each": 0.4})], "rounding": {"score": 0}}
    found = compare(a_result(rubric, "A,tidy,1\n"), a_result(rubric, "A,tidy,2\n"))  # 9.6 is 10, 9.2 is 9

    assert (change(found), causes(found)) == (-1.0, {"findings": "-0.4", "rounding": "-0.6"})


def test_a_bonus_is_a_finding() -> None:
    rubric = {"bonus": {"criteria": [{"id": "praise", "points": {"each": 1}}], "cap": 3, "past_full": False}}
    found = compare(a_result(rubric, "A,tidy,5\n"), a_result(rubric, "A,tidy,5\nA,praise,2\n"))

    assert (change(found), causes(found)) == (2.0, {"findings": "2.0"})


def test_a_geometric_mean_is_one_part() -> None:
    two = [a_criterion("a", 10), a_criterion("b", 10)]
    rubric = {"sections": [{"id": "s", "combine": "geometric_mean", "marks": 10, "criteria": two}]}
    found = compare(a_result(rubric, "A,a,6\nA,b,1\n"), a_result(rubric, "A,a,0\nA,b,6\n"))

    # 10 x sqrt(0.4 x 0.9) = 6, then 10 x sqrt(1 x 0.4) = 6.3246, printed 6.32
    assert change(found) == pytest.approx(0.32)
    assert set(parts(found)) == {("", "s"), ("", "")}


def test_a_channel_that_was_found_out_is_a_finding() -> None:
    lied = CHANNELS | {"y": {"weight": 40, "absent": "renormalise", "zero_when": {"lies": {"at_least": 1}}}}
    rubric = BOTH | {"channels": lied}
    rows = LONG + "A,x,tidy,1\nA,y,tidy,6\n"
    found = compare(a_result(rubric, rows), a_result(rubric, rows + "A,x,lies,1\n"))  # 7, then 0.6 x 9

    assert (change(found), causes(found)) == (-1.6, {"findings": "-1.6"})


def test_the_mixture_of_nothing_changed_is_what_was_and_of_everything_what_is() -> None:
    dearer = BOTH | {"criteria": [a_criterion("tidy", 10, channels=["x", "y"], deduct={"each": 2})]}
    before = a_result(BOTH, LONG + "A,x,tidy,1\nB,x,tidy,0\nB,y,tidy,2\n")
    after = a_result(dearer, LONG + "A,x,tidy,3\nA,y,tidy,2\nB,x,tidy,1\n")
    found = compare(before, after)
    mixer = Mixer(sights(before, after, found.pairs), Amounts(["", ""]))

    for mixture, result in ((EARLIER, before), (LATER, after)):
        mixed = mixer.parts(mixture)
        for part in result.parts.contributions:
            assert mixed[part.kind, part.channel, part.node].equals(part.exact).all()


def test_printed_causes_add_up_in_the_places_of_the_score() -> None:
    third = {"criteria": [a_criterion("a", 1), a_criterion("b", 2)], "marks": 3}
    rubric = third | {"sections": None}
    before = a_result(rubric, "A,a,0.3333\n")
    after = a_result(rubric, "A,b,0.1234\n")
    found = compare(before, after)

    assert sum(int(units[0]) for units in printed_causes(found).values()) == int(found.change_units[0])


def test_the_mean_change_is_that_of_those_ranked_both_times() -> None:
    register = "estate,status\nA,rated\nB,rated\nC,observed\n"
    before = a_result({}, "A,tidy,1\nB,tidy,0\nC,tidy,0\n", register=register)
    after = a_result({}, "A,tidy,2\nB,tidy,0\nC,tidy,9\n", register=register)
    (one,) = summaries(compare(before, after))

    assert (one.compared, one.ranked, one.up, one.down, one.same) == (3, 2, 0, 2, 1)
    assert str(one.mean) == "-0.50"  # (-1 + 0) / 2, without the observed
    assert [(name, str(value)) for name, value in one.causes] == [("findings", "-0.50")]


def test_scores_of_other_full_marks_or_direction_are_refused() -> None:
    plain = a_result({}, "A,tidy,1\n")
    with pytest.raises(WorkspaceError) as refused:
        compare(plain, a_result({"criteria": [a_criterion("tidy", 20)]}, "A,tidy,1\n"))
    assert [problem.code for problem in refused.value.problems] == ["other-full-marks"]
    with pytest.raises(WorkspaceError) as refused:
        compare(plain, a_result(LOWER, "A,tidy,1\n"))
    assert [problem.code for problem in refused.value.problems] == ["other-direction"]
