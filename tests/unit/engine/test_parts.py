from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from redprop.engine.columns import lost
from redprop.engine.frames import score_frame
from redprop.engine.result import Result
from tests.builders import a_criterion, a_result, fractions

CHANNELS = {"industry": {"weight": 70, "absent": "renormalise"}, "owners": {"weight": 30, "absent": "renormalise"}}
BOTH = {
    "industry.csv": "estate,criterion,value\nA,yard,20\nA,service,5\n",
    "owners.csv": "estate,criterion,value\nA,service,8\n",
}


def blended(blend: str) -> dict[str, Any]:
    criteria = [
        a_criterion("yard", 80, channels=["industry"]),
        a_criterion("service", 20, channels=["industry", "owners"]),
    ]
    return {"channels": {"blend": blend} | CHANNELS, "criteria": criteria}


def forces(result: Result) -> dict[tuple[str, str], Any]:
    """The marks in force of every criterion in every channel."""
    return {(part.channel, part.node): part.in_force for part in result.parts.contributions}


def parts(result: Result) -> dict[Any, Fraction]:
    """The first subject's parts as marks, those of nothing left out."""
    units = 10**result.parts.places
    told: dict[Any, Fraction] = {at: Fraction(int(part[0]), units) for at, part in result.parts.criteria.items()}
    told |= {at: Fraction(int(part[0]), units) for at, part in result.parts.limits.items()}
    told["rounding"] = Fraction(int(result.parts.rounding[0]), units)
    return {at: part for at, part in told.items() if part}


def test_by_channel_a_part_is_what_a_criterion_contributes_through_its_channel() -> None:
    # industry counts 0.7 of 100: yard 60, service 15; owners 0.3: service 12 of 20 is 60 of 100
    expected = {("industry", "yard"): 42, ("industry", "service"): Fraction("10.5"), ("owners", "service"): 18}

    assert parts(a_result(blended("by_channel"), BOTH)) == expected


def test_by_criterion_a_part_is_what_a_channel_contributes_to_the_criterion() -> None:
    # service: 20 x 0.7 x 15/20 and 20 x 0.3 x 12/20
    expected = {
        ("industry", "yard"): 60,
        ("industry", "service"): Fraction("10.5"),
        ("owners", "service"): Fraction("3.6"),
    }

    assert parts(a_result(blended("by_criterion"), BOTH)) == expected


def test_a_cap_is_a_part_that_takes_away() -> None:
    limit = {"id": "fire", "when": {"tidy": {"above": 0}}, "if_missing": "ignored", "cap": 5}

    assert parts(a_result({"limits": [limit]}, "A,tidy,1\n")) == {("", "tidy"): 9, "fire": -4}


def test_of_two_caps_the_lower_takes_all_away() -> None:
    limits = [{"id": f"to{cap}", "when": {"tidy": {"above": 0}}, "if_missing": "ignored", "cap": cap} for cap in (7, 5)]

    assert parts(a_result({"limits": limits}, "A,tidy,1\n")) == {("", "tidy"): 9, "to5": -4}


def test_what_rounding_leaves_over_is_a_part() -> None:
    # 10 x 2/3: 6.67 is printed; the part has four places more, 6.666667
    line = a_criterion(linear={"from": 0, "to": 3})

    assert parts(a_result({"criteria": [line]}, "A,tidy,2\n")) == {
        ("", "tidy"): Fraction("6.666667"),
        "rounding": Fraction("0.003333"),
    }


@pytest.mark.parametrize("blend", ["by_channel", "by_criterion"])
def test_parts_add_up_to_the_score(blend: str) -> None:
    result = a_result(blended(blend), BOTH)

    assert sum(parts(result).values()) == Fraction(int(result.score_units[0]), 100)


def test_scores_with_many_places_still_add_up() -> None:
    # a million marks with nine places: 10^15 units, and parts of 10^-13
    rubric = {"criteria": [a_criterion(marks=1_000_000)], "rounding": {"score": 9}}

    assert parts(a_result(rubric, "A,tidy,1\n")) == {("", "tidy"): 999_999}


def test_marks_in_force_are_what_a_criterion_really_counts() -> None:
    # the 20 printed marks of service are all that the owners' 30 look at, and 20 of the industry's 100
    result = a_result(blended("by_channel"), BOTH)

    assert fractions(result.in_force("service")) == [Fraction(30) + Fraction("0.7") * 20]
    assert fractions(result.in_force("yard")) == [56]


def test_by_criterion_printed_marks_are_marks_in_force() -> None:
    result = a_result(blended("by_criterion"), BOTH)

    assert (fractions(result.in_force("yard")), fractions(result.in_force("service"))) == ([80], [20])


def test_what_was_not_assessed_has_no_marks_in_force() -> None:
    criteria = [a_criterion("a", 60), a_criterion("b", 40, missing="not_assessed")]
    result = a_result({"criteria": criteria}, "A,a,6\n")

    # a stands for all 100
    assert (fractions(result.in_force("a")), fractions(result.in_force("b"))) == ([100], [0])


def test_a_mean_counts_by_weight() -> None:
    # 40 marks, weights 3 and 1: a earns half of 30
    mean = {
        "id": "m",
        "marks": 40,
        "combine": "mean",
        "criteria": [a_criterion("a", 10, weight=3), a_criterion("b", 2, weight=1)],
    }
    result = a_result({"marks": 40, "sections": [mean]}, "A,a,5\n")

    assert parts(result) == {("", "a"): 15, ("", "b"): 10}
    assert fractions(result.in_force("a")) == [30]


def test_a_rescaled_section_counts_for_all_that_applies() -> None:
    # a1 alone was assessed of a's 40: each of its marks counts twice
    sections = [
        {"id": "a", "rescale": "here", "criteria": [a_criterion("a1", 20), a_criterion("a2", 20)]},
        {"id": "b", "criteria": [a_criterion("b1", 60)]},
    ]
    result = a_result({"missing": "not_assessed", "sections": sections}, "A,a1,5\nA,b1,15\n")

    assert parts(result) == {("", "a1"): 30, ("", "b1"): 45}


def test_a_section_contributes_the_sum_of_its_parts() -> None:
    sections = [{"id": s, "criteria": [a_criterion(f"{s}{n}", 25) for n in "12"]} for s in "ab"]
    result = a_result({"sections": sections}, "A,a1,5\nA,b2,10\n")

    assert (fractions(result.contribution("a")), fractions(result.contribution("b"))) == ([45], [40])
    assert result.part_units("a").tolist() == [45 * 10**6]


@pytest.mark.parametrize("blend", ["by_channel", "by_criterion"])
def test_an_absent_channel_that_counts_nothing_keeps_its_marks_in_force(blend: str) -> None:
    # two channels of equal weight look at two criteria of 50; only one came and found nothing: 50 of 100, 50 lost
    channels = {"blend": blend, "city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
    both = [a_criterion(name, 50, channels=["city", "owners"]) for name in ("tidy", "walls")]
    result = a_result({"channels": channels, "criteria": both}, {"city.csv": "estate,criterion,value\nA,tidy,0\n"})

    in_force = {at: marks.fractions()[0] for at, marks in forces(result).items()}
    assert in_force == {(channel, name): 25 for channel in ("city", "owners") for name in ("tidy", "walls")}
    assert int(result.score_units[0]) == 5000


def everything(result: Result, subject: int = 0) -> dict[tuple[str, str], Fraction]:
    """What every contribution is for a subject, exact, by its kind and node; those of nothing left out."""
    found: dict[tuple[str, str], Fraction] = {}
    for part in result.parts.contributions:
        at = part.kind, part.node
        found[at] = found.get(at, Fraction(0)) + part.exact.fractions()[subject]
    return {at: value for at, value in found.items() if value}


def adds_up(result: Result) -> bool:
    """Whether all parts of every subject come to its score, in units."""
    finer = 10 ** (result.parts.places - result.plan.places)
    total = sum([*result.parts.units, *result.parts.limits.values()]) + result.parts.rounding
    return [int(one) for one in total] == [int(one) * finer for one in result.score_units]


COUNTED: dict[str, Any] = {
    "from": 50,
    "floor": 40,
    "criteria": [a_criterion("good", points={"each": 2}, cap=10), a_criterion("bad", points={}, takes_off=True)],
}


def test_a_start_costs_and_bounds_are_parts() -> None:
    # 50 + 10 (of 14) - 3; and 50 - 25, lifted to 40
    result = a_result(COUNTED, "A,good,7\nA,bad,3\nB,bad,25\n")

    assert everything(result) == {("start", ""): 50, ("criterion", "good"): 10, ("criterion", "bad"): -3}
    assert everything(result, 1) == {("start", ""): 50, ("criterion", "bad"): -25, ("bounds", ""): 15}
    assert adds_up(result)


def test_what_is_taken_off_within_what_is_taken_off_is_given_back() -> None:
    # 50 - (10 + 6 - 2)
    costs = {
        "id": "costs",
        "from": 10,
        "takes_off": True,
        "criteria": [a_criterion("bad", points={}), a_criterion("made_good", points={}, takes_off=True)],
    }
    result = a_result({"from": 50, "sections": [costs], "criteria": []}, "A,bad,6\nA,made_good,2\n")

    expected = {("start", ""): 50, ("start", "costs"): -10, ("criterion", "bad"): -6, ("criterion", "made_good"): 2}
    assert everything(result) == expected
    assert (int(result.score_units[0]), adds_up(result)) == (3600, True)


def test_at_best_a_cost_with_full_marks_costs_nothing() -> None:
    # 50 - 4 of 5: four marks were lost, and 50 are what the whole counts
    criteria = [a_criterion("fine", 5, given={}, takes_off=True), a_criterion("good", points={})]
    result = a_result({"from": 50, "criteria": criteria}, "A,fine,4\n")

    assert (fractions(result.contribution("fine")), fractions(result.in_force("fine"))) == ([-4], [0])
    assert lost(result, "fine") == [4]


CAPPED: dict[str, Any] = {
    "marks": 20,
    "sections": [{"id": "order", "cap": 8, "criteria": [a_criterion("a", 6, given={}), a_criterion("b", 4, given={})]}],
    "criteria": [a_criterion("c", 12, given={})],
}


def test_a_section_counts_no_more_than_its_cap() -> None:
    # 6 + 4 are capped at 8, all that the section can have: nothing is lost there, and 6 of 12 in c
    result = a_result(CAPPED, "A,a,6\nA,b,4\nA,c,6\n")

    assert (fractions(result.contribution("order")), fractions(result.in_force("order"))) == ([8], [8])
    assert (lost(result, "order"), lost(result, "c")) == ([0], [6])
    assert fractions(result.value_of("section.order")[0]) == [8]
    assert adds_up(result)


def test_an_absent_channel_loses_no_more_than_a_cap_leaves() -> None:
    # city sees all and came; owners see all, did not come, and count nothing: half of 8 and of 12 is lost there
    channels = {"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}}
    order = CAPPED["sections"][0] | {"channels": ["city", "owners"]}
    rest = CAPPED["criteria"][0] | {"channels": ["city", "owners"]}
    rows = "estate,criterion,value\nA,a,6\nA,b,4\nA,c,12\n"
    result = a_result(CAPPED | {"channels": channels, "sections": [order], "criteria": [rest]}, {"city.csv": rows})

    assert (fractions(result.in_force("order")), fractions(result.in_force("c"))) == ([8], [12])
    assert (lost(result, "order"), lost(result, "c")) == ([4], [6])
    assert adds_up(result)


def test_a_geometric_mean_is_a_part_as_a_whole() -> None:
    # 10 x the root of 0.9 x 0.4 = 6
    mean = {
        "id": "m",
        "marks": 10,
        "combine": "geometric_mean",
        "criteria": [a_criterion("a", 1, given={}), a_criterion("b", 1, given={})],
    }
    result = a_result({"marks": 10, "sections": [mean]}, "A,a,0.9\nA,b,0.4\n")

    assert everything(result) == {("whole", "m"): 6}
    assert (fractions(result.in_force("m")), adds_up(result)) == ([10], True)


def test_of_the_lowest_the_deciding_child_is_the_part() -> None:
    # exits have 2/4, hoses 3/10: 20 x 3/10, and each mark of hoses counts two
    fire = {
        "id": "fire",
        "marks": 20,
        "combine": "lowest",
        "criteria": [a_criterion("exits", 4, given={}), a_criterion("hoses", 10, given={})],
    }
    result = a_result({"marks": 20, "sections": [fire], "missing": "not_assessed"}, "A,exits,2\nA,hoses,3\nB,exits,1\n")

    assert everything(result) == {("criterion", "hoses"): 6}
    assert everything(result, 1) == {("criterion", "exits"): 5}
    assert (fractions(result.in_force("fire")), adds_up(result)) == ([20, 20], True)


def test_bonus_and_penalty_are_parts_beside_the_tree() -> None:
    block = {"bonus": {"criteria": [{"id": "praised", "points": {}}]}}
    block |= {"penalty": {"criteria": [{"id": "blamed", "points": {}}]}}
    result = a_result({"criteria": [a_criterion("tidy", 10)]} | block, "A,tidy,4\nA,praised,7\nA,blamed,0.125\n")

    # 6 + 4 of 7, for full marks are not passed, - 0.125 = 9.875, printed as 9.88
    assert everything(result) == {("criterion", "tidy"): 6, ("bonus", "bonus"): 4, ("penalty", "penalty"): -0.125}
    assert (result.parts.rounding.tolist(), adds_up(result)) == ([5000], True)
    assert (fractions(result.contribution("")), fractions(result.in_force(""))) == ([6], [10])


def test_the_columns_add_up_to_the_score() -> None:
    # 50 + 10 - 0.126 = 59.874; and the section adds 2.5, capped: 62.374
    section = {"id": "extra", "cap": 2.5, "criteria": [a_criterion("more", points={})]}
    result = a_result(COUNTED | {"sections": [section]}, "A,good,5\nA,bad,0.126\nA,more,4\n")
    row = score_frame(result).iloc[0]
    shown = {name: str(row[name]) for name in ("start", "extra", "good", "bad", "bounds", "limits_lost", "rounding")}

    assert shown == {
        "start": "50.000000",
        "extra": "2.500000",
        "good": "10.000000",
        "bad": "-0.126000",
        "bounds": "0.000000",
        "limits_lost": "0.000000",
        "rounding": "-0.004000",
    }
    assert sum(row[name] for name in shown) == row["score"] == Decimal("62.37")
