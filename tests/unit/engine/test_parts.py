from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

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
