from __future__ import annotations

from typing import Any

from redprop.rubric.plan import Plan
from redprop.tables.tally import Tally
from tests.builders import a_criterion, a_plan, a_reading

HEAD = "estate,criterion,value,respondent\n"
PLAN = {
    "channels": {"city": {"weight": 1, "absent": "zero", "minimum": {"count": 1, "of": "respondent"}}},
    "criteria": [
        a_criterion("tidy", channels=["city"]),
        a_criterion("worst", channels=["city"], linear={"from": 0, "to": 9}, measure={"min": "worst"}),
        a_criterion("level", channels=["city"], levels={"good": 10, "bad": 0}, measure={"mean": "level"}),
    ],
}
REGISTER = "estate\nA\nB\n"


def a_tally(*rows: str, plan: Plan | None = None, register: str | None = REGISTER, **said: Any) -> Tally:
    return a_reading(
        plan or a_plan(**PLAN), HEAD + "".join(row + "\n" for row in rows), register=register, **said
    ).tally


def test_a_cell_holds_sum_and_count() -> None:
    cell = a_tally("A,tidy,2,r", "A,tidy,1.5,s", "B,tidy,1,r").cells["city", "", "tidy"]

    # four decimals: 3.5 is 35000 of 0.0001
    assert (cell.count.tolist(), cell.total.tolist()) == ([2, 1], [35_000, 10_000])


def test_a_cell_holds_extremes_only_where_a_measure_asks() -> None:
    cells = a_tally("A,tidy,2,r", "A,worst,5,r", "A,worst,3,s").cells
    worst = cells["city", "", "worst"]

    assert worst.least is not None
    assert worst.greatest is not None
    assert (worst.least.tolist()[0], worst.greatest.tolist()[0]) == (30_000, 50_000)
    assert cells["city", "", "tidy"].least is None


def test_a_cell_counts_each_word() -> None:
    cell = a_tally("A,level,good,r", "A,level,bad,s", "A,level,good,t", "B,level,bad,r").cells["city", "", "level"]

    assert {word: count.tolist() for word, count in cell.words.items()} == {"good": [2, 0], "bad": [1, 1]}


def test_a_cell_counts_what_did_not_apply() -> None:
    cell = a_tally("A,tidy,n/a,r", "A,tidy,1,r").cells["city", "", "tidy"]

    assert (cell.not_applicable.tolist(), cell.count.tolist()) == ([1, 0], [1, 0])


def test_a_respondent_counts_once_a_subject() -> None:
    people = a_tally("A,tidy,1,r", "A,worst,1,r", "A,tidy,1,s", "B,tidy,1,r").respondents["city"]

    assert people == {("A", "r"), ("A", "s"), ("B", "r")}


def test_spaces_around_a_respondent_do_not_make_another() -> None:
    assert len(a_tally("A,tidy,1,r", "A,tidy,1, r ").respondents["city"]) == 1


def test_a_respondent_without_a_usable_answer_does_not_count() -> None:
    assert a_tally("A,tidy,1,r", "A,tidy,n/a,s").respondents["city"] == {("A", "r")}


ROWS = ["A,tidy,2,r", "A,worst,5,r", "B,level,good,r", "A,worst,3,s", "B,worst,4,s", "A,level,bad,t", "A,tidy,n/a,t"]


def test_a_tally_of_two_parts_is_the_sum_of_their_tallies() -> None:
    whole = a_tally(*ROWS)

    for cut in range(len(ROWS) + 1):
        assert (a_tally(*ROWS[:cut]) + a_tally(*ROWS[cut:])).fingerprint() == whole.fingerprint()


def test_parts_that_name_other_subjects_add_up_too() -> None:
    plan = a_plan(**PLAN)
    first = a_tally("A,tidy,2,r", "A,worst,5,r", plan=plan, register=None)
    second = a_tally("B,tidy,1,r", "B,worst,7,r", plan=plan, register=None)
    both = a_tally("A,tidy,2,r", "A,worst,5,r", "B,tidy,1,r", "B,worst,7,r", plan=plan, register=None)

    assert (first + second).fingerprint() == both.fingerprint()


def test_another_value_has_another_fingerprint() -> None:
    assert a_tally("A,tidy,2,r").fingerprint() != a_tally("A,tidy,3,r").fingerprint()


def test_the_same_values_of_another_subject_have_another_fingerprint() -> None:
    assert a_tally("A,tidy,2,r").fingerprint() != a_tally("B,tidy,2,r").fingerprint()


def test_sums_past_64_bits_are_exact() -> None:
    # fifteen decimals: each value is 9 x 10^18 units, near the end of 64 bits
    plan = a_plan(criteria=[a_criterion(decimals=15)])
    tally = a_reading(plan, "A,tidy,9000\n" * 3).tally

    assert tally.cells["", "", "tidy"].total.tolist() == [27_000 * 10**15]


def test_the_least_value_past_64_bits_is_exact() -> None:
    plan = a_plan(criteria=[a_criterion(decimals=15, linear={"from": 0, "to": 1}, measure={"min": "tidy"})])
    least = a_reading(plan, "A,tidy,5000\nA,tidy,9999999\n").tally.cells["", "", "tidy"].least

    assert least is not None
    assert least.tolist() == [5000 * 10**15]
