from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.exact import Ratios
from redprop.rules import Seen
from redprop.rules.deduct import Deduct
from tests.builders import a_criterion, a_result, codes, fractions, outcome_of, ratios, score_of, scores


def left(said: dict[str, Any], seen: Seen, full: int = 4) -> list[Fraction]:
    return fractions(Deduct.model_validate(said).marks(Fraction(full), seen))


def counted(*counts: Any) -> Seen:
    return Seen(ratios(*counts))


def caused(**counts: list[Any]) -> Seen:
    size = len(next(iter(counts.values())))
    return Seen(Ratios.constant(0, size), causes={name: ratios(*column) for name, column in counts.items()})


def test_each_finding_costs_the_same() -> None:
    # 4 - 3 x 1 = 1
    assert left({"each": 1}, counted(0, 1, 3)) == [4, 3, 1]


def test_nothing_is_lost_below_nothing() -> None:
    assert left({"each": 1}, counted(4, 5, 1000)) == [0, 0, 0]


def test_a_count_may_be_a_decimal() -> None:
    # 4 - 0.3 x 1 = 3.7
    assert left({"each": 1}, counted("0.3")) == [Fraction(37, 10)]


def test_once_costs_the_same_however_often() -> None:
    assert left({"once": 3}, counted(0, 1, 7)) == [4, 1, 1]


def test_once_costs_whole_for_a_part_of_one() -> None:
    assert left({"once": 3}, counted("0.2")) == [1]


def test_several_causes_add_up() -> None:
    # 4 - 2 x 0.5 - 1 x 2 = 1
    causes = {"bare": {"each": Decimal("0.5")}, "no_log": {"each": 2}}

    assert left(causes, caused(bare=[2, 0], no_log=[1, 0])) == [1, 4]


def test_a_cause_that_counts_once_stands_beside_one_that_counts_each() -> None:
    # 4 - 1 x 1 - 2 = 1
    assert left({"bare": {"each": 1}, "no_log": {"once": 2}}, caused(bare=[1], no_log=[9])) == [1]


def test_several_causes_together_never_go_below_nothing() -> None:
    assert left({"a": {"each": 3}, "b": {"once": 3}}, caused(a=[1], b=[1])) == [0]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"each": 1, "once": 1},
        {"each": 0},
        {"once": -1},
        {"each": 1, "bare": {"each": 1}},
        {"bare": {}},
        {"eech": 1},
    ],
)
def test_a_deduction_says_exactly_one_way(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Deduct.model_validate(said)


def test_causes_are_measures_of_their_own() -> None:
    assert Deduct.model_validate({"bare": {"each": 1}, "no_log": {"once": 1}}).cause_names() == ("bare", "no_log")


def test_what_a_count_is_a_count_of_is_no_cause() -> None:
    assert Deduct.model_validate({"each": 1, "looked_at": "route"}).cause_names() == ()


def test_a_count_is_never_below_nothing() -> None:
    assert Deduct.model_validate({"each": 1}).bounds(Fraction(4)) == (0, None)


def test_counts_may_be_divided_by_something_and_multiplied() -> None:
    assert Deduct.model_validate({"each": 1}).exposure() is None
    assert Deduct.model_validate({"each": 1, "per": "register.homes"}).exposure() == ("register.homes", 1)
    assert Deduct.model_validate({"each": 1, "per": "rooms", "times": 100}).exposure() == ("rooms", 100)


def test_an_exposure_and_its_factor_are_no_causes() -> None:
    said = Deduct.model_validate({"bare": {"each": 1}, "per": "rooms", "times": 100})

    assert said.cause_names() == ("bare",)


def test_a_broken_count_costs_a_part_and_once_costs_whole() -> None:
    # 3 findings of 40 homes, times 10: 3/4; 4 - 3/4 x 1 and 4 - 3
    assert left({"each": 1, "per": "homes", "times": 10}, counted("3/4")) == [Fraction(13, 4)]
    assert left({"once": 3, "per": "homes", "times": 10}, counted("3/4", 0)) == [1, 4]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"each": 1, "times": 100}, "times needs per"),
        ({"each": 1, "per": "homes", "looked_at": "route"}, "a route or an exposure"),
        ({"each": 1, "per": "homes", "times": 0}, "greater than 0"),
    ],
)
def test_what_is_divided_by_is_said_once_and_right(said: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Deduct.model_validate(said)


def by_rooms(rows: str, **said: Any) -> str:
    return score_of({"criteria": [a_criterion("tidy", 10, deduct={"each": 1, "per": "rooms"} | said)]}, rows)


def test_the_sum_of_counts_is_divided_by_the_sum_of_what_was_seen() -> None:
    # 3 + 1 findings in 4 + 4 rooms, times 10: 5 marks
    assert by_rooms("A,tidy,3\nA,rooms,4\nA,tidy,1\nA,rooms,4\n", times=10) == "5.00"


def test_every_cause_is_divided_by_the_same() -> None:
    rubric = {"criteria": [a_criterion("tidy", 10, deduct={"bare": {"each": 4}, "log": {"once": 2}, "per": "rooms"})]}

    # 10 - 4 x 2/8 - 2
    assert score_of(rubric, "A,bare,2\nA,log,3\nA,rooms,8\n") == "7.00"


def test_nothing_found_divided_by_something_leaves_full_marks() -> None:
    assert by_rooms("A,tidy,0\nA,rooms,8\n") == "10.00"


@pytest.mark.parametrize("rooms", ["A,rooms,0\n", ""])
def test_nothing_to_divide_by_is_told_and_not_assessed(rooms: str) -> None:
    rubric = {"criteria": [a_criterion("tidy", 10, deduct={"each": 1, "per": "rooms"})]}
    result = a_result(rubric, "A,tidy,3\n" + rooms)

    assert (outcome_of(result, "tidy"), codes(result.notes)) == ("not_assessed", ["no-exposure"])


def test_no_count_at_all_is_as_missing_says_whatever_was_seen() -> None:
    assert by_rooms("A,rooms,8\n") == "10.00"
    assert by_rooms("A,rooms,0\n") == "10.00", "nobody counted anything"


def test_counts_of_one_exposure_lose_alike_and_of_a_larger_one_less() -> None:
    rubric = {"criteria": [a_criterion("tidy", 10, deduct={"each": 1, "per": "register.homes", "times": 100})]}
    rows, register = "A,tidy,2\nB,tidy,2\nC,tidy,2\n", "estate,homes\nA,100\nB,100\nC,200\n"

    # 10 - 100 x 2/100 twice, 10 - 100 x 2/200
    assert scores(a_result(rubric, rows, register=register)) == {"A": "8.00", "B": "8.00", "C": "9.00"}
