from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from redprop.errors import TableError
from redprop.tables.files.delimited import open_delimited
from redprop.tables.opened import whole_table
from redprop.tables.register import Register, register_of
from tests.builders import a_criterion, a_plan, a_result, fractions, scores

CATEGORIES = {"old": {"zh": "老旧", "en": "Old", "aliases": ["旧"]}, "new": {"zh": "新建"}}


def read(tmp_path: Path, text: str, period: str = "", **changed: Any) -> Register:
    (tmp_path / "estates.csv").write_text(text, encoding="utf-8")
    return register_of(whole_table(open_delimited(tmp_path / "estates.csv")), a_plan(**changed), period)


def refused(tmp_path: Path, text: str, period: str = "", **changed: Any) -> list[tuple[str, int]]:
    with pytest.raises(TableError) as error:
        read(tmp_path, text, period, **changed)
    return [(p.code, p.place.line) for p in error.value.problems]


def test_subjects_stand_in_code_point_order_of_their_ids(tmp_path: Path) -> None:
    register = read(tmp_path, "estate,name\nb,Beta\nA,Alpha\nc,Gamma\n")

    assert (register.ids, register.names) == (("A", "b", "c"), ("Alpha", "Beta", "Gamma"))


def test_a_subject_without_a_name_is_named_by_its_id(tmp_path: Path) -> None:
    assert read(tmp_path, "estate,name\nA,\n").names == ("A",)


def test_a_subject_may_be_written_by_id_or_by_a_name_of_its_own(tmp_path: Path) -> None:
    register = read(tmp_path, "estate,name\ne1,蓬莱花园\ne2,芙蓉公寓\n")

    assert [register.by_writing[text] for text in ("e1", "芙蓉公寓")] == [0, 1]


def test_a_name_that_two_subjects_share_names_neither(tmp_path: Path) -> None:
    assert "same" not in read(tmp_path, "estate,name\ne1,Same\ne2,Same\n").by_writing


def test_an_id_comes_before_the_name_of_another(tmp_path: Path) -> None:
    # e2's name is e1's id
    assert read(tmp_path, "estate,name\ne1,x\ne2,e1\n").by_writing["e1"] == 0


def test_an_id_that_stands_twice_is_refused_with_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(TableError) as error:
        read(tmp_path, "estate\nA\nB\nA\n")

    (problem,) = error.value.problems
    assert (problem.code, problem.place.line, problem.params) == ("same-subject", 4, {"id": "A", "first_line": 2})


@pytest.mark.parametrize("other", ["a1", " A1", "Ａ1"])
def test_two_ids_that_files_could_not_tell_apart_are_refused(tmp_path: Path, other: str) -> None:
    # rows name subjects whatever the case, width and spaces, so these are one subject or a silent mix-up
    assert refused(tmp_path, f"estate\nA1\n{other}\n") == [("same-subject", 3)]


def test_spaces_around_an_id_do_not_count(tmp_path: Path) -> None:
    assert read(tmp_path, "estate\n A \n").ids == ("A",)


def test_without_a_register_rows_of_one_subject_written_two_ways_are_one_subject() -> None:
    # 10 - 1 - 2, whichever spelling is kept
    assert list(scores(a_result({}, "A1,tidy,1\na1,tidy,2\n")).values()) == ["7.00"]


def test_a_row_without_an_id_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "estate,name\nA,x\n,y\n") == [("no-id", 3)]


def test_a_row_of_nothing_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, "estate,name\nA,x\n,\n").ids == ("A",)


@pytest.mark.parametrize("name", ["=1+1", "+a", "-a", "@a"])
def test_an_id_that_a_spreadsheet_would_run_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, f"estate\n{name}\n") == [("formula-id", 2)]


@pytest.mark.parametrize(("period", "expected"), [("2022Q1", ("A", "B")), ("2022Q2", ("A", "C")), ("2022Q3", ("C",))])
def test_a_row_counts_from_and_until_the_periods_that_it_says(
    tmp_path: Path, period: str, expected: tuple[str, ...]
) -> None:
    text = "estate,from,until\nA,,2022Q2\nB,2022Q1,2022Q1\nC,2022Q2,\n"

    assert read(tmp_path, text, period).ids == expected


def test_an_id_may_stand_twice_for_different_periods(tmp_path: Path) -> None:
    text = "estate,company,from,until\nA,first,,2022Q1\nA,second,2022Q2,\n"

    assert read(tmp_path, text, "2022Q2").texts("company") == ("second",)


def test_who_is_not_in_force_is_known_and_not_judged(tmp_path: Path) -> None:
    register = read(tmp_path, "estate,until\nA,\nB,2022Q1\n", "2022Q2")

    assert (register.ids, dict(register.unjudged)) == (("A",), {"B": "not in force"})


def test_the_exempt_and_the_closed_are_not_judged(tmp_path: Path) -> None:
    register = read(tmp_path, "estate,status\nA,\nB,exempt\nC,closed\nD,observed\n")

    assert (register.ids, dict(register.unjudged)) == (("A", "D"), {"B": "exempt", "C": "closed"})


def test_the_observed_are_not_rated(tmp_path: Path) -> None:
    assert read(tmp_path, "estate,status\nA,rated\nD,observed\n").rated.tolist() == [True, False]


def test_a_status_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "estate,status\nA,retired\n") == [("unknown-status", 2)]


@pytest.mark.parametrize("text", ["old", "OLD", "老旧", "Old", "旧"])
def test_a_category_may_be_written_by_id_title_or_alias(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, f"estate,category\nA,{text}\n", categories=CATEGORIES).categories == ("old",)


def test_a_category_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "estate,category\nA,odd\nB,\n", categories=CATEGORIES) == [
        ("unknown-category", 2),
        ("unknown-category", 3),
    ]


def test_categories_need_their_column(tmp_path: Path) -> None:
    assert refused(tmp_path, "estate\nA\n", categories=CATEGORIES) == [("no-category-column", 1)]


def test_a_register_needs_its_column_of_ids(tmp_path: Path) -> None:
    assert refused(tmp_path, "name\nA\n") == [("no-subject-column", 1)]


def test_every_problem_of_a_register_is_told_at_once(tmp_path: Path) -> None:
    text = "estate,category,status\nA,old,retired\nA,old,\nB,odd,\n"

    assert sorted(refused(tmp_path, text, categories=CATEGORIES)) == [
        ("same-subject", 3),
        ("unknown-category", 4),
        ("unknown-status", 2),
    ]


def test_a_column_of_numbers_is_exact(tmp_path: Path) -> None:
    numbers, there = read(tmp_path, "estate,homes\nA,0.1\nB,\nC,many\n").number("homes")

    assert (fractions(numbers)[0], there.tolist()) == (Fraction(1, 10), [True, False, False])


def test_a_number_of_the_register_is_read_as_people_type_it(tmp_path: Path) -> None:
    """A percent sign makes none: nothing says whether the column holds shares or percents."""
    numbers, there = read(tmp_path, 'estate,homes\nA,"1,234"\nB,１２\nC,95%\nD,"12,5"\n').number("homes")

    assert (fractions(numbers)[:2], there.tolist()) == ([1234, 12], [True, True, False, False])


def test_a_number_of_the_register_that_may_be_two_is_a_problem(tmp_path: Path) -> None:
    rubric = {"criteria": [a_criterion(linear={"from": 0, "to": 10}, measure={"sum": "tidy", "per": "register.homes"})]}
    text = 'estate,homes\nA,95%\nB,"12,5"\nC,many\nD,"1,234"\n'

    assert refused(tmp_path, text, **rubric) == [("ambiguous-number", 2), ("ambiguous-number", 3), ("not-a-value", 4)]


def test_a_column_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "estate\nA\n").number("homes")[1].tolist() == [False]


def test_without_a_register_whoever_rows_name_is_judged() -> None:
    assert scores(a_result({"criteria": [a_criterion()]}, "B,tidy,1\nA,tidy,2\n")) == {"A": "8.00", "B": "9.00"}
