"""Who is compared, and who is listed apart with what happened."""

from __future__ import annotations

from typing import Any

from redprop.analysis.compare.comparison import Comparison, apart_columns, compare
from tests.builders import a_result

HEAD = "estate,name,category,status,from,until,successor,company\n"
CATEGORIES = {"categories": {"old": {}, "new": {}}}
Told = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def between(register: str, before: str = "AB", after: str = "AB", **rubric: Any) -> Comparison:
    """Both quarters under one register; subjects are clean where a letter names them."""
    results = [
        a_result(
            CATEGORIES | rubric, "".join(f"{who},tidy,0\n" for who in there), register=HEAD + register, period=period
        )
        for period, there in (("2022Q1", before), ("2022Q2", after))
    ]
    return compare(*results)


def told(found: Comparison) -> Told:
    return [(one.event, one.before, one.after) for one in found.pairs.happened]


def test_new_and_gone_are_told_with_the_reason() -> None:
    found = between("A,A,old,,2022Q2,,,\nB,B,old,closed,2022Q2,,,\nB,B,old,,,2022Q1,,\n", "B", "A")

    assert told(found) == [("new", (), ("A",)), ("gone", ("B",), ())]
    assert [one.why for one in found.pairs.happened] == [("not in force",), ("closed",)]
    assert len(found.pairs) == 0


def test_another_category_is_no_change_of_the_score() -> None:
    found = between("A,A,old,,,2022Q1,,\nA,A,new,,2022Q2,,,\nB,B,old,,,,,\n")

    assert told(found) == [("category", ("A",), ("A",))]
    assert found.ids == ("B",)


def test_another_company_is_told_and_compared() -> None:
    found = between("A,A,old,,,2022Q1,,first\nA,A,old,,2022Q2,,,second\nB,B,old,,,,,\n")

    assert told(found) == [("company", ("A",), ("A",))]
    assert found.pairs.happened[0].why == ("first", "second")
    assert found.ids == ("A", "B")


def test_two_that_merge_stand_beside_what_they_became() -> None:
    found = between("A,A,old,,,2022Q1,C,\nB,B,old,,,2022Q1,C,\nC,C,old,,2022Q2,,,\n", "AB", "C")

    assert told(found) == [("merged", ("A", "B"), ("C",))]
    assert len(found.pairs) == 0
    assert str(found.together(("A", "B"), "before")) == "10.00"
    rows = apart_columns(found)
    assert list(zip(rows["side"], rows["estate"], rows["with"], strict=True)) == [
        ("before", "A", "C"),
        ("before", "B", "C"),
        ("after", "C", "A; B"),
    ]


def test_one_that_is_split_stands_beside_its_parts_though_one_keeps_its_id() -> None:
    found = between("A,A,old,,,2022Q1,A;C,\nA,A,old,,2022Q2,,,\nC,C,old,,2022Q2,,,\nB,B,old,,,,,\n", "AB", "ABC")

    assert told(found) == [("split", ("A",), ("A", "C"))]
    assert found.ids == ("B",)


def test_one_with_another_id_is_not_compared_in_silence() -> None:
    found = between("A,A,old,,,2022Q1,C,\nC,C,old,,2022Q2,,,\nB,B,old,,,,,\n", "AB", "BC")

    assert told(found) == [("succeeded", ("A",), ("C",))]


def test_a_succession_of_other_periods_is_none_here() -> None:
    found = between("A,A,old,,,2021Q4,C,\nA,A,old,,2022Q1,,,\nC,C,old,,,,,\nB,B,old,,,,,\n", "ABC", "ABC")

    assert told(found) == []
    assert found.ids == ("A", "B", "C")


def test_who_has_no_score_in_one_period_is_told() -> None:
    found = between("A,A,old,,,,,\nB,B,old,,,,,\n", "AB", "A")

    assert told(found) == [("no_score", ("B",), ("B",))]
    assert found.ids == ("A",)


def test_nobody_in_common_gives_nothing_to_compare() -> None:
    found = compare(a_result({}, "A,tidy,1\n"), a_result({}, "B,tidy,1\n"))

    assert told(found) == [("gone", ("A",), ()), ("new", (), ("B",))]
    assert found.at_work == ()
    assert len(found.causes) == len(found.ranks) == len(found.changes) == 0
