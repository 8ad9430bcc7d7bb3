"""Parts of rubrics that start, take off, are bounded or multiplied: they add up to the score, each says what it did."""

from __future__ import annotations

from typing import Any

from redprop.engine.frames import score_frame
from redprop.engine.result import Result
from tests.builders import a_criterion, a_result


def told(result: Result, subject: int = 0) -> dict[tuple[str, str], float]:
    """Each part of a subject that is something, in marks."""
    units = 10**result.parts.places
    parts = zip(result.parts.contributions, result.parts.units, strict=True)
    found = {(part.kind, part.node): int(column[subject]) / units for part, column in parts}
    found |= {("limit", name): int(column[subject]) / units for name, column in result.parts.limits.items()}
    return {at: part for at, part in found.items() if part}


def adds_up(result: Result) -> bool:
    """Whether every subject's parts come to its score, in whole units."""
    parts = result.parts
    total = sum([*parts.units, *parts.limits.values(), parts.rounding])
    finer = result.score_units * 10 ** (parts.places - result.plan.places)
    return bool((total == finer).all())


def test_a_start_and_a_cost_are_parts() -> None:
    criteria = [a_criterion("good", points={"each": 2}), a_criterion("bad", points={}, takes_off=True)]
    result = a_result({"from": 59, "criteria": criteria}, "A,good,4\nA,bad,3\n")

    assert told(result) == {("start", ""): 59, ("criterion", "good"): 8, ("criterion", "bad"): -3}
    assert adds_up(result)


def test_a_cost_inside_what_is_taken_off_is_given_back() -> None:
    inner = a_criterion("excused", points={}, takes_off=True)
    costs = {"id": "costs", "takes_off": True, "criteria": [a_criterion("bad", points={}), inner]}
    result = a_result({"from": 100, "sections": [costs], "criteria": []}, "A,bad,5\nA,excused,2\n")

    # 100 - (5 - 2)
    assert told(result) == {("start", ""): 100, ("criterion", "bad"): -5, ("criterion", "excused"): 2}
    assert adds_up(result)


def test_what_bounds_changed_is_a_part() -> None:
    basic = {"id": "basic", "cap": 80, "criteria": [a_criterion("good", points={})]}
    result = a_result({"from": 0, "floor": 50, "sections": [basic], "criteria": []}, "A,good,95\nB,good,20\n")

    assert told(result) == {("criterion", "good"): 95, ("bounds", "basic"): -15}
    assert told(result, 1) == {("criterion", "good"): 20, ("bounds", ""): 30}
    assert adds_up(result)


def test_the_columns_of_a_score_add_up() -> None:
    basic = {"id": "basic", "cap": 80, "criteria": [a_criterion("good", points={})]}
    rubric = {"from": 7, "floor": 50, "sections": [basic], "criteria": [a_criterion("bad", points={}, takes_off=True)]}
    row = score_frame(a_result(rubric, "A,good,95\nA,bad,60\n")).iloc[0]

    # 7 + 80 - 60 = 27, lifted to 50
    names = ("basic", "bad", "start", "bounds", "limits_lost", "rounding")
    assert [str(row[name]).rstrip("0").rstrip(".") for name in names] == ["80", "-60", "7", "23", "0", "0"]
    assert str(row["score"]) == "50.00"


def test_a_geometric_mean_is_one_part_as_a_whole() -> None:
    mean = {
        "id": "mean",
        "marks": 10,
        "combine": "geometric_mean",
        "criteria": [a_criterion("a", 1, given={}), a_criterion("b", 1, given={})],
    }
    result = a_result(
        {"sections": [mean], "criteria": [a_criterion("c", 10, given={})], "marks": 20}, "A,a,0.9\nA,b,0.4\nA,c,5\n"
    )

    assert told(result) == {("whole", "mean"): 6, ("criterion", "c"): 5}
    assert adds_up(result)
    assert str(score_frame(result)["mean"][0]) == "6.000000"


def test_the_deciding_child_has_the_whole_part_of_a_lowest() -> None:
    fire = {
        "id": "fire",
        "marks": 20,
        "combine": "lowest",
        "criteria": [a_criterion("exits", 4, given={}), a_criterion("hoses", 10, given={})],
    }
    result = a_result({"sections": [fire], "criteria": []}, "A,exits,2\nA,hoses,3\nB,exits,1\nB,hoses,10\n")

    assert told(result) == {("criterion", "hoses"): 6}
    assert told(result, 1) == {("criterion", "exits"): 5}
    assert adds_up(result)


def test_bonus_penalty_and_a_cap_are_parts() -> None:
    rubric: dict[str, Any] = {
        "criteria": [a_criterion("tidy", 100)],
        "bonus": {"criteria": [{"id": "praised", "points": {"each": 2}}]},
        "penalty": {"criteria": [{"id": "blamed", "points": {"each": 1}}]},
        "limits": [{"id": "l", "when": {"fire": {"at_least": 1}}, "if_missing": "ignored", "cap": 60}],
    }
    result = a_result(rubric, "A,tidy,10\nA,praised,1\nA,blamed,5\nA,fire,1\n")

    # 90 + 2 - 5 = 87, capped at 60
    assert told(result) == {
        ("criterion", "tidy"): 90,
        ("bonus", "bonus"): 2,
        ("penalty", "penalty"): -5,
        ("limit", "l"): -27,
    }
    assert adds_up(result)
